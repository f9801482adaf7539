import { textAt } from '../../../dialects/core/document-access.ts';
import { CheckInconclusive } from '../../../harness/check/check.ts';
import type { CheckContext } from '../../../harness/check/context.ts';
import { expectNothing, expectStored, FILE, formRequest } from '../../behaviours/form-upload.ts';
import type { Bodied, InterimBinding } from '../../behaviours/interim-responses.ts';
import { store } from '../../behaviours/stored-object.ts';
import { form } from '../object/form-binding.ts';
import { allUsers, policyBody } from '../object/grants.ts';
import { acl, expectAnonymous, stored } from '../object/put-acl.ts';

const CONTENT = 'a body that may be held back';

/** Refused for its header section alone: nobody says who sends it. */
const anonymous: InterimBinding['refused'] = (request) => ({
  request: { ...request, as: 'anonymous' },
  refusal: 'anonymous-denied',
});

/** An upload. */
export const objectBody: InterimBinding = {
  bodied: async (t): Promise<Bodied> => ({
    request: { op: 'PutObject', key: t.key(), body: CONTENT },
    accepted: { success: true },
    effect: () => expectStored(t, t.key(), CONTENT),
    noEffect: () => expectNothing(t, t.key()),
  }),
  refused: anonymous,
};

/** An upload of a part. */
export const partBody: InterimBinding = {
  bodied: async (t) => {
    const uploadId = await beginUpload(t);
    const query = { uploadId };
    const expectParts = async (parts: readonly string[]): Promise<void> => {
      t.expect(await t.send({ op: 'ListParts', key: t.key(), query }), {
        success: true,
        document: 'ListPartsResult',
        values: { 'Part.Size': { list: parts } },
      });
    };
    return {
      request: { op: 'UploadPart', key: t.key(), query: { partNumber: '1', ...query }, body: CONTENT },
      accepted: { success: true },
      effect: () => expectParts([String(CONTENT.length)]),
      noEffect: () => expectParts([]),
    };
  },
  refused: anonymous,
};

/** A document: the access control list that opens an object to everyone. */
export const documentBody: InterimBinding = {
  bodied: async (t) => {
    const owner = await stored(t);
    return {
      request: { op: 'PutObjectAcl', key: t.key(), query: acl, ...policyBody(owner, [[allUsers, 'READ']]) },
      accepted: { success: true },
      effect: () => expectAnonymous(t, 'read'),
      noEffect: () => expectAnonymous(t, 'nothing'),
    };
  },
  refused: anonymous,
};

/** A document: the list of objects to delete. Every time it had its effect the object is put back. */
export const deletionBody: InterimBinding = {
  bodied: async (t) => {
    const key = await store(t, 'object', CONTENT);
    return {
      request: {
        op: 'DeleteMultipleObjects',
        query: { delete: null },
        body: `<Delete><Object><Key>${key}</Key></Object></Delete>`,
      },
      accepted: { success: true, document: 'DeleteResult', values: { 'Deleted.Key': key } },
      effect: async () => {
        await expectNothing(t, key);
        await store(t, 'object', CONTENT);
      },
      noEffect: () => expectStored(t, key, CONTENT),
    };
  },
  refused: anonymous,
};

/** A form with a file. */
export const formBodied: InterimBinding = {
  bodied: async (t) => {
    const { body, ...request } = formRequest(form, { fields: [['key', t.key()]] });
    return {
      request: { ...request, body: body ?? '' },
      accepted: { success: true },
      effect: () => expectStored(t, t.key(), FILE),
      noEffect: () => expectNothing(t, t.key()),
    };
  },
  // who posts a form is said in its body: only what is no form can be refused before it
  refused: ({ headers: _, ...request }) => ({
    request: { ...request, headers: { 'Content-Type': 'text/plain' } },
    refusal: 'form-not-multipart',
  }),
};

/** Begins an upload of the check's key. @throws CheckInconclusive */
export async function beginUpload(t: CheckContext): Promise<string> {
  const exchange = await t.setup({ op: 'InitiateMultipartUpload', key: t.key() });
  const uploadId = textAt(t.read(exchange, 'InitiateMultipartUploadResult'), 'UploadId');
  if (!uploadId) throw new CheckInconclusive('setup-failed', 'the upload has no UploadId');
  return uploadId;
}
