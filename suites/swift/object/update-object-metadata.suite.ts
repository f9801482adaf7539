import { suite } from '../../../harness/check/suite.ts';
import { attributeChecks } from '../attributes.ts';
import { invalidRequest } from '../invalid-request.ts';

/** The base document: one attribute at a time. READINGS.md, `object-post`, `object-metadata-path`. */
export default suite('UpdateObjectMetadata', [
  ...attributeChecks({
    owner: 'Object',
    update: 'UpdateObjectMetadata',
    head: 'HeadObject',
    place: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'with attributes' });
      return { key: t.key() };
    },
    claims: {
      creates: ['S-POSTOBJ-01', 'S-POSTOBJ-05'],
      overwrites: ['S-POSTOBJ-02'],
      emptyDeletes: ['S-POSTOBJ-11', 'S-POSTOBJ-14', 'S-POSTOBJ-15'],
      removeDeletes: ['S-POSTOBJ-12', 'S-POSTOBJ-14', 'S-POSTOBJ-15'],
      keepsOthers: ['S-POSTOBJ-16'],
      returned: ['S-GETOBJ-30', 'S-HEADOBJ-10'],
      reseller: ['S-POSTOBJ-03', 'S-POSTOBJ-13', 'S-AUTH-19'],
    },
  }),
  {
    id: 'keeps-content',
    title: 'A change of attributes leaves the content as it is',
    claims: ['S-POSTOBJ-01'],
    impact: 'data-loss',
    run: async (t) => {
      const body = t.random.bytes(5_000);
      await t.setup({ op: 'PutObject', key: t.key(), body });
      const headers = { 'X-Object-Meta-Color': 'blue' };
      t.expect(await t.send({ op: 'UpdateObjectMetadata', key: t.key(), headers }), { status: 204 });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), {
        status: 200,
        body,
        headers: { 'x-object-meta-color': 'blue' },
      });
    },
  },
  invalidRequest('UpdateObjectMetadata', ['S-POSTOBJ-06']),
]);
