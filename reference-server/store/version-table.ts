import type { IdSource } from './ids.ts';
import { compareKeys } from './key-order.ts';
import { NULL_VERSION, type ObjectVersion, type Version } from './object-record.ts';
import { OrderedMap } from './ordered-map.ts';

/** All versions of all keys of a bucket, and which of them are current. Owns a reference on every blob in it. */
export class VersionTable {
  /** Current objects; no delete markers. */
  readonly objects = new OrderedMap<string, ObjectVersion>(compareKeys);
  /** Versions of every key, oldest first, sequence numbers ascending. */
  readonly history = new OrderedMap<string, Version[]>(compareKeys);
  readonly #ids: IdSource;
  #bytes = 0;
  #versions = 0;
  #versionBytes = 0;

  constructor(ids: IdSource) {
    this.#ids = ids;
  }

  /** Bytes of the current objects. */
  get bytes(): number {
    return this.#bytes;
  }

  get versions(): number {
    return this.#versions;
  }

  get versionBytes(): number {
    return this.#versionBytes;
  }

  /** The newest version of `key`. */
  newest(key: string): Version | undefined {
    return this.history.get(key)?.at(-1);
  }

  /** The version with that id. */
  find(key: string, versionId: string): Version | undefined {
    const versions = this.history.get(key);
    if (!versions) return undefined;
    if (versionId === NULL_VERSION) return versions.findLast((version) => version.versionId === NULL_VERSION);
    const sequence = this.#ids.sequenceOf(versionId);
    const found = sequence === undefined ? undefined : versions[position(versions, sequence)];
    return found?.versionId === versionId ? found : undefined;
  }

  /** How many versions of `key` are older than that one, which may be gone; 0 when the id never was one of them. */
  olderThan(key: string, versionId: string): number {
    const sequence = this.find(key, versionId)?.sequence ?? this.#ids.sequenceOf(versionId);
    return sequence === undefined ? 0 : position(this.history.get(key) ?? [], sequence);
  }

  /** Adds the newest version of its key. `now` becomes the time since when its predecessor is not current. */
  push(version: Version, now: number): void {
    const versions = this.history.get(version.key) ?? [];
    const previous = versions.pop();
    if (previous) versions.push({ ...previous, noncurrentSince: now });
    versions.push(version);
    if (versions.length === 1) this.history.set(version.key, versions);
    this.#count(version, 1);
    this.#settle(version.key, versions);
  }

  /** Takes a version away and gives its blob up; the one before it becomes current when it was the newest. */
  drop(version: Version): void {
    const versions = this.history.get(version.key);
    const at = versions ? position(versions, version.sequence) : -1;
    const [dropped] = versions?.splice(at, 1) ?? [];
    if (!versions || !dropped) return;
    const newest = versions.at(-1);
    if (newest?.noncurrentSince !== undefined) {
      versions[versions.length - 1] = { ...newest, noncurrentSince: undefined };
    }
    if (versions.length === 0) this.history.delete(version.key);
    this.#count(dropped, -1);
    this.#settle(version.key, versions);
    if (dropped.type === 'object') dropped.blob.release();
  }

  /**
   * Puts `change` of the stored version that has the key and sequence number of `version` in its place.
   * @returns the new record; undefined when there is no such object any more
   */
  replace(
    version: ObjectVersion,
    change: (stored: ObjectVersion) => ObjectVersion,
  ): ObjectVersion | undefined {
    const versions = this.history.get(version.key);
    const at = versions ? position(versions, version.sequence) : -1;
    const stored = versions?.[at];
    if (!versions || stored?.type !== 'object' || stored.sequence !== version.sequence) return undefined;
    const next = change(stored);
    versions[at] = next;
    this.#count(stored, -1);
    this.#count(next, 1);
    this.#settle(version.key, versions);
    return next;
  }

  /** Gives everything up. */
  clear(): void {
    for (const [, versions] of this.history.from()) {
      for (const version of versions) if (version.type === 'object') version.blob.release();
    }
    this.objects.clear();
    this.history.clear();
    this.#bytes = this.#versions = this.#versionBytes = 0;
  }

  #count(version: Version, times: 1 | -1): void {
    this.#versions += times;
    if (version.type === 'object') this.#versionBytes += times * version.size;
  }

  /** Brings the current object of `key` in line with the newest of its versions. */
  #settle(key: string, versions: readonly Version[]): void {
    this.#bytes -= this.objects.get(key)?.size ?? 0;
    const newest = versions.at(-1);
    if (newest?.type !== 'object') {
      this.objects.delete(key);
      return;
    }
    this.objects.set(key, newest);
    this.#bytes += newest.size;
  }
}

/** Index of the version with that sequence number, or of the first one after it, by bisection. */
function position(versions: readonly Version[], sequence: number): number {
  let low = 0;
  let high = versions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((versions[middle]?.sequence ?? 0) < sequence) low = middle + 1;
    else high = middle;
  }
  return low;
}
