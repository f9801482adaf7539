import { percentEncode } from '../../../dialects/core/percent-encoding.ts';
import type { OutgoingResponse } from '../../http/exchange.ts';
import type { Prepared } from '../../operations/handler.ts';
import type { WrittenObject } from '../../operations/put-object.ts';
import { documentReply, emptyReply } from '../reply.ts';
import { objectLocation } from './location.ts';
import { writtenHeaders } from './object-headers.ts';

/** What a form asks to be answered. */
export interface FormReplyChoice {
  /** success_action_redirect; undefined also when it is no address to go to. */
  readonly redirect: string | undefined;
  /** success_action_status. */
  readonly status: string | undefined;
}

/** Reads what the form asks for. A redirect has to be an absolute http or https URL. */
export function replyChoice(fields: ReadonlyMap<string, string>): FormReplyChoice {
  const redirect = fields.get('success_action_redirect')?.trim() ?? '';
  const isAddress = /^https?:\/\//i.test(redirect) && URL.canParse(redirect);
  return {
    redirect: isAddress ? redirect : undefined,
    status: fields.get('success_action_status')?.trim(),
  };
}

/**
 * The answer to a posted form: 303 to where it wants to go, else the status it wants, of 200, 201 and 204; any other is
 * 204. T-POST-02 to -09.
 */
export function formReply(
  written: WrittenObject,
  { redirect, status }: FormReplyChoice,
  prepared: Prepared,
): OutgoingResponse {
  const { key, etag } = written.object;
  const { bucket } = prepared.context;
  const location =
    redirect === undefined
      ? `http://${objectLocation(prepared, key)}`
      : withQuery(redirect, { bucket, key, etag: `"${etag}"` });
  const headers = [...writtenHeaders(written), ['Location', location] as const];
  if (redirect !== undefined) return emptyReply(303, headers);
  if (status === '201') {
    // The base document's sample has no quotes around this one entity tag.
    const value = { Location: location, Bucket: bucket, Key: key, ETag: etag };
    return documentReply('PostResponse', value, { status: 201, headers });
  }
  return emptyReply(status === '200' ? 200 : 204, headers);
}

/** `url` with parameters behind those it has and before its fragment; what is not ASCII in it is percent-encoded. */
function withQuery(url: string, parameters: Readonly<Record<string, string>>): string {
  const [address = '', ...fragment] = encodeURI(url).replaceAll('%25', '%').split('#');
  const query = Object.entries(parameters).map(([name, value]) => `${name}=${percentEncode(value)}`);
  const separator = !address.includes('?') ? '?' : /[?&]$/.test(address) ? '' : '&';
  return [`${address}${separator}${query.join('&')}`, ...fragment].join('#');
}
