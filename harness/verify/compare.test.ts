import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import type { Exchange } from '../transport/exchange.ts';
import { compare, type Transcript } from './compare.ts';
import { type Answer, exchangeOf } from './testing/answer.ts';
import { transcript } from './testing/transcript.ts';

const differences = (target: Transcript, reference: Transcript) => compare(tencentCos, target, reference);

describe('compare', () => {
  it('finds nothing between a transcript and itself', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            status: fc.integer({ min: 200, max: 599 }),
            headers: fc.array(fc.tuple(fc.constantFrom('ETag', 'x-cos-request-id', 'Date'), fc.string())),
            body: fc.oneof(fc.string(), fc.constant('<A><B>1</B><B>2</B></A>')),
          }),
          { maxLength: 4 },
        ),
        (answers) => {
          expect(differences(transcript(answers), transcript(answers))).toEqual([]);
        },
      ),
    );
  });

  it('reports status, headers and body apart, with both sides', () => {
    const found = differences(
      transcript([{ status: 403, headers: [['X-New', '1']], body: 'a' }]),
      transcript([{ status: 404, headers: [], body: 'b' }]),
    );
    expect(found).toEqual([
      { exchange: 0, facet: 'status', reference: '404', target: '403' },
      { exchange: 0, facet: 'body', reference: '1 bytes "b"', target: '1 bytes "a"' },
      { exchange: 0, facet: 'header x-new', reference: 'absent', target: '1' },
    ]);
  });

  it('compares dates by their format', () => {
    const rfc = (day: string): Answer => ({ headers: [['Last-Modified', `${day} 12:00:00 GMT`]] });
    expect(differences(transcript([rfc('Sun, 06 Nov 1994')]), transcript([rfc('Mon, 07 Nov 1994')]))).toEqual(
      [],
    );
    const iso: Answer = { headers: [['Last-Modified', '1994-11-06T12:00:00Z']] };
    expect(differences(transcript([iso]), transcript([rfc('Sun, 06 Nov 1994')]))).toEqual([
      { exchange: 0, facet: 'header last-modified', reference: '‹imf-fixdate›', target: '‹iso8601-utc›' },
    ]);
  });

  it('keeps relations between ids and drops their values', () => {
    const upload = (id: string): Answer => ({ body: `<R><UploadId>${id}</UploadId></R>` });
    expect(
      differences(transcript([upload('a'), upload('a')]), transcript([upload('x'), upload('x')])),
    ).toEqual([]);
    expect(
      differences(transcript([upload('a'), upload('b')]), transcript([upload('x'), upload('x')])),
    ).toEqual([{ exchange: 1, facet: '/R/UploadId', reference: '‹id-1›', target: '‹id-2›' }]);
  });

  it('pairs elements by name and position, and names what is missing', () => {
    const keys = (...names: string[]): Answer => ({
      body: `<R>${names.map((name) => `<K>${name}</K>`).join('')}</R>`,
    });
    expect(differences(transcript([keys('a')]), transcript([keys('a', 'b')]))).toEqual([
      { exchange: 0, facet: '/R/K[2]', reference: 'b', target: 'absent' },
    ]);
    expect(differences(transcript([keys('b', 'a')]), transcript([keys('a', 'b')]))).toHaveLength(2);
  });

  it('takes the place of a server for no difference', () => {
    const at = (host: string): Answer => ({ body: `<Error><Resource>${host}/key</Resource></Error>` });
    expect(
      differences(
        transcript([at('b.one:80')], [['one:80', '‹endpoint›']]),
        transcript([at('b.two:81')], [['two:81', '‹endpoint›']]),
      ),
    ).toEqual([]);
  });

  it('compares documents behind keep-alive blanks as documents', () => {
    const body = '<?xml version="1.0"?><R><RequestId>1</RequestId><K>a</K></R>';
    const other = body.replace('>1<', '>22<');
    const blanks = ` \r\n\t${' '.repeat(500)}`;
    expect(differences(transcript([{ body: blanks + body }]), transcript([{ body: other }]))).toEqual([]);
    expect(
      differences(transcript([{ body: blanks + body.replace('>a<', '>b<') }]), transcript([{ body }])),
    ).toEqual([{ exchange: 0, facet: '/R/K', reference: 'a', target: 'b' }]);
  });

  it('takes no length of a document for a difference, but that of other content', () => {
    const sized = (body: string, method = 'GET', status = 200): Answer => ({
      method,
      status,
      body: method === 'HEAD' ? '' : body,
      headers: [['Content-Length', String(body.length)]],
    });
    const [one, two] = ['<E><RequestId>1</RequestId></E>', '<E><RequestId>1234</RequestId></E>'];
    expect(differences(transcript([sized(one)]), transcript([sized(two)]))).toEqual([]);
    expect(differences(transcript([sized(one, 'HEAD', 404)]), transcript([sized(two, 'HEAD', 404)]))).toEqual(
      [],
    );
    expect(differences(transcript([sized('ab', 'HEAD')]), transcript([sized('abc', 'HEAD')]))).toEqual([
      { exchange: 0, facet: 'header content-length', reference: '3', target: '2' },
    ]);
    expect(differences(transcript([sized('ab')]), transcript([sized('abc')]))).toHaveLength(2);
  });

  it('takes no account of a length where there can be no content', () => {
    const of = (status: number, length: string): Transcript =>
      transcript([{ status, headers: [['Content-Length', length]] }]);
    for (const status of [204, 304]) {
      expect(differences(of(status, '0'), transcript([{ status, headers: [] }]))).toEqual([]);
    }
    expect(differences(of(200, '0'), transcript([{ status: 200, headers: [] }]))).toHaveLength(1);
  });

  it('tells bodies apart that are no text', () => {
    const bytes = (byte: number): Exchange => {
      const { response, ...rest } = exchangeOf({});
      return { ...rest, response: response && { ...response, body: Uint8Array.of(byte) } };
    };
    const [target, reference] = [bytes(0xfe), bytes(0xff)].map((one) => ({
      exchanges: [one],
      substitutions: [],
    }));
    expect(target && reference && differences(target, reference)).toHaveLength(1);
  });

  it('lists a bounded number of differences', () => {
    const body = `<R>${'<K>x</K>'.repeat(5000)}</R>`;
    expect(differences(transcript([{ body }, {}]), transcript([{}]))).toHaveLength(201);
  });

  it('says when one server was asked more often', () => {
    expect(differences(transcript([{}]), transcript([{}, {}]))).toEqual([
      { exchange: 1, facet: 'number of exchanges', reference: '2', target: '1' },
    ]);
  });

  it('compares transport failures by kind', () => {
    const { response: _gone, ...rest } = exchangeOf({});
    const failed: Exchange = { ...rest, failure: { kind: 'reset', message: 'connection reset' } };
    const found = differences({ exchanges: [failed], substitutions: [] }, transcript([{}]));
    expect(found[0]).toEqual({ exchange: 0, facet: 'status', reference: '200', target: 'absent' });
    expect(found).toContainEqual({ exchange: 0, facet: 'transport', reference: 'absent', target: 'reset' });
  });

  it('compares interim responses by their statuses', () => {
    expect(differences(transcript([{ interim: [100, 103] }]), transcript([{}]))).toEqual([
      { exchange: 0, facet: 'interim responses', reference: 'absent', target: '100, 103' },
    ]);
    expect(differences(transcript([{ interim: [100] }]), transcript([{ interim: [100] }]))).toEqual([]);
  });

  it('compares attributes, but for the names of namespaces', () => {
    const typed = (type: string, space: string): Answer => ({
      body: `<R xmlns:x="${space}" x:type="${type}"><K>1</K></R>`,
    });
    expect(differences(transcript([typed('a', 'u:1')]), transcript([typed('a', 'u:2')]))).toEqual([]);
    expect(differences(transcript([typed('a', 'u:1')]), transcript([typed('b', 'u:1')]))).toEqual([
      { exchange: 0, facet: '/R/@x:type', reference: 'b', target: 'a' },
    ]);
  });

  it('shows all fields of one name, and leaves out those that mean nothing', () => {
    const twice: Answer = {
      headers: [
        ['X-A', '1'],
        ['X-A', '2'],
        ['Server', 'a'],
      ],
    };
    const once: Answer = { headers: [['x-a', '1']] };
    const ignoring = {
      ...tencentCos,
      volatile: { ...tencentCos.volatile, headers: { server: 'ignore' } },
    } as const;
    expect(compare(ignoring, transcript([twice]), transcript([once]))).toEqual([
      { exchange: 0, facet: 'header x-a', reference: '1', target: '1 | 2' },
    ]);
  });

  it('tells an empty body from one with content', () => {
    expect(differences(transcript([{}]), transcript([{ body: 'a' }]))).toEqual([
      { exchange: 0, facet: 'body', reference: '1 bytes "a"', target: 'absent' },
    ]);
  });

  it('takes the length of no document for none only where a document was left out', () => {
    const sized = (method: string, status: number, length: string): Answer => ({
      method,
      status,
      headers: [['Content-Length', length]],
    });
    const found = (method: string, status: number): number =>
      differences(transcript([sized(method, status, '3')]), transcript([sized(method, status, '4')])).length;
    expect(
      ['HEAD 400', 'HEAD 399', 'GET 404'].map((one) =>
        found(one.split(' ')[0] ?? '', Number(one.split(' ')[1])),
      ),
    ).toEqual([0, 1, 1]);
  });

  it('compares what only begins like a document as bytes', () => {
    for (const body of ['<R>', 'text <R/>', '  ', '\u{feff}text']) {
      expect(
        differences(transcript([{ body }]), transcript([{ body: `${body}x` }])).map(({ facet }) => facet),
      ).toEqual(['body']);
    }
    const marked = `\u{feff}<R><K>a</K></R>`;
    expect(differences(transcript([{ body: marked }]), transcript([{ body: '<R><K>b</K></R>' }]))).toEqual([
      { exchange: 0, facet: '/R/K', reference: 'b', target: 'a' },
    ]);
  });

  it('lists two hundred differences of one exchange, and none of the ones after it', () => {
    const body = `<R>${'<K>x</K>'.repeat(200)}</R>`;
    const found = differences(transcript([{ body }, { status: 500 }]), transcript([{}, {}]));
    expect([found.length, new Set(found.map(({ exchange: index }) => index)).size]).toEqual([200, 1]);
  });
});
