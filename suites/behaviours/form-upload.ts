import { type FormField, type FormFile, type FormOptions, formBody } from '../../dialects/core/form-body.ts';
import type { HeaderList } from '../../dialects/core/headers.ts';
import type { CheckContext, RequestSpec } from '../../harness/check/context.ts';
import type { HeaderRule } from '../../harness/check/expectation.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';

/** What a dialect that takes uploads from forms calls things. */
export interface FormBinding {
  readonly postObject: string;
  /** Operation that answers with the headers of an object alone. */
  readonly headObject: string;
  /** What the names of user metadata start with, as fields and as headers. */
  readonly metaPrefix: string;
  /** Field that takes the short form of an access control list. */
  readonly aclField: string;
  /** Rule of an ETag header for content with that MD5. */
  readonly etagOf: (md5: string) => RegExp;
}

/** A form as a check writes it. What is left out is a file `a.txt` and nothing else. */
export interface PostedForm extends FormOptions {
  readonly fields?: readonly FormField[];
  /** `none` for a form without a file. */
  readonly file?: Partial<FormFile> | 'none';
}

/** Content of a file that a check says nothing else about. */
export const FILE = 'content of the file';

/** The request that posts a form; its sender's credentials are put in when it is sent. */
export function formRequest(
  { postObject }: Pick<FormBinding, 'postObject'>,
  form: PostedForm,
): RequestSpec & { readonly headers: HeaderList } {
  const { fields = [], file = {}, ...options } = form;
  const posted = file === 'none' ? undefined : { filename: 'a.txt', content: FILE, ...file };
  return { op: postObject, ...formBody(fields, posted, options) };
}

/** Posts a form. `spec` changes the request besides its form. */
export function post(
  t: CheckContext,
  binding: Pick<FormBinding, 'postObject'>,
  form: PostedForm,
  spec: Omit<RequestSpec, 'op' | 'body' | 'headers'> = {},
): Promise<Exchange> {
  return t.send({ ...formRequest(binding, form), ...spec });
}

/** Expects that an object is there with that content and those headers. */
export async function expectStored(
  t: CheckContext,
  key: string,
  body: Uint8Array | string = FILE,
  headers: Readonly<Record<string, HeaderRule>> = {},
): Promise<void> {
  const { getObject } = t.dialect.housekeeping;
  t.expect(await t.send({ op: getObject, key }), { status: 200, body: bodyRule(body), headers });
}

/** A text of its own, since the text `empty` would stand for no content. */
function bodyRule(body: Uint8Array | string) {
  return typeof body === 'string' ? { text: body } : body;
}

/** Expects that nothing was stored under a key. */
export async function expectNothing(t: CheckContext, key: string): Promise<void> {
  t.expect(await t.send({ op: t.dialect.housekeeping.getObject, key }), { refusal: 'missing-key' });
}
