import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServeProcess, startServe } from './serve-process.ts';

/** Who may log in: an admin of one account, a user of it, and an admin of another. */
const IDENTITIES = `
- { keyId: "test:tester", secret: testing, account: AUTH_test }
- { keyId: "test:tester3", secret: testing3, account: AUTH_test, role: user }
- { keyId: "test2:tester2", secret: testing2, account: AUTH_test2 }
`;

/** A server of the Swift API in a process of its own, and a folder for files. */
export interface SwiftServer {
  readonly url: string;
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

/** Starts `bucketproof serve --dialect swift` for clients to talk to. */
export async function startSwift(profile: string): Promise<SwiftServer> {
  const folder = await mkdtemp(join(tmpdir(), 'bucketproof-interop-'));
  const identities = join(folder, 'identities.yaml');
  await writeFile(identities, IDENTITIES);
  const server: ServeProcess = await startServe(
    '--dialect',
    'swift',
    '--profile',
    profile,
    '--identities',
    identities,
  );
  return {
    url: `http://${server.host}`,
    folder,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
