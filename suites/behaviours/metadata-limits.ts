import type { CheckContext } from '../../harness/check/context.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import { type GroundsFor, grounded, type SharedChecks } from './grounds.ts';
import { expectMetadata, type MetadataBinding } from './metadata.ts';

/** Where a dialect keeps user metadata, and how much of it. */
export interface MetadataLimitsBinding extends MetadataBinding {
  /** Largest sum of names and values in bytes. */
  readonly maxBytes: number;
}

function limitChecks({ maxBytes, ...binding }: MetadataLimitsBinding) {
  const { prefix } = binding;
  const put = (t: CheckContext, headers: Record<string, string>, body: string) =>
    t.send({ op: t.dialect.housekeeping.putObject, key: t.key(), headers, body });
  /** Nine headers whose values alone make `total` bytes. */
  const spread = (total: number): Record<string, string> => {
    const size = Math.ceil(total / 9);
    return Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`${prefix}part-${index}`, `${index}`.repeat(size)]),
    );
  };
  const refused = (title: string, headers: Record<string, string>) => ({
    title,
    run: async (t: CheckContext) => {
      t.expect(await put(t, headers, 'refused'), { refusal: 'metadata-too-large' });
      const op = t.dialect.housekeeping.getObject;
      t.expect(await t.send({ op, key: t.key() }), { refusal: 'missing-key' });
    },
  });

  return {
    'metadata-at-limit': {
      title: `User metadata of ${maxBytes} bytes, names and values together, is accepted and returned`,
      run: async (t) => {
        const name = `${prefix}filler`;
        const headers = { [name]: 'v'.repeat(maxBytes - name.length) };
        t.expect(await put(t, headers, 'at limit'), { success: true });
        await expectMetadata(t, binding, t.key(), headers);
      },
    },
    'metadata-over-limit': refused(
      `One user metadata value of more than ${maxBytes} bytes is refused and nothing is stored`,
      { [`${prefix}filler`]: 'v'.repeat(maxBytes + 1) },
    ),
    'metadata-over-limit-in-sum': refused(
      `User metadata values that together exceed ${maxBytes} bytes are refused and nothing is stored`,
      spread(maxBytes + 1),
    ),
    'metadata-far-over-limit': refused(
      'User metadata of more than twice the limit is refused and nothing is stored',
      spread(2 * maxBytes + 1),
    ),
    'metadata-over-limit-keeps-object': {
      title: 'An upload refused for its metadata leaves the object that was there',
      impact: 'data-loss',
      run: async (t) => {
        const headers = { [`${prefix}kept`]: 'yes' };
        await t.setup({ op: t.dialect.housekeeping.putObject, key: t.key(), headers, body: 'kept' });
        t.expect(await put(t, spread(maxBytes + 1), 'refused'), { refusal: 'metadata-too-large' });
        const op = t.dialect.housekeeping.getObject;
        t.expect(await t.send({ op, key: t.key() }), { status: 200, body: 'kept', headers });
      },
    },
  } satisfies SharedChecks;
}

/** How much user metadata an object may have. */
export function metadataLimits(
  binding: MetadataLimitsBinding & { readonly grounds: GroundsFor<ReturnType<typeof limitChecks>> },
): CheckDraft[] {
  return grounded(limitChecks(binding), binding.grounds);
}
