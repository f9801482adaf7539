import type { Configuration } from '../../operations/configuration.ts';
import {
  readConfiguration,
  removeConfiguration,
  writeConfiguration,
} from '../../operations/configuration.ts';
import { type Binding, bind, type Prepared } from '../../operations/handler.ts';
import { refuse } from '../../operations/refuse.ts';
import { attributeKey } from '../../store/attributes.ts';
import { readDigested } from '../read-digested.ts';
import { emptyReply } from '../reply.ts';

const POLICY: Configuration<Uint8Array> = { key: attributeKey('policy'), whenAbsent: 'no-policy' };

/** Bindings of the bucket policy: JSON that is kept and given back; it does not take part in decisions. T-BCFG-03. */
export const policyBindings: Readonly<Record<string, Binding>> = {
  PutBucketPolicy: bind({
    decode: decodePolicy,
    handle: (context, policy: Uint8Array) => writeConfiguration(context, POLICY, policy),
    render: () => emptyReply(204),
  }),
  GetBucketPolicy: bind({
    decode: () => undefined,
    handle: (context) => readConfiguration(context, POLICY),
    render: (policy) => ({
      status: 200,
      headers: [['Content-Type', 'application/json']],
      body: { kind: 'bytes', bytes: policy ?? new Uint8Array() },
    }),
  }),
  DeleteBucketPolicy: bind({
    decode: () => undefined,
    handle: (context) => removeConfiguration(context, POLICY),
    render: () => emptyReply(204),
  }),
};

async function decodePolicy({ request, context }: Prepared): Promise<Uint8Array> {
  const bytes = await readDigested(request.body, request.contentMd5, context.limits.documentBytes);
  if (bytes.length === 0) return refuse('missing-body');
  return isPolicy(bytes) ? bytes : refuse('malformed-policy');
}

/** An object with a non-empty list of statements, each with effect, actions, resources and principals. Sheet 2.5. */
function isPolicy(bytes: Uint8Array): boolean {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return false;
  }
  const statements = member(json, 'Statement');
  return Array.isArray(statements) && statements.length > 0 && statements.every(isStatement);
}

function isStatement(statement: unknown): boolean {
  const effect = member(statement, 'Effect');
  const named = ['Principal', 'Action', 'Resource'].every((name) => member(statement, name) !== undefined);
  return named && typeof effect === 'string' && /^(?:allow|deny)$/i.test(effect);
}

/** A member by its name in any letter case; samples write both `Statement` and `statement`. */
function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}
