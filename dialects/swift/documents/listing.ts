import { document, integer, many, matching, one, optional, text } from '../../core/document.ts';

/** UTC without a zone, to the microsecond. S-LISTOBJ-22. */
export const listingTime = matching(
  /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}/,
  '2026-11-21T04:19:40.172500',
);

/** Hexadecimal MD5 without quotes. S-LISTOBJ-21. */
const hash = matching(/[0-9a-f]{32}/, 'd41d8cd98f00b204e9800998ecf8427e');

/** Containers of an account. Here a folded name is an attribute alone. S-LISTCONT-16, -17. */
export const accountListing = document(
  'account',
  [
    many('container', [
      one('name', text),
      one('count', integer(0)),
      one('bytes', integer(0)),
      one('last_modified', listingTime),
      optional('storage_policy', text),
    ]),
    many('subdir', [], { attributes: ['name'] }),
  ],
  { attributes: ['name'] },
);

/** Objects of a container. Here a folded name is an attribute and an element. S-LISTOBJ-19, -20. */
export const containerListing = document(
  'container',
  [
    many('object', [
      one('name', text),
      one('hash', hash),
      one('bytes', integer(0)),
      one('content_type', text),
      one('last_modified', listingTime),
    ]),
    many('subdir', [one('name', text)], { attributes: ['name'] }),
  ],
  { attributes: ['name'] },
);
