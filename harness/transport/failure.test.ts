import { describe, expect, it } from 'vitest';
import { brokenFailure, dialFailure, errorCode } from './failure.ts';

const coded = (code: string): Error => Object.assign(new Error('message'), { code });

describe('dialFailure', () => {
  it.each([
    ['ECONNREFUSED', true, 'connect-refused'],
    ['EHOSTUNREACH', true, 'connect-refused'],
    ['ECONNRESET', false, 'connect-refused'],
    ['ECONNRESET', true, 'tls'],
    ['ENOTFOUND', false, 'dns'],
    ['EAI_AGAIN', false, 'dns'],
    ['ETIMEDOUT', false, 'connect-timeout'],
    ['EMFILE', false, 'not-delivered'],
    ['ERR_OSSL_PEM_NO_START_LINE', true, 'not-delivered'],
    ['CERT_HAS_EXPIRED', true, 'tls'],
  ])('%s (TLS: %s) is %s', (code, secure, kind) => {
    expect(dialFailure(coded(code), 'host:1', secure)).toMatchObject({ kind, detail: code });
  });

  it('says how to mend an untrusted certificate', () => {
    const { message } = dialFailure(coded('DEPTH_ZERO_SELF_SIGNED_CERT'), 'host:1', true);
    expect(message).toContain('`tls.ca`');
    expect(message).toContain('`tls.insecure: true`');
    expect(dialFailure(coded('EPROTO'), 'host:1', true).message).toContain('http://');
  });
});

describe('errorCode', () => {
  it('finds the code, also in the first of several errors', () => {
    expect(errorCode(coded('A'))).toBe('A');
    expect(errorCode(new AggregateError([coded('B'), coded('C')]))).toBe('B');
    expect(errorCode(new Error('none'))).toBe('');
    expect(errorCode(undefined)).toBe('');
  });
});

describe('brokenFailure', () => {
  it('tells TLS faults from resets', () => {
    expect(brokenFailure(coded('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED')).kind).toBe('tls');
    expect(brokenFailure(coded('ECONNRESET')).kind).toBe('reset');
    expect(brokenFailure(coded('EPIPE')).kind).toBe('reset');
  });
});
