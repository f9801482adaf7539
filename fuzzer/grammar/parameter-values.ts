import fc, { type Arbitrary } from 'fast-check';
import type { Parameter } from '../../dialects/core/operation.ts';
import { leafText } from './document-values.ts';
import { fieldText, httpDate, origin, rangeValue, tagList } from './http-values.ts';

/** Grammars of parameters by their names in lower case; the first that fits counts. */
const BY_NAME: readonly (readonly [pattern: RegExp, values: Arbitrary<string>])[] = [
  [/^range$/, rangeValue],
  [/if-(un)?modified-since$/, httpDate],
  [/if-(none-)?match$/, tagList],
  [/^(response-)?expires$/, httpDate],
  [/^origin$/, origin],
  [/^access-control-request-method$/, fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'HEAD')],
  [/^(key-)?marker$|^prefix$/, fc.constantFrom('a', 'b', 'a/', 'A', 'é', '~', 'a b', 'a%20b', 'z', '0')],
  [/^delimiter$/, fc.constantFrom('/', 'a', 'b', '.', ' ')],
  [/-marker$/, fc.constantFrom('0', '1', '2')],
  [/-meta-/, fieldText],
  [/^cache-control$/, fc.constantFrom('max-age=600', 'no-cache', 'private, max-age=0')],
];

/** Parameters whose values follow from the body or name something that has to exist: only a sample knows them. */
const TIED =
  /(^|-)(md5|sha1|sha256|crc64)|copy-source$|uploadid|versionid|version-id|etag|policy|^file$|token|^id$/i;

/** Values the documentation allows for a parameter; undefined where only the sample has one. */
export function parameterValue({ name, type, example }: Parameter): Arbitrary<string> | undefined {
  if (TIED.test(name)) return undefined;
  const known = BY_NAME.find(([pattern]) => pattern.test(name.toLowerCase()))?.[1];
  if (known) return known;
  if (type === undefined) return fc.constant(example);
  if (type.kind !== 'integer') return leafText(type);
  // A number without a bound is a size of something; small ones say most.
  const min = type.min ?? 0;
  const max = Math.min(type.max ?? 1000, 1000);
  return fc
    .oneof(
      { arbitrary: fc.integer({ min, max: Math.min(max, min + 9) }), weight: 3 },
      { arbitrary: fc.integer({ min, max }), weight: 1 },
    )
    .map(String);
}
