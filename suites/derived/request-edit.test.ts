import { describe, expect, it } from 'vitest';
import type { RequestSpec } from '../../harness/check/context.ts';
import {
  bodyText,
  droppingHeader,
  headerList,
  queryList,
  settingBody,
  settingHeader,
} from './request-edit.ts';
import { withoutParameter } from './request-parameter.ts';
import { withFault } from './rules/authentication-faults.ts';

const request: RequestSpec = {
  op: 'Sample',
  headers: [
    ['Content-Type', 'text/plain'],
    ['Content-MD5', 'old'],
  ],
  query: [
    ['acl', null],
    ['part', '1'],
  ],
  body: 'old',
};

describe('edits of sample requests', () => {
  it('read headers and query in either form', () => {
    expect(headerList({ op: 'Sample', headers: { a: '1', b: undefined } })).toEqual([['a', '1']]);
    expect(queryList({ op: 'Sample', query: { acl: null, a: undefined } })).toEqual([['acl', null]]);
    expect(headerList({ op: 'Sample' })).toEqual([]);
    expect(headerList(request)).toHaveLength(2);
  });

  it('set and drop a header whatever its letter case', () => {
    expect(headerList(settingHeader(request, 'content-type', 'a/b'))).toContainEqual(['content-type', 'a/b']);
    expect(headerList(settingHeader(request, 'content-type', 'a/b'))).toHaveLength(2);
    expect(headerList(droppingHeader(request, 'CONTENT-TYPE'))).toEqual([['Content-MD5', 'old']]);
  });

  it('forget the digest of a body they replace', () => {
    const edited = settingBody(request, 'new');
    expect(bodyText(edited)).toBe('new');
    expect(headerList(edited)).toEqual([['Content-Type', 'text/plain']]);
    expect(bodyText(settingBody(request, undefined))).toBe('');
    expect(bodyText({ op: 'Sample', body: Buffer.from('bytes') })).toBe('bytes');
  });

  it('drop a parameter where it stands', () => {
    const parameter = { name: 'part', example: '1' };
    expect(withoutParameter(request, { ...parameter, in: 'query' }).query).toEqual([['acl', null]]);
    const header = withoutParameter(request, { ...parameter, in: 'header', name: 'content-type' });
    expect(headerList(header)).toEqual([['Content-MD5', 'old']]);
  });
});

describe('a request with an authentication fault', () => {
  const fault = { id: 'f', title: 'f', claims: [], refusal: 'access-denied' };

  it('carries what is added before signing and is changed after it', () => {
    const tamper = <T>(signed: T): T => signed;
    const sent = withFault(request, {
      ...fault,
      sign: { headers: [['X-A', '1']], query: [['q', '2']] },
      tamper,
    });
    expect(headerList(sent).at(-1)).toEqual(['X-A', '1']);
    expect(queryList(sent).at(-1)).toEqual(['q', '2']);
    expect(sent.afterSigning).toBe(tamper);
    expect(sent.as).toBe('main');
  });

  it('is unsigned when it lacks credentials', () => {
    expect(withFault(request, { ...fault, sign: { none: true } }).as).toBe('anonymous');
  });
});
