import { describe, expect, it } from 'vitest';
import { dialects } from '../../dialects/index.ts';
import { CliError } from '../exit-code.ts';
import { faultLines, faultNamed } from './faults.ts';

const [dialect] = dialects;
if (!dialect) throw new Error('there is no dialect');

describe('faults of serve', () => {
  it('are found by their id', () => {
    expect(faultNamed(dialect, 'if-match-ignored').claims).not.toEqual([]);
  });

  it('have to exist', () => {
    expect(() => faultNamed(dialect, 'no-such-fault')).toThrow(CliError);
  });

  it('are listed with what they do and violate', () => {
    const { id, says, claims } = faultNamed(dialect, 'if-match-ignored');
    expect(faultLines(dialect)).toContain(`  ${id}: ${says} (${claims.join(' ')})\n`);
  });
});
