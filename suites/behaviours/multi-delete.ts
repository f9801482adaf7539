import { textsAt } from '../../dialects/core/document-access.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';
import { expectGone, expectKept, type MultiDelete, requestsOf, storeAll } from './multi-delete-request.ts';

function multiDeleteChecks(binding: MultiDelete) {
  const { result, maxKeyBytes } = binding;
  const { deletion, reports } = requestsOf(binding);
  /** Deletes the first key of each pair; the second has to stay. */
  const spares = (
    title: string,
    pairs: readonly (readonly [victim: string, bystander: string])[],
  ): SharedCheck => ({
    title,
    impact: 'data-loss',
    run: async (t) => {
      const victims = await storeAll(
        t,
        pairs.map(([victim], index) => `${index}/${victim}`),
      );
      const bystanders = await storeAll(
        t,
        pairs.map(([, bystander], index) => `${index}/${bystander}`),
      );
      t.expect(await t.send(deletion(t, victims)), reports(victims));
      await expectGone(t, victims);
      await expectKept(t, bystanders);
    },
  });
  return {
    'deletes-all': {
      title: 'Every listed key is deleted and reported, every other one is kept',
      impact: 'data-loss',
      run: async (t) => {
        const gone = await storeAll(t, ['a', 'b/c', 'd']);
        const kept = await storeAll(t, ['aa', 'b', 'e']);
        t.expect(await t.send(deletion(t, gone)), reports(gone));
        await expectGone(t, gone);
        await expectKept(t, kept);
        const { listObjects, objects } = t.dialect.housekeeping;
        await t.eventually(
          { op: listObjects, query: { ...objects.query, prefix: t.key('') } },
          { success: true, keys: { list: kept } },
        );
      },
    },
    'deletes-one': {
      title: 'A list of one key is a list',
      run: async (t) => {
        const keys = await storeAll(t, ['only']);
        t.expect(await t.send(deletion(t, keys)), reports(keys));
        await expectGone(t, keys);
      },
    },
    'verbose-by-default': {
      title: 'Without Quiet, or with Quiet false, every deleted key is reported',
      run: async (t) => {
        for (const quiet of [undefined, false]) {
          const keys = await storeAll(t, ['a', 'b']);
          t.expect(await t.send(deletion(t, keys, quiet)), reports(keys));
          await expectGone(t, keys);
        }
      },
    },
    quiet: {
      title: 'With Quiet true nothing is reported when every key was deleted',
      run: async (t) => {
        const keys = await storeAll(t, ['a', 'b']);
        t.expect(await t.send(deletion(t, keys, true)), reports([]));
        await expectGone(t, keys);
      },
    },
    'quiet-capitalised': {
      title: 'Quiet is also written True and False',
      run: async (t) => {
        for (const [quiet, reported] of [
          ['True', false],
          ['False', true],
        ] as const) {
          const keys = await storeAll(t, ['a', 'b']);
          t.expect(await t.send(deletion(t, keys, quiet)), reports(reported ? keys : []));
          await expectGone(t, keys);
        }
      },
    },
    'failure-reported': {
      title: 'A key that cannot be deleted is reported with code and message and does not keep the others',
      run: async (t) => {
        const tooLong = t.key('').padEnd(maxKeyBytes + 1, 'k');
        for (const quiet of [false, true]) {
          const keys = await storeAll(t, ['a', 'b']);
          const [first = '', second = ''] = keys;
          const exchange = await t.send(deletion(t, [first, tooLong, second], quiet));
          // a key that no object can have may also be reported as deleted, or the whole list be refused
          const whole = exchange.response?.status === 400;
          t.expect(exchange, {
            anyOf: [{ refusal: ['key-too-long', 'malformed-xml'] }, { success: true, document: result }],
          });
          if (whole) {
            await expectKept(t, keys);
            continue;
          }
          await expectGone(t, keys);
          const reply = t.read(exchange, result);
          const failed = textsAt(reply, 'Error.Key');
          const reported = [...textsAt(reply, 'Deleted.Key'), ...failed].toSorted();
          const expected = quiet ? failed : [...keys, tooLong];
          t.compare(exchange, 'reported keys', expected.toSorted(), reported);
          t.compare(
            exchange,
            'failed keys',
            [],
            failed.filter((key) => key !== tooLong),
          );
          const explained = ['Error.Code', 'Error.Message'].flatMap((path) => textsAt(reply, path));
          t.compare(
            exchange,
            'codes and messages',
            2 * failed.length,
            explained.filter((text) => text !== '').length,
          );
        }
      },
    },
    'missing-keys': {
      title: 'Keys that do not exist are reported as deleted, beside those that do',
      run: async (t) => {
        const keys = await storeAll(t, ['here']);
        const all = [t.key('never'), ...keys, t.key('nowhere/')];
        t.expect(await t.send(deletion(t, all)), reports(all));
        t.expect(await t.send(deletion(t, all)), reports(all));
        await expectGone(t, keys);
      },
    },
    'spares-similar': spares('A listed key is that key and no similar one', [
      ['a', 'ab'],
      ['dir/', 'dir/child'],
      ['dir', 'dir/'],
      ['a%20b', 'a b'],
      ['a+b', 'a b'],
      ['a b', 'a%20b'],
      ['&amp;', '&'],
      ['Case', 'case'],
      ['*', 'anything'],
      ['a//b', 'a/b'],
    ]),
    'leading-slash': {
      title: 'A key with a leading slash is another key than the one without',
      impact: 'data-loss',
      run: async (t) => {
        const keys = await storeAll(t, ['object']);
        const slashed = keys.map((key) => `/${key}`);
        t.expect(await t.send(deletion(t, slashed)), { success: true, document: result });
        await expectKept(t, keys);
        const { putObject, getObject } = t.dialect.housekeeping;
        for (const key of slashed) await t.setup({ op: putObject, key, body: 'slashed' });
        t.expect(await t.send(deletion(t, keys)), reports(keys));
        await expectGone(t, keys);
        for (const key of slashed)
          t.expect(await t.send({ op: getObject, key }), { status: 200, body: 'slashed' });
      },
    },
    'awkward-keys': {
      title: 'Keys with markup, control and wide characters are deleted and reported as they were listed',
      impact: 'data-loss',
      run: async (t) => {
        const names = [
          '<Key>',
          '&',
          '&amp;',
          '"\'',
          ']]>',
          ' a ',
          'a\tb',
          'a\nb',
          'a\rb',
          '\u4e2d/\u{1f600}',
          '%41',
          'a+b',
        ];
        const keys = await storeAll(t, names);
        t.expect(await t.send(deletion(t, keys)), reports(keys));
        await expectGone(t, keys);
      },
    },
    'listed-twice': {
      title: 'A key that is listed twice is deleted without an error',
      run: async (t) => {
        const keys = await storeAll(t, ['twice', 'once']);
        const [twice = ''] = keys;
        t.expect(await t.send(deletion(t, [...keys, twice])), {
          success: true,
          document: result,
          values: { 'Deleted.Key': { includes: keys }, 'Error.Key': { absent: true } },
        });
        await expectGone(t, keys);
      },
    },
  } satisfies SharedChecks;
}

/** Deletions of many objects by one request. */
export function multiDeletes(
  binding: MultiDelete & { readonly grounds: GroundsFor<ReturnType<typeof multiDeleteChecks>> },
): CheckDraft[] {
  return grounded(multiDeleteChecks(binding), binding.grounds);
}
