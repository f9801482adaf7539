import { describe, expect, it } from 'vitest';
import { swift } from '../../../dialects/swift/index.ts';
import { sharedFaults } from '../../faults/index.ts';
import { weave } from '../../faults/weave.ts';
import type { Routed } from '../route-request.ts';
import type { Answered, Seams } from '../seams.ts';
import { startClient } from '../testing/client.ts';
import { faultCatalogue } from './index.ts';

describe('the faults of this dialect', () => {
  it('violate claims it has', () => {
    const claims = new Set(swift.claims.map(({ id }) => id));
    const untested = new Set(swift.untested.map(({ claim }) => claim));
    for (const fault of faultCatalogue) {
      expect(fault.claims.length, fault.id).toBeGreaterThan(0);
      for (const claim of fault.claims) expect(claims, fault.id).toContain(claim);
      // what no check can test would let the fault survive
      expect(
        fault.claims.every((claim) => untested.has(claim)),
        fault.id,
      ).toBe(false);
    }
  });

  it('are its own for the greater part, and have ids of their own', () => {
    const shared = new Set(sharedFaults.map(({ id }) => id));
    const own = faultCatalogue.filter(({ id }) => !shared.has(id));
    expect(own.length).toBeGreaterThan(40);
    expect(new Set(faultCatalogue.map(({ id }) => id)).size).toBe(faultCatalogue.length);
  });

  it.each([
    ['star-is-everyone', 'openstack', 'c/o', 200],
    ['referrers-ignored', 'openstack', 'c/o', 401],
    ['star-ignored', 'cisco', 'c/o', 401],
    ['readers-may-not-list', 'cisco', 'c', 401],
  ] as const)('change what they say: %s', async (id, profile, path, status) => {
    const fault = faultCatalogue.find((one) => one.id === id);
    const { send } = await startClient(profile, {
      wrap: (seams) => weave<Routed, Answered, Seams>(seams, fault?.tampering() ?? {}),
    });
    const list = id === 'referrers-ignored' ? '.r:*' : '*';
    await send('PUT', 'c', { headers: { 'X-Container-Read': list } });
    await send('PUT', 'c/o', { body: 'x' });
    expect((await send('GET', path, { as: 'anonymous' })).status).toBe(status);
  });
});
