import type { HeaderList } from '../../dialects/core/headers.ts';
import type { Caller } from '../access/principal.ts';

/** A posted form, as far as it says who posts it. */
export interface PostedCredentials {
  /** Fields by lower-case name. */
  readonly fields: ReadonlyMap<string, string>;
  /** Header fields of the request, as received. */
  readonly headers: HeaderList;
  /** Path of the request as sent. */
  readonly rawPath: string;
}

/** Who posts a form, and what the signature adds to what its policy may ask about. */
export interface FormCaller {
  readonly caller: Caller;
  /** Fields a policy may name that the form itself does not have. */
  readonly implied: ReadonlyMap<string, string>;
}
