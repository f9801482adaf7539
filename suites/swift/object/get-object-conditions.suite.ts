import { suite } from '../../../harness/check/suite.ts';
import { conditionals } from '../../behaviours/conditionals.ts';
import { BODY, OTHER_TAG, outcomeOf } from '../../behaviours/conditionals-judge.ts';
import { storeValidated } from '../../behaviours/stored-object.ts';
import { conditionGrounds, PAIRS } from './conditions.ts';

const binding = { operation: 'GetObject', returnsBody: true } as const;

export default suite('GetObject', [
  ...conditionals({
    ...binding,
    grounds: {
      ...conditionGrounds({
        match: ['S-GETOBJ-21'],
        noneMatch: ['S-GETOBJ-22'],
        modified: ['S-GETOBJ-23'],
        unmodified: ['S-GETOBJ-24'],
        forms: ['S-GETOBJ-44'],
        dates: ['S-GETOBJ-48'],
        revealed: ['S-GETOBJ-05'],
        missing: ['S-GETOBJ-33'],
      }),
      'not-modified-etag': ['S-GETOBJ-46'],
    },
  }),
  {
    id: 'failed-condition-headers',
    title: '304 and 412 carry ETag and Last-Modified and no body',
    claims: ['S-GETOBJ-46'],
    run: async (t) => {
      const { key, etag } = await storeValidated(t, 'object', BODY);
      const headers = { etag, 'last-modified': { present: true } } as const;
      const read = (condition: Readonly<Record<string, string>>) =>
        t.send({ op: 'GetObject', key, headers: condition });
      t.expect(await read({ 'If-None-Match': etag }), { status: 304, headers, body: 'empty' });
      t.expect(await read({ 'If-Match': OTHER_TAG }), { status: 412, headers, body: 'empty' });
    },
  },
  {
    id: 'order-of-conditions',
    title: 'ETags to be excluded come first, then those to match, then times, which always count',
    claims: ['S-GETOBJ-47'],
    run: async (t) => {
      const object = await storeValidated(t, 'object', BODY);
      for (const [conditions, outcome] of PAIRS) {
        const exchange = await t.send({ op: 'GetObject', key: object.key, headers: conditions(object) });
        t.expect(exchange, outcomeOf(binding, outcome, BODY, object.etag));
      }
    },
  },
]);
