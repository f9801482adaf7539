import type { Lease } from '../../harness/check/check.ts';
import type { CheckContext } from '../../harness/check/context.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';
import { expectGone, expectKept, type MultiDelete, requestsOf, storeAll } from './multi-delete-request.ts';

/** Deletions by one request, and a bucket with as many objects as one request may delete. */
export interface MultiDeleteListsBinding extends MultiDelete {
  readonly maxKeys: number;
  /** Name of that bucket. */
  readonly group: string;
}

function multiDeleteListChecks(binding: MultiDeleteListsBinding) {
  const { maxKeys } = binding;
  const { withBody, deletion, reports } = requestsOf(binding);
  const refusedBody = (title: string, body: (t: CheckContext, key: string) => string): SharedCheck => ({
    title,
    impact: 'data-loss',
    run: async (t) => {
      const keys = await storeAll(t, ['kept']);
      t.expect(await t.send(withBody(body(t, t.key('kept')))), { refusal: 'malformed-xml' });
      await expectKept(t, keys);
    },
  });
  const thousand = Array.from({ length: maxKeys }, (_, index) => `k/${String(index).padStart(5, '0')}`);
  const lease: Lease = {
    group: binding.group,
    fill: ({ dialect, setupAll }) =>
      setupAll(thousand.map((key) => ({ op: dialect.housekeeping.putObject, key }))),
  };

  return {
    'character-references': {
      title: 'Character references and CDATA in a key mean the characters they stand for',
      impact: 'data-loss',
      run: async (t) => {
        const keys = await storeAll(t, ['a&b', 'c<d', '\u4e2d']);
        const forms = ['a&#38;b', '<![CDATA[c<d]]>', '&#x4E2D;'].map((form) => t.key('') + form);
        const objects = forms.map((form) => `<Object><Key>${form}</Key></Object>`).join('');
        t.expect(await t.send(withBody(`<Delete>${objects}</Delete>`)), reports(keys));
        await expectGone(t, keys);
      },
    },
    'element-order': {
      title: 'Quiet may stand before, between or behind the listed objects',
      run: async (t) => {
        const object = (key = '') => `<Object><Key>${key}</Key></Object>`;
        const quiet = '<Quiet>true</Quiet>';
        for (const order of [
          ([a, b]: string[]) => quiet + object(a) + object(b),
          ([a, b]: string[]) => object(a) + quiet + object(b),
          ([a, b]: string[]) => object(a) + object(b) + quiet,
        ]) {
          const keys = await storeAll(t, ['a', 'b']);
          t.expect(await t.send(withBody(`<Delete>${order(keys)}</Delete>`)), reports([]));
          await expectGone(t, keys);
        }
      },
    },
    'most-keys': {
      title: `${maxKeys} keys can be deleted by one request`,
      impact: 'data-loss',
      lease,
      run: async (t) => {
        t.expect(await t.send(deletion(t, thousand)), reports(thousand));
        const { listObjects, objects } = t.dialect.housekeeping;
        await t.eventually(
          { op: listObjects, query: { ...objects.query } },
          { success: true, keys: { absent: true } },
        );
      },
    },
    'too-many-keys': {
      title: `More than ${maxKeys} keys are refused, and none of them is deleted`,
      impact: 'data-loss',
      run: async (t) => {
        const keys = await storeAll(t, ['first', 'last']);
        const [first = '', last = ''] = keys;
        const between = Array.from({ length: maxKeys - 1 }, (_, index) => t.key(`never/${index}`));
        t.expect(await t.send(deletion(t, [first, ...between, last])), { refusal: 'malformed-xml' });
        await expectKept(t, keys);
      },
    },
    'no-keys': refusedBody(
      'A list without an object is refused',
      () => '<Delete><Quiet>false</Quiet></Delete>',
    ),
    'object-without-key': refusedBody(
      'An object without a key is refused, and the others are not deleted',
      (_t, key) => `<Delete><Object><Key>${key}</Key></Object><Object/></Delete>`,
    ),
    'cut-off-list': refusedBody(
      'A list that is cut off is refused as a whole',
      (_t, key) => `<Delete><Object><Key>${key}</Key></Object><Object><Key>`,
    ),
  } satisfies SharedChecks;
}

/** What a list of objects to delete may hold, and how many. */
export function multiDeleteLists(
  binding: MultiDeleteListsBinding & {
    readonly grounds: GroundsFor<ReturnType<typeof multiDeleteListChecks>>;
  },
): CheckDraft[] {
  return grounded(multiDeleteListChecks(binding), binding.grounds);
}
