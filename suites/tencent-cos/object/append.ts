import type { CheckContext } from '../../../harness/check/context.ts';
import type { RawOptions } from '../../../harness/transport/raw-transport.ts';

/** Response header with the position of the next append. */
export const NEXT = 'x-cos-next-append-position';

/** Appends to the check's object. */
export function append(
  t: CheckContext,
  position: string | number,
  body: Uint8Array | string,
  raw?: RawOptions,
) {
  return t.send({
    op: 'AppendObject',
    key: t.key(),
    query: { append: null, position: String(position) },
    body,
    ...(raw === undefined ? {} : { raw }),
  });
}

/** Appends what has to be there for the check to mean anything. @throws CheckInconclusive */
export async function appended(t: CheckContext, position: number, body: Uint8Array | string): Promise<void> {
  await t.setup({
    op: 'AppendObject',
    key: t.key(),
    query: { append: null, position: String(position) },
    body,
  });
}

/** Expects that the check's object has this content. */
export async function expectContent(t: CheckContext, body: Uint8Array | string): Promise<void> {
  t.expect(await t.send({ op: 'GetObject', key: t.key() }), {
    status: 200,
    body,
    headers: { 'content-length': String(body.length) },
  });
}
