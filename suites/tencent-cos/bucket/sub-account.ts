import type { CheckContext } from '../../../harness/check/context.ts';

/**
 * A sub-account to grant something to, as lists name it: the one the second identity is, where the target profile says
 * so, else one under the main account that need not exist. The documentation does not ask for grantees to exist.
 * @param owner id of the main account, `qcs::cam::uin/<uin>:uin/<uin>`
 */
export function subAccount(t: CheckContext, owner: string, index = 1): string {
  const known = knownSubAccount(t);
  if (known !== undefined && index === 1) return known;
  const [, uin = ''] = /uin\/(\d+):/.exec(owner) ?? [];
  return `qcs::cam::uin/${uin}:uin/${BigInt(`0${uin}`) + BigInt(index)}`;
}

function knownSubAccount(t: CheckContext): string | undefined {
  const { uin, subUin } = t.identity('main');
  return uin === undefined || subUin === undefined || uin === subUin
    ? undefined
    : `qcs::cam::uin/${uin}:uin/${subUin}`;
}
