import { asIf, deafTo, inContext, on } from '../../faults/edit-request.ts';
import { answering, losing, rewriting, saying } from '../../faults/edit-response.ts';
import type { Tampering } from '../../faults/tampering.ts';
import { getsObject, readsObject } from '../../faults/which.ts';
import { refuse } from '../../operations/refuse.ts';
import { claimed, operations } from './claimed.ts';

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

/** What one profile has beyond the other, and times. */
export const extensionFaults = claimed('extensions', {
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
  'redirects-to-path': {
    says: 'Location of a redirect is a path without a host.',
    claims: ['S-GETOBJ-07', 'S-PUTOBJ-11'],
    respond: (response, about) =>
      response.status === 307
        ? rewriting(/^location$/, (url) => url.replace(/^https?:\/\/[^/]+/, ''))(response, about)
        : response,
  },
  'redirects-nowhere': {
    says: 'A redirect does not say where to.',
    claims: ['S-GETOBJ-07', 'S-PUTOBJ-11'],
    respond: (response, about) =>
      response.status === 307 ? losing(/^location$/)(response, about) : response,
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
});
