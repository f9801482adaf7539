import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../dialects/core/document-read.ts';
import { headerValue } from '../../dialects/core/headers.ts';
import { parseXml } from '../../dialects/core/xml-tree.ts';
import { dialects } from '../../dialects/index.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import { openCaseMaker } from '../campaign/case-maker.ts';
import { openDraw } from '../draw.ts';
import { canonicalJson } from '../json.ts';
import { rendered } from '../testing/rendering.ts';
import { formatDate } from './http-values.ts';

const DRAWS = 20;

describe('valid requests', () => {
  it.each(dialects.map((dialect) => [dialect.name, dialect] as const))(
    'of every operation of %s are the same for a seed',
    (_, dialect) => {
      const digest = (): string => {
        const draw = openDraw(1);
        const maker = openCaseMaker(dialect, dialect.defaultProfile);
        const made = dialect.operations.flatMap((operation) =>
          Array.from({ length: DRAWS }, () => canonicalJson(maker.plain(draw, operation))),
        );
        return createHash('sha256').update(made.join('\n')).digest('hex').slice(0, 16);
      };
      expect(digest()).toBe(digest());
    },
  );

  it('are what they were: a change of the grammar is deliberate', () => {
    const draw = openDraw(1);
    const maker = openCaseMaker(tencentCos, 'current');
    const shown = ['GetObject', 'GetBucket', 'PutBucketCors', 'UploadPart'].map((id) => {
      const operation = tencentCos.operations.find((one) => one.id === id);
      if (!operation) throw new Error(id);
      const { parameters, body } = maker.plain(draw, operation);
      return { id, parameters, body };
    });
    expect(shown).toMatchSnapshot();
  });

  it('have the documents their operation describes', () => {
    const draw = openDraw(2);
    const maker = openCaseMaker(tencentCos, 'current');
    for (const operation of tencentCos.operations) {
      if (operation.body.kind !== 'xml') continue;
      const spec = tencentCos.documents[operation.body.document];
      if (!spec) throw new Error(operation.body.document);
      for (let count = 0; count < DRAWS; count++) {
        const { request } = rendered(maker.plain(draw, operation));
        const { problems } = readDocument(spec, parseXml(request.body));
        // An integer whose type has no upper bound, and a text, is all that a description leaves open.
        expect(problems, `${operation.id}: ${Buffer.from(request.body).toString()}`).toEqual([]);
        expect(headerValue(request.headers, 'content-length')).toBe(String(request.body.length));
      }
    }
  });
});

describe('formatDate', () => {
  it('writes the three formats of RFC 9110 section 5.6.7', () => {
    const seconds = 784_111_777;
    expect(formatDate(seconds, 'imf')).toBe('Sun, 06 Nov 1994 08:49:37 GMT');
    expect(formatDate(seconds, 'rfc850')).toBe('Sunday, 06-Nov-94 08:49:37 GMT');
    expect(formatDate(seconds, 'asctime')).toBe('Sun Nov  6 08:49:37 1994');
  });
});
