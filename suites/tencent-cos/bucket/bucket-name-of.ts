/** The bucket name of one account with the APPID of another. @throws Error when the name does not end with `account` */
export function bucketNameOf(bucket: string, account: string, other: string): string {
  if (!bucket.endsWith(`-${account}`)) throw new Error(`${bucket} does not end with the APPID ${account}`);
  return `${bucket.slice(0, -account.length)}${other}`;
}
