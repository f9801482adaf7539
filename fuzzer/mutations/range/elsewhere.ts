import { withField, withItem } from '../../structured-request.ts';
import { at, copies, lists, readsBytes, readsObject, type Trait, writes } from '../applies.ts';
import { type MutationClass, settled } from '../mutation.ts';
import { variants } from '../variants.ts';
import { RANGE, ranges } from './range-variants.ts';

/** Range is defined for GET alone: RFC 9110 section 14.2. */
const IGNORED = settled('as-unmutated', 'RFC 9110 section 14.2');
const VALUES = ['bytes=0-3', 'bytes=9999-', 'x', 'bytes=3-1'];

const isHead: Trait = (about, request) => readsObject(about, request) && about.operation.method === 'HEAD';
const readsOther: Trait = (about, request) =>
  about.operation.effect === 'none' && about.operation.method !== 'HEAD' && !readsBytes(about, request);
const isPlainWrite: Trait = (about, request) => writes(about, request) && !copies(about, request);

/** Range where it means nothing, or together with something else. */
export const rangeElsewhereMutations: readonly MutationClass[] = [
  ranges('ra-on-head', 'Range on HEAD', VALUES, IGNORED, { when: isHead }),
  ranges('ra-on-put', 'Range on what writes', VALUES, IGNORED, { when: isPlainWrite }),
  ranges('ra-on-list', 'Range on a listing', VALUES, undefined, { when: lists }),
  ranges('ra-on-other', 'Range on any other reading', VALUES, undefined, {
    when: (about, request) => readsOther(about, request) && !lists(about, request),
  }),
  variants({
    slug: 'ra-with-encoding',
    group: 'range',
    title: 'Range and an encoding of the answer',
    slots: at(RANGE, readsBytes),
    values: ['gzip', 'br, gzip', 'identity'],
    change: (request, value) => withField(withField(request, 'Range', 'bytes=1-4'), 'Accept-Encoding', value),
    settles: settled('as-unmutated', 'RFC 9110 section 12.5.3', 'should'),
  }),
  variants({
    slug: 'ra-part-number',
    group: 'range',
    title: 'Range and the number of a part',
    slots: at('query:partNumber', readsBytes),
    values: ['1', '2', '0', 'x'],
    change: (request, value) => withItem(withField(request, 'Range', 'bytes=1-4'), 'partNumber', value),
  }),
];
