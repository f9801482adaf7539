import type { CheckDraft } from '../../harness/check/suite.ts';
import {
  type CopyBinding,
  copyNow,
  copyRequest,
  expectContent,
  expectMissing,
  SOURCE,
  TARGET,
} from './copy.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';
import { imfDate } from './http-dates.ts';
import { type StoredObject, store, storeValidated } from './stored-object.ts';

const OTHER_TAG = '"0123456789abcdef0123456789abcdef"';
const SECOND = 1000;
const DAY = 86_400 * SECOND;

/** Conditions by the end of their name: `Match`, `None-Match`, `Modified-Since`, `Unmodified-Since`. */
type SourceConditions = Readonly<Record<string, string>>;

function conditionChecks(binding: CopyBinding) {
  const headersOf = (conditions: SourceConditions): Record<string, string> =>
    Object.fromEntries(
      Object.entries(conditions).map(([name, value]) => [binding.conditionPrefix + name, value]),
    );

  const copies = (
    title: string,
    sets: (source: StoredObject) => readonly SourceConditions[],
  ): SharedCheck => ({
    title,
    run: async (t) => {
      const source = await storeValidated(t, SOURCE, 'content');
      for (const [index, conditions] of sets(source).entries()) {
        const to = `${TARGET}-${index}`;
        await copyNow(t, binding, { to, headers: headersOf(conditions) });
        await expectContent(t, to, 'content');
      }
    },
  });
  const refuses = (
    title: string,
    refusal: 'precondition-failed' | 'conflicting-conditions',
    sets: (source: StoredObject) => readonly SourceConditions[],
  ): SharedCheck => ({
    title,
    impact: 'data-loss',
    run: async (t) => {
      const source = await storeValidated(t, SOURCE, 'content');
      for (const [index, conditions] of sets(source).entries()) {
        const to = `${TARGET}-${index}`;
        const exchange = await t.send(copyRequest(t, binding, { to, headers: headersOf(conditions) }));
        t.expect(exchange, { refusal });
        await expectMissing(t, to);
      }
    },
  });
  const fails = (title: string, sets: (source: StoredObject) => readonly SourceConditions[]) =>
    refuses(title, 'precondition-failed', sets);

  return {
    'copy-if-match': copies('If-Match with the ETag of the source copies it', ({ etag }) => [
      { Match: etag },
    ]),
    'copy-if-match-fails': fails(
      'If-Match with another ETag than that of the source is refused with 412',
      () => [{ Match: OTHER_TAG }],
    ),
    'copy-if-none-match': copies('If-None-Match with another ETag than that of the source copies it', () => [
      { 'None-Match': OTHER_TAG },
    ]),
    'copy-if-none-match-fails': fails(
      'If-None-Match with the ETag of the source is refused with 412',
      ({ etag }) => [{ 'None-Match': etag }],
    ),
    'copy-if-modified-since': copies(
      'If-Modified-Since before the modification of the source copies it, even by one second',
      ({ lastModified }) => [
        { 'Modified-Since': imfDate(lastModified - SECOND) },
        { 'Modified-Since': imfDate(lastModified - 365 * DAY) },
      ],
    ),
    'copy-if-modified-since-fails': fails(
      'If-Modified-Since with the time of the modification of the source is refused with 412',
      ({ lastModified }) => [{ 'Modified-Since': imfDate(lastModified) }],
    ),
    'copy-if-unmodified-since': copies(
      'If-Unmodified-Since not before the modification of the source copies it',
      ({ lastModified }) => [
        { 'Unmodified-Since': imfDate(lastModified) },
        { 'Unmodified-Since': imfDate(lastModified + DAY) },
      ],
    ),
    'copy-if-unmodified-since-fails': fails(
      'If-Unmodified-Since before the modification of the source is refused with 412, even by one second',
      ({ lastModified }) => [
        { 'Unmodified-Since': imfDate(lastModified - SECOND) },
        { 'Unmodified-Since': imfDate(lastModified - 365 * DAY) },
      ],
    ),
    'copy-modified-and-none-match': copies(
      'If-Modified-Since and If-None-Match may be combined: both hold, and the object is copied',
      ({ lastModified }) => [{ 'Modified-Since': imfDate(lastModified - DAY), 'None-Match': OTHER_TAG }],
    ),
    'copy-modified-and-none-match-fail': fails(
      'If-Modified-Since and If-None-Match may be combined: the ETag matches, and nothing is copied',
      ({ etag, lastModified }) => [
        { 'Modified-Since': imfDate(lastModified - DAY), 'None-Match': etag },
        { 'Modified-Since': imfDate(lastModified), 'None-Match': etag },
      ],
    ),
    'copy-unmodified-and-match': copies(
      'If-Unmodified-Since and If-Match may be combined: both hold, and the object is copied',
      ({ etag, lastModified }) => [{ 'Unmodified-Since': imfDate(lastModified), Match: etag }],
    ),
    'copy-unmodified-and-match-fail': fails(
      'If-Unmodified-Since and If-Match may be combined: the ETag differs, and nothing is copied',
      ({ lastModified }) => [
        { 'Unmodified-Since': imfDate(lastModified + DAY), Match: OTHER_TAG },
        { 'Unmodified-Since': imfDate(lastModified - DAY), Match: OTHER_TAG },
      ],
    ),
    'copy-conflicting-conditions': refuses(
      'Every other combination of conditions is refused, though each by itself holds',
      'conflicting-conditions',
      ({ etag, lastModified }) => [
        { Match: etag, 'None-Match': OTHER_TAG },
        { Match: etag, 'Modified-Since': imfDate(lastModified - DAY) },
        { 'None-Match': OTHER_TAG, 'Unmodified-Since': imfDate(lastModified) },
        { 'Modified-Since': imfDate(lastModified - DAY), 'Unmodified-Since': imfDate(lastModified) },
      ],
    ),
    'copy-conditions-judge-the-source': {
      title: 'Conditions of a copy are about the source, whatever is at the target',
      run: async (t) => {
        const source = await storeValidated(t, SOURCE, 'content');
        const target = await storeValidated(t, TARGET, 'old target');
        const refused = headersOf({ Match: target.etag });
        t.expect(await t.send(copyRequest(t, binding, { headers: refused })), {
          refusal: 'precondition-failed',
        });
        await expectContent(t, TARGET, 'old target');
        await copyNow(t, binding, { headers: headersOf({ Match: source.etag }) });
        await expectContent(t, TARGET, 'content');
      },
    },
    'failed-condition-keeps-target': {
      title: 'A copy refused by a condition leaves the object at its target with its metadata',
      impact: 'data-loss',
      run: async (t) => {
        await store(t, SOURCE, 'content');
        await store(t, TARGET, 'kept', { 'Content-Type': 'text/x-kept' });
        for (const conditions of [
          { Match: OTHER_TAG },
          { 'Unmodified-Since': imfDate(t.now() - 365 * DAY) },
        ]) {
          const exchange = await t.send(copyRequest(t, binding, { headers: headersOf(conditions) }));
          t.expect(exchange, { refusal: 'precondition-failed' });
          const op = t.dialect.housekeeping.getObject;
          t.expect(await t.send({ op, key: t.key(TARGET) }), {
            status: 200,
            body: 'kept',
            headers: { 'content-type': 'text/x-kept' },
          });
        }
      },
    },
  } satisfies SharedChecks;
}

/** Conditions on the source of a copy. */
export function copyConditions(
  binding: CopyBinding & { readonly grounds: GroundsFor<ReturnType<typeof conditionChecks>> },
): CheckDraft[] {
  return grounded(conditionChecks(binding), binding.grounds);
}
