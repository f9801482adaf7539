import type { HeaderList } from '../../../dialects/core/headers.ts';
import type { Attributes } from '../../../dialects/swift/metadata-limits.ts';
import type { Bucket } from '../../store/bucket.ts';
import { NO_ATTRIBUTES } from '../metadata.ts';
import { CONTAINER_METADATA } from './container-headers.ts';

/** What a container lets pages of other sites do, as its attributes say. */
export interface CrossOrigin {
  /** Value of Access-Control-Allow-Origin for an origin, or undefined where it is not let in. S-CORS-01, -02. */
  readonly allowed: (origin: string) => string | undefined;
  /** Seconds a preflight may be remembered, as they stand there. S-CORS-03. */
  readonly maxAge: string | undefined;
  /** Names of headers a page may see. S-CORS-04. */
  readonly exposed: readonly string[];
}

/** What every answer lets a page see. */
const ALWAYS_EXPOSED = [
  ...['cache-control', 'content-language', 'content-type', 'expires', 'last-modified', 'pragma', 'etag'],
  ...['x-timestamp', 'x-trans-id', 'x-openstack-request-id'],
];

/** What a container lets other sites do; nothing where there is none, or where its attributes say nothing. */
export function crossOriginOf(bucket: Bucket | undefined): CrossOrigin {
  const attributes: Attributes = bucket?.attributes.get(CONTAINER_METADATA) ?? NO_ATTRIBUTES;
  const words = (name: string): string[] => (attributes.get(name) ?? '').split(' ').filter(Boolean);
  const origins = words('Access-Control-Allow-Origin');
  return {
    allowed: (origin) => (origins.includes('*') ? '*' : origins.find((one) => one === origin)),
    maxAge: attributes.get('Access-Control-Max-Age'),
    exposed: words('Access-Control-Expose-Headers'),
  };
}

/** What an answer to a page of an allowed origin carries besides its own headers. S-CORS-04, -05. */
export function exposingHeaders(bucket: Bucket | undefined, origin: string, headers: HeaderList): HeaderList {
  const { allowed, exposed } = crossOriginOf(bucket);
  const value = allowed(origin);
  if (value === undefined) return [];
  const attributes = headers
    .map(([name]) => name.toLowerCase())
    .filter((name) => /^x-(?:container|object)-meta-/.test(name));
  const names = new Set([...ALWAYS_EXPOSED, ...attributes, ...exposed.map((name) => name.toLowerCase())]);
  return [['Access-Control-Expose-Headers', [...names].join(', ')], ...allowingHeaders(value)];
}

/** Who is let in. What is said to one site is not for others; `varying` names what else of the request it depends on. */
export function allowingHeaders(value: string, ...varying: string[]): HeaderList {
  const dependsOn = [...(value === '*' ? [] : ['Origin']), ...varying];
  return [
    ['Access-Control-Allow-Origin', value],
    ...(dependsOn.length === 0 ? [] : ([['Vary', dependsOn.join(', ')]] as const)),
  ];
}
