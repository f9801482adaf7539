import { describe, expect, it } from 'vitest';
import { headerValue } from '../../dialects/core/headers.ts';
import { get, never, startFront, text } from './testing/front-fixture.ts';

describe('closing', () => {
  it('lets a running exchange end, and no other begin', async () => {
    const { promise: started, resolve: start } = Promise.withResolvers<void>();
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const { connect, front, port } = await startFront(async () => {
      start();
      await released;
      return text('done');
    });
    const idle = connect();
    const client = connect().send(get('/'));
    await started;
    const closed = front.close();
    expect(await idle.rest()).toBe('');
    release();
    const response = await client.response();
    expect([response.body.toString(), headerValue(response.headers, 'connection')]).toEqual([
      'done',
      'close',
    ]);
    expect(await client.rest()).toBe('');
    await closed;
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  });

  it('does not wait for ever', async () => {
    const { promise: started, resolve: start } = Promise.withResolvers<void>();
    const { connect, front } = await startFront(
      async () => {
        start();
        return never;
      },
      { closeTimeoutMs: 50 },
    );
    const client = connect().send(get('/'));
    await started;
    await front.close();
    expect(await client.rest()).toBe('');
  });

  it('fails to listen where another listens', async () => {
    const { port } = await startFront(async () => text(''));
    const { front } = await startFront(async () => text(''));
    await front.close();
    await expect(front.listen(port)).rejects.toThrow('EADDRINUSE');
  });
});
