import { decodeUtf8 } from '../../core/percent-encoding.ts';
import { type ListingEntry, type ListingReading, unreadable } from './entries.ts';

/** A JSON listing, in ASCII. S-LISTCONT-15, S-LISTOBJ-18. */
export function renderJsonListing(entries: readonly ListingEntry[]): string {
  const objects = entries.map((entry) => {
    const members = Object.entries(membersOf(entry)).map(
      ([name, value]) => `${ascii(name)}: ${typeof value === 'number' ? value : ascii(value)}`,
    );
    return `{${members.join(', ')}}`;
  });
  return `[${objects.join(', ')}]`;
}

function membersOf(entry: ListingEntry): Readonly<Record<string, string | number>> {
  switch (entry.kind) {
    case 'container':
      return {
        name: entry.name,
        count: entry.count,
        bytes: entry.bytes,
        last_modified: entry.lastModified,
      };
    case 'object':
      return {
        name: entry.name,
        hash: entry.hash,
        bytes: entry.bytes,
        content_type: entry.contentType,
        last_modified: entry.lastModified,
      };
    case 'subdir':
      return { subdir: entry.name };
    default:
      return entry satisfies never;
  }
}

function ascii(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Reads a JSON listing; members beyond the documented ones are allowed. Never throws. */
export function readJsonListing(body: Uint8Array): ListingReading {
  let value: unknown;
  try {
    value = JSON.parse(decodeUtf8(body) ?? '');
  } catch {
    return unreadable('not JSON in UTF-8');
  }
  if (!Array.isArray(value)) return unreadable('not an array');
  const entries: ListingEntry[] = [];
  for (const [index, item] of (value as readonly unknown[]).entries()) {
    const entry = readEntry(item);
    if (!entry) return unreadable(`entry ${index} lacks a documented member, or one has another type`);
    entries.push(entry);
  }
  return { kind: 'listing', entries };
}

function readEntry(item: unknown): ListingEntry | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const text = (name: string) => textMember(item, name);
  const number = (name: string) => numberMember(item, name);
  const subdir = text('subdir');
  if (subdir !== undefined) return { kind: 'subdir', name: subdir };
  const [name, bytes, lastModified] = [text('name'), number('bytes'), text('last_modified')];
  const [hash, contentType, count] = [text('hash'), text('content_type'), number('count')];
  if (name === undefined || bytes === undefined || lastModified === undefined) return undefined;
  if (count !== undefined) return { kind: 'container', name, count, bytes, lastModified };
  if (hash === undefined || contentType === undefined) return undefined;
  return { kind: 'object', name, hash, bytes, contentType, lastModified };
}

function textMember(item: object, name: string): string | undefined {
  const value = member(item, name);
  return typeof value === 'string' ? value : undefined;
}

function numberMember(item: object, name: string): number | undefined {
  const value = member(item, name);
  return typeof value === 'number' ? value : undefined;
}

function member(item: object, name: string): unknown {
  return Object.hasOwn(item, name) ? Reflect.get(item, name) : undefined;
}
