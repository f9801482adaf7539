import { withHeader } from '../../dialects/core/headers.ts';
import type { OutgoingResponse } from '../http/exchange.ts';
import { releaseBody } from '../http/response.ts';
import type { Answered } from '../operations/seams.ts';
import type { Tampering } from './tampering.ts';
import type { Which } from './which.ts';

/** What becomes of a response. */
export type Edit = (response: OutgoingResponse, about: Answered) => OutgoingResponse;

/** Every response. */
export function always(edit: Edit): Pick<Tampering, 'respond'> {
  return { respond: edit };
}

/** Successes of `which`. */
export function answering(which: Which, edit: Edit): Pick<Tampering, 'respond'> {
  return {
    respond: (response, about) =>
      response.status < 300 && about.routed && which(about.routed.operation)
        ? edit(response, about)
        : response,
  };
}

/** Responses that say what went wrong. */
export function failing(edit: Edit, status?: number): Pick<Tampering, 'respond'> {
  return {
    respond: (response, about) =>
      response.status >= 400 && (status ?? response.status) === response.status
        ? edit(response, about)
        : response,
  };
}

/** With another status. */
export function status(code: number): Edit {
  return (response) => ({ ...response, status: code });
}

/** Without the header fields whose names, in lower case, match. */
export function losing(names: RegExp): Edit {
  return (response) => ({
    ...response,
    headers: response.headers.filter(([name]) => !names.test(name.toLowerCase())),
  });
}

/** With other values of the header fields whose names, in lower case, match. */
export function rewriting(names: RegExp, change: (value: string) => string): Edit {
  return (response) => ({
    ...response,
    headers: response.headers.map(([name, value]) => [
      name,
      names.test(name.toLowerCase()) ? change(value) : value,
    ]),
  });
}

/** With a header field, in place of one of its name. */
export function saying(name: string, value: string): Edit {
  return (response) => ({ ...response, headers: withHeader(response.headers, name, value) });
}

/** With another text in its body, where the body is a text. */
export function rewritingBody(change: (text: string, about: Answered) => string): Edit {
  return (response, about) => {
    if (response.body.kind !== 'bytes') return response;
    const text = Buffer.from(response.body.bytes).toString();
    return { ...response, body: { kind: 'bytes', bytes: Buffer.from(change(text, about)) } };
  };
}

/** Without elements of these names. */
export function losingElements(...names: readonly string[]): Edit {
  return rewritingBody((text) => names.reduce((left, name) => left.replace(elementPattern(name), ''), text));
}

/** With another text in elements of a name. */
export function rewritingElement(name: string, change: (text: string) => string): Edit {
  return rewritingBody((text) =>
    text.replace(elementPattern(name), (_, attributes: string | undefined, content: string | undefined) => {
      return `<${name}${attributes ?? ''}>${change(content ?? '')}</${name}>`;
    }),
  );
}

/** Without a body. */
export const emptied: Edit = (response, about) => {
  releaseBody(response.body);
  return { ...losing(/^content-type$/)(response, about), body: { kind: 'none' } };
};

/** One edit after another. */
export function all(...edits: readonly Edit[]): Edit {
  return (response, about) => edits.reduce((edited, edit) => edit(edited, about), response);
}

/** Elements of a name that hold no element of the same name. */
function elementPattern(name: string): RegExp {
  return new RegExp(`<${name}(?:(\\s[^>]*)?>([\\s\\S]*?)</${name}>|\\s*/>)`, 'g');
}
