import type { CheckContext } from '../../harness/check/context.ts';
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
import { expectMetadata, sampleMetadata } from './metadata.ts';
import { store } from './stored-object.ts';

function metadataChecks(binding: CopyBinding) {
  const { directive, metadataPrefix: prefix } = binding;
  const [old, fresh] = [sampleMetadata(prefix, 'old'), sampleMetadata(prefix, 'fresh')];
  const keeps = (value: string) => ({ [directive.header]: value });
  const onlyOld = { ...old, [`${prefix}only-fresh`]: { absent: true } } as const;
  const onlyFresh = { ...fresh, [`${prefix}only-old`]: { absent: true } } as const;

  const kept = (title: string, headers: Readonly<Record<string, string>>): SharedCheck => ({
    title,
    run: async (t) => {
      await store(t, SOURCE, 'content', old);
      await copyNow(t, binding, { headers });
      await expectMetadata(t, binding, t.key(TARGET), onlyOld);
    },
  });
  const replaced = (title: string, value: string): SharedCheck => ({
    title,
    run: async (t) => {
      await store(t, SOURCE, 'content', old);
      await copyNow(t, binding, { headers: { ...keeps(value), ...fresh } });
      await expectMetadata(t, binding, t.key(TARGET), onlyFresh);
      await expectContent(t, TARGET, 'content');
      await expectMetadata(t, binding, t.key(SOURCE), onlyOld);
    },
  });

  return {
    'keeps-metadata-by-default': kept('Without a directive the copy has the metadata of its source', {}),
    'keeps-metadata-when-asked': kept(
      `With ${directive.keep} the copy has the metadata of its source`,
      keeps(directive.keep),
    ),
    'ignores-metadata-by-default': kept(
      'Without a directive metadata headers of the request are ignored',
      fresh,
    ),
    'ignores-metadata-when-keeping': kept(
      `With ${directive.keep} metadata headers of the request are ignored`,
      {
        ...keeps(directive.keep),
        ...fresh,
      },
    ),
    'overwritten-target-loses-metadata': {
      title: 'The metadata of an overwritten target does not show through the copy',
      run: async (t) => {
        await store(t, TARGET, 'old target', { ...fresh, 'Content-Encoding': 'gzip' });
        await store(t, SOURCE, 'content', old);
        await copyNow(t, binding);
        await expectMetadata(t, binding, t.key(TARGET), { ...onlyOld, 'content-encoding': { absent: true } });
      },
    },
    'replaces-metadata': replaced(
      `With ${directive.replace} the copy has the metadata of the request alone`,
      directive.replace,
    ),
    'directive-letter-case': replaced(
      'The letter case of the directive does not matter',
      directive.replace.toLowerCase(),
    ),
    'replaces-metadata-with-none': {
      title: `With ${directive.replace} and no metadata in the request the copy has none`,
      run: async (t) => {
        await store(t, SOURCE, 'content', { ...old, 'Content-Encoding': 'gzip' });
        await copyNow(t, binding, { headers: keeps(directive.replace) });
        await expectMetadata(t, binding, t.key(TARGET), {
          'cache-control': { absent: true },
          'content-disposition': { absent: true },
          'content-encoding': { absent: true },
          expires: { absent: true },
          'content-type': /(?!text\/x-old).*/,
          [`${prefix}variant`]: { absent: true },
          [`${prefix}only-old`]: { absent: true },
        });
      },
    },
    'unknown-directive': {
      title: 'An unknown directive is refused and nothing is copied',
      run: async (t) => {
        await store(t, SOURCE, 'content');
        for (const value of ['Move', `${directive.keep}ed`, 'true']) {
          const exchange = await t.send(copyRequest(t, binding, { headers: keeps(value) }));
          t.expect(exchange, { refusal: 'invalid-directive' });
          await expectMissing(t, TARGET);
        }
      },
    },
    'onto-itself': {
      title: 'Copying an object onto itself without replacing anything is refused and changes nothing',
      impact: 'data-loss',
      run: async (t) => {
        await store(t, SOURCE, 'content', old);
        for (const headers of [{}, fresh, keeps(directive.keep)]) {
          const exchange = await t.send(copyRequest(t, binding, { to: SOURCE, headers }));
          t.expect(exchange, { refusal: 'copy-to-itself' });
          await unchanged(t);
        }
      },
    },
    'onto-itself-replacing': {
      title: `Copying an object onto itself with ${directive.replace} changes its metadata and nothing else`,
      impact: 'data-loss',
      run: async (t) => {
        const body = t.random.bytes(70_001);
        await store(t, SOURCE, body, old);
        await copyNow(t, binding, { to: SOURCE, headers: { ...keeps(directive.replace), ...fresh } });
        await expectContent(t, SOURCE, body);
        await expectMetadata(t, binding, t.key(SOURCE), onlyFresh);
      },
    },
  } satisfies SharedChecks;

  async function unchanged(t: CheckContext): Promise<void> {
    await expectContent(t, SOURCE, 'content');
    await expectMetadata(t, binding, t.key(SOURCE), onlyOld);
  }
}

/** Which metadata a copy has. */
export function copyMetadata(
  binding: CopyBinding & { readonly grounds: GroundsFor<ReturnType<typeof metadataChecks>> },
): CheckDraft[] {
  return grounded(metadataChecks(binding), binding.grounds);
}
