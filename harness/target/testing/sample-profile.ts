/** The secret that the sample profile refers to. No message repeats it. */
export const SECRET = 'the-secret-of-this-test';

/** The environment in which the sample profile is read. */
export const ENVIRONMENT = {
  SECRET,
  SECOND: 'another-secret',
  EMPTY: '',
  ENDPOINT: 'http://127.0.0.1:9000',
} as const;

/** The lines before the identities of the sample profile. */
export const HEAD = ['dialect: tencent-cos', 'endpoint: http://127.0.0.1:9000'] as const;

/** The line of its main identity. */
export const MAIN = `  main: { keyId: AKID, secret: "\${SECRET}", account: "1250000000" }`;

/** The lines of a profile in which nothing is wrong. */
export const GOOD = [...HEAD, 'identities:', MAIN] as const;
