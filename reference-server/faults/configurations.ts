import { valuesAt } from '../../dialects/core/document-access.ts';
import type { DocumentValue } from '../../dialects/core/document-read.ts';
import { CORS, LIFECYCLE } from '../operations/attributes.ts';
import type { Prepared } from '../operations/handler.ts';
import type { Bucket } from '../store/bucket.ts';
import { forgiving } from './catching.ts';
import { asIf, on, onBuckets } from './edit-request.ts';
import { answering, losingElements, rewritingBody } from './edit-response.ts';
import { type FaultText, faults } from './fault.ts';
import { lenient } from './read-leniently.ts';
import type { Which } from './which.ts';
import { answers, configures } from './which.ts';

/** The three operations of one configuration of a bucket. */
interface Configuration {
  /** Beginning of the ids of its faults. */
  readonly prefix: string;
  readonly title: string;
  readonly document: string;
  /** Element that is repeated. */
  readonly rule: string;
  /** Refusal of reading it where there is none. */
  readonly absent: string;
  readonly subresource: string;
}

function removes(subresource: string): Which {
  return ({ effect, method, subresources }) =>
    effect === 'changes-bucket' && method === 'DELETE' && subresources.includes(subresource);
}

/** What is wrong with configurations that are stored and given back, whatever they mean. */
function storage({
  prefix,
  title,
  document,
  rule,
  absent,
  subresource,
}: Configuration): Record<string, FaultText> {
  const put = configures(document);
  const get = answers(document);
  const remove = removes(subresource);
  const stored = (bucket: Bucket): DocumentValue | undefined => {
    const { attributes } = bucket;
    return (subresource === 'cors' ? attributes.get(CORS) : attributes.get(LIFECYCLE))?.source;
  };
  const rules = (value: DocumentValue | undefined): DocumentValue[] => valuesAt(value, rule);
  const withRules = (all: readonly DocumentValue[]): DocumentValue => ({ [rule]: all });
  const edited = (change: (all: DocumentValue[], prepared: Prepared) => readonly DocumentValue[]) =>
    asIf(put, ({ document: sent }, prepared) =>
      sent === undefined ? {} : { document: withRules(change(rules(sent), prepared)) },
    );
  return {
    [`${prefix}-put-merges`]: {
      says: `Putting ${title} adds to what is there.`,
      ...edited((all, { context }) => {
        const bucket = context.store.bucket(context.bucket);
        return [...rules(bucket && stored(bucket)), ...all];
      }),
    },
    [`${prefix}-not-stored`]: {
      says: `Putting ${title} answers success and changes nothing.`,
      ...onBuckets(put, () => ({ setAttribute: () => undefined })),
    },
    [`${prefix}-keeps-first-rule`]: {
      says: `Of ${title} only the first rule is kept.`,
      ...edited((all) => all.slice(0, 1)),
    },
    [`${prefix}-order-reversed`]: {
      says: `The rules of ${title} come back in another order.`,
      ...edited((all) => all.toReversed()),
    },
    [`${prefix}-ids-lost`]: {
      says: `The rules of ${title} come back without their ids.`,
      ...answering(get, losingElements('ID')),
    },
    [`${prefix}-deletion-does-nothing`]: {
      says: `Deleting ${title} answers success and changes nothing.`,
      ...onBuckets(remove, () => ({ setAttribute: () => undefined })),
    },
    [`${prefix}-deletion-answers-200`]: {
      says: `Deleting ${title} answers 200.`,
      ...answering(remove, (response) => ({ ...response, status: 200 })),
    },
    [`${prefix}-absent-is-empty`]: {
      says: `Reading ${title} where there is none gives an empty document.`,
      ...on(get, (prepared, next) =>
        forgiving(
          [absent],
          () => next(prepared),
          () => ({
            status: 200,
            headers: [['Content-Type', 'application/xml']],
            body: { kind: 'bytes', bytes: Buffer.from(`<${document}/>`) },
          }),
        ),
      ),
    },
    [`${prefix}-of-another-root`]: {
      says: `${title} come back under another root.`,
      ...answering(
        get,
        rewritingBody((text) => text.replaceAll(document, 'Configuration')),
      ),
    },
  };
}

