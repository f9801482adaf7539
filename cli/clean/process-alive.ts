import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** True when that process of that machine is another one than this and seems to be going on. */
export function isAlive({ id, host }: { readonly id: number; readonly host: string }): boolean {
  if (host !== hostname() || id === process.pid) return false;
  try {
    process.kill(id, 0);
  } catch (error) {
    // Not allowed to ask means that there is one.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !isZombie(id);
}

/** A killed process stays in the table until its parent looks; where there is no /proc, nobody can tell. */
function isZombie(id: number): boolean {
  try {
    return /^State:\s+[ZX]/m.test(readFileSync(`/proc/${id}/status`, 'utf8'));
  } catch {
    return false;
  }
}
