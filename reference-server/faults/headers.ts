import { withHeader, withoutHeader } from '../../dialects/core/headers.ts';
import { withoutHeaders } from './edit-request.ts';
import { always, answering, losing, rewriting, saying } from './edit-response.ts';
import { faults } from './fault.ts';
import { getsObject, headsObject, readsObject } from './which.ts';

const REQUEST_ID = /^x-.*(?:request|trans)-id$/;
const CONSTANT = 'NWE3YzE5YjBfNjhhMTMwMGFfMTk0OGZf';

/** Header fields that every response has, lost or in another form. */
export const headerFaults = faults('headers', {
  'no-request-id': { says: 'Responses carry no request id.', ...always(losing(REQUEST_ID)) },
  'successes-without-request-id': {
    says: 'Only errors carry a request id.',
    ...always((response, about) => (response.status < 400 ? losing(REQUEST_ID)(response, about) : response)),
  },
  'constant-request-id': {
    says: 'All responses carry the same request id.',
    ...always(rewriting(REQUEST_ID, () => CONSTANT)),
  },
  'date-missing': {
    says: 'Responses carry no Date.',
    transmit: ({ headers }) => ({ headers: (...asked) => withoutHeader(headers(...asked), 'date') }),
  },
  'date-in-iso-form': {
    says: 'Date is in ISO 8601 form.',
    transmit: ({ headers }) => ({
      headers: (response, circumstances) =>
        withHeader(headers(response, circumstances), 'Date', new Date(circumstances.now).toISOString()),
    }),
  },
  'date-in-local-time': {
    says: 'Date is in the local time of the server, with its offset.',
    transmit: ({ headers }) => ({
      headers: (response, circumstances) => {
        const local = new Date(circumstances.now + 8 * 3_600_000).toUTCString().replace('GMT', '+0800');
        return withHeader(headers(response, circumstances), 'Date', local);
      },
    }),
  },
  'connection-upgrade': {
    says: 'A proxy leaves its own Connection: upgrade in responses.',
    transmit: ({ headers }) => ({
      headers: (...asked) => withHeader(headers(...asked), 'Connection', 'upgrade'),
    }),
  },
  'length-of-empty-unknown': {
    says: 'A proxy streams every response: empty ones are chunked and have no Content-Length.',
    transmit: ({ headers }) => ({
      headers: (response, circumstances) => {
        const given = headers(response, circumstances);
        const empty = given.some(([name, value]) => name.toLowerCase() === 'content-length' && value === '0');
        return empty && circumstances.method !== 'HEAD'
          ? withHeader(withoutHeader(given, 'content-length'), 'Transfer-Encoding', 'chunked')
          : given;
      },
    }),
  },
  'xml-as-text-plain': {
    says: 'Documents are declared as text/plain.',
    ...always(rewriting(/^content-type$/, (type) => (type === 'application/xml' ? 'text/plain' : type))),
  },
  'xml-without-type': {
    says: 'Documents have no Content-Type.',
    ...always((response, about) =>
      response.body.kind === 'bytes' ? losing(/^content-type$/)(response, about) : response,
    ),
  },
  'server-of-proxy': { says: 'Server names the proxy in front.', ...always(saying('Server', 'nginx')) },
  'trace-id-header-missing': { says: 'Errors carry no trace id.', ...always(losing(/-trace-id$/)) },
  'last-modified-missing': {
    says: 'Objects come without Last-Modified.',
    ...answering(readsObject, losing(/^last-modified$/)),
  },
  'last-modified-in-iso-form': {
    says: 'Last-Modified is in ISO 8601 form.',
    ...answering(
      readsObject,
      rewriting(/^last-modified$/, (date) => new Date(date).toISOString()),
    ),
  },
  'last-modified-in-local-time': {
    says: 'Last-Modified is in local time and says GMT.',
    ...answering(
      readsObject,
      rewriting(/^last-modified$/, (date) => new Date(Date.parse(date) + 8 * 3_600_000).toUTCString()),
    ),
  },
  'accept-ranges-missing': {
    says: 'Objects come without Accept-Ranges.',
    ...answering(readsObject, losing(/^accept-ranges$/)),
  },
  'accept-ranges-none': {
    says: 'Accept-Ranges is none, as behind some caches.',
    ...answering(readsObject, saying('Accept-Ranges', 'none')),
  },
  'head-without-length': {
    says: 'HEAD of an object has no Content-Length.',
    transmit: ({ headers }) => ({
      headers: (response, circumstances) => {
        const given = headers(response, circumstances);
        return circumstances.method === 'HEAD' ? withoutHeader(given, 'content-length') : given;
      },
    }),
  },
  'head-length-zero': {
    says: 'HEAD of an object says that it is empty.',
    ...answering(headsObject, (response) => {
      if (response.body.kind === 'blob') response.body.blob.release();
      return { ...response, body: { kind: 'none' } };
    }),
  },
  'head-without-type': {
    says: 'HEAD of an object has no Content-Type.',
    ...answering(headsObject, losing(/^content-type$/)),
  },
  'content-range-on-whole': {
    says: 'A cache sends the Content-Range of a part it has with the whole object.',
    ...answering(getsObject, (response) =>
      response.status === 200 && response.body.kind === 'blob'
        ? {
            ...response,
            headers: [...response.headers, ['Content-Range', `bytes 0-0/${response.body.blob.size}`]],
          }
        : response,
    ),
  },
  'continue-refused': {
    says: 'A proxy refuses Expect: 100-continue with 417.',
    ...always((response, { incoming }) =>
      incoming.expectsContinue
        ? { status: 417, headers: response.headers, body: { kind: 'none' }, close: true }
        : response,
    ),
  },
  'unknown-expectation-overlooked': {
    says: 'An Expect other than 100-continue is overlooked.',
    receive: (incoming) => ({ ...withoutHeaders(incoming, 'expect'), expectation: undefined }),
  },
});