const cors: Configuration = {
  prefix: 'cors-rules',
  title: 'cross-origin rules',
  document: 'CORSConfiguration',
  rule: 'CORSRule',
  absent: 'no-cors',
  subresource: 'cors',
};

const lifecycle: Configuration = {
  prefix: 'lifecycle',
  title: 'lifecycle rules',
  document: 'LifecycleConfiguration',
  rule: 'Rule',
  absent: 'no-lifecycle',
  subresource: 'lifecycle',
};

const putsCors = configures(cors.document);
const putsLifecycle = configures(lifecycle.document);

/** Configurations of buckets. */
export const configurationFaults = faults('configurations', {
  ...storage(cors),
  ...storage(lifecycle),
  'cors-expose-header-lost': {
    says: 'ExposeHeader of cross-origin rules does not come back.',
    ...answering(answers(cors.document), losingElements('ExposeHeader')),
  },
  'cors-allowed-header-lost': {
    says: 'AllowedHeader of cross-origin rules does not come back.',
    ...answering(answers(cors.document), losingElements('AllowedHeader')),
  },
  'cors-max-age-not-shown': {
    says: 'MaxAgeSeconds of cross-origin rules does not come back.',
    ...answering(answers(cors.document), losingElements('MaxAgeSeconds')),
  },
  'cors-repetitions-collapsed': {
    says: 'Of repeated elements of a cross-origin rule the last one comes back.',
    ...answering(
      answers(cors.document),
      rewritingBody((text) =>
        text.replace(/(?:<(Allowed(?:Origin|Method|Header)|ExposeHeader)>[^<]*<\/\1>)+(?=<\1>)/g, ''),
      ),
    ),
  },
  'cors-methods-unchecked': {
    says: 'Methods that no rule may have are dropped.',
    ...lenient(putsCors, (text) =>
      text.replace(
        /<AllowedMethod>(?!(?:GET|PUT|HEAD|POST|DELETE)<)[^<]*<\/AllowedMethod>/g,
        '<AllowedMethod>GET</AllowedMethod>',
      ),
    ),
  },
  'cors-origin-not-needed': {
    says: 'A cross-origin rule without origin means any.',
    ...lenient(putsCors, (text) =>
      text.replace(/<CORSRule>(?:(?!<\/CORSRule>)[\s\S])*<\/CORSRule>/g, (rule) =>
        rule.includes('<AllowedOrigin>')
          ? rule
          : rule.replace('<CORSRule>', '<CORSRule><AllowedOrigin>*</AllowedOrigin>'),
      ),
    ),
  },
  'cors-method-not-needed': {
    says: 'A cross-origin rule without method means GET.',
    ...lenient(putsCors, (text) =>
      text.replace(/<CORSRule>(?:(?!<\/CORSRule>)[\s\S])*<\/CORSRule>/g, (rule) =>
        rule.includes('<AllowedMethod>')
          ? rule
          : rule.replace('<CORSRule>', '<CORSRule><AllowedMethod>GET</AllowedMethod>'),
      ),
    ),
  },
  'cors-rules-unbounded': {
    says: 'Cross-origin rules beyond the hundredth are dropped.',
    ...lenient(putsCors, (text) => {
      let seen = 0;
      return text.replace(/<CORSRule>(?:(?!<\/CORSRule>)[\s\S])*<\/CORSRule>/g, (rule) =>
        seen++ < 100 ? rule : '',
      );
    }),
  },
  'cors-rules-bounded-to-10': {
    says: 'More than ten cross-origin rules are refused.',
    ...lenient(putsCors, (text) => (text.split('<CORSRule>').length > 11 ? '<' : text)),
  },
  'cors-max-age-unchecked': {
    says: 'A MaxAgeSeconds that is no number is dropped.',
    ...lenient(putsCors, (text) => text.replace(/<MaxAgeSeconds>(?!\d+<)[^<]*<\/MaxAgeSeconds>/g, '')),
  },
  'cors-origin-star-refused': {
    says: 'An origin * is refused.',
    ...lenient(putsCors, (text) => (text.includes('<AllowedOrigin>*<') ? '<' : text)),
  },
  'cors-optional-elements-needed': {
    says: 'A cross-origin rule without ID is refused.',
    ...lenient(putsCors, (text) => (text.includes('<ID>') ? text : '<')),
  },
  'lifecycle-status-unchecked': {
    says: 'A lifecycle rule with another status is disabled.',
    ...lenient(putsLifecycle, (text) =>
      text.replace(/<Status>(?!(?:En|Dis)abled<)[^<]*<\/Status>/g, '<Status>Disabled</Status>'),
    ),
  },
  'lifecycle-status-not-needed': {
    says: 'A lifecycle rule without status is enabled.',
    ...lenient(putsLifecycle, (text) =>
      text.replace(/<Rule>(?:(?!<\/Rule>)[\s\S])*<\/Rule>/g, (rule) =>
        rule.includes('<Status>') ? rule : rule.replace('</Rule>', '<Status>Enabled</Status></Rule>'),
      ),
    ),
  },
  'lifecycle-equal-ids-accepted': {
    says: 'Lifecycle rules may have the same id.',
    ...lenient(putsLifecycle, (text) => {
      let count = 0;
      return text.replace(
        /<ID>([^<]*)<\/ID>/g,
        (_, id: string) => `<ID>${id}${count++ === 0 ? '' : `-${count}`}</ID>`,
      );
    }),
  },
  'lifecycle-long-ids-accepted': {
    says: 'Long ids of lifecycle rules are cut.',
    ...lenient(putsLifecycle, (text) => text.replace(/<ID>([^<]{255})[^<]*<\/ID>/g, '<ID>$1</ID>')),
  },
  'lifecycle-negative-days-accepted': {
    says: 'A negative number of days counts as none.',
    ...lenient(putsLifecycle, (text) => text.replace(/<Days>-\d+<\/Days>/g, '<Days>1</Days>')),
  },
  'lifecycle-zero-days-accepted': {
    says: 'An expiration after no days is taken for one day.',
    ...lenient(putsLifecycle, (text) =>
      text.replace(/<Expiration>\s*<Days>0<\/Days>/g, '<Expiration><Days>1</Days>'),
    ),
  },
  'lifecycle-any-class-accepted': {
    says: 'A transition into an unknown class goes to the archive.',
    ...lenient(putsLifecycle, (text) =>
      text.replace(
        /<StorageClass>(?!STANDARD_IA<|ARCHIVE<|NEARLINE<|DEEP_ARCHIVE<)[^<]*<\/StorageClass>/gi,
        '<StorageClass>ARCHIVE</StorageClass>',
      ),
    ),
  },
  'lifecycle-tags-lost': {
    says: 'Tags in filters of lifecycle rules do not come back.',
    ...answering(answers(lifecycle.document), losingElements('Tag')),
  },
  'lifecycle-prefix-lost': {
    says: 'The prefix of lifecycle rules does not come back.',
    ...answering(answers(lifecycle.document), losingElements('Prefix')),
  },
  'lifecycle-abort-lost': {
    says: 'AbortIncompleteMultipartUpload does not come back.',
    ...answering(answers(lifecycle.document), losingElements('AbortIncompleteMultipartUpload')),
  },
  'lifecycle-dates-refused': {
    says: 'Lifecycle rules with a date are refused.',
    ...lenient(putsLifecycle, (text) => (text.includes('<Date>') ? '<' : text)),
  },
  'lifecycle-conflicts-accepted': {
    says: 'Of lifecycle rules that conflict the first one is kept.',
    ...on(putsLifecycle, (prepared, next) =>
      forgiving(
        ['conflicting-rules'],
        () => next(prepared),
        () => {
          const { request } = prepared;
          const [first] = valuesAt(request.document, lifecycle.rule);
          return next({
            ...prepared,
            request: { ...request, document: { [lifecycle.rule]: first ? [first] : [] } },
          });
        },
      ),
    ),
  },
});
