import { suite } from '../../../harness/check/suite.ts';
import { store } from '../../behaviours/stored-object.ts';
import { presignedBy } from './signing-recipe.ts';

export default suite('PutObject', [
  {
    id: 'presigned-upload',
    title: 'Objects can be written, looked at and deleted by pre-signed URLs',
    claims: ['T-AUTH-46'],
    run: async (t) => {
      const sign = { signedHeaders: ['host'] };
      const url = { key: t.key('a b'), sign, afterSigning: presignedBy(t) };
      t.expect(await t.send({ op: 'PutObject', body: 'by URL', ...url }), { success: true });
      t.expect(await t.send({ op: 'GetObject', key: t.key('a b') }), { status: 200, body: 'by URL' });
      t.expect(await t.send({ op: 'HeadObject', ...url }), {
        status: 200,
        headers: { 'content-length': '6' },
      });
      t.expect(await t.send({ op: 'DeleteObject', ...url }), { success: true });
      t.expect(await t.send({ op: 'GetObject', key: t.key('a b') }), { refusal: 'missing-key' });
    },
  },
  {
    id: 'presigned-method',
    title: 'A pre-signed URL for reading neither writes nor deletes',
    claims: ['T-AUTH-46'],
    impact: 'security',
    run: async (t) => {
      const key = await store(t, 'object', 'kept');
      for (const method of ['PUT', 'DELETE', 'POST']) {
        const presign = presignedBy(t);
        const exchange = await t.send({
          op: 'GetObject',
          key,
          sign: { signedHeaders: ['host'] },
          afterSigning: (signed) => {
            const url = presign(signed);
            const length = method === 'DELETE' ? [] : [['Content-Length', '0'] as const];
            return { ...url, method, headers: [...url.headers, ...length] };
          },
        });
        const refusal =
          method === 'POST' ? ['signature-mismatch', 'method-not-allowed'] : 'signature-mismatch';
        t.expect(exchange, { refusal });
      }
      t.expect(await t.send({ op: 'GetObject', key }), { status: 200, body: 'kept' });
    },
  },
  {
    id: 'presigned-signed-headers',
    title: 'A pre-signed URL over a Content-Type takes an upload with that type, and no other',
    claims: ['T-AUTH-46'],
    impact: 'security',
    run: async (t) => {
      const put = (type: string) => {
        const presign = presignedBy(t);
        return t.send({
          op: 'PutObject',
          key: t.key(),
          headers: { 'Content-Type': 'image/x-signed' },
          body: 'content',
          sign: { signedHeaders: ['content-type', 'host'] },
          afterSigning: (signed) => {
            const url = presign(signed);
            const others = url.headers.filter(([name]) => name !== 'Content-Type');
            return { ...url, headers: [...others, ['Content-Type', type]] };
          },
        });
      };
      t.expect(await put('text/html'), { refusal: 'signature-mismatch' });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
      t.expect(await put('image/x-signed'), { success: true });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), {
        status: 200,
        body: 'content',
        headers: { 'content-type': 'image/x-signed' },
      });
    },
  },
]);
