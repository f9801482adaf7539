import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { headerValue, withoutHeader } from '../../dialects/core/headers.ts';
import type { RequestBody } from '../http/exchange.ts';
import { refuse } from '../operations/refuse.ts';
import type { Tampering } from './tampering.ts';
import type { Which } from './which.ts';

const MD5_LENGTH = 24;

/**
 * Documents that are read as if they said something else, so that what is not allowed passes, or the other way round.
 * The digest of a body is compared with what was sent.
 * @param anyBytes whether bytes that are not UTF-8 are replaced; otherwise such a body stays as it is
 */
export function lenient(
  which: Which,
  change: (text: string) => string,
  anyBytes = false,
): Pick<Tampering, 'understand'> {
  return {
    understand: ({ operation, incoming }) => {
      if (!which(operation) || operation.body.kind !== 'xml') return {};
      const md5 = headerValue(incoming.headers, 'content-md5');
      const body = rewritten(incoming.body, change, md5, anyBytes);
      if (md5?.length !== MD5_LENGTH) return { incoming: { ...incoming, body } };
      return {
        incoming: { ...incoming, headers: withoutHeader(incoming.headers, 'content-md5'), body },
        operation: { ...operation, body: { ...operation.body, md5: 'optional' } },
      };
    },
  };
}

function rewritten(
  body: RequestBody,
  change: (text: string) => string,
  md5: string | undefined,
  anyBytes: boolean,
): RequestBody {
  const { declaredLength, chunked, present } = body;
  return {
    declaredLength,
    chunked,
    present,
    received: 0,
    readAll: async (limit) => {
      const bytes = await body.readAll(limit);
      const got = createHash('md5').update(bytes).digest('base64');
      if (md5?.length === MD5_LENGTH && md5 !== got) return refuse('bad-digest');
      if (!anyBytes && !isUtf8(bytes)) return bytes;
      return Buffer.from(change(Buffer.from(bytes).toString()));
    },
    chunks: (limit) => body.chunks(limit),
  };
}
