import type { Addressing } from '../dialects/core/dialect.ts';
import type { Credentials } from '../dialects/core/signing.ts';
import type { Clock } from './store/clock.ts';
import { startReference as startTencentCos } from './tencent-cos/server.ts';

/** What every dialect's reference server can be started with. */
export interface ReferenceStart {
  /** Keys the server knows. */
  readonly identities: readonly Credentials[];
  /** Hosts and region the server answers for beside the documented ones. */
  readonly addressing?: Addressing | undefined;
  readonly address?: string | undefined;
  /** 0 or absent takes a free port. */
  readonly port?: number | undefined;
  readonly clock?: Clock | undefined;
  readonly seed?: string | undefined;
  readonly log?: ((message: string, error: unknown) => void) | undefined;
}

/** A reference server that is up. */
export interface RunningReference {
  readonly url: string;
  readonly port: number;
  readonly clock: Clock;
  readonly close: () => Promise<void>;
}

/** Reference servers by the name of their dialect. */
export const referenceServers: Readonly<
  Record<string, (start: ReferenceStart) => Promise<RunningReference>>
> = {
  'tencent-cos': ({ addressing, ...start }) =>
    startTencentCos({ ...start, region: addressing?.region, hostSuffix: addressing?.hostSuffix }),
};
