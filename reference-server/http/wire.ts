import { responseHeaders, sendResponse } from './response.ts';

/** How responses come onto the wire. */
export interface Wire {
  /** All header fields of a response, in order. */
  readonly headers: typeof responseHeaders;
  /** Sends a response with these header fields to its end. */
  readonly send: typeof sendResponse;
}

/** As HTTP asks for it. */
export const httpWire: Wire = { headers: responseHeaders, send: sendResponse };
