import type { HeaderList } from '../../../dialects/core/headers.ts';
import type { ListingEntry } from '../../../dialects/swift/listings/entries.ts';
import { type Binding, bind, type Prepared } from '../../operations/handler.ts';
import { refuse } from '../../operations/refuse.ts';
import type { Bucket } from '../../store/bucket.ts';
import type { ListEntry } from '../../store/roll-up.ts';
import { type Account, usageOf } from '../accounts.ts';
import { containerTime } from '../container/container-times.ts';
import { owns } from '../decision.ts';
import { RESELLER_ADMIN } from '../identity.ts';
import { decodeListing, formHeaders, type ListingInput, listingReply } from '../listing.ts';
import { attributeHeaders, changedAttributes } from '../metadata.ts';
import { containerOfBucket, containersWithin } from '../names.ts';
import { emptyReply, PROSE_TYPE, proseReply } from '../reply.ts';
import type { Setting } from '../setting.ts';
import { formatListingTime, formatTimestamp } from '../timestamp.ts';

/** Requests to an account. S-LISTCONT, S-HEADACCT, S-POSTACCT. */
export function accountBindings(setting: Setting): Readonly<Record<string, Binding>> {
  return {
    ListContainers: listContainers(setting),
    HeadAccount: async (prepared) =>
      emptyReply(204, [...formHeaders(prepared), ...headersOf(prepared, setting)]),
    UpdateAccountMetadata: async (prepared) => {
      const { id, attributes } = accountOf(prepared, setting);
      const changed = changedAttributes('Account', setting.profile, 'post', attributes, prepared.request);
      setting.accounts.setAttributes(id, changed);
      return emptyReply(204);
    },
    CreateAccount: async (prepared) => {
      const id = requireReseller(prepared);
      if (setting.accounts.find(id) !== undefined) return proseReply(202, 'Accepted');
      setting.accounts.create(id);
      return emptyReply(201, [PROSE_TYPE]);
    },
    DeleteAccount: async (prepared) => {
      const id = requireReseller(prepared);
      if (usageOf(prepared.context.store, id).containers > 0) return refuse('bucket-not-empty');
      setting.accounts.remove(id);
      return emptyReply(204);
    },
  };
}

function listContainers(setting: Setting): Binding {
  return bind({
    decode: (prepared: Prepared) => decodeListing(prepared, setting.profile),
    handle: ({ listings, store, scope }, input: ListingInput) => {
      const { entries } = listings.buckets(store, {
        ...input.query,
        within: containersWithin(scope.account),
      });
      return { input, entries };
    },
    render: ({ input, entries }, prepared) => {
      const of = {
        kind: 'account',
        name: prepared.context.scope.account,
        profile: setting.profile,
      } as const;
      return listingReply(of, entries.map(entryOf), input.form, headersOf(prepared, setting));
    },
  });
}

function entryOf(entry: ListEntry<Bucket>): ListingEntry {
  if (entry.type === 'prefix') return { kind: 'subdir', name: entry.prefix };
  const { name, usage } = entry.item;
  return {
    kind: 'container',
    name: containerOfBucket(name),
    count: usage.objects,
    bytes: usage.bytes,
    lastModified: formatListingTime(containerTime(entry.item)),
  };
}

/** S-LISTCONT-23, S-HEADACCT-08 to -11. */
function headersOf(prepared: Prepared, setting: Setting): HeaderList {
  const { id, createdAt, attributes } = accountOf(prepared, setting);
  const { containers, objects, bytes } = usageOf(prepared.context.store, id);
  return [
    ['X-Account-Container-Count', String(containers)],
    ['X-Account-Object-Count', String(objects)],
    ['X-Account-Bytes-Used', String(bytes)],
    ...attributeHeaders('Account', attributes),
    ['X-Timestamp', formatTimestamp(createdAt)],
    ['Accept-Ranges', 'bytes'],
  ];
}

/** The addressed account. @throws Refused missing-account */
function accountOf({ context }: Prepared, { accounts }: Setting): Account {
  return accounts.find(context.scope.account) ?? refuse('missing-account');
}

/** Only who may do everything everywhere makes and removes accounts. S-AUTH-18. @returns the account's id */
function requireReseller({ context }: Prepared): string {
  const { caller, scope } = context;
  if (caller === undefined) return refuse('anonymous-denied');
  if (!owns(caller, scope.account) || !caller.groups?.includes(RESELLER_ADMIN))
    return refuse('access-denied');
  return scope.account;
}
