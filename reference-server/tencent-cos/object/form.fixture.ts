import { type FormField, type FormOptions, formBody } from '../../../dialects/core/form-body.ts';
import type { HeaderList } from '../../../dialects/core/headers.ts';
import { BUCKET, type Live, type Reply, type SendOptions } from './live.fixture.ts';

/** Content of the file that is posted unless a test says otherwise, and its entity tag. */
export const CONTENT = 'file content';
export const ETAG = '"d10b4c3ff123b26dc068d43a8bef2d23"';
/** The placeholder, put together so that nobody takes it for one of ours. */
export const NAME = `$${'{filename}'}`;

/** A form beside its fields, and who posts it how. */
export interface Form extends SendOptions {
  readonly file?: { filename: string; content: string | Uint8Array; contentType?: string };
  readonly headers?: HeaderList;
  readonly bucket?: string;
  readonly after?: FormOptions['after'];
}

/** A function that posts a form, signed by the owner of the bucket unless it says otherwise. */
export function poster(send: Live['send']) {
  return (fields: readonly FormField[], form: Form = {}): Promise<Reply> => {
    const {
      file = { filename: 'a1.txt', content: CONTENT },
      headers = [],
      bucket = BUCKET,
      after,
      ...how
    } = form;
    const built = formBody(fields, file, after === undefined ? {} : { after });
    return send('PostObject', { bucket, headers: [...built.headers, ...headers], body: built.body }, how);
  };
}
