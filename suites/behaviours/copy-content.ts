import { textAt } from '../../dialects/core/document-access.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import {
  type CopyBinding,
  type CopySource,
  copyNow,
  copyRequest,
  expectContent,
  SOURCE,
  TARGET,
} from './copy.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';
import { store, storeValidated, validated } from './stored-object.ts';

/** A copy; its result where that is a document. */
type ContentBinding = CopySource & Partial<Pick<CopyBinding, 'result'>>;

function contentChecks(binding: ContentBinding) {
  /** Copies from every awkward name. */
  const from = (title: string, names: readonly string[]): SharedCheck => ({
    title,
    impact: 'data-loss',
    run: async (t) => {
      for (const [index, name] of names.entries()) {
        await store(t, `source/${name}`, `content ${index}`);
        await copyNow(t, binding, { from: `source/${name}`, to: `copy/${name}` });
        await expectContent(t, `copy/${name}`, `content ${index}`);
      }
    },
  });

  return {
    'copies-content': {
      title: 'A copy has the content of its source, and the source is still there',
      impact: 'data-loss',
      run: async (t) => {
        const body = t.random.bytes(70_001);
        await store(t, SOURCE, body);
        await copyNow(t, binding);
        await expectContent(t, TARGET, body);
        await expectContent(t, SOURCE, body);
      },
    },
    'copies-empty-object': {
      title: 'An empty object can be copied',
      run: async (t) => {
        await store(t, SOURCE, '');
        await copyNow(t, binding);
        await expectContent(t, TARGET, '');
      },
    },
    'overwrites-target': {
      title: 'A copy replaces the object that was at its target',
      impact: 'data-loss',
      run: async (t) => {
        await store(t, SOURCE, 'new');
        await store(t, TARGET, 'a longer old object');
        await copyNow(t, binding);
        await expectContent(t, TARGET, 'new');
      },
    },
    'result-document': {
      title: 'The response names ETag and time of the copy as reads of the copy do',
      run: async (t) => {
        if (!binding.result) throw new Error(`${binding.operation} answers without a document`);
        const { document, etag, lastModified } = binding.result;
        const source = await storeValidated(t, SOURCE, 'Hello world');
        const exchange = await t.send(copyRequest(t, binding));
        t.expect(exchange, {
          status: 200,
          document,
          values: { [etag]: source.etag, [lastModified]: { present: true } },
        });
        const copy = await validated(t, { key: t.key(TARGET) });
        const result = t.read(exchange, document);
        t.compare(exchange, etag, copy.etag, textAt(result, etag) ?? '');
        const time = textAt(result, lastModified) ?? '';
        // a time without a zone is in UTC
        const second = Math.floor(Date.parse(/Z$/.test(time) ? time : `${time}Z`) / 1000) * 1000;
        t.compare(exchange, lastModified, copy.lastModified, second);
      },
    },
    'copy-outlives-source': {
      title: 'Deleting the source leaves the copy',
      impact: 'data-loss',
      run: async (t) => {
        await store(t, SOURCE, 'content');
        await copyNow(t, binding);
        await t.setup({ op: t.dialect.housekeeping.deleteObject, key: t.key(SOURCE) });
        await expectContent(t, TARGET, 'content');
      },
    },
    'copy-is-independent': {
      title: 'Overwriting the source does not change the copy, nor the copy the source',
      impact: 'data-loss',
      run: async (t) => {
        await store(t, SOURCE, 'content');
        await copyNow(t, binding);
        await store(t, SOURCE, 'new content');
        await expectContent(t, TARGET, 'content');
        await store(t, TARGET, 'changed copy');
        await expectContent(t, SOURCE, 'new content');
      },
    },
    'copy-leaves-source': {
      title: 'Copying changes neither ETag nor Last-Modified of the source',
      run: async (t) => {
        const before = await storeValidated(t, SOURCE, 'content');
        const exchange = await copyNow(t, binding);
        t.compare(exchange, 'validators of the source', before, await validated(t, before));
      },
    },
    'copy-of-copy': {
      title: 'A copy can be copied on',
      run: async (t) => {
        await store(t, SOURCE, 'content');
        await copyNow(t, binding, { to: 'first' });
        await copyNow(t, binding, { from: 'first', to: 'second' });
        await expectContent(t, 'second', 'content');
      },
    },
    'copies-between-buckets': {
      title: 'An object is copied from one bucket to another, under the same key and under another',
      impact: 'data-loss',
      run: async (t) => {
        const other = t.newBucketName('other');
        await t.setup({ op: t.dialect.housekeeping.createBucket, bucket: other });
        await store(t, SOURCE, 'from here');
        await copyNow(t, binding, { to: SOURCE, bucket: other });
        await expectContent(t, SOURCE, 'from here', other);
        const { putObject } = t.dialect.housekeeping;
        await t.setup({ op: putObject, bucket: other, key: t.key(SOURCE), body: 'from there' });
        await copyNow(t, binding, { fromBucket: other });
        await expectContent(t, TARGET, 'from there');
        await expectContent(t, SOURCE, 'from here');
      },
    },
    'source-key-escapes': from('A source key with blanks, plus and percent signs is decoded exactly once', [
      'a b',
      'a+b',
      'a%20b',
      '100%',
      'a%2Bb+c d',
    ]),
    'source-key-utf8': from('A source key with characters beyond ASCII is found', [
      'é',
      '中文',
      '😀',
      'a\u0301',
    ]),
    'source-key-query-characters': from('Question mark, hash and ampersand belong to the source key', [
      'a?b',
      'a#b',
      'a?versionId=null',
      'a&b=c',
    ]),
    'source-key-slashes': from('Slashes and dot segments belong to the source key', [
      'a//b',
      'a/b/',
      'a/./b',
      'a/../b',
    ]),
    'ignores-range': {
      title: 'A Range sent with a copy does not make it a copy of a part',
      impact: 'data-loss',
      run: async (t) => {
        await store(t, SOURCE, 'content');
        const exchange = await t.send(copyRequest(t, binding, { headers: { Range: 'bytes=0-2' } }));
        if (!t.expect(exchange, { anyOf: [{ success: true }, { refusal: 'malformed-request' }] })) return;
        const copied = exchange.response?.status === 200;
        const op = t.dialect.housekeeping.getObject;
        t.expect(
          await t.send({ op, key: t.key(TARGET) }),
          copied ? { status: 200, body: 'content' } : { refusal: 'missing-key' },
        );
      },
    },
    'ignores-body': {
      title: 'A body sent with a copy does not become content of the target',
      impact: 'data-loss',
      run: async (t) => {
        await store(t, SOURCE, 'content');
        const exchange = await t.send(copyRequest(t, binding, { body: 'not the content' }));
        if (!t.expect(exchange, { anyOf: [{ success: true }, { refusal: 'malformed-request' }] })) return;
        const copied = exchange.response?.status === 200;
        const op = t.dialect.housekeeping.getObject;
        t.expect(
          await t.send({ op, key: t.key(TARGET) }),
          copied ? { status: 200, body: 'content' } : { refusal: 'missing-key' },
        );
      },
    },
  } satisfies SharedChecks;
}

/** What a copy contains, and where it comes from. */
export function copyContents(
  binding: ContentBinding & { readonly grounds: GroundsFor<ReturnType<typeof contentChecks>> },
): CheckDraft[] {
  return grounded(contentChecks(binding), binding.grounds);
}
