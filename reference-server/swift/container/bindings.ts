import type { ListingEntry } from '../../../dialects/swift/listings/entries.ts';
import { deleteBucket } from '../../operations/bucket.ts';
import { bucketOf } from '../../operations/context.ts';
import { type Binding, bind, type Prepared } from '../../operations/handler.ts';
import { Attributes } from '../../store/attributes.ts';
import type { Bucket } from '../../store/bucket.ts';
import { decodeListing, formHeaders, type ListingInput, listingReply } from '../listing.ts';
import { changedAttributes, NO_ATTRIBUTES } from '../metadata.ts';
import { containerOfBucket } from '../names.ts';
import { emptyReply, PROSE_TYPE, proseReply } from '../reply.ts';
import type { Setting } from '../setting.ts';
import { changeAcl, decodeAclChange } from './access-lists.ts';
import { CONTAINER_METADATA, containerHeaders } from './container-headers.ts';
import { touchContainer } from './container-times.ts';
import { inPath } from './in-path.ts';
import { objectEntry } from './object-entry.ts';
import { requestedPolicy, STORAGE_POLICY } from './storage-policy.ts';

/** Requests to a container. S-PUTCONT, S-DELCONT, S-HEADCONT, S-POSTCONT, S-LISTOBJ, S-ACL. */
export function containerBindings(setting: Setting): Readonly<Record<string, Binding>> {
  const update: Binding = async (prepared) => {
    change(prepared, setting, bucketOf(prepared.context));
    return emptyReply(204);
  };
  return {
    ListObjects: listObjects(setting),
    HeadContainer: async (prepared) =>
      emptyReply(204, [...formHeaders(prepared), ...containerHeaders(prepared.context)]),
    CreateContainer: async (prepared) => {
      const { store, bucket: name, scope } = prepared.context;
      const found = store.bucket(name);
      const policy = requestedPolicy(prepared.request, setting.profile, found);
      if (found) {
        change(prepared, setting, found);
        return proseReply(202, 'The request is accepted for processing.');
      }
      const [attributes, lists] = asked(prepared, setting, undefined);
      const made = Attributes.empty.with(CONTAINER_METADATA, attributes).with(STORAGE_POLICY, policy);
      changeAcl(store.createBucket({ name, owner: scope.account, region: '', attributes: made }), lists);
      return emptyReply(201, [PROSE_TYPE]);
    },
    DeleteContainer: async ({ context }) => {
      deleteBucket(context);
      return emptyReply(204);
    },
    UpdateContainerMetadata: update,
    UpdateContainerAcl: update,
  };
}

const listObjects = ({ profile }: Setting): Binding =>
  bind({
    decode: (prepared: Prepared) => {
      const input = decodeListing(prepared, profile);
      const path = prepared.request.query('path');
      return path === undefined ? input : { ...input, query: inPath(input.query, path) };
    },
    handle: (context, input: ListingInput) => ({
      input,
      page: context.listings.objects(bucketOf(context), input.query),
    }),
    render: ({ input, page }, { context }) => {
      const of = { kind: 'container', name: containerOfBucket(context.bucket), profile } as const;
      const entries = page.entries.map(
        (entry): ListingEntry =>
          entry.type === 'item' ? objectEntry(entry.item) : { kind: 'subdir', name: entry.prefix },
      );
      return listingReply(of, entries, input.form, containerHeaders(context));
    },
  });

/** Nothing is changed unless everything that is asked for is in order. S-META-09, S-PUTCONT-18. */
function change(prepared: Prepared, setting: Setting, bucket: Bucket): void {
  const [attributes, lists] = asked(prepared, setting, bucket);
  bucket.setAttribute(CONTAINER_METADATA, attributes);
  changeAcl(bucket, lists);
  touchContainer(bucket, prepared.context.store.clock.now());
}

/** @throws Refused invalid-metadata | metadata-too-large | invalid-acl */
function asked({ request }: Prepared, { profile }: Setting, bucket: Bucket | undefined) {
  const before = bucket?.attributes.get(CONTAINER_METADATA) ?? NO_ATTRIBUTES;
  const lists = decodeAclChange(request, profile);
  return [changedAttributes('Container', profile, 'post', before, request), lists] as const;
}
