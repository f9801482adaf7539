import { gzipSync } from 'node:zlib';
import type { CheckContext } from '../../harness/check/context.ts';
import type { HeaderRule } from '../../harness/check/expectation.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';

/** Where a dialect keeps metadata. */
export interface MetadataBinding {
  /** Operation that answers with the headers of an object alone. */
  readonly headObject: string;
  /** What user metadata headers start with, e.g. `x-cos-meta-`. */
  readonly prefix: string;
}

/** Headers that name every kind of metadata an object can have, for checks that replace or copy it. */
export function sampleMetadata(prefix: string, variant: string): Record<string, string> {
  return {
    'Cache-Control': `max-age=${variant.length + 60}`,
    'Content-Disposition': `attachment; filename="${variant}.txt"`,
    'Content-Type': `text/x-${variant}`,
    Expires: 'Wed, 21 Oct 2037 07:28:00 GMT',
    [`${prefix}variant`]: variant,
    [`${prefix}only-${variant}`]: 'present',
  };
}

/** Expects headers alike on a read of an object and on a read of its headers alone. */
export async function expectMetadata(
  t: CheckContext,
  { headObject }: Pick<MetadataBinding, 'headObject'>,
  key: string,
  headers: Readonly<Record<string, HeaderRule>>,
): Promise<void> {
  for (const op of [t.dialect.housekeeping.getObject, headObject]) {
    t.expect(await t.send({ op, key }), { status: 200, headers });
  }
}

