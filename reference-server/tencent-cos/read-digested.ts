import { createHash } from 'node:crypto';
import { BodyProblem, type RequestBody } from '../http/exchange.ts';
import { refuse } from '../operations/refuse.ts';

/**
 * The whole body of a request that carries a document, held against the declared MD5.
 * @param md5 lower-case hex; undefined when none is declared
 * @throws Refused body-too-large | bad-digest
 */
export async function readDigested(
  body: RequestBody,
  md5: string | undefined,
  limit: number,
): Promise<Uint8Array> {
  const bytes = await readAll(body, limit);
  if (md5 !== undefined && md5 !== createHash('md5').update(bytes).digest('hex')) return refuse('bad-digest');
  return bytes;
}

async function readAll(body: RequestBody, limit: number): Promise<Uint8Array> {
  try {
    return await body.readAll(limit);
  } catch (error) {
    if (error instanceof BodyProblem && error.kind === 'too-large') return refuse('body-too-large');
    throw error;
  }
}
