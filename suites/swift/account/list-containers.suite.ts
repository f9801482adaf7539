import { suite } from '../../../harness/check/suite.ts';
import { withContainers } from '../containers.ts';
import { listingChoiceChecks } from '../listing-choices.ts';
import { listingShapeChecks } from '../listing-shapes.ts';

const shape = { operation: 'ListContainers', among: withContainers } as const;

export default suite('ListContainers', [
  ...listingChoiceChecks(shape, {
    order: ['S-LISTCONT-05'],
    limit: ['S-LISTCONT-06'],
    marker: ['S-LISTCONT-07'],
    endMarker: ['S-LISTCONT-08'],
    prefix: ['S-LISTCONT-09'],
    delimiter: ['S-LISTCONT-10'],
  }),
  ...listingShapeChecks({
    ...shape,
    of: 'account',
    claims: {
      text: ['S-LISTCONT-13'],
      empty: ['S-LISTCONT-14'],
      json: ['S-LISTCONT-15'],
      xml: ['S-LISTCONT-16'],
      jsonFormat: ['S-LISTCONT-11'],
      xmlFormat: ['S-LISTCONT-12'],
      folded: ['S-LISTCONT-17'],
      tooMany: ['S-LISTCONT-18'],
      nonsense: ['S-LISTCONT-19'],
      undecodable: ['S-LISTCONT-20'],
    },
    reversed: ['S-LISTCONT-21'],
    accepted: ['S-LISTCONT-22'],
  }),
  {
    id: 'reseller-lists',
    title: 'An admin of every account may list',
    claims: ['S-LISTCONT-02', 'S-AUTH-19'],
    needs: ['resellerIdentity'],
    run: (t) =>
      withContainers(t, ['a'], async (base) => {
        const exchange = await t.send({ op: 'ListContainers', query: { prefix: base }, as: 'reseller' });
        t.expect(exchange, { success: true, body: `${base}a\n` });
      }),
  },
  {
    id: 'account-headers',
    title: 'The answer carries the counters of the account and its attributes',
    claims: ['S-LISTCONT-23'],
    run: async (t) => {
      t.expect(await t.send({ op: 'ListContainers', query: { limit: '1' } }), {
        success: true,
        headers: {
          'x-account-container-count': /\d+/,
          'x-account-object-count': /\d+/,
          'x-account-bytes-used': /\d+/,
          'x-timestamp': /\d+\.\d{5}/,
        },
      });
    },
  },
]);
