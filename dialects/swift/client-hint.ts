import type { Addressing } from '../core/dialect.ts';
import type { Credentials } from '../core/signing.ts';
import { TOKEN_PATH } from './storage-path.ts';

/** How python-swiftclient and rclone reach a server. */
export function clientHint(endpoint: URL, _addressing: Addressing, { keyId }: Credentials): string[] {
  const auth = new URL(TOKEN_PATH, endpoint).href;
  return [
    'With python-swiftclient:',
    '',
    `  export ST_AUTH=${auth} ST_USER=${keyId} ST_KEY="$SWIFT_KEY"`,
    '  swift post demo && swift upload demo README.md && swift list demo',
    '',
    'With rclone, which needs listings as they are in profile openstack:',
    '',
    `  export RCLONE_CONFIG_DEMO_TYPE=swift RCLONE_CONFIG_DEMO_AUTH=${auth} RCLONE_CONFIG_DEMO_AUTH_VERSION=1`,
    `  export RCLONE_CONFIG_DEMO_USER=${keyId} RCLONE_CONFIG_DEMO_KEY="$SWIFT_KEY"`,
    '  rclone lsjson --hash demo:demo',
  ];
}
