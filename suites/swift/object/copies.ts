import type { CheckContext, RequestSpec } from '../../../harness/check/context.ts';
import type { CheckDraft } from '../../../harness/check/suite.ts';
import { md5Hex } from '../../behaviours/integrity.ts';

/** One copy: where from and where to, as container and object, and further headers. */
interface Copying {
  /** Value of the header that names the other object. */
  readonly from: string;
  readonly source: string;
  readonly to: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Copies of one object, whichever side names which. */
export function copyChecks(
  operation: 'CopyObject' | 'PutObjectCopy',
  request: (t: CheckContext, copying: Copying) => RequestSpec,
): CheckDraft[] {
  const BODY = '0123456789';
  const SOURCE = {
    'Content-Type': 'text/x-source',
    'X-Object-Meta-Color': 'blue',
    'X-Object-Meta-Shape': 'round',
  };
  const copy = (t: CheckContext, headers: Readonly<Record<string, string>> = {}) =>
    t.send(
      request(t, {
        from: t.copySource(t.bucket, t.key('source')),
        source: 'source',
        to: 'copy',
        headers,
      }),
    );
  const store = (t: CheckContext) =>
    t.setup({ op: 'PutObject', key: t.key('source'), headers: SOURCE, body: BODY });
  const where = operation === 'CopyObject' ? 'S-COPY-01' : 'S-COPY-02';
  return [
    {
      id: 'answer-of-copy',
      title: 'The answer is 201 with what was copied, and the copy has its content',
      claims: [where],
      run: async (t) => {
        await store(t);
        t.expect(await copy(t), {
          status: 201,
          headers: {
            etag: md5Hex(BODY),
            'last-modified': { present: true },
            'x-copied-from': /\/?.+\/.+/,
            'x-copied-from-account': { present: true },
            'x-copied-from-last-modified': { present: true },
          },
        });
        t.expect(await t.send({ op: 'GetObject', key: t.key('copy') }), { status: 200, body: BODY });
      },
    },
    {
      id: 'attributes-of-copy',
      title: 'A copy has the attributes of its source, and those of the request over them',
      claims: ['S-COPY-03'],
      run: async (t) => {
        await store(t);
        t.expect(await copy(t, { 'X-Object-Meta-Color': 'red', 'X-Object-Meta-New': 'yes' }), {
          status: 201,
        });
        t.expect(await t.send({ op: 'GetObject', key: t.key('copy') }), {
          status: 200,
          headers: {
            'content-type': 'text/x-source',
            'x-object-meta-color': 'red',
            'x-object-meta-shape': 'round',
            'x-object-meta-new': 'yes',
          },
        });
      },
    },
    {
      id: 'fresh-attributes',
      title: 'X-Fresh-Metadata drops the attributes of the source',
      claims: ['S-COPY-03'],
      run: async (t) => {
        await store(t);
        t.expect(await copy(t, { 'X-Fresh-Metadata': 'true', 'X-Object-Meta-New': 'yes' }), { status: 201 });
        const absent = { absent: true } as const;
        t.expect(await t.send({ op: 'GetObject', key: t.key('copy') }), {
          status: 200,
          headers: {
            'x-object-meta-color': absent,
            'x-object-meta-shape': absent,
            'x-object-meta-new': 'yes',
          },
        });
      },
    },
    {
      id: 'missing-source',
      title: 'A source that does not exist is answered 404',
      claims: ['S-COPY-04'],
      run: async (t) => {
        t.expect(await copy(t), { refusal: 'missing-key' });
        t.expect(await t.send({ op: 'GetObject', key: t.key('copy') }), { refusal: 'missing-key' });
      },
    },
    {
      id: 'unreadable-source',
      title: 'Who may write and not read may not copy',
      claims: ['S-GEN-05'],
      impact: 'security',
      needs: ['secondIdentity'],
      lease: 'own',
      run: async (t) => {
        await store(t);
        const writer = t.identity('second').keyId;
        await t.setup({ op: 'UpdateContainerAcl', headers: { 'X-Container-Write': writer } });
        const from = t.copySource(t.bucket, t.key('source'));
        const { account } = t.identity('main');
        const exchange = await t.send({
          ...request(t, {
            from,
            source: 'source',
            to: 'copy',
            headers: { 'X-Copy-From-Account': account, 'Destination-Account': account },
          }),
          as: 'second',
        });
        t.expect(exchange, { refusal: 'access-denied' });
        t.expect(await t.send({ op: 'GetObject', key: t.key('copy') }), { refusal: 'missing-key' });
      },
    },
    {
      id: 'part-of-source',
      title: 'A Range copies a part of the source',
      claims: ['S-COPY-05'],
      run: async (t) => {
        await store(t);
        t.expect(await copy(t, { Range: 'bytes=2-5' }), { status: 201 });
        t.expect(await t.send({ op: 'GetObject', key: t.key('copy') }), { status: 200, body: '2345' });
      },
    },
    {
      id: 'conditions-of-source',
      title: 'Conditions are about the source: one that does not hold is answered 412',
      claims: ['S-COPY-05'],
      run: async (t) => {
        await store(t);
        for (const headers of [
          { 'If-Match': '"0123456789abcdef0123456789abcdef"' },
          { 'If-Unmodified-Since': 'Thu, 01 Jan 2015 00:00:00 GMT' },
        ]) {
          t.expect(await copy(t, headers), { refusal: 'precondition-failed' });
          t.expect(await t.send({ op: 'GetObject', key: t.key('copy') }), { refusal: 'missing-key' });
        }
        t.expect(await copy(t, { 'If-Match': md5Hex(BODY) }), { status: 201 });
      },
    },
  ];
}
