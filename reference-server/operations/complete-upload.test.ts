import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeUpload } from './complete-upload.ts';
import { bucketOf, type OperationContext } from './context.ts';
import { contextFixture, PLAIN_DRAFT } from './operation-context.fixture.ts';
import { putPart } from './put-part.ts';
import { refusalOf } from './refusal.fixture.ts';
import { createUpload } from './uploads.ts';

/** Content of a part that can be told from every other. */
const content = (number: number): string => `<${number}>`;

function store(context: OperationContext, uploadId: string, number: number): string {
  const blob = context.store.blobs.from(Buffer.from(content(number)), ['md5', 'crc64']);
  return putPart(context, { uploadId, number, blob }).etag;
}

const partNumber = fc.integer({ min: 1, max: 12 });

/** What the documentation says of a list of parts, without looking at the code. T-COMPL-08, -10 to -12. */
function expected(stored: ReadonlySet<number>, listed: readonly number[]): string {
  for (let i = 1; i < listed.length; i++) {
    const [before = 0, here = 0] = [listed[i - 1], listed[i]];
    if (here === before) return 'duplicate-part';
    if (here < before) return 'invalid-part-order';
  }
  const gap = listed.some((number, i) => i > 0 && number !== (listed[i - 1] ?? 0) + 1);
  return gap || listed.some((number) => !stored.has(number)) ? 'invalid-part' : 'accepted';
}

describe('completeUpload', () => {
  it('takes exactly the lists that are ascending, without gaps and stored', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(partNumber, { maxLength: 12 }),
        fc.oneof(
          fc.array(partNumber, { minLength: 1, maxLength: 6 }),
          fc
            .tuple(partNumber, fc.integer({ min: 1, max: 5 }))
            .map(([first, count]) => Array.from({ length: count }, (_, i) => first + i)),
        ),
        async (stored, listed) => {
          const context = contextFixture();
          const { id } = createUpload(context, PLAIN_DRAFT);
          const tags = new Map(stored.map((number) => [number, store(context, id, number)]));
          const parts = listed.map((number) => ({ number, etag: tags.get(number) ?? 'none' }));
          const outcome = refusalOf(() => completeUpload(context, { uploadId: id, parts }));
          expect(outcome).toBe(expected(new Set(stored), listed));
          const object = bucketOf(context).current(context.key);
          const bytes = await object?.blob.readAll();
          expect(bytes && Buffer.from(bytes).toString()).toBe(
            outcome === 'accepted' ? listed.map(content).join('') : undefined,
          );
          expect(bucketOf(context).upload(context.key, id) === undefined).toBe(outcome === 'accepted');
          await context.store.close();
        },
      ),
      { numRuns: 150 },
    );
  });

  it('lets numbers be left out where the dialect does', () => {
    const { rules, ...rest } = contextFixture();
    const context = { ...rest, rules: { ...rules, partGaps: 'allow' } as const };
    const { id } = createUpload(context, PLAIN_DRAFT);
    const parts = [2, 7].map((number) => ({ number, etag: store(context, id, number) }));
    expect(completeUpload(context, { uploadId: id, parts }).object.size).toBe(6);
  });

  it('gives other entity tags to other parts, and no plain MD5', () => {
    const tags = [[1], [1, 2], [2]].map((numbers) => {
      const context = contextFixture();
      const { id } = createUpload(context, PLAIN_DRAFT);
      const parts = numbers.map((number) => ({ number, etag: store(context, id, number) }));
      return completeUpload(context, { uploadId: id, parts }).object.etag;
    });
    expect(new Set(tags).size).toBe(3);
    for (const tag of tags) expect(tag).toMatch(/^[0-9a-f]{32}-\d$/);
  });
});
