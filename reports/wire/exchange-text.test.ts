import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check as anyCheck } from '../testing/record-arbitraries.ts';
import { samplePair } from '../testing/sample-exchanges.ts';
import { shortCheck } from '../testing/summaries.ts';
import { exchangeText } from './exchange-text.ts';

const put = samplePair(
  { operation: 'PutObject', method: 'PUT', target: '/k', body: '0123456789', phase: 'setup' },
  { status: 200, reason: 'OK' },
  { status: 200, reason: 'OK' },
);
const get = samplePair(
  { operation: 'GetObject', method: 'GET', target: '/k' },
  {
    status: 200,
    reason: 'OK',
    headers: [
      ['Date', 'then'],
      ['ETag', '"a"'],
    ],
    body: '0123456789',
  },
  {
    status: 206,
    reason: 'Partial Content',
    headers: [
      ['Date', 'now'],
      ['ETag', '"a"'],
      ['Content-Range', 'bytes 0-3/10'],
    ],
    body: '0123',
  },
);
const check = shortCheck('a', 'fail', {
  mismatches: [
    { exchange: 1, facet: 'status', expected: '206', got: '200' },
    { exchange: 1, facet: 'header content-range', expected: 'bytes 0-3/10', got: 'absent' },
  ],
  divergences: [{ exchange: 1, facet: 'body', reference: '0123', target: '0123456789' }],
  transcripts: { target: [put.target, get.target], reference: [put.reference, get.reference] },
});

describe('exchangeText', () => {
  it('shows both sides, with what differs marked by whether it matters', () => {
    const lines = exchangeText(check);
    expect(lines[0]).toBe('✗ against the documentation · ≠ differs from the reference · ~ differs, and may');
    const from = lines.findIndex((line) => line.startsWith('[2]'));
    const text = lines.slice(from + 1).filter((line) => !line.startsWith('  >'));
    expect(text).toEqual(
      expect.arrayContaining([
        '  ✗ < target    HTTP/1.1 200 OK',
        '    < reference HTTP/1.1 206 Partial Content',
        '  ~ < target    Date: then',
        '    < reference Date: now',
        '    < both      ETag: "a"',
        '  ✗ < target    (nothing)',
        '    < reference Content-Range: bytes 0-3/10',
        '  ≠ < target    0123456789',
        '    < reference 0123',
      ]),
    );
  });

  it('tells preparation in one line when asked to', () => {
    const lines = exchangeText(check, { shortSetup: true });
    expect(lines[2]).toMatch(/^\[1\] PutObject as main, to prepare.*: 200, reference 200$/);
    expect(lines[4]).toMatch(/^\[2\] GetObject/);
  });

  it('shows what there is when only one side was asked', () => {
    const alone = { ...check, transcripts: { target: [get.target], reference: [] } };
    expect(exchangeText(alone)).toContain('    < target    HTTP/1.1 200 OK');
    expect(exchangeText({ ...check, transcripts: { target: [], reference: [] } })).toEqual([
      'No request was sent.',
    ]);
  });

  it('lets nothing of a target reach the terminal', () => {
    fc.assert(
      fc.property(anyCheck, fc.boolean(), (any, shortSetup) => {
        for (const line of exchangeText(any, { shortSetup }))
          expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
    );
  });
});
