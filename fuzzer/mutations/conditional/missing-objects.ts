import { type StructuredRequest, withField } from '../../structured-request.ts';
import { at, both, isSigned, readsObject, storesObject } from '../applies.ts';
import { type MutationClass, settled } from '../mutation.ts';
import { variants } from '../variants.ts';
import { type Conditions, OTHER, PAST } from './condition.ts';

function withFields(request: StructuredRequest, fields: Conditions): StructuredRequest {
  return Object.entries(fields).reduce((changed, [name, value]) => withField(changed, name, value), request);
}

/** Another object than the prepared one: one that is not there. */
const absent = (path: string): string => `${path}-absent`;
/** Conditions are ignored where the answer would be no success anyway, and `*` matches nothing that is not there. */
const BEFORE_CONDITIONS = settled(
  { kind: 'status', status: [404, 412] },
  'RFC 9110 section 13.2.1',
  'should',
);

/** Conditions where the object is not there, or nobody may know whether it is. */
export const missingObjectMutations: readonly MutationClass[] = [
  variants({
    slug: 'co-im-star-missing',
    group: 'conditional',
    title: 'If-Match: * for what is not there',
    order: 'before-signing',
    slots: at('header:if-match', readsObject),
    values: ['*'],
    change: (request, value) => ({ ...withField(request, 'If-Match', value), path: absent(request.path) }),
    settles: BEFORE_CONDITIONS,
  }),
  variants<Conditions>({
    slug: 'co-412-vs-404',
    group: 'conditional',
    title: 'a condition that fails for what is not there',
    order: 'before-signing',
    slots: at('header:if-match', readsObject),
    values: [{ 'If-Match': OTHER }, { 'If-Unmodified-Since': PAST }, { 'If-None-Match': '*' }],
    change: (request, fields) => withFields({ ...request, path: absent(request.path) }, fields),
    settles: BEFORE_CONDITIONS,
  }),
  variants<Conditions>({
    slug: 'co-412-vs-403',
    group: 'conditional',
    title: 'a condition from somebody who may not read',
    order: 'before-signing',
    slots: at('header:if-match', both(readsObject, isSigned)),
    values: [{ 'If-Match': OTHER }, { 'If-None-Match': '*' }, { 'If-Unmodified-Since': PAST }],
    change: (request, fields) =>
      withFields({ ...request, signing: { ...request.signing, none: true } }, fields),
    settles: (_, __, { dialect }) =>
      'anonymous-denied' in dialect.refusals
        ? settled({ kind: 'refusal', refusal: 'anonymous-denied' }, 'RFC 9110 section 13.2.1')
        : undefined,
  }),
  variants({
    slug: 'co-inm-star-create',
    group: 'conditional',
    title: 'an upload for a name that is free',
    order: 'before-signing',
    slots: at('header:if-none-match', storesObject),
    values: ['new', 'other'],
    change: (request, form) =>
      form === 'new'
        ? { ...withField(request, 'If-None-Match', '*'), path: `${request.path}-new` }
        : withField(request, 'If-None-Match', OTHER),
  }),
];
