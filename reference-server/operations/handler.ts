/**
 * How an operation is served. A *handler* (in this folder) holds what the operation means: it takes the context and a
 * neutral input, works on the store, returns a neutral result, and refuses by shared name (`refuse('missing-key')`).
 * It knows no header prefix, element name, status or error code. A *binding* (in a dialect's folder) is the syntax
 * around it: `decode` makes the input from the request, `render` makes the response from the result. A dialect has a
 * table of bindings by operation id; an operation of its catalogue that is not in the table is not implemented.
 *
 * Before a binding runs the server has: found the operation, authenticated, checked that the bucket exists (where the
 * catalogue's `whenMissing.bucket` asks for it) and that the caller has the catalogue's `permission` (an object-*
 * permission is looked up in the current version's list, or in that of the version `versionId` names), validated the
 * parameters the catalogue types, read and validated the document of operations that take one, and compared Content-MD5
 * where it has the whole body. A binding that takes bytes reads `request.body` itself, through `receiveBytes`. After
 * it, the server adds the headers every response has, and CORS headers. Bodies are rendered for HEAD as for GET.
 */
import type { Operation } from '../../dialects/core/operation.ts';
import type { OutgoingResponse } from '../http/exchange.ts';
import type { OperationContext } from './context.ts';
import type { RequestView } from './request-view.ts';

/** What an operation means. @throws Refused */
export type Handler<Input, Result> = (context: OperationContext, input: Input) => Result | Promise<Result>;

/** A request that is ready to be carried out. */
export interface Prepared {
  readonly operation: Operation;
  readonly context: OperationContext;
  readonly request: RequestView;
}

/** An operation as a dialect serves it. @throws Refused */
export type Binding = (prepared: Prepared) => Promise<OutgoingResponse>;

/** The three halves of a binding, each testable alone. `decode` may read the body. */
export interface BindingParts<Input, Result> {
  readonly decode: (prepared: Prepared) => Input | Promise<Input>;
  readonly handle: Handler<Input, Result>;
  readonly render: (result: Result, prepared: Prepared) => OutgoingResponse;
}

/** Ties a handler to a dialect's syntax. */
export function bind<Input, Result>(parts: BindingParts<Input, Result>): Binding {
  return async (prepared) => {
    const input = await parts.decode(prepared);
    const result = await parts.handle(prepared.context, input);
    return parts.render(result, prepared);
  };
}
