import type { Profile } from '../../dialects/swift/profiles.ts';
import type { Accounts } from './accounts.ts';
import type { Expiry } from './expiry.ts';
import type { User } from './identity.ts';
import type { GrowingObjects } from './object/growing-objects.ts';
import type { Pacer } from './object/pacer.ts';
import type { Tokens } from './tokens.ts';

/** What the operations of one server share besides its store. */
export interface Setting {
  readonly profile: Profile;
  readonly accounts: Accounts;
  /** By the name they log in with. */
  readonly users: ReadonlyMap<string, User>;
  readonly tokens: Tokens;
  readonly expiry: Expiry;
  readonly growing: GrowingObjects;
  readonly pacer: Pacer;
}
