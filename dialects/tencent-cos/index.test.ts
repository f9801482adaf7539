import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isBeyond } from '../core/claim.ts';
import { leafAccepts } from '../core/document.ts';
import { readDocument } from '../core/document-read.ts';
import { headerValue } from '../core/headers.ts';
import type { Fixture, Operation } from '../core/operation.ts';
import { parseQuery } from '../core/percent-encoding.ts';
import { splitTarget } from '../core/request.ts';
import { createRouter } from '../core/route.ts';
import { parseXml } from '../core/xml-tree.ts';
import { address } from './addressing.ts';
import { parseHost } from './host.ts';
import { tencentCos as dialect } from './index.ts';
import { contentMd5 } from './sample-body.ts';

const addressing = dialect.defaultAddressing(new URL('http://127.0.0.1:9000'), undefined);
const fixture: Fixture = {
  bucket: 'sample-1250000000',
  key: 'dir/key',
  sourceKey: 'source key',
  uploadId: '1484727270323ddb949d528c629235314a9ead80',
  partETag: '"e1e5b4965bc7d30880ed6d226f78a539"',
  copySource: (bucket, key) => dialect.copySource(bucket, key, addressing),
  account: '1250000000',
};
const operations = dialect.operations.map((operation) => ({ id: operation.id, operation }));
const claimIds = new Set(dialect.claims.map(({ id }) => id));

function refusalsOf({ parameters, refusals, whenMissing }: Operation): string[] {
  return [
    ...refusals,
    ...Object.values(whenMissing),
    ...parameters.flatMap((parameter) => [parameter.whenMissing ?? [], parameter.whenInvalid ?? []].flat()),
  ];
}

