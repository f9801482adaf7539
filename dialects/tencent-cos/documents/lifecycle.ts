import { boolean, document, integer, many, one, oneOf, optional, some, text } from '../../core/document.ts';
import { transitionClass } from './leaves.ts';

const tags = many('Tag', [one('Key', text), one('Value', text)]);

/** Body of PUT Bucket lifecycle and answer of GET Bucket lifecycle. T-PUTLC-04 to -18. */
export const lifecycleConfiguration = document('LifecycleConfiguration', [
  some('Rule', [
    optional('ID', text),
    optional('Filter', [optional('Prefix', text), tags, optional('And', [optional('Prefix', text), tags])]),
    one('Status', oneOf('Enabled', 'Disabled')),
    many('Transition', [
      optional('Days', integer(0)),
      optional('Date', text),
      one('StorageClass', transitionClass),
    ]),
    optional('Expiration', [
      optional('Days', integer(1)),
      optional('Date', text),
      optional('ExpiredObjectDeleteMarker', boolean),
    ]),
    optional('AbortIncompleteMultipartUpload', [one('DaysAfterInitiation', integer(1))]),
    many('NoncurrentVersionTransition', [
      one('NoncurrentDays', integer(0)),
      one('StorageClass', transitionClass),
    ]),
    optional('NoncurrentVersionExpiration', [one('NoncurrentDays', integer(1))]),
  ]),
]);
