import { withHeader } from '../../../dialects/core/headers.ts';
import { splitTarget } from '../../../dialects/core/request.ts';
import { httpString, stringToSign } from '../../../dialects/tencent-cos/q-sign.ts';
import { CheckInconclusive } from '../../../harness/check/check.ts';
import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';
import { store } from '../../behaviours/stored-object.ts';
import { signingCheck } from './signing-checks.ts';
import { signedBy } from './signing-recipe.ts';

const BODY = 'Hello world';
const HOUR = 3600;
const YEAR = 365 * 24 * HOUR;

async function reading(t: CheckContext) {
  const key = await store(t, 'object', BODY);
  return { request: { op: 'GetObject', key }, accepted: { status: 200, body: BODY } } as const;
}

/** Times around now, by seconds before and after it. */
function around(t: CheckContext, before: number, after: number): string {
  const now = Math.floor(t.now() / 1000);
  return `${now - before};${now + after}`;
}

export default suite('GetObject', [
  {
    id: 'decades-of-validity',
    title: 'A signature of a permanent key may be valid for decades',
    claims: ['T-AUTH-34'],
    run: async (t) => {
      if (t.identity('main').sessionToken !== undefined) {
        throw new CheckInconclusive('temporary-key', 'signatures of a temporary key end with the key');
      }
      const { request, accepted } = await reading(t);
      for (const sign of [
        { validUntil: 50 * YEAR },
        { validFrom: -20 * YEAR, validUntil: 20 * YEAR },
        { validFrom: -1, validUntil: 30 },
      ]) {
        t.expect(await t.send({ ...request, sign }), accepted);
      }
    },
  },
  {
    id: 'expired-a-moment-ago',
    title: 'A signature ends at its end time, not minutes later',
    claims: ['T-AUTH-31'],
    impact: 'security',
    run: async (t) => {
      const { request, accepted } = await reading(t);
      for (const seconds of [60, 240]) {
        t.expect(await t.send({ ...request, sign: { validFrom: -HOUR, validUntil: -seconds } }), {
          refusal: 'expired-signature',
        });
      }
      t.expect(await t.send({ ...request, sign: { validFrom: -HOUR, validUntil: 60 } }), accepted);
    },
  },
  {
    id: 'expired-message',
    title: 'The message for a signature that has expired says Request has expired',
    claims: ['T-AUTH-35'],
    impact: 'cosmetic',
    run: async (t) => {
      const { request } = await reading(t);
      t.expect(await t.send({ ...request, sign: { validFrom: -2 * HOUR, validUntil: -HOUR } }), {
        refusal: 'expired-signature',
        document: 'Error',
        values: { Message: /[\s\S]*Request has expired[\s\S]*/ },
      });
    },
  },
  {
    id: 'expired-server-time',
    title: 'The error for a signature that has expired tells the time of the server',
    claims: ['T-ERR-26'],
    impact: 'cosmetic',
    run: async (t) => {
      const { request } = await reading(t);
      const exchange = await t.send({ ...request, sign: { validFrom: -2 * HOUR, validUntil: -HOUR } });
      t.expect(exchange, {
        refusal: 'expired-signature',
        document: 'Error',
        values: { ServerTime: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/ },
      });
    },
  },
  {
    id: 'mismatch-explained',
    title: 'The error for a wrong signature shows what the server signed',
    claims: ['T-ERR-27'],
    impact: 'cosmetic',
    run: async (t) => {
      const { request } = await reading(t);
      const signTime = around(t, 60, HOUR);
      let text = '';
      const exchange = await t.send({
        ...request,
        afterSigning: (signed) => {
          const { path } = splitTarget(signed.target);
          const { method, headers } = signed;
          text = httpString({ method, path, query: [], headers, headerList: ['host'], paramList: [] });
          const recipe = { signTime, headerList: ['host'], paramList: [], key: () => 'guessed' };
          return signedBy(t, recipe)(signed);
        },
      });
      t.expect(exchange, {
        refusal: 'signature-mismatch',
        document: 'Error',
        values: { FormatString: text, StringToSign: stringToSign(signTime, text) },
      });
    },
  },
  {
    id: 'key-time-changed',
    title: 'q-key-time is that of the signature: after signing it cannot be changed to match or not to match',
    claims: ['T-AUTH-36', 'T-AUTH-01'],
    level: 'should',
    reading: 'key-time',
    impact: 'security',
    run: async (t) => {
      const { request, accepted } = await reading(t);
      const [signTime, other] = [around(t, 60, HOUR), around(t, 61, HOUR)];
      const writing = (recipe: { signTime: string; keyTime: string }, name: string, value: string) =>
        t.send({
          ...request,
          afterSigning: signedBy(t, recipe, (items) =>
            items.map((item) => (item[0] === name ? [item[0], value] : item)),
          ),
        });
      const equal = { signTime, keyTime: signTime };
      t.expect(await writing(equal, 'q-key-time', signTime), accepted);
      for (const [recipe, name, value] of [
        [equal, 'q-key-time', other],
        [equal, 'q-sign-time', other],
        [{ signTime, keyTime: other }, 'q-key-time', signTime],
        [{ signTime: other, keyTime: signTime }, 'q-sign-time', signTime],
      ] as const) {
        t.expect(await writing(recipe, name, value), { refusal: 'signature-mismatch' });
      }
    },
  },
  signingCheck(
    {
      id: 'key-time-wider',
      title: 'A q-key-time other than q-sign-time is accepted when each is used in its own place',
      claims: ['T-AUTH-37'],
      reading: 'key-time',
      impact: 'breaks-clients',
    },
    async (t) => ({
      ...(await reading(t)),
      base: { signTime: around(t, 60, HOUR), keyTime: around(t, 6 * HOUR, 6 * HOUR) },
      wrong: [],
    }),
  ),
  {
    id: 'date-is-free',
    title: 'A Date far from now, or none at all that could be one, does not matter',
    claims: ['T-HDR-15'],
    reading: 'date-not-checked',
    run: async (t) => {
      const { request, accepted } = await reading(t);
      for (const date of [
        'Thu, 12 Jan 2016 21:11:53 GMT',
        'Wed, 30 Mar. 2016 23:00:00 GMT',
        'Fri, 01 Jan 2100 00:00:00 GMT',
        '2016-01-12',
      ]) {
        const signedHeaders = ['host', 'date'];
        for (const sign of [{ signedHeaders: ['host'] }, { signedHeaders }]) {
          t.expect(await t.send({ ...request, headers: { Date: date }, sign }), accepted);
        }
      }
    },
  },
  {
    id: 'signed-date-changed',
    title: 'A signed Date that was changed is refused, for what it was signed as',
    claims: ['T-HDR-15', 'T-AUTH-25'],
    impact: 'security',
    level: 'should',
    run: async (t) => {
      const { request } = await reading(t);
      const exchange = await t.send({
        ...request,
        headers: { Date: 'Thu, 12 Jan 2016 21:11:53 GMT' },
        sign: { signedHeaders: ['date', 'host'] },
        afterSigning: (signed) => ({
          ...signed,
          headers: withHeader(signed.headers, 'Date', 'Wed, 13 Jan 2016 21:11:53 GMT'),
        }),
      });
      t.expect(exchange, { refusal: 'signature-mismatch' });
    },
  },
]);
