import { textAt, valuesAt } from '../../../dialects/core/document-access.ts';
import type { DocumentValue } from '../../../dialects/core/document-read.ts';
import { type DocumentName, documents } from '../../../dialects/tencent-cos/documents/index.ts';
import { CORS, type Configured, LIFECYCLE } from '../../operations/attributes.ts';
import {
  type Configuration,
  readConfiguration,
  removeConfiguration,
  writeConfiguration,
} from '../../operations/configuration.ts';
import { bucketOf, type OperationContext } from '../../operations/context.ts';
import { type Binding, bind } from '../../operations/handler.ts';
import { conflict } from '../../operations/lifecycle-conflicts.ts';
import { refuse } from '../../operations/refuse.ts';
import { type AttributeKey, attributeKey } from '../../store/attributes.ts';
import type { Tag } from '../../store/object-record.ts';
import { corsRules } from '../cors-document.ts';
import { knownElements } from '../known-elements.ts';
import { lifecycleRules } from '../lifecycle-document.ts';
import { documentReply, emptyReply } from '../reply.ts';
import { tagsFromDocument } from '../tags.ts';

const BUCKET_TAGS = attributeKey<Configured<Tag>>('bucket tags');

/** One configuration of a bucket that is an XML document. */
interface DocumentConfiguration<T> {
  /** What follows `PutBucket`, `GetBucket` and `DeleteBucket` in the catalogue. */
  readonly name: string;
  readonly document: DocumentName;
  readonly key: AttributeKey<Configured<T>>;
  readonly whenAbsent: string | undefined;
  readonly putStatus: number;
  readonly removable: boolean;
  /** What the document means; refuses one that is not allowed. */
  readonly rules: (document: DocumentValue, context: OperationContext) => readonly T[];
}

function bindings<T>(of: DocumentConfiguration<T>): Readonly<Record<string, Binding>> {
  const configuration: Configuration<Configured<T>> = of;
  const removal = bind({
    decode: () => undefined,
    handle: (context) => removeConfiguration(context, configuration),
    render: () => emptyReply(204),
  });
  return {
    [`PutBucket${of.name}`]: bind({
      decode: ({ context, request }): Configured<T> => {
        const document = request.document ?? refuse('missing-body');
        return {
          source: knownElements(documents[of.document], document),
          rules: of.rules(document, context),
        };
      },
      handle: (context, value: Configured<T>) => writeConfiguration(context, configuration, value),
      render: () => emptyReply(of.putStatus),
    }),
    [`GetBucket${of.name}`]: bind({
      decode: () => undefined,
      handle: (context) => readConfiguration(context, configuration),
      render: (value) => documentReply(of.document, value?.source ?? {}),
    }),
    ...(of.removable ? { [`DeleteBucket${of.name}`]: removal } : {}),
  };
}

/** A configuration that is kept and given back, and has no meaning to this server. */
function kept(
  name: string,
  document: DocumentName,
  whenAbsent: string | undefined,
  removable: boolean,
  check: (document: DocumentValue, context: OperationContext) => void = () => undefined,
): Readonly<Record<string, Binding>> {
  return bindings<never>({
    name,
    document,
    key: attributeKey(name),
    whenAbsent,
    putStatus: 200,
    removable,
    rules: (value, context) => {
      check(value, context);
      return [];
    },
  });
}

/** Bindings of all configurations of a bucket that are XML documents, inventories apart. */
export const configurationBindings: Readonly<Record<string, Binding>> = {
  ...bindings({
    name: 'Cors',
    document: 'CORSConfiguration',
    key: CORS,
    whenAbsent: 'no-cors',
    putStatus: 200,
    removable: true,
    rules: corsRules,
  }),
  ...bindings({
    name: 'Lifecycle',
    document: 'LifecycleConfiguration',
    key: LIFECYCLE,
    whenAbsent: 'no-lifecycle',
    putStatus: 200,
    removable: true,
    rules: (document) => {
      const rules = lifecycleRules(document);
      return conflict(rules) ? refuse('conflicting-rules') : rules;
    },
  }),
  ...bindings({
    name: 'Tagging',
    document: 'Tagging',
    key: BUCKET_TAGS,
    whenAbsent: 'no-tags',
    putStatus: 204,
    removable: true,
    rules: (document, { limits }) => tagsFromDocument(document, limits.bucketTags),
  }),
  ...kept('Website', 'WebsiteConfiguration', 'no-website', true),
  ...kept('Logging', 'BucketLoggingStatus', undefined, false),
  ...kept('Referer', 'RefererConfiguration', 'no-referer', false),
  ...kept('Replication', 'ReplicationConfiguration', 'no-replication', true, checkReplication),
  ...kept('Encryption', 'ServerSideEncryptionConfiguration', 'no-encryption', true),
  ...kept('Accelerate', 'AccelerateConfiguration', undefined, false),
};

/** Replication copies versions, so it needs them. T-BCFG-08. @throws Refused invalid-bucket-state */
function checkReplication(document: DocumentValue, context: OperationContext): void {
  if (bucketOf(context).versioning !== 'enabled') refuse('invalid-bucket-state');
  const targets = valuesAt(document, 'Rule').map((rule) => textAt(rule, 'Destination.Bucket'));
  if (new Set(targets).size > 1)
    refuse('invalid-element', { sentence: 'All rules have to name one bucket.' });
}