function metadataChecks(binding: MetadataBinding) {
  const { prefix } = binding;
  const put = (t: CheckContext, key: string, headers: Record<string, string>, body = 'content') =>
    t.send({ op: t.dialect.housekeeping.putObject, key, headers, body });

  /** Stores an object under each set of headers; both reads return exactly them. */
  const kept = (title: string, sets: readonly Readonly<Record<string, string>>[]): SharedCheck => ({
    title,
    run: async (t) => {
      for (const [index, headers] of sets.entries()) {
        const key = t.key(`object-${index}`);
        t.expect(await put(t, key, headers), { success: true });
        await expectMetadata(t, binding, key, headers);
      }
    },
  });
  const values = (title: string, name: string, ...texts: string[]): SharedCheck =>
    kept(
      title,
      texts.map((text) => ({ [name]: text })),
    );

  return {
    'keeps-cache-control': values(
      'Cache-Control is stored and returned',
      'Cache-Control',
      'no-store',
      'public, max-age=600, must-revalidate',
    ),
    'keeps-content-disposition': values(
      'Content-Disposition is stored and returned',
      'Content-Disposition',
      'attachment; filename="a b.txt"',
      "inline; filename=x; filename*=UTF-8''%E4%B8%AD.txt",
    ),
    'keeps-content-encoding': values(
      'Content-Encoding is stored and returned',
      'Content-Encoding',
      'gzip',
      'br',
      'identity',
    ),
    'keeps-content-type': values(
      'Content-Type is stored and returned with its parameters',
      'Content-Type',
      'text/plain',
      'text/html; charset=utf-8',
      'application/vnd.example+json; profile="a;b"',
      'image/png',
    ),
    'keeps-expires': values(
      'Expires is stored and returned',
      'Expires',
      'Wed, 21 Oct 2037 07:28:00 GMT',
      'Thu, 01 Jan 1970 00:00:00 GMT',
    ),
    'keeps-user-metadata': kept('User metadata is stored and returned', [
      { [`${prefix}color`]: 'blue' },
      { [`${prefix}a`]: '1', [`${prefix}a-b`]: '2', [`${prefix}a-b-c`]: '3', [`${prefix}0`]: 'zero' },
      { [`${prefix}content-type`]: 'x', [`${prefix}etag`]: 'y', [`${prefix}acl`]: 'private' },
    ]),
    'keeps-user-metadata-values': kept('Values of user metadata come back as they were sent', [
      { [`${prefix}inner-blanks`]: 'two  blanks and UPPER case' },
      { [`${prefix}punctuation`]: 'a, b; c="d" <e> & {f} \\ \'g\' = h?' },
      { [`${prefix}escapes`]: '%E4%B8%AD%2F100%+%00' },
      { [`${prefix}json`]: '{"a":[1,2],"b":"c"}' },
      { [`${prefix}long`]: '0123456789'.repeat(100) },
    ]),
    'user-metadata-name-case': {
      title: 'The letter case of a user metadata name does not matter',
      run: async (t) => {
        t.expect(await put(t, t.key(), { [`${prefix.toUpperCase()}Mixed-CASE`]: 'Mixed Value' }), {
          success: true,
        });
        await expectMetadata(t, binding, t.key(), { [`${prefix}mixed-case`]: 'Mixed Value' });
      },
    },
    'partial-reads-keep-metadata': {
      title: 'A partial response carries the metadata of the object',
      run: async (t) => {
        const headers = sampleMetadata(prefix, 'partial');
        t.expect(await put(t, t.key(), headers), { success: true });
        const op = t.dialect.housekeeping.getObject;
        t.expect(await t.send({ op, key: t.key(), headers: { Range: 'bytes=0-1' } }), {
          status: 206,
          headers,
        });
      },
    },
    'overwrite-replaces-metadata': {
      title: 'Overwriting an object replaces its metadata: nothing old is left',
      impact: 'data-loss',
      run: async (t) => {
        const [first, second] = [sampleMetadata(prefix, 'first'), sampleMetadata(prefix, 'second')];
        await put(t, t.key(), { ...first, 'Content-Encoding': 'gzip' });
        t.expect(await put(t, t.key(), second), { success: true });
        await expectMetadata(t, binding, t.key(), {
          ...second,
          'content-encoding': { absent: true },
          [`${prefix}only-first`]: { absent: true },
        });
      },
    },
    'overwrite-drops-metadata': {
      title: 'Overwriting an object without metadata leaves it without any',
      impact: 'data-loss',
      run: async (t) => {
        await put(t, t.key(), { ...sampleMetadata(prefix, 'first'), 'Content-Encoding': 'gzip' });
        await expectMetadata(t, binding, t.key(), { [`${prefix}only-first`]: 'present' });
        t.expect(await put(t, t.key(), {}), { success: true });
        await expectMetadata(t, binding, t.key(), {
          'cache-control': { absent: true },
          'content-disposition': { absent: true },
          'content-encoding': { absent: true },
          expires: { absent: true },
          'content-type': /(?!text\/x-first).*/,
          [`${prefix}variant`]: { absent: true },
          [`${prefix}only-first`]: { absent: true },
        });
      },
    },
    'deleted-metadata-is-gone': {
      title: 'An object created again after its deletion has none of the old metadata',
      impact: 'security',
      run: async (t) => {
        await put(t, t.key(), sampleMetadata(prefix, 'first'));
        await expectMetadata(t, binding, t.key(), { [`${prefix}only-first`]: 'present' });
        await t.setup({ op: t.dialect.housekeeping.deleteObject, key: t.key() });
        t.expect(await put(t, t.key(), {}), { success: true });
        await expectMetadata(t, binding, t.key(), {
          'cache-control': { absent: true },
          'content-disposition': { absent: true },
          expires: { absent: true },
          [`${prefix}only-first`]: { absent: true },
        });
      },
    },
    'metadata-stays-with-its-object': {
      title: 'Metadata of one object does not appear on another',
      impact: 'security',
      run: async (t) => {
        const [one, other] = [sampleMetadata(prefix, 'one'), sampleMetadata(prefix, 'other')];
        t.expect(await put(t, t.key('a'), one), { success: true });
        t.expect(await put(t, t.key('a/b'), other), { success: true });
        await expectMetadata(t, binding, t.key('a'), { ...one, [`${prefix}only-other`]: { absent: true } });
        await expectMetadata(t, binding, t.key('a/b'), { ...other, [`${prefix}only-one`]: { absent: true } });
      },
    },
    'content-type-default': {
      title: 'Without Content-Type on the upload one and the same type is returned by every read',
      run: async (t) => {
        t.expect(await put(t, t.key('no-extension'), {}), { success: true });
        const op = t.dialect.housekeeping.getObject;
        const exchange = await t.send({ op, key: t.key('no-extension') });
        t.expect(exchange, {
          status: 200,
          body: 'content',
          headers: { 'content-type': /[\w.+-]+\/[\w.+-]+.*/ },
        });
        const type = t.header(exchange, 'content-type') ?? '';
        await expectMetadata(t, binding, t.key('no-extension'), { 'content-type': type });
      },
    },
    'encoded-content-untouched': {
      title:
        'Content with a Content-Encoding is stored and sent byte for byte, whatever encodings a reader accepts',
      impact: 'data-loss',
      run: async (t) => {
        const { putObject, getObject } = t.dialect.housekeeping;
        const body = new Uint8Array(gzipSync('compressed by the client '.repeat(100)));
        await t.setup({ op: putObject, key: t.key(), body, headers: { 'Content-Encoding': 'gzip' } });
        for (const accepted of ['gzip', 'identity', 'br', '*']) {
          t.expect(await t.send({ op: getObject, key: t.key(), headers: { 'Accept-Encoding': accepted } }), {
            status: 200,
            body,
            headers: { 'content-encoding': 'gzip', 'content-length': `${body.length}` },
          });
        }
      },
    },
    'plain-content-untouched': {
      title: 'Content without a Content-Encoding is sent as it is to a reader that accepts gzip',
      impact: 'data-loss',
      run: async (t) => {
        const { putObject, getObject } = t.dialect.housekeeping;
        const body = 'plain text that compresses well '.repeat(200);
        await t.setup({ op: putObject, key: t.key(), body, headers: { 'Content-Type': 'text/plain' } });
        t.expect(await t.send({ op: getObject, key: t.key(), headers: { 'Accept-Encoding': 'gzip, br' } }), {
          status: 200,
          body,
          headers: { 'content-encoding': { absent: true } },
        });
      },
    },
  } satisfies SharedChecks;
}

/** What an object keeps beside its content, for the operation that writes it. */
export function metadata(
  binding: MetadataBinding & { readonly grounds: GroundsFor<ReturnType<typeof metadataChecks>> },
): CheckDraft[] {
  return grounded(metadataChecks(binding), binding.grounds);
}
