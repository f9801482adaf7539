import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseClaims } from '../core/claim.ts';
import { claimProfiles } from './profiles.ts';

const claims = parseClaims(readFileSync(new URL('./claims.tsv', import.meta.url), 'utf8'));
const of = (id: string) => {
  const claim = claims.find((candidate) => candidate.id === id);
  if (!claim) throw new Error(`no claim ${id}`);
  return claimProfiles(claim);
};

describe('claimProfiles', () => {
  it('gives what the base document says to both, unless OpenStack says otherwise', () => {
    expect(of('S-PUTCONT-09')).toEqual(['cisco', 'openstack']);
    expect(of('S-POSTOBJ-16')).toEqual(['cisco']);
    expect(of('S-ACL-05')).toEqual(['cisco']);
  });

  it('gives what OpenStack alone says to openstack', () => {
    expect(of('S-POSTOBJ-17')).toEqual(['openstack']);
    expect(of('S-COPY-01')).toEqual(['openstack']);
    expect(of('S-AUTH-09')).toEqual(['openstack']);
  });

  it('gives the token service to both, what Swauth alone has to cisco', () => {
    expect(of('S-AUTH-01')).toEqual(['cisco', 'openstack']);
    expect(of('S-AUTH-11')).toEqual(['cisco']);
  });

  it('never gives one profile both of two claims that contradict each other', () => {
    for (const [one, other] of [
      ['S-POSTOBJ-16', 'S-POSTOBJ-17'],
      ['S-POSTOBJ-11', 'S-POSTOBJ-18'],
      ['S-ACL-05', 'S-ACL-22'],
      ['S-LISTCONT-10', 'S-LISTCONT-17'],
      ['S-LISTOBJ-11', 'S-LISTOBJ-20'],
      ['S-LISTOBJ-16', 'S-LISTOBJ-17'],
      ['S-PUTCONT-11', 'S-GEN-14'],
    ] as const) {
      expect(of(one).filter((profile) => of(other).includes(profile))).toEqual([]);
    }
  });

  it('knows the source of every claim and leaves no exception without one', () => {
    const alone = claims.filter((claim) => claim.source.startsWith('base:') && of(claim.id).length === 1);
    expect(claims.map(({ id }) => of(id)).filter((profiles) => profiles.length === 0)).toEqual([]);
    expect(alone).toHaveLength(38);
  });

  it('refuses a source it does not know', () => {
    expect(() => claimProfiles({ id: 'S-X-01', source: 'hearsay: somebody' })).toThrow('hearsay');
  });
});
