import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../core/percent-encoding.ts';
import { splitTarget } from '../core/request.ts';
import { httpString, signature, signedName, signedPath, signKey, stringToSign } from './q-sign.ts';
import { contentMd5 } from './sample-body.ts';
import { type RequestVector, vectors, wireRequest } from './signature-vectors.fixture.ts';

/** The canonical text of a vector with every header and parameter listed, computed from its wire form. */
function canonical(vector: RequestVector): string {
  const { method, target, headers } = wireRequest(vector);
  const { path, query } = splitTarget(target);
  return httpString({
    method,
    path,
    query: parseQuery(query),
    headers,
    headerList: Object.keys(vector.headers),
    paramList: Object.keys(vector.query),
  });
}

const reproducing = vectors.published.filter(({ status }) => /^reproduces(-with-correction)?$/.test(status));

describe('published vectors', () => {
  it('has positive vectors to test', () => {
    expect(reproducing.map(({ id }) => id)).toEqual(['V1', 'V2', 'V4', 'V5', 'V9']);
  });

  it.each(reproducing)('$id: every step of the computation', (vector) => {
    const key = signKey(vector.secretKey, vector.keyTime);
    const text = stringToSign(vector.keyTime, canonical(vector));
    expect(canonical(vector)).toBe(vector.httpString);
    expect(key).toBe(vector.publishedSignKey ?? vector.signKey);
    expect(text).toBe(vector.stringToSign);
    expect(signature(key, text)).toBe(vector.publishedSignature);
  });

  it('V1 with the key as the document prints it does not reproduce', () => {
    const vector = vectors.published.find(({ id }) => id === 'V1-asprinted');
    if (!vector) throw new Error('no vector V1-asprinted');
    const computed = signature(
      signKey(vector.secretKey, vector.keyTime),
      stringToSign(vector.keyTime, canonical(vector)),
    );
    expect(computed).toBe(vector.computedSignature);
    expect(computed).not.toBe(vector.publishedSignature);
  });

  it('V2 with the header value unencoded, as printed, is another text', () => {
    const vector = vectors.published.find(({ id }) => id === 'V2-asprinted');
    if (!vector) throw new Error('no vector V2-asprinted');
    expect(canonical(vector)).not.toBe(vector.httpString);
    const asPrinted = signature(
      signKey(vector.secretKey, vector.keyTime),
      stringToSign(vector.keyTime, vector.httpString),
    );
    expect(asPrinted).toBe(vector.computedSignature);
    expect(asPrinted).not.toBe(vector.publishedSignature);
  });

  it('V3 is illustrative: the right signature is another one', () => {
    const vector = vectors.published.find(({ id }) => id === 'V3');
    if (!vector) throw new Error('no vector V3');
    const computed = signature(
      signKey(vector.secretKey, vector.keyTime),
      stringToSign(vector.keyTime, canonical(vector)),
    );
    expect(computed).toBe(vector.computedSignature);
    expect(computed).not.toBe(vector.publishedSignature);
  });

  it('V6 prints a sign key that does not belong to its time', () => {
    const vector = vectors.published.find(({ id }) => id === 'V6');
    if (!vector) throw new Error('no vector V6');
    expect(signKey(vector.secretKey, vector.keyTime)).toBe(vector.signKey);
    expect(vector.signKey).not.toBe(vector.publishedSignKey);
  });

  it('V7 needs the obsolete lower-case escapes', () => {
    const vector = vectors.published.find(({ id }) => id === 'V7');
    if (!vector) throw new Error('no vector V7');
    expect(canonical(vector)).toBe(vector.httpString.replace('%3d', '%3D'));
  });
});

describe('texts printed by the service', () => {
  it.each(vectors.serverFormatStrings)('$id hashes as printed', ({ httpString: text, publishedSha1 }) => {
    expect(stringToSign('0;1', text)).toBe(`sha1\n0;1\n${publishedSha1}\n`);
  });

  it('L1: a literal plus in the path is signed as a space', () => {
    const text = httpString({
      method: 'PUT',
      path: '/imagesresume-zh+en_%E9%A1%B5%E9%9D%A2_1.png',
      query: [],
      headers: [['Host', 'o2-1258123310.cos.ap-beijing.myqcloud.com']],
      headerList: ['host'],
      paramList: [],
    });
    expect(text).toBe(vectors.serverFormatStrings.find(({ id }) => id === 'L1')?.httpString);
  });

  it('L3: empty lists leave empty lines', () => {
    const text = httpString({
      method: 'PUT',
      path: '/38905642349559468_1.jpg',
      query: [['ignored', 'x']],
      headers: [['Host', 'ignored']],
      headerList: [],
      paramList: [],
    });
    expect(text).toBe(vectors.serverFormatStrings.find(({ id }) => id === 'L3')?.httpString);
  });
});

