import { describe, expect, it } from 'vitest';
import { HeadTap } from './head-tap.ts';
import { bytesOf, textOf } from './testing/requests.ts';

describe('HeadTap', () => {
  it('gives one head at a time, however it came in', () => {
    const tap = new HeadTap(100);
    for (const char of 'HTTP/1.1 100 C\r\n\r\nHTTP/1.1 200 OK\nA: b\n\nbody') tap.add(bytesOf(char));
    expect(textOf(tap.take())).toBe('HTTP/1.1 100 C\r\n\r\n');
    expect(textOf(tap.take())).toBe('HTTP/1.1 200 OK\nA: b\n\n');
    expect(textOf(tap.take())).toBe('');
    expect(textOf(tap.bytes())).toBe('body');
  });

  it('says when it holds more than the limit without an end in sight', () => {
    const tap = new HeadTap(3);
    expect(tap.add(bytesOf('abcd'))).toBe(false);
    expect(tap.add(bytesOf('e'))).toBe(true);
    expect(tap.size).toBe(4);
  });
});
