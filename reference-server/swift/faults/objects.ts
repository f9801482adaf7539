import { type HeaderList, headerValue, withHeader } from '../../../dialects/core/headers.ts';
import { asIf, deafTo, deafToHeader, inContext, on, onBuckets } from '../../faults/edit-request.ts';
import { answering, failing, losing, rewriting, saying, status } from '../../faults/edit-response.ts';
import type { Tampering } from '../../faults/tampering.ts';
import { copies, getsObject, putsObject, readsObject } from '../../faults/which.ts';
import { refuse } from '../../operations/refuse.ts';
import type { RequestView } from '../../operations/request-view.ts';
import type { NewObject } from '../../store/object-record.ts';
import { changesObject, claimed, operations } from './claimed.ts';
import { overlooking, withFields } from './edit-fields.ts';

const writes = operations(
  'PutObject',
  'UpdateObjectMetadata',
  'ReplaceObjectMetadata',
  'CreateContainer',
  'UpdateContainerMetadata',
  'UpdateAccountMetadata',
);
const META = /^x-(?:object|container|account)-meta-/;

/** Objects that are stored with other properties than those sent. */
function storing(change: (object: NewObject, request: RequestView) => Partial<NewObject>): Tampering {
  return onBuckets(putsObject, (bucket, { request }) => ({
    put: (object) => bucket.put({ ...object, ...change(object, request) }),
  }));
}

function typed(object: NewObject, type: string): Partial<NewObject> {
  return { contentHeaders: withHeader(object.contentHeaders, 'Content-Type', type) };
}

/** Attributes of a request otherwise. */
function attributes(change: (fields: HeaderList) => HeaderList): Pick<Tampering, 'operate'> {
  return withFields(writes, (fields) => [
    ...fields.filter(([name]) => !META.test(name.toLowerCase())),
    ...change(fields.filter(([name]) => META.test(name.toLowerCase()))),
  ]);
}

/** Length of the name of an attribute. */
function nameLength(header: string): number {
  return header.toLowerCase().replace(META, '').length;
}

