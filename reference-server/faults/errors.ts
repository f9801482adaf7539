import { hasCode } from './edit-codes.ts';
import {
  all,
  always,
  emptied,
  failing,
  losing,
  losingElements,
  rewriting,
  rewritingBody,
  rewritingElement,
  saying,
} from './edit-response.ts';
import { faults } from './fault.ts';

/** Error documents of S3-like dialects that lack something or come in another form. */
export const errorFaults = faults('errors', {
  'error-without-code': { says: 'Error documents lack Code.', ...failing(losingElements('Code')) },
  'error-without-message': { says: 'Error documents lack Message.', ...failing(losingElements('Message')) },
  'error-without-resource': {
    says: 'Error documents lack Resource.',
    ...failing(losingElements('Resource')),
  },
  'error-without-request-id': {
    says: 'Error documents lack RequestId.',
    ...failing(losingElements('RequestId')),
  },
  'error-without-trace-id': { says: 'Error documents lack TraceId.', ...failing(losingElements('TraceId')) },
  'error-root-renamed': {
    says: 'Error documents have the root ErrorResponse, as other services of the cloud have it.',
    ...failing(
      rewritingBody((text) =>
        text.replace('<Error>', '<ErrorResponse>').replace('</Error>', '</ErrorResponse>'),
      ),
    ),
  },
  'errors-as-html': {
    says: 'A proxy puts its own HTML page in the place of error documents.',
    ...failing(
      all(
        rewritingBody(() => '<html><head><title>Error</title></head><body><hr>nginx</body></html>'),
        saying('Content-Type', 'text/html'),
      ),
    ),
  },
  'errors-as-json': {
    says: 'Error documents come as JSON.',
    ...failing(
      all(
        rewritingBody((text) => {
          const code = /<Code>(.*?)<\/Code>/.exec(text)?.[1] ?? '';
          return JSON.stringify({ code, message: code });
        }),
        saying('Content-Type', 'application/json'),
      ),
    ),
  },
  'errors-as-plain-text': {
    says: 'Error documents are declared as text/plain.',
    ...failing(rewriting(/^content-type$/, () => 'text/plain')),
  },
  'errors-without-type': {
    says: 'Error documents have no Content-Type.',
    ...failing(losing(/^content-type$/)),
  },
  'errors-without-body': { says: 'Errors have no body at all.', ...failing(emptied) },
  'error-markup-not-escaped': {
    says: 'Names in error documents are written without escaping markup.',
    ...failing(rewritingElement('Resource', (text) => text.replaceAll('&lt;', '<').replaceAll('&amp;', '&'))),
  },
  'error-request-id-differs': {
    says: 'The request id in error documents is not the one in the header.',
    ...failing(rewritingElement('RequestId', (id) => [...id].reverse().join(''))),
  },
  'error-trace-id-differs': {
    says: 'The trace id in error documents is not the one in the header.',
    ...failing(rewritingElement('TraceId', (id) => [...id].reverse().join(''))),
  },
  'error-resource-is-url': {
    says: 'Resource in error documents is a complete URL.',
    ...failing(rewritingElement('Resource', (text) => `http://${text}`)),
  },
  'error-codes-of-s3': {
    says: 'Wrong signatures are named as another dialect names a missing permission.',
    ...failing((response, about) =>
      hasCode(response.body, 'SignatureDoesNotMatch')
        ? rewritingElement('Code', () => 'Forbidden')(response, about)
        : response,
    ),
  },
  'missing-bucket-named-missing-key': {
    says: 'A missing bucket is reported as a missing key.',
    ...failing(rewritingElement('Code', (code) => (code === 'NoSuchBucket' ? 'NoSuchKey' : code))),
  },
  'missing-key-named-not-found': {
    says: 'A missing key is reported with the code NotFound.',
    ...failing(rewritingElement('Code', (code) => (code === 'NoSuchKey' ? 'NotFound' : code))),
  },
  'error-codes-in-upper-case': {
    says: 'Error codes are written in upper case.',
    ...failing(rewritingElement('Code', (code) => code.toUpperCase())),
  },
  'head-errors-with-body': {
    says: 'Errors of HEAD come with the body that GET would have.',
    transmit: ({ send }) => ({
      send: async (target, response, circumstances, headers = []) => {
        const { socket } = target;
        if (
          circumstances.method !== 'HEAD' ||
          response.status < 400 ||
          response.body.kind !== 'bytes' ||
          !socket
        ) {
          return send(target, response, circumstances, headers);
        }
        const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
        socket.write(`HTTP/1.1 ${response.status} Error\r\n${lines}\r\n`);
        socket.end(response.body.bytes);
      },
    }),
  },
  'errors-lose-common-headers': {
    says: 'Error responses lack the headers that successes have.',
    ...failing(losing(/^x-.*-id$/)),
  },
  'errors-cut-off': {
    says: 'Error documents are cut off before their last tag.',
    ...always((response, about) =>
      response.status >= 400
        ? rewritingBody((text) => text.replace(/<\/Error>\s*$/, ''))(response, about)
        : response,
    ),
  },
});
