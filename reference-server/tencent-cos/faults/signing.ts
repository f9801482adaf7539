import { headerValue } from '../../../dialects/core/headers.ts';
import { percentEncode } from '../../../dialects/core/percent-encoding.ts';
import {
  AUTHORIZATION_ITEMS,
  type Authorization,
  parseTimeRange,
} from '../../../dialects/tencent-cos/authorization.ts';
import { refusalOf } from '../../faults/catching.ts';
import { hasCode } from '../../faults/edit-codes.ts';
import { failing, losingElements, rewritingElement } from '../../faults/edit-response.ts';
import { faults } from '../../faults/fault.ts';
import type { Tampering } from '../../faults/tampering.ts';
import { refuse } from '../../operations/refuse.ts';
import type { RoutedRequest } from '../../operations/seams.ts';
import { authorizationOf, isPresigned, readAuthorization } from './authorization-of.ts';

const RESERVED_HEADERS = /^(authorization|content-length|connection|host|user-agent|accept.*)$/;
const DAY = 86_400;
const GRACE = 600;

/**
 * Refuses, as a server does that signs another text than the client, every request for which the texts differ.
 * @param differs whether they do
 */
function mismatching(
  differs: (authorization: Authorization, routed: RoutedRequest) => boolean,
  refusal = 'signature-mismatch',
): Tampering {
  return {
    authenticate: (routed, next) => {
      const authorization = authorizationOf(routed);
      return authorization && differs(authorization, routed) ? refuse(refusal) : next(routed);
    },
  };
}

/** Accepts what is refused for a reason, in some cases. */
function accepting(
  refusal: string,
  when: (authorization: Authorization, routed: RoutedRequest) => boolean,
): Tampering {
  return {
    authenticate: (routed, next) => {
      const authorization = authorizationOf(routed);
      return next(routed, (found, more) => {
        const accepted = found === refusal && authorization !== undefined && when(authorization, routed);
        if (!accepted) refuse(found, more);
      });
    },
  };
}

/** Values of the parameters and headers that the signature lists. */
function listedValues(
  { headerList, paramList }: Authorization,
  { incoming, query }: RoutedRequest,
): string[] {
  const params = query.filter(([name]) => paramList.includes(percentEncode(name).toLowerCase()));
  const headers = headerList.map((name) => headerValue(incoming.headers, name) ?? '');
  return [...params.map(([, value]) => value ?? ''), ...headers];
}

/** Text beyond which percent-encoding changes nothing. */
const PLAIN = /^[A-Za-z0-9\-_.~]*$/;

