const NAME = /^(?<user>[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)-(?<account>\d+)$/;
const USER_PART_LENGTH = 40;

/**
 * The account a bucket name ends with; undefined when the name is not allowed: 1 to 40 of a-z, 0-9 and hyphen, no hyphen
 * at either end, then the APPID. T-ADDR-15 to -17.
 */
export function accountOfBucketName(name: string): string | undefined {
  const { user, account } = NAME.exec(name)?.groups ?? {};
  return user !== undefined && user.length <= USER_PART_LENGTH ? account : undefined;
}
