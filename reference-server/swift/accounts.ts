import type { Attributes } from '../../dialects/swift/metadata-limits.ts';
import type { Clock } from '../store/clock.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { containersWithin } from './names.ts';

/** An account: what of it does not lie in its containers. */
export interface Account {
  /** As paths name it. */
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly attributes: Attributes;
}

/** What an account holds. */
export interface AccountUsage {
  readonly containers: number;
  readonly objects: number;
  readonly bytes: number;
}

/** The accounts there are. One nobody made is not there. READINGS.md, `missing-account`. */
export interface Accounts {
  readonly find: (id: string) => Account | undefined;
  /** Makes an account that is not there. */
  readonly create: (id: string) => Account;
  readonly setAttributes: (id: string, attributes: Attributes) => void;
  readonly remove: (id: string) => void;
}

/** Accounts, at first those with these ids. */
export function createAccounts(clock: Clock, ids: Iterable<string>): Accounts {
  const accounts = new Map<string, Account>();
  const create = (id: string): Account => {
    const made = { id, createdAt: clock.now(), attributes: new Map<string, string>() };
    accounts.set(id, made);
    return made;
  };
  for (const id of new Set(ids)) create(id);
  return {
    find: (id) => accounts.get(id),
    create,
    setAttributes(id, attributes) {
      const account = accounts.get(id);
      if (account) accounts.set(id, { ...account, attributes });
    },
    remove: (id) => {
      accounts.delete(id);
    },
  };
}

/** Counters of an account, as of now. S-HEADACCT-08 to -10. */
export function usageOf(store: ObjectStore, account: string): AccountUsage {
  const { buckets } = store.listBuckets({ prefix: containersWithin(account) });
  return buckets.reduce<AccountUsage>(
    ({ containers, objects, bytes }, { usage }) => ({
      containers: containers + 1,
      objects: objects + usage.objects,
      bytes: bytes + usage.bytes,
    }),
    { containers: 0, objects: 0, bytes: 0 },
  );
}
