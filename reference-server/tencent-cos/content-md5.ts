import { refuse } from '../operations/refuse.ts';

/** 128 bits as base64: 22 digits and two signs of padding; the last digit holds four bits that have to be zero. */
const MD5 = /^[A-Za-z0-9+/]{21}[AQgw]==$/;

/**
 * The value of Content-MD5 as lower-case hex; undefined when there is none. T-HDR-02.
 * @throws Refused invalid-digest when it is not the base64 form of 128 bits, T-PUTOBJ-24
 */
export function contentMd5(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  return MD5.test(value) ? Buffer.from(value, 'base64').toString('hex') : refuse('invalid-digest');
}
