import { textSample } from '../../../dialects/tencent-cos/sample-body.ts';
import type { CheckContext } from '../../../harness/check/context.ts';
import type { Exchange } from '../../../harness/transport/exchange.ts';

/** A policy that gives the main account something it has anyway, told apart by the action. */
export function policyText(t: CheckContext, action: string): string {
  const { account, uin = account } = t.identity('main');
  return JSON.stringify({
    version: '2.0',
    Statement: [
      {
        Principal: { qcs: [`qcs::cam::uin/${uin}:uin/${uin}`] },
        Effect: 'allow',
        Action: [`name/cos:${action}`],
        Resource: [`qcs::cos:${t.region}:uid/${account}:${t.bucket}/*`],
      },
    ],
  });
}

/** Sets the policy of the leased bucket. */
export function putPolicyText(t: CheckContext, text: string): Promise<Exchange> {
  return t.send({ op: 'PutBucketPolicy', ...textSample(text, 'application/json') });
}

/** Reads until there is a policy, and expects it to be the same JSON, however it is written. */
export async function expectPolicy(t: CheckContext, text: string): Promise<void> {
  const exchange = await t.eventually({ op: 'GetBucketPolicy' }, { success: true });
  t.compare(exchange, 'policy', JSON.parse(text), parsed(exchange));
}

function parsed({ response }: Exchange): unknown {
  const text = Buffer.from(response?.body ?? []).toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
