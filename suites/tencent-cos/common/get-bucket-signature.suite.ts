import type { QueryItem } from '../../../dialects/core/request.ts';
import type { CheckContext, RequestSpec } from '../../../harness/check/context.ts';
import type { Expectation } from '../../../harness/check/expectation.ts';
import { suite } from '../../../harness/check/suite.ts';
import { store } from '../../behaviours/stored-object.ts';
import { lowerHex, onLine, reversed, signingCheck, unescaped } from './signing-checks.ts';

interface Listing {
  readonly request: RequestSpec;
  readonly accepted: Expectation;
}

/** A listing by the name of one object, which is all that is listed. */
async function listingOf(t: CheckContext, name: string, ...more: QueryItem[]): Promise<Listing> {
  const key = await store(t, name);
  return {
    request: { op: 'GetBucket', query: [['prefix', key], ...more] },
    accepted: { success: true, values: { 'Contents.Key': key }, document: 'ListBucketResult' },
  };
}

/** The same request with its query written in another way. */
function written(request: RequestSpec, edit: (target: string) => string): RequestSpec {
  return { ...request, beforeSigning: (addressed) => ({ ...addressed, target: edit(addressed.target) }) };
}

export default suite('GetBucket', [
  signingCheck(
    {
      id: 'signed-parameter-names',
      title: 'Parameter names are signed percent-encoded and in lower case',
      claims: ['T-AUTH-07', 'T-AUTH-29'],
    },
    async (t) => ({
      ...(await listingOf(t, 'object', ['Bp-Probe (1)', 'x'])),
      wrong: [
        onLine('parameters', (line) => line.replace('bp-probe', 'Bp-Probe')),
        onLine('parameters', (line) => unescaped(' ()')(line)),
        onLine('parameters', (line) => line.replace('%20', '+')),
        onLine('parameters', (line) => line.replaceAll('%', '%25')),
      ],
    }),
  ),
  signingCheck(
    {
      id: 'signed-parameter-values',
      title: 'Parameter values are signed percent-encoded, with their letter case',
      claims: ['T-AUTH-08', 'T-AUTH-29'],
      reading: 'parameter-case',
    },
    async (t) => ({
      ...(await listingOf(t, 'UPPER/lower=Mixed%2F&é')),
      wrong: [
        onLine('parameters', (line) => unescaped('/=&')(line)),
        onLine('parameters', (line) => line.replace('UPPER', 'Upper')),
        onLine('parameters', (line) => line.replaceAll('%25', '%')),
        onLine('parameters', (line) => line.replaceAll('%', '%25')),
        onLine('parameters', (line) => line.replace('%C3%A9', '%E9')),
        onLine('parameters', () => ''),
      ],
    }),
  ),
  signingCheck(
    {
      id: 'signed-parameter-characters',
      title: 'Signing escapes every character of a value but letters, digits, - _ . ~, with upper-case hex',
      claims: ['T-AUTH-12', 'T-AUTH-29'],
    },
    async (t) => ({
      ...(await listingOf(t, `Az09-_.~ !"#$%&'()*+,/:;<=>?@[\\]^\`{|}`)),
      wrong: [
        onLine('parameters', (line) => unescaped("!'()*")(line)),
        onLine('parameters', (line) => line.replaceAll('%20', '+')),
        onLine('parameters', (line) => line.replaceAll('~', '%7E')),
        onLine('parameters', lowerHex),
      ],
    }),
  ),
  signingCheck(
    {
      id: 'signed-parameters-sorted',
      title:
        'Parameters are signed in the order of their names, joined with &, whatever their order in the request',
      claims: ['T-AUTH-10', 'T-AUTH-29'],
    },
    async (t) => {
      const listing = await listingOf(
        t,
        'object',
        ['max-keys', '5'],
        ['bp-b', '1'],
        ['BP-A', '2'],
        ['bp-a-b', '3'],
        ['bp-a.b', '4'],
      );
      return {
        ...listing,
        wrong: [
          onLine('parameters', reversed),
          // in the order of the request, and in that of the names as they are written
          onLine('parameters', (line) => {
            const pairs = line.split('&');
            return [...pairs.slice(-1), ...pairs.slice(0, -1)].join('&');
          }),
          onLine('parameters', (line) => line.replace('bp-a=2&bp-a-b=3', 'bp-a-b=3&bp-a=2')),
          onLine('parameters', (line) => line.replaceAll('&', ';')),
          onLine('parameters', (line) => `&${line}`),
        ],
      };
    },
  ),
  {
    id: 'signed-blank-in-value',
    title: 'A blank in a value may be written as + or as %20, and is signed as %20',
    claims: ['T-AUTH-54'],
    run: async (t) => {
      const { request, accepted } = await listingOf(t, 'a b c');
      for (const edit of [
        (target: string) => target.replaceAll('%20', '+'),
        (target: string) => target.replace('%20', '+'),
        (target: string) => target,
      ]) {
        t.expect(await t.send(written(request, edit)), accepted);
      }
    },
  },
  {
    id: 'signed-plus-in-value',
    title: 'An encoded plus sign in a value is a plus sign, and is signed as %2B',
    claims: ['T-AUTH-54', 'T-AUTH-08'],
    run: async (t) => {
      await store(t, 'a b');
      const { request, accepted } = await listingOf(t, 'a+b');
      t.expect(await t.send(request), accepted);
    },
  },
  {
    id: 'signed-value-escapes',
    title: 'How a value is escaped in the request does not matter: what it decodes to is signed',
    claims: ['T-AUTH-08', 'T-AUTH-12'],
    run: async (t) => {
      const { request, accepted } = await listingOf(t, "it's-(1)/~é");
      for (const edit of [
        (target: string) => unescaped("'()/~")(target),
        lowerHex,
        (target: string) => target.replaceAll('-', '%2D').replaceAll('s', '%73'),
      ]) {
        t.expect(await t.send(written(request, edit)), accepted);
      }
    },
  },
  signingCheck(
    {
      id: 'lower-case-parameters',
      title: 'A signature over the parameters in lower case, as older clients make it, is accepted as well',
      claims: ['T-AUTH-56'],
      reading: 'parameter-case',
      impact: 'breaks-clients',
    },
    async (t) => ({
      ...(await listingOf(t, 'UPPER/lower')),
      base: onLine('parameters', (line) => line.toLowerCase()),
      wrong: [],
    }),
  ),
  {
    id: 'unlisted-parameters-added',
    title: 'Parameters that are not listed may be added after signing, and count',
    claims: ['T-AUTH-24'],
    run: async (t) => {
      await store(t, 'other');
      const key = await store(t, 'object');
      const one: Expectation = {
        success: true,
        document: 'ListBucketResult',
        values: { 'Contents.Key': key },
      };
      const add = `prefix=${encodeURIComponent(key)}`;
      const byHand = await t.send({
        op: 'GetBucket',
        query: { 'max-keys': '10' },
        sign: { signedQuery: ['max-keys'] },
        afterSigning: (signed) => ({ ...signed, target: `${signed.target}&${add}` }),
      });
      t.expect(byHand, one);
      const nothingListed = await t.send({
        op: 'GetBucket',
        query: { prefix: t.key('oth') },
        sign: { signedQuery: [] },
        afterSigning: (signed) => ({ ...signed, target: signed.target.replace(/prefix=.*$/, add) }),
      });
      t.expect(nothingListed, one);
    },
  },
  {
    id: 'signed-parameter-repeated',
    title: 'A second value of a signed parameter is refused, or does not count',
    claims: ['T-AUTH-26'],
    impact: 'security',
    run: async (t) => {
      await store(t, 'other');
      const { request, accepted } = await listingOf(t, 'object');
      for (const [before, after] of [
        ['', `&prefix=${encodeURIComponent(t.key('other'))}`],
        [`prefix=${encodeURIComponent(t.key('other'))}&`, ''],
      ]) {
        const exchange = await t.send({
          ...request,
          afterSigning: (signed) => ({
            ...signed,
            target: `${signed.target.replace('?', `?${before}`)}${after}`,
          }),
        });
        t.expect(exchange, {
          anyOf: [{ refusal: 'signature-mismatch' }, { refusal: 'invalid-argument' }, accepted],
        });
      }
    },
  },
]);
