import type { DocumentValue } from '../../dialects/core/document-read.ts';
import type { HeaderList } from '../../dialects/core/headers.ts';
import type { RequestBody } from '../http/exchange.ts';

/** A request as decoders read it: routed, decoded, and without what only one dialect knows about names. */
export interface RequestView {
  readonly method: string;
  /** Host the client addressed, port included, as received. */
  readonly host: string;
  /** Path as sent, percent-encoding kept. */
  readonly rawPath: string;
  /** First value of a query parameter; `''` for a name without value; undefined when it is absent. */
  query(name: string): string | undefined;
  /**
   * First value of a standard header field as received, bytes above 0x7F as Latin-1, so that what is stored goes back
   * unchanged; absent and empty are both undefined.
   */
  header(name: string): string | undefined;
  /** As `header`, but `''` for a field that is there and empty. */
  sent(name: string): string | undefined;
  /** Value of a list-based field: that of every line of the name, joined by commas (RFC 9110 section 5.3). */
  list(name: string): string | undefined;
  /** As `header`, for a field of the dialect's own, by its name without the dialect's prefix: `own('acl')`. */
  own(name: string): string | undefined;
  /** The dialect's own fields whose names go on with `prefix`: lower case, without both prefixes; `ownAll('meta-')`. */
  ownAll(prefix: string): HeaderList;
  /** Every field as sent, for dialects that read names of fields by rules of their own. */
  readonly headers: HeaderList;
  /** The body; read by intake already when the operation takes a document. */
  readonly body: RequestBody;
  /** The document in the body, read by the description the catalogue names; undefined when there is none. */
  readonly document: DocumentValue | undefined;
  /** The MD5 the client declares for the body, as lower-case hex; undefined when it declares none. */
  readonly contentMd5: string | undefined;
}
