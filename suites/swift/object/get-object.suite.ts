import { suite } from '../../../harness/check/suite.ts';
import { denied, EVERYBODY, expectObjectReads, underLists } from '../access.ts';

const BODY = '0123456789';

/** IMF-fixdate. RFC 9110 section 5.6.7. */
const HTTP_DATE = /(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT/;

/** Lowest rate, bits a second. */
const RATE = 400_000;
/** Two seconds worth of the lowest rate. */
const PACED_BYTES = 100_000;

export default suite('GetObject', [
  {
    id: 'plain-answer',
    title: 'The plain answer is 200 with a bare lower-case MD5 as ETag',
    claims: ['S-GETOBJ-32'],
    given: { objects: { object: BODY } },
    send: {},
    expect: { status: 200, body: BODY, headers: { etag: '781e5e245d69b566979b86e28d23f2c7' } },
  },
  {
    id: 'length-and-type',
    title: 'Content-Length is the length of the object, Content-Type the type it was stored with',
    claims: ['S-GETOBJ-27', 'S-GETOBJ-28'],
    given: { objects: { object: { body: BODY, headers: { 'Content-Type': 'text/x-own' } } } },
    send: {},
    expect: { status: 200, body: BODY, headers: { 'content-type': 'text/x-own', 'content-length': '10' } },
  },
  {
    id: 'form-of-last-modified',
    title: 'Last-Modified is a date as HTTP writes it, and that of the upload',
    claims: ['S-GETOBJ-25', 'S-HEADOBJ-10'],
    reading: 'last-modified',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: BODY });
      for (const op of ['GetObject', 'HeadObject']) {
        const exchange = await t.send({ op, key: t.key() });
        t.expect(exchange, { status: 200, headers: { 'last-modified': HTTP_DATE } });
        const distance = Math.abs(Date.parse(t.header(exchange, 'last-modified') ?? '') - t.now());
        t.compare(exchange, 'Last-Modified within five minutes', true, distance < 300_000);
      }
    },
  },
  {
    id: 'further-headers',
    title: 'Accept-Ranges and a time of five decimals are there',
    claims: ['S-GETOBJ-50'],
    given: { objects: { object: BODY } },
    send: {},
    expect: { status: 200, headers: { 'accept-ranges': 'bytes', 'x-timestamp': /\d+\.\d{5}/ } },
  },
  {
    id: 'time-rounded-up',
    title: 'Last-Modified is X-Timestamp rounded up to a second',
    claims: ['S-GETOBJ-51'],
    reading: 'last-modified',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: BODY });
      const exchange = await t.send({ op: 'GetObject', key: t.key() });
      t.expect(exchange, { status: 200 });
      const seconds = Math.ceil(Number(t.header(exchange, 'x-timestamp')));
      const told = Date.parse(t.header(exchange, 'last-modified') ?? '') / 1000;
      t.compare(exchange, 'Last-Modified in seconds', seconds, told);
    },
  },
  {
    id: 'deletion-time',
    title: 'X-Delete-At of an object is returned',
    claims: ['S-GETOBJ-52'],
    run: async (t) => {
      const headers = { 'x-delete-at': String(Math.floor(t.now() / 1000) + 86_400) };
      await t.setup({ op: 'PutObject', key: t.key(), headers, body: BODY });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, headers });
    },
  },
  {
    id: 'unknown-token-of-public-object',
    title: 'A token nobody was given is refused even where no token is needed',
    claims: ['S-AUTH-15'],
    reading: 'unknown-token',
    impact: 'security',
    lease: 'own',
    run: async (t) => {
      await underLists(t, { 'X-Container-Read': EVERYBODY });
      await expectObjectReads(t, 'anonymous', true);
      const { account } = t.identity('main');
      const prefix = account.slice(0, account.indexOf('_') + 1);
      const exchange = await t.send({
        op: 'GetObject',
        key: t.key('existing'),
        as: 'anonymous',
        headers: { 'X-Auth-Token': `${prefix}tk${'0'.repeat(32)}` },
      });
      t.expect(exchange, { refusal: 'invalid-token' });
    },
  },
  {
    id: 'foreign-token-of-public-object',
    title: 'A token that is no token of this server counts as none where none is needed',
    claims: ['S-AUTH-15'],
    level: 'should',
    reading: 'unknown-token',
    lease: 'own',
    run: async (t) => {
      await underLists(t, { 'X-Container-Read': EVERYBODY });
      await expectObjectReads(t, 'anonymous', true);
      const headers = { 'X-Auth-Token': 'bucketproof-of-somebody-else' };
      const request = { op: 'GetObject', key: t.key('existing'), as: 'anonymous', headers };
      t.expect(await t.send(request), { status: 200 });
    },
  },
  {
    id: 'reseller-reads',
    title: 'An admin of every account may read',
    claims: ['S-GETOBJ-02', 'S-AUTH-19'],
    needs: ['resellerIdentity'],
    given: { objects: { object: BODY } },
    send: { as: 'reseller' },
    expect: { status: 200, body: BODY },
  },
  {
    id: 'missing-object-hidden',
    title: 'A caller without permission does not learn whether an object exists',
    claims: ['S-GETOBJ-05'],
    reading: 'authorisation-first',
    impact: 'security',
    needs: ['secondIdentity'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key('there'), body: BODY });
      for (const as of ['anonymous', 'second']) {
        for (const name of ['there', 'absent']) {
          t.expect(await t.send({ op: 'GetObject', key: t.key(name), as }), denied(as));
        }
      }
    },
  },
  {
    id: 'no-redirect-unasked',
    title: 'A client that does not say it follows redirects is given the object',
    claims: ['S-GETOBJ-08'],
    reading: 'redirects',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: BODY });
      for (const headers of [{}, { 'X-Follow-Redirect': 'false' }, { 'X-Follow-Redirect': '1' }]) {
        t.expect(await t.send({ op: 'GetObject', key: t.key(), headers }), { status: 200, body: BODY });
      }
    },
  },
  {
    id: 'redirect-on-demand',
    title: 'A client that says it follows redirects is given the object, or sent to a full URL',
    claims: ['S-GETOBJ-07'],
    reading: 'redirects',
    needs: ['redirects'],
    given: { objects: { object: BODY } },
    send: { headers: { 'X-Follow-Redirect': 'true' } },
    expect: {
      anyOf: [
        { status: 200, body: BODY },
        { status: 307, headers: { location: /https?:\/\/[^/]+\/.+/ } },
      ],
    },
  },
  {
    id: 'valid-rates',
    title: 'Rates from 400000 to 50000000 bits a second, and 0, are accepted',
    claims: ['S-GETOBJ-10', 'S-GETOBJ-11'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: BODY });
      for (const rate of ['0', '400000', '1000000', '50000000']) {
        const headers = { 'X-Transfer-Rate': rate };
        t.expect(await t.send({ op: 'GetObject', key: t.key(), headers }), { status: 200, body: BODY });
      }
    },
  },
  {
    id: 'best-effort',
    title: 'Without a rate, or with 0, an object comes as fast as it can',
    claims: ['S-GETOBJ-11', 'S-GETOBJ-12'],
    needs: ['pacing'],
    racing: true,
    run: async (t) => {
      const body = t.random.bytes(PACED_BYTES);
      await t.setup({ op: 'PutObject', key: t.key(), body });
      for (const headers of [{}, { 'X-Transfer-Rate': '0' }]) {
        const exchange = await t.send({ op: 'GetObject', key: t.key(), headers });
        t.expect(exchange, { status: 200, body });
        t.compare(exchange, 'faster than the lowest rate', true, exchange.durationMs < 1_500);
      }
    },
  },
  {
    id: 'paced',
    title: 'An object asked for at a rate comes at that rate',
    claims: ['S-GETOBJ-09'],
    needs: ['pacing'],
    racing: true,
    run: async (t) => {
      const body = t.random.bytes(PACED_BYTES);
      await t.setup({ op: 'PutObject', key: t.key(), body });
      const headers = { 'X-Transfer-Rate': String(RATE) };
      const exchange = await t.send({ op: 'GetObject', key: t.key(), headers });
      t.expect(exchange, { status: 200, body });
      const { durationMs } = exchange;
      t.compare(exchange, 'about two seconds', true, durationMs > 1_500 && durationMs < 4_000);
    },
  },
  {
    id: 'delayed',
    title: 'A delay postpones the data by that time',
    claims: ['S-GETOBJ-13', 'S-GETOBJ-14'],
    needs: ['pacing'],
    racing: true,
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: BODY });
      for (const delay of ['1500', '+1500']) {
        const headers = { 'X-Transfer-Rate': String(RATE), 'X-Transfer-Delay': delay };
        const exchange = await t.send({ op: 'GetObject', key: t.key(), headers });
        t.expect(exchange, { status: 200, body: BODY });
        const { durationMs } = exchange;
        t.compare(exchange, 'about 1.5 seconds', true, durationMs > 1_300 && durationMs < 4_000);
      }
    },
  },
  {
    id: 'ahead-of-rate',
    title: 'A negative delay sends at once what the time before would have brought',
    claims: ['S-GETOBJ-13', 'S-GETOBJ-15'],
    needs: ['pacing'],
    racing: true,
    run: async (t) => {
      const body = t.random.bytes(PACED_BYTES);
      await t.setup({ op: 'PutObject', key: t.key(), body });
      const headers = { 'X-Transfer-Rate': String(RATE), 'X-Transfer-Delay': '-2000' };
      const exchange = await t.send({ op: 'GetObject', key: t.key(), headers });
      t.expect(exchange, { status: 200, body });
      t.compare(exchange, 'faster than the rate', true, exchange.durationMs < 1_500);
    },
  },
  {
    id: 'global-id',
    title: 'X-Object-GoId is that of the object: the same for every read, another for every object',
    claims: ['S-GETOBJ-29'],
    needs: ['globalIds'],
    run: async (t) => {
      const ids: (string | undefined)[] = [];
      for (const name of ['a', 'b']) {
        await t.setup({ op: 'PutObject', key: t.key(name), body: BODY });
        const first = await t.send({ op: 'GetObject', key: t.key(name) });
        t.expect(first, { status: 200, headers: { 'x-object-goid': { present: true } } });
        const id = t.header(first, 'x-object-goid');
        const again = await t.send({ op: 'GetObject', key: t.key(name) });
        t.expect(again, { status: 200, headers: { 'x-object-goid': id ?? { present: true } } });
        t.compare(again, 'id of another object', false, ids.includes(id));
        ids.push(id);
      }
    },
  },
]);
