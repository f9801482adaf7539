import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';
import { sameGrounds } from '../../behaviours/grounds.ts';
import { metadata } from '../../behaviours/metadata.ts';

const PREFIX = 'x-object-meta-';

function put(t: CheckContext, headers: Readonly<Record<string, string>>) {
  return t.send({ op: 'PutObject', key: t.key(), headers, body: 'content' });
}

/** So many attributes, with names and values that make so many bytes in all. */
function attributes(count: number, bytes = count * 8): Record<string, string> {
  const each = Math.floor(bytes / count);
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const name = `n${String(index).padStart(3, '0')}`;
      const size = index === 0 ? bytes - each * (count - 1) : each;
      return [PREFIX + name, 'v'.repeat(size - name.length)];
    }),
  );
}

/** Expects that the first set is accepted and comes back, and the second is refused and stores nothing. */
async function expectLimit(
  t: CheckContext,
  accepted: Readonly<Record<string, string>>,
  refused: Readonly<Record<string, string>>,
): Promise<void> {
  t.expect(await put(t, refused), { refusal: ['metadata-too-large', 'invalid-metadata'] });
  t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
  t.expect(await put(t, accepted), { success: true });
  t.expect(await t.send({ op: 'HeadObject', key: t.key() }), { success: true, headers: accepted });
}

export default suite('PutObject', [
  ...metadata({
    headObject: 'HeadObject',
    prefix: PREFIX,
    grounds: {
      'keeps-content-type': ['S-PUTOBJ-03', 'S-GETOBJ-27'],
      'keeps-user-metadata': ['S-PUTOBJ-10', 'S-GETOBJ-30', 'S-HEADOBJ-10'],
      ...sameGrounds(['keeps-content-disposition', 'keeps-content-encoding'], ['S-GETOBJ-52']),
      'user-metadata-name-case': ['S-META-06'],
      'content-type-default': ['S-PUTOBJ-04', 'S-PUTOBJ-05'],
      ...sameGrounds(
        ['encoded-content-untouched', 'plain-content-untouched'],
        ['S-PUTOBJ-01', 'S-GETOBJ-01'],
      ),
      'deleted-metadata-is-gone': ['S-DELOBJ-01'],
      'overwrite-drops-metadata': ['S-PUTOBJ-27'],
    },
  }),
  {
    id: 'name-limit',
    title: 'A name of 128 characters is accepted, one of 129 refused',
    claims: ['S-META-01'],
    run: (t) => expectLimit(t, { [PREFIX + 'n'.repeat(128)]: 'v' }, { [PREFIX + 'n'.repeat(129)]: 'v' }),
  },
  {
    id: 'value-limit',
    title: 'A value of 256 bytes is accepted, one of 257 refused',
    claims: ['S-META-02'],
    run: (t) => expectLimit(t, { [`${PREFIX}a`]: 'v'.repeat(256) }, { [`${PREFIX}a`]: 'v'.repeat(257) }),
  },
  {
    id: 'count-limit',
    title: '90 attributes are accepted, 91 refused',
    claims: ['S-META-03'],
    run: (t) => expectLimit(t, attributes(90), attributes(91)),
  },
  {
    id: 'total-limit',
    title: 'Names and values of 4096 bytes are accepted, of 4097 refused',
    claims: ['S-META-04'],
    run: (t) => expectLimit(t, attributes(32, 4096), attributes(32, 4097)),
  },
  {
    id: 'empty-name',
    title: 'An attribute without a name is refused',
    claims: ['S-META-05', 'S-META-09'],
    run: async (t) => {
      t.expect(await put(t, { [PREFIX]: 'v' }), { refusal: 'invalid-metadata' });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
    },
  },
  {
    id: 'form-of-names',
    title: 'Names come back with one capital in each word, and hyphens for underscores',
    claims: ['S-META-06'],
    run: async (t) => {
      t.expect(await put(t, { 'x-object-meta-sHAPE_of-THE-thing': 'round' }), { success: true });
      const exchange = await t.send({ op: 'HeadObject', key: t.key() });
      t.expect(exchange, { success: true });
      const names = (exchange.response?.headers ?? [])
        .map(([name]) => name)
        .filter((name) => name.toLowerCase().startsWith(PREFIX));
      t.compare(exchange, 'names', ['X-Object-Meta-Shape-Of-The-Thing'], names);
    },
  },
  {
    id: 'form-of-values',
    title: 'Values keep their bytes, lose the blanks around them, and repeated headers are one list',
    claims: ['S-META-07'],
    run: async (t) => {
      const exchange = await t.send({
        op: 'PutObject',
        key: t.key(),
        headers: [
          [`${PREFIX}inner`, 'two  blanks, UPPER "case" %41'],
          [`${PREFIX}outer`, '  padded  '],
          [`${PREFIX}twice`, 'one'],
          [`${PREFIX}twice`, 'two'],
        ],
        body: 'content',
        raw: {},
      });
      t.expect(exchange, { success: true });
      t.expect(await t.send({ op: 'HeadObject', key: t.key() }), {
        success: true,
        headers: {
          [`${PREFIX}inner`]: 'two  blanks, UPPER "case" %41',
          [`${PREFIX}outer`]: 'padded',
          [`${PREFIX}twice`]: 'one,two',
        },
      });
    },
  },
  {
    id: 'values-of-any-bytes',
    title: 'Values of objects may be any bytes, those of containers have to be UTF-8',
    claims: ['S-META-08'],
    run: async (t) => {
      const value = 'caf\u00e9';
      const raw = {};
      const object = await t.send({
        op: 'PutObject',
        key: t.key(),
        headers: { [`${PREFIX}a`]: value },
        body: 'x',
        raw,
      });
      t.expect(object, { success: true });
      t.expect(await t.send({ op: 'HeadObject', key: t.key() }), {
        success: true,
        headers: { [`${PREFIX}a`]: value },
      });
      const container = await t.send({
        op: 'UpdateContainerMetadata',
        headers: { 'X-Container-Meta-Bytes': value },
        raw,
      });
      t.expect(container, { refusal: 'invalid-metadata' });
    },
  },
]);
