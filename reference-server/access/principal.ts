/** Who a key belongs to, in the ids that access control lists name people by. */
export interface Principal {
  /** Account as it stands in resource names. */
  readonly account: string;
  /** Id of the account's owner. */
  readonly ownerId: string;
  /** Id of the user who calls; the owner's id for the owner. */
  readonly userId: string;
  /** Further names access control lists know the caller by, where a dialect has them. */
  readonly groups?: readonly string[] | undefined;
}

/** Who sends a request; undefined is anonymous. */
export type Caller = Principal | undefined;

/** A key the server knows. */
export interface Identity extends Principal {
  readonly keyId: string;
  readonly secret: string;
  /** Temporary credentials: the token that has to come with the key. */
  readonly sessionToken?: string | undefined;
  /** Temporary credentials: end of validity, in milliseconds since the epoch. */
  readonly expiresAt?: number | undefined;
}

/** What an identity may show of itself: everything but the secret and the token. */
export function principalOf({ account, ownerId, userId }: Identity): Principal {
  return { account, ownerId, userId };
}
