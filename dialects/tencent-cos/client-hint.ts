import type { Addressing } from '../core/dialect.ts';
import type { Credentials } from '../core/signing.ts';

/**
 * How cos-nodejs-sdk-v5 reaches a server: `Ip` moves the connection and leaves the virtual host, which names the bucket
 * and is signed, as it is. Path style is refused by the SDK itself.
 */
export function clientHint(endpoint: URL, { region }: Addressing, { keyId, account }: Credentials): string[] {
  return [
    'With cos-nodejs-sdk-v5:',
    '',
    "  import COS from 'cos-nodejs-sdk-v5';",
    '  const cos = new COS({',
    `    SecretId: '${keyId}', SecretKey: process.env.COS_SECRET,`,
    `    Protocol: 'http:', Ip: '${endpoint.host}', ServiceDomain: 'service.cos.myqcloud.com',`,
    '  });',
    `  await cos.putBucket({ Bucket: 'demo-${account}', Region: '${region}' });`,
  ];
}
