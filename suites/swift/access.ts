import type { CheckContext } from '../../harness/check/context.ts';
import type { Expectation } from '../../harness/check/expectation.ts';

/** Lists that open a container to everybody, whichever of the two grammars a server has. READINGS.md, `acl-other-items`. */
export const EVERYBODY = '*,.r:*,.rlistings';

const EXISTING = 'existing';
const BODY = 'readable';

/** How access lists name the account of a role. READINGS.md, `account-names`. */
export function accountName(t: CheckContext, role: string): string {
  return t.dialect.ownerId(t.identity(role));
}

/** How access lists name a single user: as a login does. */
export function userName(t: CheckContext, role: string): string {
  return t.identity(role).keyId;
}

/** Puts an object into the leased container and then the lists on it. */
export async function underLists(t: CheckContext, lists: Readonly<Record<string, string>>): Promise<void> {
  await t.setup({ op: 'PutObject', key: t.key(EXISTING), body: BODY });
  await t.setup({ op: 'UpdateContainerAcl', headers: lists });
}

/** What a caller without permission is answered with. */
export function denied(who: string): Expectation {
  return { refusal: who === 'anonymous' ? 'anonymous-denied' : 'access-denied' };
}

/** Expects that somebody may read and ask for an object, or learns nothing of it. S-ACL-17. */
export async function expectObjectReads(t: CheckContext, as: string, may: boolean): Promise<void> {
  const key = t.key(EXISTING);
  await t.eventually({ op: 'GetObject', key, as }, may ? { status: 200, body: BODY } : denied(as));
  await t.eventually(
    { op: 'HeadObject', key, as },
    may ? { success: true, headers: { 'content-length': String(BODY.length) } } : denied(as),
  );
}

/** Expects that somebody may list the container and ask for its headers, or may not. S-ACL-17. */
export async function expectListing(t: CheckContext, as: string, may: boolean): Promise<void> {
  const query = { format: 'json', prefix: t.key('') };
  const listed: Expectation = { success: true, keys: { includes: [t.key(EXISTING)] } };
  await t.eventually({ op: 'ListObjects', query, as }, may ? listed : denied(as));
  await t.eventually({ op: 'HeadContainer', as }, may ? { success: true } : denied(as));
}

/** Expects that somebody may do everything the read list governs, or nothing of it. */
export async function expectReads(t: CheckContext, as: string, may: boolean): Promise<void> {
  await expectObjectReads(t, as, may);
  await expectListing(t, as, may);
}

/** Expects that somebody may write, change and delete objects, or none of that. S-ACL-17. */
export async function expectWrites(t: CheckContext, as: string, may: boolean): Promise<void> {
  const key = t.key(may ? `by-${as}` : EXISTING);
  const body = `written by ${as}`;
  const meta = { 'X-Object-Meta-By': as };
  // the two profiles answer a change with different successes
  const changed: Expectation = { status: [202, 204] };
  t.expect(await t.send({ op: 'PutObject', key, body, as }), may ? { success: true } : denied(as));
  if (may) t.expect(await t.send({ op: 'GetObject', key }), { status: 200, body });
  const post = await t.send({ op: 'UpdateObjectMetadata', key, headers: meta, as });
  t.expect(post, may ? changed : denied(as));
  t.expect(await t.send({ op: 'DeleteObject', key, as }), may ? { success: true } : denied(as));
  const after = await t.send({ op: 'GetObject', key });
  t.expect(after, may ? { refusal: 'missing-key' } : { status: 200, body: BODY });
}

/** Expects that somebody may not make, change or remove the container itself. S-ACL-17, S-POSTCONT-03. */
export async function expectNoContainerWrites(t: CheckContext, as: string): Promise<void> {
  const headers = { 'X-Container-Meta-By': as };
  t.expect(await t.send({ op: 'CreateContainer', headers, as }), denied(as));
  t.expect(await t.send({ op: 'UpdateContainerMetadata', headers, as }), denied(as));
  t.expect(await t.send({ op: 'UpdateContainerAcl', headers: { 'X-Container-Read': as }, as }), denied(as));
  t.expect(await t.send({ op: 'DeleteContainer', as }), denied(as));
  t.expect(await t.send({ op: 'HeadContainer' }), {
    success: true,
    headers: { 'x-container-meta-by': { absent: true } },
  });
}
