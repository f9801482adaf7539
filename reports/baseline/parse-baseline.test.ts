import { describe, expect, it } from 'vitest';
import { BaselineError } from './baseline-error.ts';
import { parseBaseline, parseBaselineDocument } from './parse-baseline.ts';

const GOOD = `# What staging gets wrong
dialect: sample-store
catalogue: 1234
entries:
  - id: sample/get-object/range-*   # all of them
    expect: known-fail
    got: { status: 200, facets: { body: "*", header etag: [a, b] } }
    reason: ranges are switched off there
    expires: 2027-01-31
  - { id: sample/put-object/etag, expect: flaky, reason: see issue, issue: "https://issues.example/1" }
`;

function fault(text: string): { readonly message: string; readonly line: number | undefined } {
  try {
    parseBaseline('b.yaml', text);
  } catch (error) {
    if (error instanceof BaselineError) return { message: error.message, line: error.line };
    throw error;
  }
  throw new Error('was accepted');
}

describe('parseBaseline', () => {
  it('reads entries with their lines', () => {
    expect(parseBaseline('b.yaml', GOOD.replace('1234', '"1234"'))).toEqual({
      file: 'b.yaml',
      dialect: 'sample-store',
      catalogue: '1234',
      entries: [
        {
          id: 'sample/get-object/range-*',
          expect: 'known-fail',
          got: { status: 200, facets: { body: ['*'], 'header etag': ['a', 'b'] } },
          reason: 'ranges are switched off there',
          expires: '2027-01-31',
          line: 5,
        },
        {
          id: 'sample/put-object/etag',
          expect: 'flaky',
          reason: 'see issue',
          issue: 'https://issues.example/1',
          line: 10,
        },
      ],
    });
  });

  it.each([
    ['entries: [', 1, /not YAML/],
    ['- a', 1, /the baseline must be object/],
    ['entries:\n  - id: a\n    expect: known-fail\n', 2, /the entry has no reason/],
    ['entries:\n  - id: a\n    expect: ok\n    reason: x\n', 3, /expect has to be one of known-fail/],
    ['entries:\n  - id: a\n    expect: flaky\n    reason: x\n    until: y\n', 5, /has no key until/],
    ['entries:\n  - id: a\n    expect: flaky\n    reason: x\n    expires: soon\n', 5, /a day like 2026/],
    ['entries:\n  - id: a b\n    expect: flaky\n    reason: x\n', 2, /id has to be a check id/],
    ['entries:\n  - id: a\n    expect: flaky\n    reason: ""\n', 4, /reason must NOT have fewer/],
    ['entries:\n  - &a {id: a, expect: flaky, reason: x}\n  - *a\n', 3, /aliases/],
    [
      'entries:\n  - {id: a, expect: flaky, reason: x}\n  - {id: a, expect: flaky, reason: y}\n',
      3,
      /a has an entry already, on line 2/,
    ],
    ['entries: []\nsurprise: 1\n', 2, /^b\.yaml:2: the baseline has no key surprise$/],
    ['dialect: a\n', 1, /^b\.yaml:1: the baseline has no entries$/],
    ['entries:\n  - id: a\n    reason: x\n', 2, /^b\.yaml:2: the entry has no expect$/],
    [
      'entries:\n  - id: a\n    expect: flaky\n    reason: x\n    got: { status: "200" }\n',
      5,
      /^b\.yaml:5: got\.status must be/,
    ],
    [
      'entries:\n  - id: a\n    expect: flaky\n    reason: x\n    got:\n      facets:\n        body: 1\n',
      7,
      /^b\.yaml:7: got\.facets\.body /,
    ],
    ['entries: 1\n', 1, /^b\.yaml:1: entries must be array$/],
    ['entries:\n  - 1\n', 2, /^b\.yaml:2: the entry must be object$/],
  ])('refuses %j', (text, line, message) => {
    const found = fault(text);
    expect(found.message).toMatch(message);
    expect(found.line).toBe(line);
  });

  it('refuses what is larger than any baseline is, unread', () => {
    expect(fault(`entries: []\n#${' '.repeat(8 * 1024 * 1024)}`)).toEqual({
      message: 'b.yaml: larger than any baseline is',
      line: undefined,
    });
  });

  it('takes a list whose last entry was taken out by hand for an empty one', () => {
    const { baseline, document } = parseBaselineDocument('b.yaml', 'dialect: sample-store\nentries:\n');
    expect(baseline.entries).toEqual([]);
    expect(String(document)).toBe('dialect: sample-store\nentries: []\n');
    expect(fault('entries: none\n').message).toMatch('entries must be array');
  });

  it('takes a behaviour without facets, and says what to do about a fault', () => {
    const text =
      'entries:\n  - { id: a, expect: known-fail, reason: x, got: { status: 404, code: "No*" } }\n';
    expect(parseBaseline('b.yaml', text).entries).toEqual([
      { id: 'a', expect: 'known-fail', reason: 'x', got: { status: 404, code: 'No*' }, line: 2 },
    ]);
    const hint = (wrong: string): string | undefined => {
      try {
        parseBaseline('b.yaml', wrong);
      } catch (error) {
        if (error instanceof BaselineError) return error.hint;
      }
      return 'was accepted';
    };
    expect(hint('entries:\n  - id: a\n    expect: flaky\n')).toMatch(/say why this is accepted$/);
    expect(hint('entries: []\nx: 1\n')).toBe('bucketproof schema baseline lists the keys');
    const twice = 'entries:\n  - {id: a, expect: flaky, reason: x}\n  - {id: a, expect: flaky, reason: y}\n';
    expect(hint(twice)).toBe('join the two');
  });
});
