import type { FormField } from '../../../dialects/core/form-body.ts';
import type { CheckContext } from '../../../harness/check/context.ts';
import type { CheckDraft } from '../../../harness/check/suite.ts';
import type { Exchange } from '../../../harness/transport/exchange.ts';
import { expectNothing, expectStored, post } from '../../behaviours/form-upload.ts';
import { form } from './form-binding.ts';

/** Posts a form with these credentials in it and no others. */
export function postWith(t: CheckContext, credentials: readonly FormField[]): Promise<Exchange> {
  const token = t.identity('main').sessionToken;
  const known = credentials.some(([name]) => name === 'x-cos-security-token');
  const fields = token === undefined || known ? [] : [['x-cos-security-token', token] as const];
  return post(t, form, { fields: [['key', t.key()], ...credentials, ...fields] }, { as: 'anonymous' });
}

/** Each form is refused for its credentials and stores nothing; the right one is accepted. */
export function refused(
  head: Pick<CheckDraft, 'id' | 'title' | 'claims'> & Partial<Pick<CheckDraft, 'level'>>,
  cases: {
    readonly wrong: (t: CheckContext) => readonly (readonly FormField[])[];
    readonly right: (t: CheckContext) => readonly FormField[];
    readonly refusal?: string | readonly string[];
  },
): CheckDraft {
  const { wrong, right, refusal = 'form-signature-mismatch' } = cases;
  return {
    ...head,
    impact: 'security',
    run: async (t) => {
      for (const credentials of wrong(t)) {
        t.expect(await postWith(t, credentials), { refusal });
        await expectNothing(t, t.key());
      }
      t.expect(await postWith(t, right(t)), { success: true });
      await expectStored(t, t.key());
    },
  };
}

/** The text with another last digit. */
export function flipLast(text: string): string {
  return `${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`;
}