/** How signatures of this dialect are made, got wrong. */
export const signingFaults = faults('signature', {
  'broken-authorization-is-anonymous': {
    says: 'An authorization that cannot be read is overlooked, and the request taken for an anonymous one.',
    authenticate: (routed, next) =>
      readAuthorization(routed).kind === 'malformed' ? undefined : next(routed),
  },
  'unlisted-headers-refused': {
    says: 'Headers of the dialect that the signature does not list are refused.',
    ...mismatching(({ headerList }, { incoming }) =>
      incoming.headers.some(([name]) => /^x-cos-/i.test(name) && !headerList.includes(name.toLowerCase())),
    ),
  },
  'every-header-signed': {
    says: 'The header list is ignored: all headers the server gets take part in its own signature.',
    ...mismatching(({ headerList }, { incoming }) =>
      incoming.headers.some(
        ([name]) => !RESERVED_HEADERS.test(name.toLowerCase()) && !headerList.includes(name.toLowerCase()),
      ),
    ),
  },
  'every-parameter-signed': {
    says: 'The parameter list is ignored: all parameters take part in the signature of the server.',
    ...mismatching(({ paramList }, { query }) =>
      query.some(
        ([name]) =>
          !/^(q-|sign$|x-cos-security-token$)/.test(name) &&
          !paramList.includes(percentEncode(name).toLowerCase()),
      ),
    ),
  },
  'empty-header-list-refused': {
    says: 'A signature has to cover Host at least.',
    ...mismatching(({ headerList }) => headerList.length === 0),
  },
  'empty-parameter-list-refused': {
    says: 'A signature without parameters is refused where the request has some.',
    ...mismatching(({ paramList }, { query }) => paramList.length === 0 && query.length > 0),
  },
  'header-values-signed-as-they-are': {
    says: 'Header values are not percent-encoded in what the server signs.',
    ...mismatching(({ headerList }, { incoming }) =>
      headerList.some((name) => !PLAIN.test(headerValue(incoming.headers, name) ?? '')),
    ),
  },
  'values-encoded-in-lower-case': {
    says: 'The server percent-encodes with lower-case digits.',
    ...mismatching((authorization, routed) =>
      listedValues(authorization, routed).some((value) => /%..?[A-F]|%[A-F]/.test(percentEncode(value))),
    ),
  },
  'path-signed-as-sent': {
    says: 'The server signs the path as it was sent, percent-encoded.',
    ...mismatching((_, { incoming }) => incoming.rawPath.includes('%')),
  },
  'parameters-signed-in-lower-case': {
    says: 'The server signs parameter values in lower case.',
    ...mismatching(({ paramList }, { query }) =>
      query.some(
        ([name, value]) =>
          paramList.includes(percentEncode(name).toLowerCase()) && value !== (value?.toLowerCase() ?? null),
      ),
    ),
  },
  'parameters-without-value-not-signed': {
    says: 'The server leaves parameters without value out of what it signs.',
    ...mismatching(({ paramList }, { query }) =>
      query.some(([name, value]) => !value && paramList.includes(percentEncode(name).toLowerCase())),
    ),
  },
  'parameter-names-with-case': {
    says: 'Parameters whose names have capital letters are not found in the list of the signature.',
    ...mismatching((_, { query }) => query.some(([name]) => name !== name.toLowerCase())),
  },
  'items-in-fixed-order': {
    says: 'The items of an authorization have to stand in the documented order.',
    authenticate: (routed, next) => {
      const header = headerValue(routed.incoming.headers, 'authorization') ?? '';
      const names = header.split('&').map((item) => item.split('=')[0] ?? '');
      const expected = AUTHORIZATION_ITEMS.filter((item) => names.includes(item));
      const ordered = expected.every((item, at) => names[at] === item);
      return header === '' || ordered ? next(routed) : refuse('malformed-authorization');
    },
  },
  'method-not-signed': {
    says: 'A signature made for GET is good for HEAD and PUT as well.',
    authenticate: (routed, next) => {
      const methods = [routed.incoming.method, 'GET', 'PUT', 'HEAD', 'POST', 'DELETE'];
      let first: unknown;
      for (const method of methods) {
        try {
          return next({ ...routed, incoming: { ...routed.incoming, method } });
        } catch (error) {
          first ??= error;
          if (refusalOf(error) !== 'signature-mismatch') throw error;
        }
      }
      throw first;
    },
  },
  'expiry-with-grace': {
    says: 'Signatures are accepted for ten minutes after their end, in case clocks differ.',
    ...accepting('expired-signature', ({ signTime }) => {
      const range = parseTimeRange(signTime);
      return range !== undefined && range.end > range.start && Date.now() / 1000 - range.end < GRACE;
    }),
  },
  'start-with-grace': {
    says: 'Signatures are accepted up to a day before their start.',
    ...accepting('not-yet-valid-signature', ({ signTime }) => {
      const { start = 0 } = parseTimeRange(signTime) ?? {};
      return start - Date.now() / 1000 < DAY;
    }),
  },
  'reversed-times-accepted': {
    says: 'Of the two times of a signature only the later one counts.',
    authenticate: (routed, next) => {
      const { start = 0, end = 0 } = parseTimeRange(authorizationOf(routed)?.signTime ?? '') ?? {};
      const open = end <= start && start >= Math.floor(Date.now() / 1000);
      return next(routed, (found, more) => {
        if (!open || !/^(expired|not-yet-valid)-signature$/.test(found)) refuse(found, more);
      });
    },
  },
  'long-signatures-refused': {
    says: 'Signatures that are valid for more than seven days are refused.',
    ...mismatching(({ signTime }) => {
      const { start = 0, end = 0 } = parseTimeRange(signTime) ?? {};
      return end - start > 7 * DAY;
    }, 'expired-signature'),
  },
  'key-time-has-to-be-sign-time': {
    says: 'q-key-time and q-sign-time have to be equal.',
    ...mismatching(({ signTime, keyTime }) => signTime !== keyTime),
  },
  'expired-message-missing': {
    says: 'The message about an expired signature does not say so.',
    ...failing(
      rewritingElement('Message', (text) => text.replace(/Request has expired.*/, 'Forbidden')),
      403,
    ),
  },
  'server-time-missing': {
    says: 'The error about an expired signature does not tell the time of the server.',
    ...failing(losingElements('ServerTime'), 403),
  },
  'string-to-sign-missing': {
    says: 'The error about a wrong signature does not tell what the server signed.',
    ...failing(losingElements('StringToSign', 'FormatString'), 403),
  },
  'presigned-not-known': {
    says: 'Signatures in the query are not looked at.',
    authenticate: (routed, next) => (isPresigned(routed) ? undefined : next(routed)),
  },
  'presigned-only-raw-semicolons': {
    says: 'Percent-encoded semicolons are not known in a pre-signed URL.',
    ...mismatching(
      (_, { incoming }) => /q-[a-z-]+=[^&]*%3b/i.test(incoming.rawQuery ?? ''),
      'malformed-authorization',
    ),
  },
  'presigned-only-encoded-semicolons': {
    says: 'Semicolons have to be percent-encoded in a pre-signed URL, since they separate parameters.',
    ...mismatching((_, { incoming }) => (incoming.rawQuery ?? '').includes(';'), 'malformed-authorization'),
  },
  'presigned-parameters-first': {
    says: 'Other parameters may not stand behind those of a pre-signed URL.',
    ...mismatching((_, routed) => isPresigned(routed) && !/^(q-|sign$)/.test(routed.query.at(-1)?.[0] ?? '')),
  },
  'presigned-whole-not-known': {
    says: 'Parameter sign is not known.',
    authenticate: (routed, next) =>
      isPresigned(routed) && routed.query.some(([name]) => name === 'sign') ? undefined : next(routed),
  },
  'plus-in-query-signed-as-plus': {
    says: 'A plus sign in the query is signed as a plus sign.',
    ...mismatching((_, { incoming }) => (incoming.rawQuery ?? '').includes('+')),
  },
  'mismatch-named-access-denied': {
    says: 'A wrong signature is answered with the code AccessDenied.',
    ...failing((response, about) =>
      hasCode(response.body, 'SignatureDoesNotMatch')
        ? rewritingElement('Code', () => 'AccessDenied')(response, about)
        : response,
    ),
  },
  'truncated-signature-accepted': {
    says: 'The first 32 digits of a signature suffice.',
    ...accepting('signature-mismatch', ({ signature }) => /^[0-9a-f]{32}$/.test(signature)),
  },
});