describe('vectors made with an official client', () => {
  it.each(vectors.generated)('$id $name', (vector) => {
    const key = signKey(vectors.secretKey, vector.keyTime);
    expect(canonical(vector)).toBe(vector.httpString);
    expect(key).toBe(vector.signKey);
    expect(signature(key, stringToSign(vector.keyTime, canonical(vector)))).toBe(vector.signature);
  });
});

describe('body hashes', () => {
  it.each(vectors.hashes.filter(({ what }) => what === 'sha1'))('sha1 of $input', ({ input, hex }) => {
    expect(createHash('sha1').update(input).digest('hex')).toBe(hex);
  });
  it.each(vectors.hashes.filter(({ what }) => what === 'etag-md5'))('md5 of $input', ({ input, hex }) => {
    expect(createHash('md5').update(input).digest('hex')).toBe(hex);
  });
  it.each(vectors.hashes.filter(({ what }) => what === 'content-md5'))(
    'Content-MD5 of $input',
    ({ input, base64 }) => {
      expect(contentMd5(input)).toBe(base64);
    },
  );
});

describe('httpString', () => {
  const item = fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }));
  const request = { method: 'GET', path: '/', headers: [], headerList: [] };

  it('does not depend on the order of parameters, headers or lists', () => {
    const shuffled = fc
      .array(item, { maxLength: 8 })
      .chain((items) =>
        fc.tuple(
          fc.constant(items),
          fc.shuffledSubarray(items, { minLength: items.length, maxLength: items.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        const list = one.map(([name]) => signedName(name));
        const a = httpString({ ...request, query: one, paramList: list });
        const b = httpString({ ...request, query: other, paramList: [...list].reverse() });
        expect(b).toBe(a);
      }),
    );
  });

  it('has exactly four line feeds, whatever the values hold', () => {
    fc.assert(
      fc.property(fc.array(item), fc.array(item), (query, headers) => {
        const text = httpString({
          method: 'GET',
          path: '/a',
          query,
          headers,
          headerList: headers.map(([name]) => signedName(name)),
          paramList: query.map(([name]) => signedName(name)),
        });
        expect(text.split('\n')).toHaveLength(5);
        expect(text.endsWith('\n')).toBe(true);
      }),
    );
  });

  it('lists match names whatever their letter case', () => {
    const query = [
      ['uploadId', 'Ab'],
      ['partNumber', '1'],
    ] as const;
    const text = httpString({ ...request, query, paramList: ['partNumber', 'UPLOADID'] });
    expect(text).toBe('get\n/\npartnumber=1&uploadid=Ab\n\n');
  });

  it('a parameter without value contributes its name and =', () => {
    expect(httpString({ ...request, query: [['acl', null]], paramList: ['acl'] })).toBe('get\n/\nacl=\n\n');
  });

  it('a listed name that is absent differs from one with an empty value', () => {
    expect(httpString({ ...request, query: [], paramList: ['acl'] })).toBe('get\n/\n\n\n');
  });

  it('unlisted names do not count', () => {
    const one = httpString({ ...request, query: [['a', '1']], paramList: ['a'] });
    const other = httpString({
      ...request,
      query: [
        ['a', '1'],
        ['b', '2'],
      ],
      paramList: ['a'],
    });
    expect(other).toBe(one);
  });

  it('repeated names contribute each of their values, sorted', () => {
    const query = [
      ['a', '2'],
      ['a', '1'],
    ] as const;
    expect(httpString({ ...request, query, paramList: ['a'] })).toBe('get\n/\na=1&a=2\n\n');
  });

  it('header values lose surrounding white space', () => {
    const text = httpString({
      ...request,
      query: [],
      paramList: [],
      headers: [['Range', ' bytes=0-3\t']],
      headerList: ['range'],
    });
    expect(text).toBe('get\n/\n\nrange=bytes%3D0-3\n');
  });
});

describe('signedPath', () => {
  it('is the decoded path', () => {
    expect(signedPath('/a%20b%2Bc/%E4%B8%AD')).toBe('/a b+c/中');
  });
  it('keeps a path that does not decode', () => {
    expect(signedPath('/a%2')).toBe('/a%2');
    expect(signedPath('/%ff')).toBe('/%ff');
  });
});
