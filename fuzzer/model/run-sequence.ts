import { headerValue } from '../../dialects/core/headers.ts';
import type { Fixture } from '../../dialects/core/operation.ts';
import { removeBucket } from '../../harness/session/cleanup.ts';
import { createdUploadId } from '../../harness/session/created-upload.ts';
import { requireSuccess } from '../../harness/session/require-success.ts';
import type { Session } from '../../harness/session/session.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import type { FuzzCase, MutationStep } from '../case.ts';
import { classesForExperiments } from '../causes/readings.ts';
import { isDone } from '../outcome.ts';
import { type Rendered, render } from '../render.ts';
import type { Side } from '../world/side.ts';
import type { Given, Trial } from '../world/trial.ts';
import type { FuzzSequence, SequenceStep } from './sequence.ts';

/** A step that was sent. */
export interface StepTrial extends Trial {
  readonly step: SequenceStep;
}

/** What a sequence is run with. */
export interface SequenceInput {
  readonly sides: readonly [target: Side, reference: Side | undefined];
  /** Distinguishes the sequence's bucket from others of the run. */
  readonly label: string;
  /** Reads one of its requests otherwise than it was meant. */
  readonly read?: { readonly step: number; readonly as: MutationStep } | undefined;
}

/** An id of an upload that nobody began. */
const NO_UPLOAD = 'no-such-upload';
const NO_ETAG = '"11111111111111111111111111111111"';

/** What steps ask of a session. */
export type StepSession = Pick<
  Session,
  'dialect' | 'operation' | 'credentials' | 'identified' | 'addressing' | 'now' | 'transmit'
> & { readonly ledger: Pick<Session['ledger'], 'note'> };

/** One server's side of a sequence under way. */
export interface Thread {
  readonly session: StepSession;
  readonly bucket: string;
  /** Upload ids by the step that began them. */
  readonly uploads: Map<number, string>;
  readonly parts: Map<number, string>;
  readonly etags: Map<number, string>;
}

/**
 * Runs a sequence on both servers in lockstep, each in a new bucket, which is removed behind it.
 * @param onStep told of each step; false ends the sequence
 * @throws CheckInconclusive when a bucket cannot be made
 */
export async function runSequence(
  sequence: FuzzSequence,
  { sides, label, read }: SequenceInput,
  onStep: (trial: StepTrial) => boolean,
): Promise<void> {
  const given = sides.filter((side) => side !== undefined);
  const threads = await Promise.all(
    given.map(async (side) => startThread(side.session, await makeBucket(side, label))),
  );
  try {
    for (const step of sequence.steps) {
      const as = read?.step === step.id ? [read.as] : [];
      const sent = await Promise.all(threads.map((thread) => sendStep(thread, sequence, step, as)));
      const [target, reference] = sent;
      if (!target) return;
      const trial: StepTrial = {
        step,
        fuzzCase: caseOf(sequence, step),
        target: target.exchange,
        reference: reference?.exchange,
        rendered: target.rendered,
        given: { target: givenOf(threads[0]), reference: threads[1] && givenOf(threads[1]) },
        ids: { target: idsOf(threads[0]), reference: idsOf(threads[1]) },
      };
      if (!onStep(trial) || !haveLearnedAlike(threads)) return;
    }
  } finally {
    await Promise.all(
      threads.map(({ bucket }, index) => {
        const side = given[index];
        return side && removeBucket(side.session, bucket);
      }),
    );
  }
}

function givenOf(thread: Thread | undefined): Given {
  const { bucket = '', etags = new Map(), parts = new Map() } = thread ?? {};
  return { bucket, tags: [...etags.values(), ...parts.values()] };
}

/** Whether the servers gave out ids for the same things: requests that are made of them are the same no more otherwise. */
function haveLearnedAlike(threads: readonly Thread[]): boolean {
  const learned = threads.map(({ uploads, parts, etags }) =>
    [uploads, parts, etags].map((ids) => [...ids.keys()].join()).join(' '),
  );
  return new Set(learned).size <= 1;
}

