import { type Header, type HeaderList, withHeader } from '../../../dialects/core/headers.ts';
import type { OutgoingResponse } from '../../http/exchange.ts';
import { formatContentRange } from '../../http/range.ts';
import { type Binding, bind, type Prepared } from '../../operations/handler.ts';
import { type ReadObject, type ReadObjectInput, readObject } from '../../operations/read-object.ts';
import { refuse } from '../../operations/refuse.ts';
import type { RequestView } from '../../operations/request-view.ts';
import { conditionsOf } from './conditions.ts';
import { fieldValue } from './field-value.ts';
import { objectHeaders } from './object-headers.ts';

/** Bindings of GET Object and HEAD Object. T-GETOBJ, T-HEADOBJ. */
export const readObjectBindings: Readonly<Record<string, Binding>> = {
  GetObject: binding('content'),
  HeadObject: binding('headers'),
};

/** Query parameters that take the place of stored headers in the answer. T-GETOBJ-10 to -15. */
const OVERRIDES: readonly Header[] = [
  ['response-content-type', 'Content-Type'],
  ['response-content-language', 'Content-Language'],
  ['response-expires', 'Expires'],
  ['response-cache-control', 'Cache-Control'],
  ['response-content-disposition', 'Content-Disposition'],
  ['response-content-encoding', 'Content-Encoding'],
];

/** What a 304 says of the object the client has. RFC 9110 section 15.4.5. */
const NOT_MODIFIED: ReadonlySet<string> = new Set([
  'etag',
  'last-modified',
  'cache-control',
  'expires',
  'x-cos-version-id',
]);

interface Decoded {
  readonly input: ReadObjectInput;
  readonly overrides: HeaderList;
}

function binding(want: ReadObjectInput['want']): Binding {
  return bind({
    decode: ({ request, context }: Prepared): Decoded => {
      const overrides = overridesOf(request);
      if (overrides.length > 0 && context.caller === undefined) return refuse('anonymous-override');
      const versionId = request.query('versionId') || undefined;
      const conditions = conditionsOf(request);
      const range = request.header('Range');
      return {
        overrides,
        input: { versionId, conditions, want, range, ifRange: request.header('If-Range') },
      };
    },
    handle: (context, { input, overrides }: Decoded) => ({ read: readObject(context, input), overrides }),
    render,
  });
}

function overridesOf(request: RequestView): HeaderList {
  return OVERRIDES.flatMap(([parameter, name]) => {
    const text = request.query(parameter);
    if (text === undefined || text === '') return [];
    const value = fieldValue(text);
    return value === undefined ? refuse('invalid-argument') : [[name, value] as const];
  });
}

function render(
  { read, overrides }: { readonly read: ReadObject; readonly overrides: HeaderList },
  { context }: Prepared,
): OutgoingResponse {
  const { content, object } = read;
  const stored = objectHeaders(context, read);
  const headers = overrides.reduce<HeaderList>((all, [name, value]) => withHeader(all, name, value), stored);
  if (content === undefined) {
    const kept = headers.filter(([name]) => NOT_MODIFIED.has(name.toLowerCase()));
    return { status: 304, headers: kept, body: { kind: 'none' } };
  }
  const [span] = content.spans;
  const body = { kind: 'blob', blob: content.blob, span } as const;
  if (span === undefined) return { status: 200, headers, body };
  const contentRange = formatContentRange(span, object.size);
  return { status: 206, headers: [...headers, ['Content-Range', contentRange]], body };
}
