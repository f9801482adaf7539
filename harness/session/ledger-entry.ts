/** Something a run brings into being on a target. */
export interface Resource {
  readonly kind: 'bucket' | 'object' | 'upload';
  readonly bucket: string;
  readonly key?: string | undefined;
  readonly uploadId?: string | undefined;
  /** Identity that asked for it. */
  readonly identity: string;
}

/**
 * What became of a resource. `intended` is written before the request goes out, so that a crash leaves a trace of
 * whatever may exist; `refused` takes it back when the target said no. A bucket is `removed` when the clean-up saw it
 * gone, whatever a check did to it before.
 */
export interface LedgerEntry extends Resource {
  readonly state: 'intended' | 'created' | 'refused' | 'removed';
}
