import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../harness/transport/exchange.ts';
import { granteeTypes } from './grantee-types.ts';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

function answered(body: string): Pick<Exchange, 'response'> {
  const response = { status: 200, headers: [], body: Buffer.from(body) };
  return { response } as unknown as Pick<Exchange, 'response'>;
}

describe('granteeTypes', () => {
  it('finds types wherever the namespace is declared', () => {
    const body = `<P xmlns:a="${XSI}"><Grant><Grantee a:type="Group"><URI/></Grantee></Grant>
      <Grant><Grantee xmlns:b="${XSI}" b:type="RootAccount"><ID/><DisplayName/></Grantee></Grant></P>`;
    expect(granteeTypes(answered(body))).toEqual([
      { type: 'Group', children: ['URI'] },
      { type: 'RootAccount', children: ['ID', 'DisplayName'] },
    ]);
  });

  it('does not take a type of another namespace, or of none', () => {
    const body = '<P xmlns:a="urn:other"><Grantee a:type="Group"/><Grantee type="Group"/></P>';
    expect(granteeTypes(answered(body)).map(({ type }) => type)).toEqual([undefined, undefined]);
  });

  it('finds nothing in a body that is no XML', () => {
    expect(granteeTypes(answered('no XML'))).toEqual([]);
    expect(granteeTypes({})).toEqual([]);
  });
});
