import type { CheckContext, RequestSpec } from '../../harness/check/context.ts';
import type { Expectation } from '../../harness/check/expectation.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import { store } from './stored-object.ts';

/** Short forms of access control lists that dialects have in common. */
export type CannedAcl = 'private' | 'public-read' | 'public-read-write';

/** One line of an access control list. */
export interface AccessGrant {
  readonly to: 'everyone' | 'second' | 'owner';
  readonly permission: 'READ' | 'WRITE' | 'FULL_CONTROL';
}

/** How a dialect says who may do what in a bucket. */
export interface AccessBinding {
  readonly getBucketAcl: string;
  readonly putBucketAcl: string;
  readonly putObjectAcl: string;
  /** Header that takes a short form. */
  readonly cannedHeader: string;
  /** Headers that put these grants, and no others, in the place of a list. @throws CheckInconclusive */
  readonly grantHeaders: (
    t: CheckContext,
    grants: readonly AccessGrant[],
  ) => Promise<Readonly<Record<string, string>>>;
  /** The grants of a list as it was read, as texts in an order of their own, so that two lists can be compared. */
  readonly grantsIn: (t: CheckContext, exchange: Exchange) => readonly string[];
}

/** Somebody who does not own the bucket. */
export type Stranger = 'anonymous' | 'second';

/** Name and content of the object that is in the bucket before anybody else comes. It has no list of its own. */
export const EXISTING = 'existing';
const EXISTING_BODY = 'the content of the owner';

/** Sets the list of the leased bucket. @throws CheckInconclusive */
export async function setAcl(
  t: CheckContext,
  binding: AccessBinding,
  acl: CannedAcl | readonly AccessGrant[],
): Promise<void> {
  const headers =
    typeof acl === 'string' ? { [binding.cannedHeader]: acl } : await binding.grantHeaders(t, acl);
  await t.setup({ op: binding.putBucketAcl, headers });
}

/** Sets the list of the leased bucket and stores the object the owner has in it. @throws CheckInconclusive */
export async function furnish(
  t: CheckContext,
  binding: AccessBinding,
  acl: CannedAcl | readonly AccessGrant[],
): Promise<void> {
  await setAcl(t, binding, acl);
  await store(t, EXISTING, EXISTING_BODY);
}

/** What a caller without the right is answered with. */
export function denied(who: Stranger): Expectation {
  return { refusal: who === 'anonymous' ? 'anonymous-denied' : 'access-denied' };
}

/** Expects that somebody may list the bucket and ask for its headers, or may not. */
export async function expectListing(t: CheckContext, who: Stranger, may: boolean): Promise<void> {
  const { listObjects, headBucket, objects } = t.dialect.housekeeping;
  const listed: Expectation = {
    success: true,
    keys: { includes: [t.key(EXISTING)] },
  };
  const list = { op: listObjects, query: { ...objects.query, prefix: t.key('') }, as: who };
  await t.eventually(list, may ? listed : denied(who));
  await t.eventually({ op: headBucket, as: who }, may ? { success: true } : denied(who));
}

/** Expects that somebody may read an object and its range, or learns nothing of it. */
export async function expectReading(
  t: CheckContext,
  who: Stranger,
  may: boolean,
  { name, body }: { name: string; body: string } = { name: EXISTING, body: EXISTING_BODY },
): Promise<void> {
  const { getObject } = t.dialect.housekeeping;
  const read: RequestSpec = { op: getObject, key: t.key(name), as: who };
  await t.eventually(read, may ? { status: 200, body } : { ...denied(who), headers: NO_VALIDATORS });
}

const NO_VALIDATORS = { etag: { absent: true }, 'last-modified': { absent: true } } as const;

/** Expects that somebody may create, replace and delete objects: what was written is there, what was deleted is gone. */
export async function expectWriting(t: CheckContext, who: Stranger): Promise<void> {
  const { putObject, deleteObject, getObject } = t.dialect.housekeeping;
  for (const name of [`created by ${who}`, EXISTING]) {
    const body = `${name}, written by ${who}`;
    await t.eventually({ op: putObject, key: t.key(name), body, as: who }, { success: true });
    t.expect(await t.send({ op: getObject, key: t.key(name) }), { status: 200, body });
  }
  t.expect(await t.send({ op: deleteObject, key: t.key(EXISTING), as: who }), { success: true });
  t.expect(await t.send({ op: getObject, key: t.key(EXISTING) }), { refusal: 'missing-key' });
}

/** Expects that somebody may neither create, replace nor delete objects, and that nothing of it happened. */
export async function expectNoWriting(t: CheckContext, who: Stranger): Promise<void> {
  const { putObject, deleteObject, getObject } = t.dialect.housekeeping;
  const created = t.key(`created by ${who}`);
  await t.eventually({ op: putObject, key: created, body: 'intruder', as: who }, denied(who));
  t.expect(await t.send({ op: getObject, key: created }), { refusal: 'missing-key' });
  t.expect(await t.send({ op: putObject, key: t.key(EXISTING), body: 'intruder', as: who }), denied(who));
  t.expect(await t.send({ op: deleteObject, key: t.key(EXISTING), as: who }), denied(who));
  t.expect(await t.send({ op: getObject, key: t.key(EXISTING) }), { status: 200, body: EXISTING_BODY });
}

/** Expects that somebody may neither read nor change the bucket's list, and that it stays as it is. */
export async function expectNoAcl(t: CheckContext, binding: AccessBinding, who: Stranger): Promise<void> {
  const { getBucketAcl, putBucketAcl, cannedHeader } = binding;
  const before = await t.setup({ op: getBucketAcl });
  await t.eventually({ op: getBucketAcl, as: who }, denied(who));
  for (const acl of ['private', 'public-read-write']) {
    const headers = { [cannedHeader]: acl };
    t.expect(await t.send({ op: putBucketAcl, headers, as: who }), denied(who));
  }
  const after = await t.send({ op: getBucketAcl });
  t.expect(after, { success: true });
  t.compare(after, 'grants', binding.grantsIn(t, before), binding.grantsIn(t, after));
}

/** Expects that the owner of the bucket may do everything in it. */
export async function expectOwner(t: CheckContext, binding: AccessBinding): Promise<void> {
  const { listObjects, headBucket, putObject, deleteObject, getObject, objects } = t.dialect.housekeeping;
  t.expect(await t.send({ op: listObjects, query: { ...objects.query, prefix: t.key('') } }), {
    success: true,
    keys: { includes: [t.key(EXISTING)] },
  });
  t.expect(await t.send({ op: headBucket }), { success: true });
  t.expect(await t.send({ op: getObject, key: t.key(EXISTING) }), { status: 200, body: EXISTING_BODY });
  t.expect(await t.send({ op: putObject, key: t.key('own'), body: 'own' }), { success: true });
  t.expect(await t.send({ op: getObject, key: t.key('own') }), { status: 200, body: 'own' });
  t.expect(await t.send({ op: deleteObject, key: t.key('own') }), { success: true });
  t.expect(await t.send({ op: getObject, key: t.key('own') }), { refusal: 'missing-key' });
  t.expect(await t.send({ op: binding.getBucketAcl }), { success: true });
  const headers = { [binding.cannedHeader]: 'private' };
  t.expect(await t.send({ op: binding.putBucketAcl, headers }), { success: true });
}