/** Ids of uploads that a server gave out and quotes back. */
export function idsOf(thread: Thread | undefined): string[] {
  return thread ? [...thread.uploads.values()] : [];
}

/** A thread in an empty bucket: no upload has begun. */
export function startThread(session: StepSession, bucket: string): Thread {
  return { session, bucket, uploads: new Map(), parts: new Map(), etags: new Map() };
}

async function makeBucket({ session }: Side, label: string): Promise<string> {
  const { account } = await session.identified('main');
  const bucket = session.names.bucket(label, account);
  const spec = { op: session.dialect.housekeeping.createBucket, bucket };
  requireSuccess(session, spec, await session.send(spec));
  return bucket;
}

/** A step as a case without mutations, for rendering and judging. */
export function caseOf(
  { dialect, profile }: FuzzSequence,
  { operation, parameters, body }: SequenceStep,
): FuzzCase {
  return {
    schema: 1,
    dialect,
    profile,
    operation,
    state: { precondition: 'bucket', prepare: [], keys: false },
    identity: 'main',
    parameters,
    ...(body === undefined ? {} : { body }),
    mutations: [],
    signOrder: 'mutate-then-sign',
    sender: 'undici',
  };
}

/** Sends a step and takes down the ids that its answer gives out. */
export async function sendStep(
  thread: Thread,
  sequence: FuzzSequence,
  step: SequenceStep,
  mutations: readonly MutationStep[] = [],
): Promise<{ readonly exchange: Exchange; readonly rendered: Rendered }> {
  const { session } = thread;
  const { dialect } = session;
  const operation = session.operation(step.operation);
  const credentials = await session.identified('main');
  const fuzzCase = { ...caseOf(sequence, step), mutations };
  const rendered = render(fuzzCase, {
    dialect,
    addressing: session.addressing(),
    fixture: fixtureOf(thread, step),
    etag: thread.etags.get(step.key) ?? NO_ETAG,
    credentials: operation.authentication === 'none' ? undefined : credentials,
    now: session.now(),
    mutations: classesForExperiments,
  });
  if (operation.effect === 'creates-bucket') {
    session.ledger.note('intended', { kind: 'bucket', bucket: thread.bucket, identity: 'main' });
  }
  const exchange = await session.transmit(rendered.request);
  if (operation.effect === 'creates-bucket' && exchange.response) {
    session.ledger.note(isDone(exchange) ? 'created' : 'refused', {
      kind: 'bucket',
      bucket: thread.bucket,
      identity: 'main',
    });
  }
  if (isDone(exchange)) learn(thread, step, exchange);
  return { exchange, rendered };
}

/** What the sample of a step's operation is made of. */
export function fixtureOf({ session, bucket, uploads, parts }: Thread, step: SequenceStep): Fixture {
  const { dialect } = session;
  const main = session.credentials('main');
  return {
    bucket,
    key: keyOf(step.key),
    sourceKey: keyOf(step.source),
    uploadId: uploads.get(step.upload ?? -1) ?? NO_UPLOAD,
    partETag: parts.get(step.upload ?? -1) ?? NO_ETAG,
    copySource: (from, key) => dialect.copySource(from, key, session.addressing()),
    account: main.account,
    owner: dialect.ownerId(main),
  };
}

function keyOf(index: number): string {
  return `sequence/${index}`;
}

/** Takes down the ids that an answer gives out. */
function learn(thread: Thread, step: SequenceStep, { response }: Exchange): void {
  const { session } = thread;
  const operation = session.operation(step.operation);
  const etag = headerValue(response?.headers ?? [], 'etag');
  if (operation.effect === 'creates-upload') {
    const id = createdUploadId(session.dialect, operation, response?.body ?? new Uint8Array());
    if (id !== undefined) thread.uploads.set(step.id, id);
  }
  if (operation.effect === 'changes-upload' && step.upload !== undefined && etag !== undefined) {
    thread.parts.set(step.upload, etag);
  }
  if (operation.effect === 'creates-object' && etag !== undefined) thread.etags.set(step.key, etag);
}
