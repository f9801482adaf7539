import type { CheckDraft } from '../../harness/check/suite.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';

/** Deletes the first name of each pair; the second is what a careless server would delete with it, or instead. */
function spares(
  title: string,
  pairs: readonly (readonly [victim: string, bystander: string])[],
): SharedCheck {
  return {
    title,
    impact: 'data-loss',
    run: async (t) => {
      const { putObject, getObject, deleteObject } = t.dialect.housekeeping;
      for (const [index, [victim, bystander]] of pairs.entries()) {
        const [gone, kept] = [t.key(`${index}/${victim}`), t.key(`${index}/${bystander}`)];
        await t.setup({ op: putObject, key: gone, body: 'victim' });
        await t.setup({ op: putObject, key: kept, body: 'bystander' });
        t.expect(await t.send({ op: deleteObject, key: gone }), { success: true });
        t.expect(await t.send({ op: getObject, key: gone }), { refusal: 'missing-key' });
        t.expect(await t.send({ op: getObject, key: kept }), { status: 200, body: 'bystander' });
      }
    },
  };
}

const checks = {
  'delete-spares-prefixed': spares('Deleting a key leaves keys alone that it is a prefix of', [
    ['a', 'ab'],
    ['dir', 'dir/child'],
    ['dir/', 'dir/child'],
    ['dir/', 'dir'],
    ['dir', 'dir/'],
    ['dir/child', 'dir'],
  ]),
  'delete-spares-similar': spares('Deleting a key leaves keys alone that are only encoded alike', [
    ['a%2Fb', 'a/b'],
    ['a+b', 'a b'],
    ['a%20b', 'a b'],
    ['%', '%25'],
    ['a//b', 'a/b'],
    ['a/./b', 'a/b'],
    ['a/../b', 'b'],
    ['Case', 'case'],
    ['*', 'anything'],
    ['a?versionId=null', 'a'],
  ]),
  'delete-awkward-keys': spares('Keys with awkward characters can be deleted', [
    ['a b', 'a'],
    ['a#b', 'a'],
    ['<&>', 'x'],
    ['中/😀', '中'],
    ['a\nb', 'a'],
    ['..', '.'],
  ]),
} satisfies SharedChecks;

/** Deletions that have to hit one key and no other. */
export function keyDeletions(binding: { readonly grounds: GroundsFor<typeof checks> }): CheckDraft[] {
  return grounded(checks, binding.grounds);
}
