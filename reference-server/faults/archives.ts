import { refuse } from '../operations/refuse.ts';
import { forgiving } from './catching.ts';
import { inContext, on, onBuckets } from './edit-request.ts';
import { answering, rewriting, status } from './edit-response.ts';
import { faults } from './fault.ts';
import { appends, putsObject, readsObject, type Which } from './which.ts';

const restores: Which = ({ subresources, effect }) =>
  effect === 'changes-object' && subresources.includes('restore');
const ACCEPTED = { status: 202, headers: [], body: { kind: 'none' } } as const;

/** Archived objects and objects that grow. */
export const archiveFaults = faults('archive and append', {
  'archived-objects-readable': {
    says: 'Archived objects can be read without being restored.',
    ...inContext(readsObject, ({ rules }) => ({ rules: { ...rules, archiveClasses: [] } })),
  },
  'restoration-answers-200': {
    says: 'Restoring an object answers 200.',
    ...answering(restores, status(200)),
  },
  'restoration-twice-accepted': {
    says: 'Restoring an object that is being restored is accepted again.',
    ...on(restores, (prepared, next) =>
      forgiving(
        ['restore-in-progress'],
        () => next(prepared),
        () => ACCEPTED,
      ),
    ),
  },
  'restoration-of-any-object': {
    says: 'Restoring an object that is not archived is accepted.',
    ...on(restores, (prepared, next) =>
      forgiving(
        ['not-archived'],
        () => next(prepared),
        () => ACCEPTED,
      ),
    ),
  },
  'restoration-removes-archive': {
    says: 'Restoring an object moves it out of the archive for good.',
    ...onBuckets(restores, (bucket) => ({
      update: (version, changes) => bucket.update(version, { ...changes, storageClass: 'STANDARD' }),
    })),
  },
  'restoration-does-nothing': {
    says: 'Restoring an object answers success and does nothing.',
    ...onBuckets(restores, () => ({ update: (version) => version })),
  },
  'append-position-ignored': {
    says: 'Appending adds to the end, wherever it is to begin.',
    ...on(appends, (prepared, next) => {
      const { context, request } = prepared;
      const length = context.store.bucket(context.bucket)?.current(context.key)?.size ?? 0;
      const query = (name: string) =>
        name === 'position' && request.query(name) ? String(length) : request.query(name);
      return next({ ...prepared, request: { ...request, query } });
    }),
  },
  'append-to-normal-objects': {
    says: 'Appending to a normal object replaces it.',
    ...on(appends, (prepared, next) =>
      forgiving(
        ['not-appendable'],
        () => next(prepared),
        () => ({ status: 200, headers: [], body: { kind: 'none' } }),
      ),
    ),
  },
  'append-replaces': {
    says: 'Appending replaces what was there.',
    ...onBuckets(appends, (bucket) => ({
      append: (position, object) => {
        if (position > 0) bucket.remove(object.key, bucket.owner);
        return bucket.append(0, object);
      },
    })),
  },
  'append-next-position-of-chunk': {
    says: 'The next position is the length of what was appended.',
    ...answering(appends, (response, { routed }) => {
      const position = Number(routed?.query.find(([name]) => name === 'position')?.[1]);
      return {
        ...response,
        headers: response.headers.map(([name, value]) => [
          name,
          name.endsWith('-next-append-position') ? String(Number(value) - position) : value,
        ]),
      };
    }),
  },
  'append-without-position': {
    says: 'Appending without a position begins at 0.',
    understand: ({ operation, query }) =>
      appends(operation) && !query.some(([name]) => name === 'position')
        ? { query: [...query, ['position', '0']] }
        : {},
  },
  'appendable-shown-as-normal': {
    says: 'Appendable objects are said to be normal.',
    ...answering(
      readsObject,
      rewriting(/-object-type$/, () => 'normal'),
    ),
  },
  'appendable-for-ever': {
    says: 'An object that was appended to stays appendable when it is overwritten.',
    ...onBuckets(putsObject, (bucket) => ({
      put: (object) => bucket.put({ ...object, kind: bucket.current(object.key)?.kind ?? 'normal' }),
    })),
  },
  'append-without-etag': {
    says: 'Appending answers without ETag.',
    ...answering(appends, (response) => ({
      ...response,
      headers: response.headers.filter(([name]) => name !== 'ETag'),
    })),
  },
  'append-conflict-as-412': {
    says: 'A wrong position is a failed precondition.',
    ...on(appends, async (prepared, next) => {
      const { context, request } = prepared;
      const length = context.store.bucket(context.bucket)?.current(context.key)?.size ?? 0;
      const position = request.query('position');
      return position !== undefined && Number(position) !== length
        ? refuse('precondition-failed')
        : next(prepared);
    }),
  },
});
