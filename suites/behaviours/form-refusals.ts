import { CheckInconclusive } from '../../harness/check/check.ts';
import type { CheckContext } from '../../harness/check/context.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import { PLACEHOLDER } from './form-filename.ts';
import { expectNothing, expectStored, type FormBinding, formRequest, post } from './form-upload.ts';
import { type GroundsFor, grounded, type SharedChecks } from './grounds.ts';
import { store } from './stored-object.ts';

/** How much a dialect takes in a form. Sizes in bytes. */
export interface FormLimits extends FormBinding {
  readonly storageField: string;
  readonly keyBytes: number;
  /** From here on an entry of user metadata, name and value, is too long. */
  readonly metaEntryBytes: number;
  readonly fileBytes: number;
}

/** More than everything in a small form that is not its file, bytes. */
const FORM_BYTES = 16 * 1024 * 1024;

function refusalChecks(binding: FormLimits) {
  const { metaPrefix, storageField, keyBytes, metaEntryBytes, fileBytes } = binding;
  return {
    'two-files': {
      title: 'A form with two files is refused, and neither is stored',
      run: async (t) => {
        const fields = [['key', t.key()]] as const;
        const after = [{ filename: 'b.txt', content: 'second' }];
        t.expect(await post(t, binding, { fields, after }), { refusal: 'form-file-count' });
        await expectNothing(t, t.key());
      },
    },
    'no-file': {
      title: 'A form without a file is refused and replaces nothing',
      impact: 'data-loss',
      run: async (t) => {
        await store(t, 'object', 'kept');
        const exchange = await post(t, binding, { fields: [['key', t.key()]], file: 'none' });
        t.expect(exchange, { refusal: 'form-file-count' });
        await expectStored(t, t.key(), 'kept');
      },
    },
    'empty-key': {
      title: 'A form whose key is empty is refused',
      run: async (t) => {
        t.expect(await post(t, binding, { fields: [['key', '']] }), { refusal: 'form-missing-key' });
      },
    },
    'metadata-entry-too-long': {
      title: `An entry of user metadata of ${metaEntryBytes} bytes is refused, and nothing is stored`,
      run: async (t) => {
        for (const size of [metaEntryBytes, 2 * metaEntryBytes]) {
          const fields = [
            ['key', t.key()],
            [`${metaPrefix}long`, 'x'.repeat(size)],
          ] as const;
          t.expect(await post(t, binding, { fields }), { refusal: 'metadata-entry-too-long' });
          await expectNothing(t, t.key());
        }
      },
    },
    'storage-class-unknown': {
      title: 'A storage class nobody knows is refused, and nothing is stored',
      run: async (t) => {
        const fields = [
          ['key', t.key()],
          [storageField, 'NO_SUCH_CLASS'],
        ] as const;
        t.expect(await post(t, binding, { fields }), { refusal: 'invalid-storage-class' });
        await expectNothing(t, t.key());
      },
    },
    'key-longest': {
      title: 'A key of the greatest length is accepted',
      run: async (t) => {
        const key = ofLength(t, keyBytes);
        t.expect(await post(t, binding, { fields: [['key', key]] }), { success: true });
        await expectStored(t, key);
      },
    },
    'key-too-long': {
      title: 'A key beyond the greatest length is refused, also when the name of the file makes it so',
      run: async (t) => {
        t.expect(await post(t, binding, { fields: [['key', ofLength(t, keyBytes + 1)]] }), {
          refusal: 'key-too-long',
        });
        const fields = [['key', `${ofLength(t, keyBytes - 100)}${PLACEHOLDER}`]] as const;
        const file = { filename: 'x'.repeat(101) };
        t.expect(await post(t, binding, { fields, file }), { refusal: 'key-too-long' });
      },
    },
    'too-large': {
      title: 'A form that announces a file beyond the greatest size is refused, and nothing is stored',
      run: async (t) => {
        const { headers, body, op } = formRequest(binding, { fields: [['key', t.key()]] });
        const exchange = await t.send({
          op,
          headers: [...headers, ['Content-Length', String(fileBytes + FORM_BYTES)]],
          body,
          raw: { expectContinue: { waitMs: 2_000 }, halfClose: true, limits: { responseMs: 5_000 } },
        });
        const { status = 0, interim = [] } = exchange.response ?? {};
        const undecided = interim.length > 0 || exchange.response === undefined;
        if (undecided && (status < 200 || status > 299)) {
          throw new CheckInconclusive('not-decidable', 'the target asks for all of it before it decides');
        }
        t.expect(exchange, { refusal: 'entity-too-large' });
        await expectNothing(t, t.key());
      },
    },
  } satisfies SharedChecks;
}

/** A key of the check's own of that many bytes. */
function ofLength(t: CheckContext, bytes: number): string {
  return t.key('').padEnd(bytes, 'k');
}

/** Forms whose fields or file are refused, and that nothing comes of them. */
export function formRefusals(
  binding: FormLimits & { readonly grounds: GroundsFor<ReturnType<typeof refusalChecks>> },
): CheckDraft[] {
  return grounded(refusalChecks(binding), binding.grounds);
}
