import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProfileError } from './profile-error.ts';
import { parseProfile } from './read-profile.ts';
import { ENVIRONMENT, GOOD, HEAD, MAIN, SECRET } from './testing/sample-profile.ts';

/** The error of a profile, which must be one a user can mend. */
function faultOf(...lines: string[]): ProfileError {
  try {
    parseProfile('p.yaml', lines.join('\n'), ENVIRONMENT);
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    expect(`${error.message} ${error.hint}`).not.toContain(SECRET);
    return error;
  }
  throw new Error('the profile was accepted');
}

describe('a profile that is not', () => {
  it.each<[string, readonly string[], string, number | undefined, RegExp]>([
    [
      'an unknown key',
      [...GOOD, 'adressing: path'],
      'p.yaml:5: the profile has no key adressing',
      5,
      /it knows .*addressing/,
    ],
    [
      'an unknown key further in',
      [...GOOD, 'tls:', '  verify: no'],
      'p.yaml:6: tls has no key verify',
      6,
      /insecure, ca/,
    ],
    [
      'an unknown limit',
      [...GOOD, 'limits: { buckets: 4 }'],
      'p.yaml:5: limits has no key buckets',
      5,
      /bucketsPerAccount/,
    ],
    ['a missing key', HEAD, 'p.yaml:1: the profile lacks identities', 1, /^undefined$/],
    [
      'a missing key further in',
      [...HEAD, 'identities:', `  main: { keyId: AKID, secret: "\${SECRET}" }`],
      'p.yaml:4: identities.main lacks account',
      4,
      /^undefined$/,
    ],
    [
      'a number where text is meant',
      [...HEAD, 'identities:', `  main: { keyId: AKID, secret: "\${SECRET}", account: 1250000000 }`],
      'p.yaml:4: identities.main.account has to be text',
      4,
      /quotes/,
    ],
    [
      'a year where text is meant',
      [...GOOD, 'profile: 2018'],
      'p.yaml:5: profile has to be text',
      5,
      /quotes/,
    ],
    [
      'text where a number is meant',
      [...GOOD, 'rate: { concurrency: many }'],
      'p.yaml:5: rate.concurrency has to be a whole number',
      5,
      /./,
    ],
    [
      'a number out of bounds',
      [...GOOD, 'rate: { concurrency: 0 }'],
      'p.yaml:5: rate.concurrency must be >= 1',
      5,
      /./,
    ],
    [
      'text where a mapping is meant',
      [...GOOD, 'timeouts: 5s'],
      'p.yaml:5: timeouts has to be a mapping of keys to values',
      5,
      /./,
    ],
    [
      'text where true or false is meant',
      [...GOOD, 'features:', '  archive: sometimes'],
      'p.yaml:6: features.archive has to be true or false',
      6,
      /./,
    ],
    [
      'a value that is none of several',
      [...GOOD, 'addressing: subdomain'],
      'p.yaml:5: addressing has to be one of virtual-host, path',
      5,
      /./,
    ],
    [
      'a bad duration',
      [...GOOD, 'consistency:', '  window: 2 seconds'],
      'p.yaml:6: consistency.window is not written as expected',
      6,
      /500ms, 2s, 1m/,
    ],
    [
      'a bad endpoint',
      ['dialect: tencent-cos', 'endpoint: 127.0.0.1:9000', 'identities:', MAIN],
      'p.yaml:2: endpoint is not written as expected',
      2,
      /http:\/\/127/,
    ],
    [
      'a bad host',
      [...GOOD, 'hostSuffix: "a b"'],
      'p.yaml:5: hostSuffix is not written as expected',
      5,
      /storage\.example\.com/,
    ],
    [
      'a line break in a key',
      [...HEAD, 'identities:', `  main: { keyId: "AKID\\r\\n", secret: "\${SECRET}", account: "1" }`],
      'p.yaml:4: identities.main.keyId is not written as expected',
      4,
      /line break at the end/,
    ],
    [
      'a secret that is written out',
      [...HEAD, 'identities:', `  main: { keyId: AKID, secret: ${SECRET}, account: "1" }`],
      'p.yaml:4: secret is written into the file',
      4,
      /secret: "\$\{NAME\}"/,
    ],
    [
      'a secret that is partly written out',
      [...HEAD, 'identities:', '  main:', '    keyId: AKID', `    secret: "${SECRET}-\${SECRET}"`],
      'p.yaml:6: secret is written into the file',
      6,
      /./,
    ],
    [
      'a secret that is a number',
      [...HEAD, 'identities:', '  main: { keyId: AKID, secret: 123456789, account: "1" }'],
      'p.yaml:4: secret is written into the file',
      4,
      /./,
    ],
    [
      'a token that is written out',
      [...HEAD, 'identities:', `  main: { sessionToken: ${SECRET} }`],
      'p.yaml:4: sessionToken is written into the file',
      4,
      /./,
    ],
    [
      'a variable that is not set',
      [...GOOD, `name: "\${NOWHERE}"`],
      'p.yaml:5: environment variable NOWHERE is not set',
      5,
      /export NOWHERE/,
    ],
    [
      'an empty variable',
      [...GOOD, `name: "\${EMPTY}"`],
      'p.yaml:5: environment variable EMPTY is not set, or empty',
      5,
      /./,
    ],
    [
      'a reference without quotes',
      [...HEAD, 'identities:', `  main: { secret: \${SECRET} }`],
      'p.yaml:4: not YAML',
      4,
      /quotes/,
    ],
    ['what is no YAML', ['dialect: [', 'endpoint: }'], 'p.yaml:2: not YAML', 2, /./],
    ['a key twice', [...GOOD, 'dialect: swift'], 'p.yaml:5: not YAML', 5, /./],
    ['two documents', [...GOOD, '---', ...GOOD], 'p.yaml:5: not YAML', 5, /./],
    [
      'an alias',
      ['name: &n here', ...GOOD, 'vendor: *n'],
      'p.yaml:6: *n: aliases are not taken here',
      6,
      /write the value out/,
    ],
    [
      'a secret in a name that reports show',
      [...GOOD, `name: "of \${SECRET}"`],
      'p.yaml:5: name contains the secret of an identity',
      5,
      /right variable/,
    ],
    [
      'a secret for a dialect',
      [`dialect: "\${SECRET}"`, 'endpoint: http://127.0.0.1:9000', 'identities:', MAIN],
      'p.yaml:1: dialect contains the secret of an identity',
      1,
      /./,
    ],
    ['nothing', [''], 'p.yaml: is empty', undefined, /TARGETS\.md/],
    ['a list', ['- dialect'], 'p.yaml:1: the profile has to be a mapping of keys to values', 1, /./],
    [
      'a key that means something to a program',
      [...GOOD, '__proto__: { polluted: true }'],
      'p.yaml:5: the profile has no key __proto__',
      5,
      /./,
    ],
  ])('has %s', (_what, lines, message, line, hint) => {
    const fault = faultOf(...lines);
    expect(fault.message.startsWith(message), fault.message).toBe(true);
    expect(fault.line).toBe(line);
    expect(String(fault.hint)).toMatch(hint);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('is refused, whatever it is, with an error that can be mended', () => {
    const yaml = fc.array(fc.oneof(fc.constantFrom(...GOOD), fc.string(), fc.constant('  second: *x')));
    fc.assert(
      fc.property(yaml, (lines) => {
        try {
          parseProfile('p.yaml', lines.join('\n'), ENVIRONMENT);
        } catch (error) {
          expect(error).toBeInstanceOf(ProfileError);
        }
      }),
    );
  });

  it('does not grow without bound', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      'b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]',
      'c: [*b,*b,*b,*b,*b,*b,*b]',
    ];
    expect(faultOf(...bomb).message).toMatch(/^p\.yaml:2: \*a: aliases are not taken here/);
  });
});
