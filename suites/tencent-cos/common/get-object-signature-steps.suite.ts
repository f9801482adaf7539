import { createHash, createHmac } from 'node:crypto';
import { signKey, stringToSign } from '../../../dialects/tencent-cos/q-sign.ts';
import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';
import { store } from '../../behaviours/stored-object.ts';
import { onLine, type SignedRequests, signingCheck } from './signing-checks.ts';

/** A read of the first bytes of an object, with every line of HttpString filled. */
async function reading(t: CheckContext): Promise<Omit<SignedRequests, 'wrong'>> {
  const key = await store(t, 'object', 'Hello world');
  const headers = { Range: 'bytes=0-4' };
  const query = { 'response-cache-control': 'max-age=600' };
  return { request: { op: 'GetObject', key, headers, query }, accepted: { status: 206, body: 'Hello' } };
}

function sha1(text: string, encoding: 'hex' | 'base64'): string {
  return createHash('sha1').update(text).digest(encoding);
}

export default suite('GetObject', [
  signingCheck(
    {
      id: 'sign-key',
      title: 'SignKey is HMAC-SHA1 of q-key-time under the secret key, in lower-case hex',
      claims: ['T-AUTH-01', 'T-AUTH-29'],
    },
    async (t) => ({
      ...(await reading(t)),
      wrong: [
        { key: (secret) => secret },
        { key: (secret, keyTime) => signKey(secret, keyTime).toUpperCase() },
        { key: (secret, keyTime) => signKey(secret, keyTime.split(';')[0] ?? '') },
        { key: (secret, keyTime) => signKey(keyTime, secret) },
        { key: (secret, keyTime) => signKey(secret, `${keyTime}\n`) },
        { key: (secret, keyTime) => sha1(secret + keyTime, 'hex') },
      ],
    }),
  ),
  signingCheck(
    {
      id: 'http-string',
      title: 'HttpString is method, path, parameters and headers, each followed by a line feed',
      claims: ['T-AUTH-02', 'T-AUTH-29'],
    },
    async (t) => ({
      ...(await reading(t)),
      wrong: [
        { text: (text) => text.slice(0, -1) },
        { text: (text) => `${text}\n` },
        { text: (text) => text.replaceAll('\n', '\r\n') },
        { text: (text) => text.replace(/^(.*)\n(.*)\n(.*)\n(.*)\n$/, '$1\n$2\n$4\n$3\n') },
        { text: (text) => text.replace(/^(.*)\n(.*)\n/, '$2\n$1\n') },
        { text: (text) => text.replace(/^.*\n/, '') },
      ],
    }),
  ),
  signingCheck(
    {
      id: 'string-to-sign',
      title:
        'StringToSign is sha1, q-sign-time and the SHA-1 of HttpString in hex, each followed by a line feed',
      claims: ['T-AUTH-03', 'T-AUTH-29'],
    },
    async (t) => ({
      ...(await reading(t)),
      wrong: [
        { toSign: (time, text) => stringToSign(time, text).slice(0, -1) },
        { toSign: (time, text) => stringToSign(time, text).replaceAll('\n', '') },
        { toSign: (time, text) => stringToSign(time, text).replace(/^sha1\n/, '') },
        { toSign: (time, text) => stringToSign(time, text).replace(/^sha1/, 'SHA1') },
        { toSign: (time, text) => stringToSign(time, text).replace(/^(.*\n)(.*\n)(.*\n)$/, '$1$3$2') },
        { toSign: (time, text) => `sha1\n${time}\n${sha1(text, 'hex').toUpperCase()}\n` },
        { toSign: (time, text) => `sha1\n${time}\n${sha1(text, 'base64')}\n` },
        { toSign: (time, text) => `sha1\n${time}\n${text}` },
      ],
    }),
  ),
  signingCheck(
    {
      id: 'signature-step',
      title: 'The signature is HMAC-SHA1 of StringToSign under the hex text of SignKey',
      claims: ['T-AUTH-04', 'T-AUTH-29'],
    },
    async (t) => ({
      ...(await reading(t)),
      wrong: [
        { signature: (key, text) => createHmac('sha1', Buffer.from(key, 'hex')).update(text).digest('hex') },
        { signature: (key, text) => createHmac('sha1', text).update(key).digest('hex') },
        { signature: (key, text) => sha1(key + text, 'hex') },
        { signature: (key, text) => createHmac('sha256', key).update(text).digest('hex').slice(0, 40) },
      ],
    }),
  ),
  signingCheck(
    {
      id: 'method-in-lower-case',
      title: 'The method is signed in lower case',
      claims: ['T-AUTH-05', 'T-AUTH-29'],
    },
    async (t) => ({
      ...(await reading(t)),
      wrong: [
        onLine('method', (method) => method.toUpperCase()),
        onLine('method', () => 'Get'),
        onLine('method', () => 'head'),
      ],
    }),
  ),
  signingCheck(
    {
      id: 'empty-lists',
      title: 'With empty lists the lines of parameters and headers are empty, and stay',
      claims: ['T-AUTH-13', 'T-AUTH-21', 'T-AUTH-22'],
    },
    async (t) => ({
      ...(await reading(t)),
      base: { headerList: [], paramList: [] },
      right: [{}, { headerList: ['host'] }, { paramList: ['response-cache-control'] }],
      wrong: [
        { text: (text) => text.slice(0, -1) },
        { text: (text) => text.slice(0, -2) },
        { text: (text) => text.replace(/\n\n\n$/, '\n\n\n\n') },
        // the lines filled although the lists are empty
        { text: (text) => text.replace(/\n\n\n$/, '\nresponse-cache-control=max-age%3D600\n\n') },
        { text: (text) => text.replace(/\n\n\n$/, `\n\nhost=${t.host()}\n`) },
      ],
    }),
  ),
]);
