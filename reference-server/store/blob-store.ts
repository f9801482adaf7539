import type { BlobStore, HashName } from './blob.ts';
import { SpillingWriter, type WriterSurroundings } from './blob-writer.ts';
import { CompositeBlob } from './composite-blob.ts';
import { DigestSet } from './digest.ts';
import { MemoryBlob } from './memory-blob.ts';
import { MemoryBudget } from './memory-budget.ts';
import { TempDirectory } from './temp-directory.ts';

/** Sizes in bytes. */
export interface BlobStoreOptions {
  /** Digests every blob gets unless its writer asks for others. Default: MD5 and CRC-64. */
  readonly hashes?: readonly HashName[] | undefined;
  /** Where the directory for temporary files is made. Default: the system's. */
  readonly directory?: string | undefined;
  /** Greatest blob kept in memory. Default 8 MiB. */
  readonly memoryLimit?: number | undefined;
  /** What all blobs together may hold in memory, but for tiny ones. Default 64 MiB. */
  readonly memoryBudget?: number | undefined;
}

const MIB = 1024 * 1024;

/** A file of its own for fewer bytes than this would cost more than it saves. */
const TINY_BYTES = 4096;

/** A blob store with a directory of its own, which is removed by `close`, or else when the process exits. */
export function createBlobStore(options: BlobStoreOptions = {}): BlobStore {
  const defaults = options.hashes ?? ['md5', 'crc64'];
  const directory = new TempDirectory(options.directory);
  const budget = new MemoryBudget(options.memoryBudget ?? 64 * MIB);
  const memoryLimit = options.memoryLimit ?? 8 * MIB;
  const surroundings: WriterSurroundings = {
    directory,
    budget,
    memoryLimit,
    tinyLimit: Math.min(TINY_BYTES, memoryLimit / 8),
  };
  const writer: BlobStore['writer'] = (hashes = defaults) => new SpillingWriter(surroundings, hashes);
  return {
    writer,
    from(bytes, hashes = defaults) {
      const digests = new DigestSet(hashes);
      digests.update(bytes);
      budget.take(bytes.length);
      return new MemoryBlob(bytes, digests.finish(), () => budget.give(bytes.length));
    },
    async receive(source, hashes, begun) {
      const target = writer(hashes);
      begun?.(target);
      try {
        for await (const chunk of source) await target.write(chunk);
        return await target.commit();
      } catch (error) {
        await target.discard();
        throw error;
      }
    },
    concat: (blobs) => {
      const [only, second] = blobs;
      return only && !second ? only.retain() : new CompositeBlob(blobs);
    },
    close: () => directory.close(),
  };
}
