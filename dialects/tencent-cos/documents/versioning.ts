import { document, one, oneOf, optional } from '../../core/document.ts';

const status = oneOf('Enabled', 'Suspended');

/** Body of PUT Bucket versioning. T-VER-01. */
export const versioningRequest = document('VersioningConfiguration', [one('Status', status)]);

/** Answer of GET Bucket versioning; empty until versioning was first set. T-VER-02, -03. */
export const versioningResult = document('VersioningConfiguration', [optional('Status', status)]);
