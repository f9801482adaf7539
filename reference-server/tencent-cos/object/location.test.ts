import { describe, expect, it } from 'vitest';
import { objectLocation } from './location.ts';

const addressed = (host: string) => ({ request: { host }, context: { bucket: 'b-1250000000' } });

describe('objectLocation', () => {
  it('is host and key where the host is that of the bucket', () => {
    const host = 'B-1250000000.cos.ap-beijing.myqcloud.com:8080';
    expect(objectLocation(addressed(host), 'a/b')).toBe(`${host}/a/b`);
  });

  it('has the bucket in the path where the host is another', () => {
    expect(objectLocation(addressed('127.0.0.1:8080'), 'k')).toBe('127.0.0.1:8080/b-1250000000/k');
    expect(objectLocation(addressed('b-1250000000x.cos'), 'k')).toBe('b-1250000000x.cos/b-1250000000/k');
  });

  it('encodes the key', () => {
    expect(objectLocation(addressed('b-1250000000.x'), 'ü ?#%/"')).toBe(
      'b-1250000000.x/%C3%BC%20%3F%23%25/%22',
    );
  });
});