/** Objects, their attributes, and what is refused of them. */
export const objectFaults = claimed('objects', {
  'upload-answers-200': {
    says: 'PUT of an object answers 200.',
    claims: ['S-PUTOBJ-22'],
    ...answering(putsObject, status(200)),
  },
  'upload-without-time': {
    says: 'PUT of an object does not tell Last-Modified.',
    claims: ['S-PUTOBJ-18'],
    ...answering(putsObject, losing(/^last-modified$/)),
  },
  'upload-tag-quoted': {
    says: 'PUT of an object answers a quoted ETag.',
    claims: ['S-PUTOBJ-28', 'S-PUTOBJ-19'],
    ...answering(
      putsObject,
      rewriting(/^etag$/, (tag) => `"${tag}"`),
    ),
  },
  'tag-quoted': {
    says: 'GET and HEAD answer a quoted ETag.',
    claims: ['S-GETOBJ-32', 'S-GETOBJ-26'],
    ...answering(
      readsObject,
      rewriting(/^etag$/, (tag) => `"${tag}"`),
    ),
  },
  'declared-digest-ignored': {
    says: 'The ETag of an upload is not compared with its body.',
    claims: ['S-PUTOBJ-09'],
    ...asIf(putsObject, () => ({ contentMd5: undefined })),
  },
  'declared-digest-without-case': {
    says: 'The ETag of an upload is compared without letter case.',
    claims: ['S-PUTOBJ-26'],
    ...asIf(putsObject, ({ contentMd5 }) => ({ contentMd5: contentMd5?.toLowerCase() })),
  },
  'quoted-digest-differs': {
    says: 'The quotes of an ETag in an upload count as part of it.',
    claims: ['S-PUTOBJ-26'],
    ...asIf(putsObject, ({ header, contentMd5 }) => ({ contentMd5: header('ETag') ?? contentMd5 })),
  },
  'wrong-digest-as-400': {
    says: 'An ETag that is not that of the body is a bad request.',
    claims: ['S-PUTOBJ-09'],
    respond: (response) => (response.status === 422 ? { ...response, status: 400 } : response),
  },
  'wrong-digest-stored': {
    says: 'A body with a wrong ETag is refused after it was stored.',
    claims: ['S-PUTOBJ-25'],
    ...on(putsObject, async (prepared, next) => {
      const { contentMd5, ...request } = prepared.request;
      const response = await next({ ...prepared, request: { ...request, contentMd5: undefined } });
      const tag = headerValue(response.headers, 'etag');
      return contentMd5 === undefined || contentMd5 === tag ? response : refuse('bad-digest');
    }),
  },
  'type-always-guessed': {
    says: 'Content-Type is ignored: the name of the object tells its type.',
    claims: ['S-PUTOBJ-03', 'S-GETOBJ-27'],
    ...asIf(putsObject, ({ own }) => ({
      own: (name) => (name === 'detect-content-type' ? 'true' : own(name)),
    })),
  },
  'type-never-guessed': {
    says: 'An object without Content-Type is application/octet-stream, whatever its name is.',
    claims: ['S-PUTOBJ-04'],
    ...storing((object, request) =>
      request.header('Content-Type') === undefined ? typed(object, 'application/octet-stream') : {},
    ),
  },
  'unknown-type-is-text': {
    says: 'An object whose name tells no type is text/plain.',
    claims: ['S-PUTOBJ-05'],
    ...storing((object) =>
      headerValue(object.contentHeaders, 'content-type') === 'application/octet-stream'
        ? typed(object, 'text/plain')
        : {},
    ),
  },
  'detection-ignored': {
    says: 'X-Detect-Content-Type is ignored.',
    claims: ['S-PUTOBJ-37'],
    ...deafTo(putsObject, 'detect-content-type'),
  },
  'only-new-ignored': {
    says: 'If-None-Match: * does not keep an upload from overwriting.',
    claims: ['S-PUTOBJ-32'],
    ...deafToHeader(putsObject, 'If-None-Match'),
  },
  'uploads-conditional': {
    says: 'If-Match holds an upload to the object that is there.',
    claims: ['S-PUTOBJ-33'],
    ...on(putsObject, (prepared, next) =>
      prepared.request.header('If-Match') === undefined ? next(prepared) : refuse('precondition-failed'),
    ),
  },
  'too-large-as-400': {
    says: 'An upload that is too large is a bad request.',
    claims: ['S-PUTOBJ-30'],
    respond: (response) => (response.status === 413 ? { ...response, status: 400 } : response),
  },
  'content-md5-compared': {
    says: 'Content-MD5 is held against the body.',
    claims: ['S-PUTOBJ-38'],
    ...on(putsObject, (prepared, next) =>
      prepared.request.header('Content-MD5') === undefined ? next(prepared) : refuse('bad-digest'),
    ),
  },
  'deletion-twice-204': {
    says: 'Deleting an object that is not there answers 204.',
    claims: ['S-DELOBJ-05', 'S-DELOBJ-07'],
    respond: (response, { routed }) =>
      response.status === 404 && routed?.operation.id === 'DeleteObject'
        ? { ...response, status: 204, body: { kind: 'none' } }
        : response,
  },
  'object-post-200': {
    says: 'POST of an object answers 200.',
    claims: ['S-POSTOBJ-05'],
    ...answering(changesObject, status(200)),
  },
  'object-post-replaces': {
    says: 'POST of an object drops the attributes that are not named.',
    claims: ['S-POSTOBJ-16'],
    ...onBuckets(operations('UpdateObjectMetadata'), (bucket, { request }) => ({
      update: (version, changed) => {
        const named = new Set(request.headers.map(([name]) => name.toLowerCase()));
        const metadata = changed.metadata?.filter(([name]) =>
          named.has(`x-object-meta-${name.toLowerCase()}`),
        );
        return bucket.update(version, metadata === undefined ? changed : { ...changed, metadata });
      },
    })),
  },
  'object-post-merges': {
    says: 'POST of an object keeps the attributes that are not named.',
    claims: ['S-POSTOBJ-17'],
    ...onBuckets(operations('ReplaceObjectMetadata'), (bucket) => ({
      update: (version, changed) => {
        const metadata = (changed.metadata ?? []).reduce(
          (kept: HeaderList, [name, value]) => withHeader(kept, name, value),
          version.metadata,
        );
        return bucket.update(version, { ...changed, metadata });
      },
    })),
  },
  'empty-attribute-of-object-kept': {
    says: 'An empty value does not take an attribute of an object away.',
    claims: ['S-POSTOBJ-11'],
    ...overlooking(
      operations('UpdateObjectMetadata'),
      (name, value) => name.startsWith('x-object-meta-') && value === '',
    ),
  },
  'empty-attribute-of-object-dropped': {
    says: 'An attribute that is sent with an empty value is dropped.',
    claims: ['S-POSTOBJ-18'],
    ...overlooking(
      operations('ReplaceObjectMetadata'),
      (name, value) => name.startsWith('x-object-meta-') && value === '',
    ),
  },
  'removal-from-object-ignored': {
    says: 'X-Remove-Object-Meta- is ignored.',
    claims: ['S-POSTOBJ-12'],
    ...overlooking(changesObject, (name) => name.startsWith('x-remove-object-meta-')),
  },
  'post-keeps-headers': {
    says: 'POST of an object keeps stored headers that are not sent again.',
    claims: ['S-POSTOBJ-19'],
    ...onBuckets(operations('ReplaceObjectMetadata'), (bucket) => ({
      update: (version, { contentHeaders: _, ...changed }) => bucket.update(version, changed),
    })),
  },
  'post-resets-type': {
    says: 'POST of an object without Content-Type makes it application/octet-stream.',
    claims: ['S-POSTOBJ-19'],
    ...asIf(operations('ReplaceObjectMetadata'), ({ header }) => ({
      header: (name) =>
        header(name) ?? (name.toLowerCase() === 'content-type' ? 'application/octet-stream' : undefined),
    })),
  },
  'post-leaves-time': {
    says: 'POST of an object does not advance its time of change.',
    claims: ['S-POSTOBJ-20'],
    ...onBuckets(changesObject, (bucket) => ({
      update: (version, { lastModified: _, ...changed }) => bucket.update(version, changed),
    })),
  },
  'post-makes-object': {
    says: 'POST of an object that is not there answers as if it were.',
    claims: ['S-POSTOBJ-21', 'S-POSTOBJ-09'],
    respond: (response, { routed }) =>
      response.status === 404 && routed && changesObject(routed.operation)
        ? { ...response, status: 202, body: { kind: 'none' } }
        : response,
  },
  'names-of-attributes-in-lower-case': {
    says: 'Names of attributes come back in lower case.',
    claims: ['S-META-06'],
    respond: (response) => ({
      ...response,
      headers: response.headers.map(([name, value]) => [
        META.test(name.toLowerCase()) ? name.toLowerCase() : name,
        value,
      ]),
    }),
  },
  'underscores-kept': {
    says: 'An underscore in the name of an attribute stays one.',
    claims: ['S-META-06'],
    ...attributes((fields) => fields.map(([name, value]) => [name.replaceAll('_', ''), value])),
  },
  'long-attribute-names-dropped': {
    says: 'An attribute whose name is too long is dropped.',
    claims: ['S-META-01'],
    ...attributes((fields) => fields.filter(([name]) => nameLength(name) <= 128)),
  },
  'attribute-names-bounded-to-64': {
    says: 'Names of attributes have at most 64 characters.',
    claims: ['S-META-01'],
    ...attributes((fields) =>
      fields.some(([name]) => nameLength(name) > 64) ? refuse('metadata-too-large') : fields,
    ),
  },
  'long-attribute-values-cut': {
    says: 'Values of attributes are cut after 256 bytes.',
    claims: ['S-META-02'],
    ...attributes((fields) => fields.map(([name, value]) => [name, value.slice(0, 256)])),
  },
  'attributes-beyond-90-dropped': {
    says: 'Of too many attributes the first 90 are kept.',
    claims: ['S-META-03'],
    ...attributes((fields) => fields.slice(0, 90)),
  },
  'attributes-beyond-4096-dropped': {
    says: 'Attributes are kept as long as they come to 4096 bytes.',
    claims: ['S-META-04'],
    ...attributes((fields) => {
      let total = 0;
      return fields.filter(([name, value]) => {
        total += nameLength(name) + value.length;
        return total <= 4096;
      });
    }),
  },
  'attributes-without-name-dropped': {
    says: 'An attribute without a name is dropped.',
    claims: ['S-META-05'],
    ...attributes((fields) => fields.filter(([name]) => nameLength(name) > 0)),
  },
  'repeated-attribute-last': {
    says: 'Of an attribute that is sent twice the last one is kept.',
    claims: ['S-META-07'],
    ...attributes((fields) =>
      fields.reduce<HeaderList>((kept, [name, value]) => withHeader(kept, name, value), []),
    ),
  },
  'undecodable-attributes-dropped': {
    says: 'An attribute of a container or an account that is no UTF-8 is dropped.',
    claims: ['S-META-08'],
    ...overlooking(
      writes,
      (name, value) =>
        /^x-(?:container|account)-meta-/.test(name) &&
        Buffer.from(value, 'latin1').toString().includes('\ufffd'),
    ),
  },
  'time-cut': {
    says: 'Last-Modified is the second an object was changed in, not the next one.',
    claims: ['S-GETOBJ-51'],
    ...inContext(
      () => true,
      ({ rules }) => ({ rules: { ...rules, reading: { ...rules.reading, shownSecond: 'past' } } }),
    ),
  },
  'timestamp-in-milliseconds': {
    says: 'X-Timestamp is in milliseconds.',
    claims: ['S-GETOBJ-50'],
    ...answering(
      readsObject,
      rewriting(/^x-timestamp$/, (seconds) => String(Math.floor(Number(seconds) * 1000))),
    ),
  },
  'delete-at-not-shown': {
    says: 'X-Delete-At is not shown.',
    claims: ['S-GETOBJ-52'],
    ...answering(readsObject, losing(/^x-delete-at$/)),
  },
  'always-dynamic': {
    says: 'X-Object-Is-Dynamic: yes comes with every object.',
    claims: ['S-GETOBJ-31'],
    ...answering(readsObject, saying('X-Object-Is-Dynamic', 'yes')),
  },
  'redirects-reads': {
    says: 'A read is sent to another node whether the client would follow or not.',
    claims: ['S-GETOBJ-08'],
    ...redirecting('GetObject'),
  },
  'redirects-uploads': {
    says: 'An upload is sent to another node whether the client would follow or not.',
    claims: ['S-PUTOBJ-12'],
    ...redirecting('PutObject'),
  },
  'global-id-of-response': {
    says: 'X-Object-GoId is another one with every response.',
    claims: ['S-GETOBJ-29'],
    fresh: () => {
      let count = 0;
      return answering(
        readsObject,
        rewriting(/^x-object-goid$/, (id) => `${id}${count++}`),
      );
    },
  },
  'rate-ignored': {
    says: 'X-Transfer-Rate is ignored.',
    claims: ['S-GETOBJ-09', 'S-GETOBJ-10'],
    ...deafTo(getsObject, 'transfer-rate'),
  },
  'rate-in-bytes': {
    says: 'X-Transfer-Rate is taken for bytes a second.',
    claims: ['S-GETOBJ-09'],
    ...scaling('transfer-rate', 8),
  },
  'delay-ignored': {
    says: 'X-Transfer-Delay is ignored.',
    claims: ['S-GETOBJ-13', 'S-GETOBJ-14'],
    ...deafTo(getsObject, 'transfer-delay'),
  },
  'negative-delay-ignored': {
    says: 'A negative X-Transfer-Delay is taken for none.',
    claims: ['S-GETOBJ-15'],
    ...asIf(getsObject, ({ own }) => ({
      own: (name) => (name === 'transfer-delay' && own(name)?.startsWith('-') ? '0' : own(name)),
    })),
  },
  'zero-rate-refused': {
    says: 'X-Transfer-Rate: 0 is refused.',
    claims: ['S-GETOBJ-11', 'S-GETOBJ-10'],
    ...on(getsObject, (prepared, next) =>
      prepared.request.own('transfer-rate') === '0' ? refuse('invalid-argument') : next(prepared),
    ),
  },
  'conflict-named-gone': {
    says: 'A missing object is said to be gone: 410.',
    claims: ['S-GETOBJ-33', 'S-HEADOBJ-08'],
    ...failing(
      (response, { routed }) =>
        routed && readsObject(routed.operation) ? { ...response, status: 410 } : response,
      404,
    ),
  },
  'fresh-metadata-ignored': {
    says: 'X-Fresh-Metadata is ignored.',
    claims: ['S-COPY-03'],
    ...deafTo(copies, 'fresh-metadata'),
  },
  'copied-attributes-dropped': {
    says: 'A copy has only the attributes its request names.',
    claims: ['S-COPY-03'],
    ...asIf(copies, ({ own }) => ({ own: (name) => (name === 'fresh-metadata' ? 'true' : own(name)) })),
  },
  'source-of-copy-not-told': {
    says: 'The answer to a copy does not tell where it came from.',
    claims: ['S-COPY-01', 'S-COPY-02'],
    ...answering(copies, losing(/^x-copied-from/)),
  },
  'copy-answers-200': {
    says: 'A copy answers 200.',
    claims: ['S-COPY-01'],
    ...answering(copies, status(200)),
  },
  'range-of-copy-ignored': {
    says: 'A copy is always of the whole source.',
    claims: ['S-COPY-05'],
    ...deafToHeader(copies, 'Range'),
  },
  'conditions-of-copy-ignored': {
    says: 'Conditions on the source of a copy are ignored.',
    claims: ['S-COPY-05'],
    ...deafToHeader(copies, 'If-Match', 'If-None-Match', 'If-Modified-Since', 'If-Unmodified-Since'),
  },
  'destination-as-400': {
    says: 'A COPY without a destination is a bad request.',
    claims: ['S-COPY-04'],
    respond: (response, { routed }) =>
      response.status === 412 && routed && copies(routed.operation) ? { ...response, status: 400 } : response,
  },
});

/** Redirects what nobody said would be followed. */
function redirecting(id: string): Pick<Tampering, 'operate'> {
  return on(operations(id), async (prepared, next) => {
    const { own, host, rawPath } = prepared.request;
    if (own('follow-redirect') === 'true') return next(prepared);
    return { status: 307, headers: [['Location', `http://${host}${rawPath}`]], body: { kind: 'none' } };
  });
}

/** Reads a number in another unit. */
function scaling(header: string, factor: number): Pick<Tampering, 'operate'> {
  return asIf(getsObject, ({ own }) => ({
    own: (name) => {
      const value = own(name);
      const scaled = Math.min(Number(value) * factor, 50_000_000);
      return name === header && scaled > 0 ? String(scaled) : value;
    },
  }));
}
