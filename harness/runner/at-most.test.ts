import { describe, expect, it } from 'vitest';
import { atMost } from './at-most.ts';

const never = new Promise<void>(() => undefined);

describe('work that is waited for', () => {
  it('is given up when it never ends', async () => {
    await expect(atMost(1, never)).resolves.toBeUndefined();
  });

  it('is waited for to its end, and fails as it does', async () => {
    let isOver = false;
    const work = Promise.resolve().then(() => {
      isOver = true;
    });
    await atMost(60_000, work);
    expect(isOver).toBe(true);
    await expect(atMost(60_000, Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });
});
