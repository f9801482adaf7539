import type { SecretPlaces } from '../core/dialect.ts';
import { headerValue } from '../core/headers.ts';
import { TOKEN } from './signing.ts';

/**
 * A signature lets anybody repeat the request until it expires, so it is hidden like the key it was made with: in
 * Authorization, in the query of a presigned URL, and in the fields of a form.
 */
export const secretPlaces: SecretPlaces = {
  headers: [TOKEN],
  query: ['q-signature', 'sign', TOKEN],
  reveal: ({ headers, body }) => {
    const authorization = headerValue(headers, 'authorization') ?? '';
    // Whatever the Content-Type says: a check may send a form under another one.
    const form = Buffer.from(body.subarray(0, FORM_FIELDS_BYTES)).toString('latin1');
    return [
      ...authorization.matchAll(SIGNATURE),
      ...form.matchAll(SIGNATURE),
      ...form.matchAll(FIELD),
    ].flatMap(([, found]) => (found === undefined ? [] : [found]));
  },
};

const SIGNATURE = /q-signature=([0-9a-fA-F]+)/g;
const FIELD = /name="q-signature"\r\n\r\n([0-9a-fA-F]+)/g;
/** The fields stand before the file, and are bounded by the documentation. */
const FORM_FIELDS_BYTES = 64 * 1024;
