import { afterEach, describe, expect, it } from 'vitest';
import { dialects } from '../../dialects/index.ts';
import { embeddedIdentities } from '../run/embedded.ts';
import { openServersApart, type ServersApart } from './servers-apart.ts';

let apart: ServersApart | undefined;

afterEach(async () => {
  await apart?.close();
});

describe('servers on a thread of their own', () => {
  it('are several, each at an address of its own, until they are closed', async () => {
    const servers = openServersApart();
    apart = servers;
    const targets = await Promise.all(
      dialects.map((dialect) =>
        servers.start(dialect, {
          profile: dialect.defaultProfile,
          identities: embeddedIdentities(dialect),
          concurrency: 4,
        }),
      ),
    );
    expect(targets.map(({ dialect }) => dialect)).toEqual(dialects.map(({ name }) => name));
    for (const { endpoint } of targets) expect((await fetch(endpoint)).status).toBeGreaterThan(0);
    await servers.close();
    for (const { endpoint } of targets) await expect(fetch(endpoint)).rejects.toThrow('fetch failed');
  });

  it('say when they cannot be started', async () => {
    apart = openServersApart();
    const [dialect] = dialects;
    if (!dialect) throw new Error('no dialects');
    const started = apart.start(
      { ...dialect, name: 'unheard-of' },
      { profile: '', identities: embeddedIdentities(dialect), concurrency: 1 },
    );
    await expect(started).rejects.toThrow('no dialect is called unheard-of');
  });
});
