/** A part of the project that judges others: what Stryker changes in it, and the tests that are to notice. */
export interface Part {
  readonly name: string;
  /** Files to change, as globs. */
  readonly mutate: readonly string[];
  /** Tests that are to fail, as globs. */
  readonly tests: readonly string[];
}

const withoutTests = ['!**/*.test.ts', '!**/*.fixture.ts', '!**/testing/**'];

/** Whatever decides whether a target is right: a mistake here is a wrong verdict on somebody else's server. */
export const parts: readonly Part[] = [
  {
    name: 'verify',
    mutate: ['harness/verify/**/*.ts', ...withoutTests],
    tests: ['harness/verify/**/*.test.ts'],
  },
  {
    name: 'signing',
    mutate: [
      'dialects/core/percent-encoding.ts',
      'dialects/tencent-cos/{authentication-faults,authorization,form-signing,q-sign,signing}.ts',
    ],
    tests: [
      'dialects/core/percent-encoding.test.ts',
      'dialects/tencent-cos/{authentication-faults,authorization,form-signing,q-sign,signing}.test.ts',
    ],
  },
  {
    name: 'conditions',
    mutate: [
      'reference-server/http/{byteranges,conditional,etag,http-date,range}.ts',
      'reference-server/tencent-cos/object/conditions.ts',
    ],
    tests: [
      'reference-server/http/{byteranges,conditional,etag,http-date,range}.test.ts',
      'reference-server/tencent-cos/object/conditions.test.ts',
    ],
  },
  {
    name: 'baseline',
    mutate: [
      'reports/baseline/{baseline,expectations,judge-check,observed-behaviour,parse-baseline,stable-glob,update-baseline}.ts',
      'reports/glob.ts',
    ],
    tests: [
      'reports/baseline/{baseline,judge-check,observed-behaviour,parse-baseline,stable-glob,update-baseline}.test.ts',
      'reports/glob.test.ts',
    ],
  },
  {
    name: 'gate',
    mutate: [
      'reports/baseline/{baseline-summary,expectation-rules}.ts',
      'reports/{gate-rule,gate-rules,incompleteness,verdict,verdict-notes}.ts',
    ],
    tests: [
      'reports/baseline/{expectation-rules,gate}.test.ts',
      'reports/{gate-rules,verdict,verdict-notes}.test.ts',
    ],
  },
  {
    name: 'comparison',
    mutate: [
      'reports/diff/{diff-runs,run-index}.ts',
      'reports/merge/*.ts',
      'reports/record-order.ts',
      ...withoutTests,
    ],
    tests: ['reports/diff/*.test.ts', 'reports/merge/*.test.ts', 'reports/ndjson.test.ts'],
  },
];
