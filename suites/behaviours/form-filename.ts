import type { CheckDraft } from '../../harness/check/suite.ts';
import { expectNothing, expectStored, type FormBinding, post } from './form-upload.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';

// biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder of forms looks like one of ours
export const PLACEHOLDER = '${filename}';

function filenameChecks(binding: FormBinding) {
  /** The key a form arrives at: `key` in the form, with a file of that name. */
  const filledIn = (
    title: string,
    forms: readonly { key: string; filename: string; becomes: string }[],
  ): SharedCheck => ({
    title,
    run: async (t) => {
      for (const [index, { key, filename, becomes }] of forms.entries()) {
        const content = `content ${index}`;
        const fields = [['key', t.key(key)]] as const;
        t.expect(await post(t, binding, { fields, file: { filename, content } }), { success: true });
        await expectStored(t, t.key(becomes), content);
        if (becomes !== key) await expectNothing(t, t.key(key));
      }
    },
  });
  return {
    'filename-in-key': filledIn(`${PLACEHOLDER} in the key is replaced by the name of the file`, [
      { key: `a/b/${PLACEHOLDER}`, filename: 'a1.txt', becomes: 'a/b/a1.txt' },
      { key: `${PLACEHOLDER}.backup`, filename: 'a.txt', becomes: 'a.txt.backup' },
    ]),
    'filename-twice-in-key': filledIn(`Every ${PLACEHOLDER} in the key is replaced`, [
      { key: `${PLACEHOLDER}/${PLACEHOLDER}`, filename: 'a.txt', becomes: 'a.txt/a.txt' },
    ]),
    'filename-wide': filledIn('A file name beyond ASCII and with blanks becomes part of the key', [
      { key: PLACEHOLDER, filename: '文件 1 é.txt', becomes: '文件 1 é.txt' },
    ]),
    'filename-like-placeholder': filledIn(`A file called ${PLACEHOLDER} is not replaced once more`, [
      { key: `x-${PLACEHOLDER}`, filename: `y-${PLACEHOLDER}`, becomes: `x-y-${PLACEHOLDER}` },
    ]),
    'filename-with-dollars': filledIn('A file name is put in as it is, special characters included', [
      { key: `a-${PLACEHOLDER}`, filename: '$& $1 $$ $`.txt', becomes: 'a-$& $1 $$ $`.txt' },
    ]),
    'filename-unused': filledIn(`Without ${PLACEHOLDER} the name of the file means nothing`, [
      { key: 'fixed', filename: 'a.txt', becomes: 'fixed' },
    ]),
  } satisfies SharedChecks;
}

/** How the name of a posted file gets into the key of its object. */
export function formFilenames(
  binding: FormBinding & { readonly grounds: GroundsFor<ReturnType<typeof filenameChecks>> },
): CheckDraft[] {
  return grounded(filenameChecks(binding), binding.grounds);
}
