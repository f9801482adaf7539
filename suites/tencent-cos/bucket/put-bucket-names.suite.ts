import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';

const INVALID = 'invalid-bucket-name';

/** A name of this run without its APPID, that no other check uses. */
function userPart(t: CheckContext, tag: string): string {
  return t.newBucketName(tag).slice(0, -suffix(t).length);
}

/** The hyphen and APPID that every bucket name of the main account ends with. */
function suffix(t: CheckContext): string {
  return `-${t.identity('main').account}`;
}

/** Expects that buckets of these names cannot be made; one that could be is removed again. */
async function expectRefused(t: CheckContext, names: readonly string[], refusal: string): Promise<void> {
  for (const bucket of names) {
    const refused = t.expect(await t.send({ op: 'PutBucket', bucket }), { refusal });
    if (!refused) await t.send({ op: 'DeleteBucket', bucket });
  }
}

/** Makes a bucket, uses and removes it: its name is not one that is removed with the check. */
async function expectUsable(t: CheckContext, bucket: string): Promise<void> {
  t.expect(await t.send({ op: 'PutBucket', bucket }), { status: 200, body: 'empty' });
  try {
    t.expect(await t.send({ op: 'PutObject', bucket, key: t.key(), body: 'stored' }), { success: true });
    t.expect(await t.send({ op: 'GetObject', bucket, key: t.key() }), { status: 200, body: 'stored' });
  } finally {
    await t.send({ op: 'DeleteObject', bucket, key: t.key() });
    t.expect(await t.send({ op: 'DeleteBucket', bucket }), { success: true });
  }
}

export default suite('PutBucket', [
  {
    id: 'invalid-name',
    title: 'A name with an underscore or a hyphen at an end is refused',
    claims: ['T-ADDR-18'],
    run: async (t) => {
      const name = userPart(t, 'name');
      await expectRefused(t, [`${name}_x${suffix(t)}`, `-${name}${suffix(t)}`], INVALID);
    },
  },
  {
    id: 'name-characters',
    title: 'A name with anything but small letters, digits and hyphens is refused',
    claims: ['T-ADDR-15'],
    run: async (t) => {
      const name = userPart(t, 'name');
      const names = ['_', '~', '_-'].map((sign) => `${name}${sign}x${suffix(t)}`);
      await expectRefused(t, names, INVALID);
    },
  },
  {
    id: 'name-with-capitals',
    title: 'A name with a capital letter makes no bucket but at most the one of its small letters',
    claims: ['T-ADDR-15'],
    reading: 'host-case',
    run: async (t) => {
      const name = userPart(t, 'name');
      const [capital, small] = ['X', 'x'].map((letter) => `${name}${letter}${suffix(t)}`);
      const exchange = await t.send({ op: 'PutBucket', bucket: capital });
      t.expect(exchange, { anyOf: [{ refusal: INVALID }, { success: true }] });
      const isMade = exchange.response?.status === 200;
      const found = await t.send({ op: 'HeadBucket', bucket: small });
      t.expect(found, isMade ? { success: true } : { refusal: 'missing-bucket' });
      if (isMade) t.expect(await t.send({ op: 'DeleteBucket', bucket: capital }), { success: true });
    },
  },
  {
    id: 'name-of-all-characters',
    title: 'A name may have small letters, digits and hyphens',
    claims: ['T-ADDR-15'],
    run: async (t) => {
      await expectUsable(t, `${userPart(t, 'name')}-az-09${suffix(t)}`);
    },
  },
  {
    id: 'longest-name',
    title: 'A name of 40 characters before the APPID is accepted, one of 41 is refused',
    claims: ['T-ADDR-16'],
    run: async (t) => {
      const longest = userPart(t, 'name').padEnd(40, 'x');
      await expectRefused(t, [`${longest}x${suffix(t)}`], INVALID);
      await expectUsable(t, `${longest}${suffix(t)}`);
    },
  },
  {
    id: 'hyphens-at-the-ends',
    title: 'A name that starts or ends with a hyphen is refused',
    claims: ['T-ADDR-17'],
    run: async (t) => {
      const name = userPart(t, 'name');
      await expectRefused(t, [`-${name}${suffix(t)}`, `${name}-${suffix(t)}`], INVALID);
    },
  },
  {
    id: 'name-without-appid',
    title: 'A name without an APPID is refused, and no bucket is made',
    claims: ['T-ADDR-04'],
    run: async (t) => {
      const bucket = userPart(t, 'name');
      await expectRefused(t, [bucket], 'missing-appid');
      t.expect(await t.send({ op: 'GetBucket', bucket }), { refusal: 'missing-appid' });
    },
  },
]);