describe('operations', () => {
  it('have unique ids and kebab-case slugs', () => {
    const ids = operations.map(({ id }) => id);
    const slugs = dialect.operations.map(({ slug }) => slug);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(slugs).size).toBe(slugs.length);
    for (const slug of slugs) expect(slug).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('of the base document are titled as the claims file prints them', () => {
    const topics = new Set(dialect.claims.map(({ topic }) => topic));
    const base = dialect.operations.filter(({ profiles }) => profiles.includes('2018'));
    expect(base.filter(({ title }) => !topics.has(title)).map(({ id }) => id)).toEqual([]);
    expect(base).toHaveLength(32);
  });

  it('cover every chapter the claims file has', () => {
    const titles = new Set(dialect.operations.map(({ title }) => title));
    const topics = dialect.claims.filter(({ topic }) => /^[A-Z]/.test(topic)).map(({ topic }) => topic);
    expect([...new Set(topics)].filter((topic) => !titles.has(topic.replace(' (beyond 2018)', '')))).toEqual(
      [],
    );
  });

  it.each(operations)('$id: documents exist', ({ operation }) => {
    const named = [
      ...(operation.body.kind === 'xml' ? [operation.body.document] : []),
      ...operation.success.flatMap(({ body }) => (typeof body === 'string' ? [] : [body.document])),
    ];
    expect(named.filter((name) => !dialect.documents[name])).toEqual([]);
  });

  it.each(operations)('$id: refusals exist', ({ operation }) => {
    expect(refusalsOf(operation).filter((name) => !dialect.refusals[name])).toEqual([]);
  });

  it.each(operations)('$id: its feature is described, what it prepares exists', ({ operation }) => {
    if (operation.feature !== undefined) expect(dialect.features[operation.feature]).toBeDefined();
    const known = operations.map(({ id }) => id);
    expect((operation.prepare ?? []).filter((id) => !known.includes(id))).toEqual([]);
  });

  it.each(operations)('$id: examples satisfy their types', ({ operation }) => {
    for (const { type, example } of operation.parameters) {
      if (type) expect(leafAccepts(type, example)).toBe(true);
    }
  });

  it.each(operations)('$id: success headers are lower case', ({ operation }) => {
    for (const { headers } of operation.success) {
      expect(headers.map((name) => name.toLowerCase())).toEqual(headers);
    }
  });
});

describe('samples', () => {
  it.each(operations)('$id: routes back to its own operation', ({ operation }) => {
    const request = address(operation, operation.sample(fixture), addressing);
    const { path, query } = splitTarget(request.target);
    const host = parseHost(headerValue(request.headers, 'host') ?? '');
    const resource = host.kind === 'service' ? 'service' : path === '/' ? 'bucket' : 'object';
    const found = createRouter(
      dialect.operations,
      dialect.foldedQuery,
    )({
      resource,
      method: request.method,
      query: parseQuery(query),
      hasHeader: (name) => headerValue(request.headers, name) !== undefined,
    });
    expect(found).toMatchObject({ kind: 'operation', operation: { id: operation.id } });
  });

  it.each(operations)('$id: has every required parameter', ({ operation }) => {
    const { query = [], headers = [], body } = operation.sample(fixture);
    const text = Buffer.from(body ?? '').toString();
    const present = {
      query: (name: string) => query.some(([given]) => given === name),
      header: (name: string) => headerValue(headers, name) !== undefined,
      form: (name: string) => text.includes(`name="${name}"`),
    };
    const required = operation.parameters.filter(({ whenMissing }) => whenMissing !== undefined);
    expect(required.filter((parameter) => !present[parameter.in](parameter.name))).toEqual([]);
    expect(operation.subresources.filter((name) => !present.query(name))).toEqual([]);
    if (operation.selectingHeader) expect(present.header(operation.selectingHeader)).toBe(true);
  });

  it.each(operations.filter(({ operation }) => operation.body.kind === 'xml'))(
    '$id: its document is what the operation documents, under the right digest',
    ({ operation }) => {
      const { body = '', headers = [] } = operation.sample(fixture);
      const spec = operation.body.kind === 'xml' ? dialect.documents[operation.body.document] : undefined;
      if (!spec) throw new Error('no document');
      expect(readDocument(spec, parseXml(body)).problems).toEqual([]);
      expect(headerValue(headers, 'content-md5')).toBe(contentMd5(body));
    },
  );

  it.each(operations.filter(({ operation }) => operation.body.kind === 'none'))(
    '$id: has no body',
    ({ operation }) => {
      expect(operation.sample(fixture).body).toBeUndefined();
    },
  );

  it('name the owner as access control lists do, not by the account, where that is known', () => {
    const { sample } = dialect.operations.find(({ id }) => id === 'PutBucketAcl') ?? {};
    const byAccount = sample?.(fixture).body;
    const byOwner = sample?.({ ...fixture, owner: '100000000001' }).body;
    expect(byAccount).toContain('<ID>qcs::cam::uin/1250000000:uin/1250000000</ID>');
    expect(byOwner).toContain('<ID>qcs::cam::uin/100000000001:uin/100000000001</ID>');
  });
});

describe('refusals', () => {
  it.each(Object.entries(dialect.refusals))('%s allows what it prefers', (_, { status, code, accepts }) => {
    expect(accepts.status[0]).toBe(status);
    expect(new Set(accepts.status).size).toBe(accepts.status.length);
    if (accepts.codes.length > 0) expect(accepts.codes[0]).toBe(code);
  });
});

describe('claims', () => {
  it('are read whole', () => {
    expect(dialect.claims).toHaveLength(728);
  });

  it('resting on later evidence belong to the current profile only', () => {
    for (const claim of dialect.claims) {
      expect(dialect.claimProfiles(claim)).toEqual(isBeyond(claim) ? ['current'] : ['2018', 'current']);
    }
  });

  it('that are untested exist', () => {
    expect(dialect.untested.filter(({ claim }) => !claimIds.has(claim))).toEqual([]);
  });

  it('of derived rules exist, for operations that exist', () => {
    const known = new Set(['*', ...operations.map(({ id }) => id)]);
    for (const byOperation of Object.values(dialect.derivedClaims)) {
      for (const [operation, claims] of Object.entries(byOperation)) {
        expect(known).toContain(operation);
        expect(claims.filter((id) => !claimIds.has(id))).toEqual([]);
      }
    }
  });

  it('of missing parameters belong to parameters that are required', () => {
    for (const [rule, byOperation] of Object.entries(dialect.derivedClaims)) {
      const name = /^missing-parameter\/(.+)$/.exec(rule)?.[1];
      if (name === undefined) continue;
      for (const id of Object.keys(byOperation)) {
        const operation = dialect.operations.find((candidate) => candidate.id === id);
        expect(operation?.parameters).toContainEqual(
          expect.objectContaining({ name, whenMissing: expect.any(String) }),
        );
      }
    }
  });
});

describe('housekeeping', () => {
  it('names operations and documents that exist', () => {
    const { objects, uploads, versions, buckets, ...ids } = dialect.housekeeping;
    const known = operations.map(({ id }) => id);
    const others = [uploads?.list, uploads?.abort, versions?.operation];
    expect([...Object.values(ids), ...others].filter((id) => !known.includes(id ?? ''))).toEqual([]);
    const name = '<a>';
    for (const page of [objects, uploads, versions, buckets]) {
      expect(page?.read(Buffer.from(name))).toBeUndefined();
    }
    const steps = Object.values(dialect.preparations).flat();
    expect(steps.filter(({ operation }) => !known.includes(operation))).toEqual([]);
  });
});

describe('readings', () => {
  it('have unique anchors', () => {
    const text = readFileSync(new URL('./READINGS.md', import.meta.url), 'utf8');
    const anchors = [...text.matchAll(/^### (.+)$/gm)].map(([, anchor = '']) => anchor);
    expect(anchors.length).toBeGreaterThan(50);
    expect(new Set(anchors).size).toBe(anchors.length);
    expect(anchors.filter((anchor) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(anchor))).toEqual([]);
  });
});
