import type { Addressing } from '../dialects/core/dialect.ts';
import type { Credentials } from '../dialects/core/signing.ts';
import { PROFILES } from '../dialects/swift/profiles.ts';
import type { ClaimedFault, Fault } from './faults/fault.ts';
import { plantedFaults } from './faults/planted/index.ts';
import { weave } from './faults/weave.ts';
import { faultCatalogue as swiftFaults } from './swift/faults/index.ts';
import type { Routed as SwiftRouted } from './swift/route-request.ts';
import type { Answered as SwiftAnswered, Seams as SwiftSeams } from './swift/seams.ts';
import { startReference as startSwift } from './swift/server.ts';
import { faultCatalogue as tencentCosFaults } from './tencent-cos/faults/index.ts';
import { weaveFault } from './tencent-cos/faults/weave-fault.ts';
import { startReference as startTencentCos } from './tencent-cos/server.ts';

/** What a server of any dialect can be started with. */
export interface StartOptions {
  readonly identities: readonly Credentials[];
  /** Documents the server follows; those of the dialect's default profile when absent. */
  readonly profile?: string | undefined;
  /** The hosts it answers to besides the documented ones, and its region. */
  readonly addressing?: Addressing | undefined;
  /** Address to bind; loopback when absent. */
  readonly address?: string | undefined;
  /** Port to bind; a free one when absent. */
  readonly port?: number | undefined;
  /** Told of what went wrong inside the server. */
  readonly log?: ((message: string, error: unknown) => void) | undefined;
  /** A deviation it is to have, or several, to see who notices; of its dialect's catalogue, or planted ones. */
  readonly fault?: Fault | readonly Fault[] | undefined;
}

/** A server that is up. */
export interface RunningReference {
  readonly url: string;
  readonly close: () => Promise<void>;
}

function allOf(fault: Fault | readonly Fault[]): readonly Fault[] {
  return 'id' in fault ? [fault] : fault;
}

/** How the reference server of each dialect is started, by dialect name. */
export const referenceServers: Readonly<
  Record<string, (options: StartOptions) => Promise<RunningReference>>
> = {
  'tencent-cos': ({ addressing, fault, profile: _, ...options }) =>
    startTencentCos({
      ...options,
      region: addressing?.region,
      // In path style the suffix is the server's own host, which has no buckets below it.
      hostSuffix: addressing?.style === 'virtual-host' ? addressing.hostSuffix : undefined,
      wrap:
        fault && ((seams) => allOf(fault).reduce((woven, one) => weaveFault(woven, one.tampering()), seams)),
    }),
  swift: ({ addressing: _, fault, profile, ...options }) =>
    startSwift({
      ...options,
      profile: PROFILES.find((one) => one === profile),
      wrap:
        fault &&
        ((seams) =>
          allOf(fault).reduce(
            (woven, one) => weave<SwiftRouted, SwiftAnswered, SwiftSeams>(woven, one.tampering()),
            seams,
          )),
    }),
};

/** The deviations the reference server of each dialect can be given, by dialect name. */
export const faultCatalogues: Readonly<Record<string, readonly ClaimedFault[]>> = {
  'tencent-cos': tencentCosFaults,
  swift: swiftFaults,
};

/** Bugs that are there for fuzzers to find, by dialect name. */
export const plantedCatalogues: Readonly<Record<string, readonly Fault[]>> = {
  'tencent-cos': plantedFaults,
  // Without those of documents, signatures, uploads, and lists and tags of objects, which no request has.
  swift: plantedFaults.filter(({ id, area }) =>
    area === 'fields' ? id !== 'path-decoded-for-signature' : id === 'copy-dies-with-source',
  ),
};
