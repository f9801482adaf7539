import { type CheckDraft, suite } from '../../../harness/check/suite.ts';

const STORED = {
  'Content-Type': 'text/x-stored',
  Expires: 'Wed, 21 Oct 2037 07:28:00 GMT',
  'Cache-Control': 'max-age=60',
  'Content-Disposition': 'inline',
  'Content-Encoding': 'identity',
};
const given = { objects: { object: { body: 'content', headers: STORED } } };

/** Each override: query parameter, response header, claim, values that need care in a query. */
const OVERRIDES = [
  ['response-content-type', 'content-type', 'T-GETOBJ-10', ['image/x-other', 'text/html; charset="utf-8"']],
  ['response-content-language', 'content-language', 'T-GETOBJ-11', ['de', 'zh-CN, en']],
  ['response-expires', 'expires', 'T-GETOBJ-12', ['Thu, 01 Jan 2032 00:00:00 GMT']],
  ['response-cache-control', 'cache-control', 'T-GETOBJ-13', ['no-store', 'max-age=1, private']],
  [
    'response-content-disposition',
    'content-disposition',
    'T-GETOBJ-14',
    ['attachment', 'attachment; filename="a b+c&d=e.txt"', "attachment; filename*=UTF-8''%E4%B8%AD"],
  ],
  ['response-content-encoding', 'content-encoding', 'T-GETOBJ-15', ['x-other']],
] as const;

const ALL: Record<string, string> = Object.fromEntries(OVERRIDES.map(([name, , , [value]]) => [name, value]));
const ALL_HEADERS: Record<string, string> = Object.fromEntries(
  OVERRIDES.map(([, header, , [value]]) => [header, value]),
);

const single: readonly CheckDraft[] = OVERRIDES.map(([name, header, claim, values]) => ({
  id: `override-${header}`,
  title: `${name} sets ${header} of the response, and of nothing else`,
  claims: [claim],
  run: async (t) => {
    await t.setup({ op: 'PutObject', key: t.key(), body: 'content', headers: STORED });
    for (const value of values) {
      const exchange = await t.send({ op: 'GetObject', key: t.key(), query: { [name]: value } });
      t.expect(exchange, {
        status: 200,
        body: 'content',
        headers: { ...lowerCase(STORED), [header]: value },
      });
    }
  },
}));

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

export default suite('GetObject', [
  ...single,
  {
    id: 'override-everything',
    title: 'All six overrides work together',
    claims: OVERRIDES.map(([, , claim]) => claim),
    given,
    send: { query: ALL },
    expect: { status: 200, body: 'content', headers: ALL_HEADERS },
  },
  {
    id: 'override-without-stored-value',
    title: 'An override sets a header the object has no value for',
    claims: ['T-GETOBJ-10', 'T-GETOBJ-14'],
    given: { objects: { object: 'content' } },
    send: { query: { 'response-content-disposition': 'attachment', 'response-content-type': 'text/x-new' } },
    expect: {
      status: 200,
      body: 'content',
      headers: { 'content-disposition': 'attachment', 'content-type': 'text/x-new' },
    },
  },
  {
    id: 'override-on-partial-read',
    title: 'Overrides work on a partial response, too',
    claims: ['T-GETOBJ-10', 'T-GETOBJ-14'],
    level: 'should',
    given,
    send: { headers: { Range: 'bytes=0-2' }, query: ALL },
    expect: { status: 206, body: 'con', headers: ALL_HEADERS },
  },
  {
    id: 'override-changes-nothing',
    title: 'Overrides do not change what is stored',
    claims: ['T-GETOBJ-16'],
    impact: 'data-loss',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'content', headers: STORED });
      const before = await t.setup({ op: 'GetObject', key: t.key() });
      t.expect(await t.send({ op: 'GetObject', key: t.key(), query: ALL }), {
        status: 200,
        headers: ALL_HEADERS,
      });
      for (const op of ['GetObject', 'HeadObject']) {
        t.expect(await t.send({ op, key: t.key() }), {
          status: 200,
          headers: {
            ...STORED,
            'content-language': { absent: true },
            'last-modified': t.header(before, 'last-modified') ?? { present: true },
          },
        });
      }
    },
  },
  {
    id: 'override-header-injection',
    title: 'A line break in an override adds no header to the response',
    claims: ['T-GETOBJ-10', 'T-GETOBJ-14'],
    impact: 'security',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'content', headers: STORED });
      for (const [name] of OVERRIDES) {
        const query = { [name]: 'x\r\nX-Injected: yes' };
        t.expect(await t.send({ op: 'GetObject', key: t.key(), query }), {
          anyOf: [{ status: 200, body: 'content' }, { refusal: 'malformed-request' }],
          headers: { 'x-injected': { absent: true } },
        });
      }
    },
  },
  {
    id: 'override-anonymous',
    title: 'Overrides on an anonymous read of a public object are refused',
    claims: ['T-GETOBJ-17'],
    impact: 'security',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'open', headers: { 'x-cos-acl': 'public-read' } });
      t.expect(await t.send({ op: 'GetObject', key: t.key(), as: 'anonymous' }), {
        status: 200,
        body: 'open',
      });
      for (const query of [ALL, { 'response-content-type': 'text/html' }]) {
        const exchange = await t.send({ op: 'GetObject', key: t.key(), query, as: 'anonymous' });
        t.expect(exchange, { refusal: 'anonymous-override' });
      }
    },
  },
  {
    id: 'override-presigned',
    title: 'Overrides work in a pre-signed URL that covers them',
    claims: ['T-GETOBJ-14', 'T-GETOBJ-10'],
    given,
    send: { query: ALL, sign: { scheme: 'query' } },
    expect: { status: 200, body: 'content', headers: ALL_HEADERS },
  },
]);
