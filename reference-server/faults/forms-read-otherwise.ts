import type { FormCondition } from '../access/form-policy.ts';
import type { Prepared } from '../operations/handler.ts';
import type { ReceivedForm } from '../operations/receive-form.ts';
import { inContext } from './edit-request.ts';
import type { Tampering } from './tampering.ts';
import { postsForm } from './which.ts';

/** Conditions of a kind that are not looked at. */
export function without(drop: (condition: FormCondition) => boolean): Tampering {
  return {
    decide: ({ checkForm }) => ({
      checkForm: (policy, form, now) =>
        checkForm(
          { ...policy, conditions: policy.conditions.filter((condition) => !drop(condition)) },
          form,
          now,
        ),
    }),
  };
}

/** Forms that are read in another way. */
export function received(
  change: (form: ReceivedForm, prepared: Prepared) => Partial<ReceivedForm>,
): Tampering {
  return inContext(postsForm, ({ receiveForm }, prepared) => ({
    receiveForm: async (...asked) => {
      const form = await receiveForm(...asked);
      return { ...form, ...change(form, prepared) };
    },
  }));
}

/** Forms with other fields. */
export function fields(change: (fields: Map<string, string>, form: ReceivedForm) => void): Tampering {
  return received((form) => {
    const changed = new Map(form.fields);
    change(changed, form);
    return { fields: changed };
  });
}

/** A body whose text, one byte a character, is another. */
export async function* changed(
  body: AsyncIterable<Uint8Array>,
  change: (text: string) => string,
): AsyncGenerator<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  yield Buffer.from(change(Buffer.concat(chunks).toString('latin1')), 'latin1');
}
