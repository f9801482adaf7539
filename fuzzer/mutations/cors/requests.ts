import { withField } from '../../structured-request.ts';
import { at, isPreflight, readsObject } from '../applies.ts';
import { type MutationClass, settled } from '../mutation.ts';
import { variants } from '../variants.ts';

/** Origin on requests that are no preflight: the answer is the same but for its fields. */
export const corsRequestMutations: readonly MutationClass[] = [
  variants({
    slug: 'cr-origin-plain',
    group: 'cors',
    title: 'an origin on any request',
    order: 'before-signing',
    slots: at('header:origin', (about, request) => !isPreflight(about, request)),
    values: ['http://bucketproof.example', 'null', '', '*', 'x'],
    change: (request, value) => withField(request, 'Origin', value),
    settles: settled('as-unmutated', 'RFC 6454 section 7.3', 'should'),
  }),
  variants({
    slug: 'cr-error-response',
    group: 'cors',
    title: 'an origin on what is refused or not modified',
    order: 'before-signing',
    slots: at('header:origin', readsObject),
    values: ['404', '304', '416', '412'],
    change: (request, outcome) => {
      const asked = withField(request, 'Origin', 'http://bucketproof.example');
      if (outcome === '404') return { ...asked, path: `${asked.path}-absent` };
      if (outcome === '304') return withField(asked, 'If-None-Match', '*');
      return outcome === '416'
        ? withField(asked, 'Range', 'bytes=9999-')
        : withField(asked, 'If-Match', '"0"');
    },
  }),
];
