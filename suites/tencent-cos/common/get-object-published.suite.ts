import { suite } from '../../../harness/check/suite.ts';
import { store } from '../../behaviours/stored-object.ts';
import { onLine, signingCheck, unescaped } from './signing-checks.ts';

export default suite('GetObject', [
  signingCheck(
    {
      id: 'published-download',
      title: 'A download signed like the published one, over host and range=bytes%3D0-3, is authentic',
      claims: ['T-AUTH-15'],
    },
    async (t) => ({
      request: {
        op: 'GetObject',
        key: await store(t, 'testfile', 'Hello world'),
        headers: { Range: 'bytes=0-3' },
      },
      accepted: { status: 206, body: 'Hell' },
      base: { headerList: ['host', 'range'], paramList: [] },
      wrong: [
        // as the document prints it, and as the one before it had it
        onLine('headers', (line) => unescaped('=')(line)),
        onLine('headers', (line) => line.replace('%3D', '%3d')),
        onLine('headers', (line) => line.replace('%3D', '%253D')),
        onLine('headers', (line) => line.replace(/&range=.*$/, '')),
      ],
    }),
  ),
  signingCheck(
    {
      id: 'published-utf8-download',
      title: 'A download signed like the published one with signed response- parameters is authentic',
      claims: ['T-AUTH-17'],
    },
    async (t) => ({
      request: {
        op: 'GetObject',
        key: await store(t, 'exampleobject(腾讯云)', 'ObjectContent'),
        headers: { Date: 'Thu, 16 May 2019 06:55:53 GMT' },
        query: {
          'response-content-type': 'application/octet-stream',
          'response-cache-control': 'max-age=600',
        },
      },
      accepted: {
        status: 200,
        body: 'ObjectContent',
        headers: { 'content-type': 'application/octet-stream', 'cache-control': 'max-age=600' },
      },
      base: {
        headerList: ['date', 'host'],
        paramList: ['response-cache-control', 'response-content-type'],
      },
      wrong: [
        onLine('path', (path) => path.replace('腾讯云', '%E8%85%BE%E8%AE%AF%E4%BA%91')),
        onLine('parameters', (line) => unescaped('/=')(line)),
        onLine('parameters', (line) => line.replace('%3D600', '%3D601')),
        onLine('headers', (line) => unescaped(' ,:')(line)),
        onLine('headers', (line) => line.replace(/^date=[^&]*&/, '')),
      ],
    }),
  ),
]);
