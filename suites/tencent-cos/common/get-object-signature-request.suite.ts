import { encodeKey } from '../../../dialects/core/percent-encoding.ts';
import type { CheckContext, RequestSpec } from '../../../harness/check/context.ts';
import type { Expectation } from '../../../harness/check/expectation.ts';
import { suite } from '../../../harness/check/suite.ts';
import { store } from '../../behaviours/stored-object.ts';
import { lowerHex, onLine, reversed, signingCheck, unescaped } from './signing-checks.ts';

const BODY = 'Hello world';

async function readOf(
  t: CheckContext,
  name: string,
  more: Partial<RequestSpec> = {},
): Promise<{ request: RequestSpec; accepted: Expectation }> {
  const key = await store(t, name, BODY);
  return { request: { op: 'GetObject', key, ...more }, accepted: { status: 200, body: BODY } };
}

export default suite('GetObject', [
  signingCheck(
    {
      id: 'signed-path',
      title: 'The decoded path is signed, from its first slash on and without the query',
      claims: ['T-AUTH-06', 'T-AUTH-27'],
    },
    async (t) => ({
      ...(await readOf(t, "dir/a b%41+(c)!*'~;&=.txt", { query: { 'response-expires': 'never' } })),
      wrong: [
        onLine('path', encodeKey),
        onLine('path', (path) => path.slice(1)),
        onLine('path', (path) => `/${path}`),
        onLine('path', (path) => `${path}?response-expires=never`),
        onLine('path', (path) => `${path}/`),
        onLine('path', (path) => path.toUpperCase()),
        onLine('path', (path) => path.replaceAll(' ', '+')),
        onLine('path', (path) => path.replaceAll('%41', 'A')),
      ],
    }),
  ),
  signingCheck(
    {
      id: 'signed-path-utf8',
      title: 'Characters beyond ASCII are signed as UTF-8, decoded',
      claims: ['T-AUTH-52'],
    },
    async (t) => ({
      ...(await readOf(t, '目录/ключ-é-\u{1f600}')),
      wrong: [
        onLine('path', encodeKey),
        onLine('path', (path) => path.normalize('NFD')),
        onLine('path', (path) => Buffer.from(path, 'utf8').toString('latin1')),
      ],
    }),
  ),
  {
    id: 'signed-path-plus',
    title: 'A plus sign that stands unencoded in the path is signed as a space',
    claims: ['T-AUTH-53'],
    impact: 'breaks-clients',
    run: async (t) => {
      // which of the two keys the path means is not documented: both are there
      const names = ['a+b', 'a b'];
      for (const name of names) await store(t, name, BODY);
      const exchange = await t.send({
        op: 'GetObject',
        key: t.key('a+b'),
        beforeSigning: (request) => ({ ...request, target: request.target.replaceAll('%2B', '+') }),
      });
      t.expect(exchange, { status: 200, body: BODY });
    },
  },
  signingCheck(
    {
      id: 'signed-header-values',
      title: 'Header names are signed in lower case, header values percent-encoded with their letter case',
      claims: ['T-AUTH-11', 'T-AUTH-29'],
    },
    async (t) => ({
      ...(await readOf(t, 'object', {
        headers: { 'X-Cos-Meta-Probe': 'Letters=AND/more; "quoted" 100%' },
      })),
      wrong: [
        onLine('headers', (line) => unescaped('=/;" %')(line)),
        onLine('headers', (line) => line.replace('x-cos-meta-probe', 'X-Cos-Meta-Probe')),
        onLine('headers', (line) => line.replace('Letters', 'letters')),
        onLine('headers', (line) => line.replace('=', ':')),
        onLine('headers', (line) => line.replaceAll('%25', '%2525')),
        onLine('headers', (line) => line.replace(/host=[^&]*/, 'host=')),
      ],
    }),
  ),
  signingCheck(
    {
      id: 'signed-headers-sorted',
      title: 'Headers are signed in the order of their names, joined with &',
      claims: ['T-AUTH-10', 'T-AUTH-29'],
    },
    async (t) => ({
      ...(await readOf(t, 'object', {
        headers: [
          ['x-cos-meta-b', '1'],
          ['X-COS-META-A', '2'],
          ['x-cos-meta-a-b', '3'],
          ['x-cos-meta-A0', '4'],
        ],
      })),
      wrong: [
        onLine('headers', reversed),
        onLine('headers', (line) => line.replaceAll('&', ';')),
        onLine('headers', (line) => line.replaceAll('&', '')),
        onLine('headers', (line) => `${line}&`),
      ],
    }),
  ),
  signingCheck(
    {
      id: 'signed-characters',
      title: 'Signing escapes every character but letters, digits, - _ . ~, with hex digits in upper case',
      claims: ['T-AUTH-12', 'T-AUTH-29'],
    },
    async (t) => ({
      ...(await readOf(t, 'object', {
        headers: { 'x-cos-meta-probe': `Az09-_.~ !"#$%&'()*+,/:;<=>?@[\\]^\`{|}` },
      })),
      wrong: [
        // what encodeURIComponent, forms and older libraries leave alone or write otherwise
        onLine('headers', (line) => unescaped("!'()*")(line)),
        onLine('headers', (line) => unescaped('/')(line)),
        onLine('headers', (line) => line.replaceAll('%20', '+')),
        onLine('headers', (line) => line.replaceAll('~', '%7E')),
        onLine('headers', (line) => line.replaceAll('Az09-_.', 'Az09%2D%5F%2E')),
        onLine('headers', lowerHex),
      ],
    }),
  ),
  signingCheck(
    {
      id: 'listed-names-in-any-case',
      title: 'Names in the lists are matched whatever their letter case, and signed in lower case',
      claims: ['T-AUTH-38'],
    },
    async (t) => ({
      ...(await readOf(t, 'object', {
        headers: { Range: 'bytes=0-4' },
        query: { 'response-cache-control': 'max-age=600' },
      })),
      accepted: { status: 206, body: 'Hello' },
      right: [
        { headerList: ['Host', 'Range'], paramList: ['Response-Cache-Control'] },
        { headerList: ['HOST', 'RANGE'], paramList: ['RESPONSE-CACHE-CONTROL'] },
      ],
      base: { headerList: ['Host', 'Range'] },
      wrong: [onLine('headers', (line) => line.replace('host=', 'Host='))],
    }),
  ),
  {
    id: 'signed-values-trimmed',
    title: 'Blanks around a header value are not signed, blanks inside it are',
    claims: ['T-AUTH-55'],
    run: async (t) => {
      const { request, accepted } = await readOf(t, 'object');
      for (const value of ['  two  blanks inside', 'trailing \t ', '\t both ']) {
        t.expect(await t.send({ ...request, headers: [['x-cos-meta-probe', value]], raw: {} }), accepted);
      }
    },
  },
  signingCheck(
    {
      id: 'signed-host-with-port',
      title: 'The Host header is signed with its port, where it has one',
      claims: ['T-AUTH-51'],
    },
    async (t) => {
      const host = t.host();
      const withPort = /:\d+$/.test(host) ? host : `${host}:80`;
      return {
        ...(await readOf(t, 'object', { headers: { Host: withPort } })),
        wrong: [onLine('headers', (line) => line.replace(/%3A\d+/, ''))],
      };
    },
  ),
]);
