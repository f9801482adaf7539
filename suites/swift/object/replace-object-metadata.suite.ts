import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';
import { afterSecond, storeValidated, validated } from '../../behaviours/stored-object.ts';
import { invalidRequest } from '../invalid-request.ts';

const absent = { absent: true } as const;

function post(t: CheckContext, headers: Readonly<Record<string, string>>) {
  return t.send({ op: 'ReplaceObjectMetadata', key: t.key(), headers });
}

/** OpenStack: the whole set at once. READINGS.md, `object-post`. */
export default suite('ReplaceObjectMetadata', [
  {
    id: 'creates-and-overwrites',
    title: 'Attributes that are sent are set, new ones and old ones',
    claims: ['S-POSTOBJ-01', 'S-POSTOBJ-02'],
    run: async (t) => {
      await t.setup({
        op: 'PutObject',
        key: t.key(),
        headers: { 'X-Object-Meta-Color': 'blue' },
        body: 'x',
      });
      const headers = { 'x-object-meta-color': 'red', 'x-object-meta-shape': 'round' };
      t.expect(await post(t, headers), { success: true });
      t.expect(await t.send({ op: 'HeadObject', key: t.key() }), { success: true, headers });
    },
  },
  {
    id: 'replaces-whole-set',
    title: 'Attributes that are not sent are gone',
    claims: ['S-POSTOBJ-17'],
    run: async (t) => {
      const before = { 'X-Object-Meta-One': '1', 'X-Object-Meta-Two': '2' };
      await t.setup({ op: 'PutObject', key: t.key(), headers: before, body: 'x' });
      t.expect(await post(t, { 'X-Object-Meta-Three': '3' }), { status: 202 });
      t.expect(await t.send({ op: 'HeadObject', key: t.key() }), {
        success: true,
        headers: {
          'x-object-meta-one': absent,
          'x-object-meta-two': absent,
          'x-object-meta-three': '3',
        },
      });
    },
  },
  {
    id: 'keeps-empty-values',
    title: 'An attribute with an empty value is kept with an empty value',
    claims: ['S-POSTOBJ-18'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'x' });
      t.expect(await post(t, { 'X-Object-Meta-Empty': '' }), { status: 202 });
      const head = await t.send({ op: 'HeadObject', key: t.key() });
      t.expect(head, { success: true, headers: { 'x-object-meta-empty': '' } });
    },
  },
  {
    id: 'system-metadata',
    title:
      'Content-Encoding, Content-Disposition and X-Delete-At go too; Content-Type stays unless it is sent',
    claims: ['S-POSTOBJ-19'],
    run: async (t) => {
      const before = {
        'Content-Type': 'text/x-own',
        'Content-Encoding': 'identity',
        'Content-Disposition': 'attachment',
        'X-Delete-At': String(Math.floor(t.now() / 1000) + 86_400),
      };
      await t.setup({ op: 'PutObject', key: t.key(), headers: before, body: 'x' });
      const shows = async (type: string) => {
        t.expect(await t.send({ op: 'HeadObject', key: t.key() }), {
          success: true,
          headers: {
            'content-type': type,
            'content-encoding': absent,
            'content-disposition': absent,
            'x-delete-at': absent,
          },
        });
      };
      t.expect(await post(t, { 'X-Object-Meta-Color': 'blue' }), { status: 202 });
      await shows('text/x-own');
      t.expect(await post(t, { 'Content-Type': 'text/x-new' }), { status: 202 });
      await shows('text/x-new');
    },
  },
  {
    id: 'content-stays',
    title: 'ETag and data stay as they are, and the times advance',
    claims: ['S-POSTOBJ-20'],
    impact: 'data-loss',
    run: async (t) => {
      const body = t.random.bytes(3_000);
      const before = await storeValidated(t, 'object', body);
      await afterSecond(t, before.lastModified);
      t.expect(await post(t, { 'X-Object-Meta-Color': 'blue' }), { status: 202 });
      const read = await t.send({ op: 'GetObject', key: t.key() });
      t.expect(read, { status: 200, body, headers: { etag: before.etag } });
      const after = await validated(t, { key: t.key() });
      t.compare(read, 'Last-Modified advances', true, after.lastModified > before.lastModified);
    },
  },
  {
    id: 'refused-changes-nothing',
    title: 'A refused request leaves the attributes as they were',
    claims: ['S-META-09'],
    run: async (t) => {
      const headers = { 'x-object-meta-color': 'blue' };
      await t.setup({ op: 'PutObject', key: t.key(), headers, body: 'x' });
      const refused = await post(t, { 'X-Object-Meta-Long': 'v'.repeat(257) });
      t.expect(refused, { refusal: 'metadata-too-large' });
      t.expect(await t.send({ op: 'HeadObject', key: t.key() }), { success: true, headers });
    },
  },
  invalidRequest('ReplaceObjectMetadata', ['S-POSTOBJ-06']),
]);
