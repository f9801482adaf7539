import type { CheckContext } from '../../harness/check/context.ts';
import type { Expectation } from '../../harness/check/expectation.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import type { RawOptions } from '../../harness/transport/raw-transport.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';
import { store } from './stored-object.ts';

/** A server that goes on waiting for bytes that will not come does not have to be waited for long. */
const PATIENCE = { responseMs: 5_000 };

const get = (t: CheckContext) => t.send({ op: t.dialect.housekeeping.getObject, key: t.key() });

/** What is stored of an upload that is longer than it announces. */
const FIRST: Expectation = { status: 200, body: 'first', headers: { 'content-length': '5' } };

/** An upload that announces more bytes than it sends. */
function cutOff(t: CheckContext, raw: RawOptions) {
  return t.send({
    op: t.dialect.housekeeping.putObject,
    key: t.key(),
    headers: { 'Content-Length': '100' },
    body: 'only a part of it',
    raw: { ...raw, limits: PATIENCE },
  });
}

/** Ways in which a client stops sending. */
const STOPS = {
  'half-closed': { halfClose: true },
  reset: { stopAfter: { bytes: Number.MAX_SAFE_INTEGER, afterwards: 'reset' } },
} as const satisfies Record<string, RawOptions>;

function storesNothing(title: string, raw: RawOptions): SharedCheck {
  return {
    title,
    impact: 'data-loss',
    run: async (t) => {
      await cutOff(t, raw);
      t.expect(await get(t), { refusal: 'missing-key' });
    },
  };
}

function keepsObject(title: string, raw: RawOptions): SharedCheck {
  return {
    title,
    impact: 'data-loss',
    run: async (t) => {
      await store(t, 'object', 'kept');
      await cutOff(t, raw);
      t.expect(await get(t), { status: 200, body: 'kept' });
    },
  };
}

const checks = {
  'short-body-stores-nothing': storesNothing(
    'A body that ends before Content-Length stores nothing',
    STOPS['half-closed'],
  ),
  'short-body-keeps-object': keepsObject(
    'A body that ends before Content-Length leaves the object that was there',
    STOPS['half-closed'],
  ),
  'reset-upload-stores-nothing': storesNothing(
    'An upload whose connection is reset half-way stores nothing',
    STOPS.reset,
  ),
  'reset-upload-keeps-object': keepsObject(
    'An upload whose connection is reset half-way leaves the object that was there',
    STOPS.reset,
  ),
  'surplus-bytes': {
    title: 'Bytes after Content-Length are not part of the object',
    impact: 'data-loss',
    run: async (t) => {
      const { putObject } = t.dialect.housekeeping;
      const exchange = await t.send({
        op: putObject,
        key: t.key(),
        headers: { 'Content-Length': '5' },
        body: 'first and surplus',
        raw: { limits: PATIENCE },
      });
      // the surplus may also spoil the request as a whole, as long as none of it is stored
      const stored = exchange.response?.status === 200;
      t.expect(await get(t), stored ? FIRST : { anyOf: [FIRST, { refusal: 'missing-key' }] });
    },
  },
  'chunked-upload': {
    title: 'A chunked upload without Content-Length is stored without its transfer coding',
    impact: 'data-loss',
    run: async (t) => {
      const { putObject } = t.dialect.housekeeping;
      const body = t.random.bytes(70_000);
      const exchange = await t.send({
        op: putObject,
        key: t.key(),
        body,
        raw: { omitContentLength: true, framing: { sizes: [1, 15, 4096, 65_000] } },
      });
      t.expect(exchange, { success: true });
      t.expect(await get(t), { status: 200, body, headers: { 'content-encoding': { absent: true } } });
    },
  },
  'chunked-empty-upload': {
    title: 'A chunked upload of nothing makes an empty object',
    run: async (t) => {
      const { putObject } = t.dialect.housekeeping;
      const raw: RawOptions = { omitContentLength: true, framing: { sizes: [] } };
      t.expect(await t.send({ op: putObject, key: t.key(), raw }), { success: true });
      t.expect(await get(t), { status: 200, body: 'empty', headers: { 'content-length': '0' } });
    },
  },
  'missing-length': {
    title: 'An upload with neither Content-Length nor a transfer coding is refused and nothing is stored',
    run: async (t) => {
      const { putObject } = t.dialect.housekeeping;
      const raw: RawOptions = { omitContentLength: true, limits: PATIENCE };
      t.expect(await t.send({ op: putObject, key: t.key(), raw }), { refusal: 'missing-content-length' });
      t.expect(await get(t), { refusal: 'missing-key' });
    },
  },
  'missing-length-keeps-object': {
    title: 'An upload refused for its missing length leaves the object that was there',
    impact: 'data-loss',
    run: async (t) => {
      await store(t, 'object', 'kept');
      const raw: RawOptions = { omitContentLength: true, limits: PATIENCE };
      const { putObject } = t.dialect.housekeeping;
      t.expect(await t.send({ op: putObject, key: t.key(), raw }), { refusal: 'missing-content-length' });
      t.expect(await get(t), { status: 200, body: 'kept' });
    },
  },
  'expect-continue': {
    title: 'Expect: 100-continue is answered with 100 before the body, and the object is stored',
    run: async (t) => {
      const { putObject } = t.dialect.housekeeping;
      const exchange = await t.send({
        op: putObject,
        key: t.key(),
        body: 'sent after the interim response',
        raw: { expectContinue: { waitMs: 3_000 } },
      });
      t.expect(exchange, { success: true });
      t.compare(
        exchange,
        'interim responses',
        [100],
        exchange.response?.interim.map(({ status }) => status),
      );
      t.expect(await get(t), { status: 200, body: 'sent after the interim response' });
    },
  },
  'expect-continue-refused': {
    title: 'With Expect: 100-continue a refusal comes before the body is asked for, and nothing is stored',
    run: async (t) => {
      const { putObject } = t.dialect.housekeeping;
      const exchange = await t.send({
        op: putObject,
        key: t.key(),
        body: 'never wanted',
        as: 'anonymous',
        raw: { expectContinue: { waitMs: 3_000 } },
      });
      t.expect(exchange, { refusal: 'anonymous-denied' });
      t.compare(
        exchange,
        'interim responses',
        [],
        exchange.response?.interim.map(({ status }) => status),
      );
      t.expect(await get(t), { refusal: 'missing-key' });
    },
  },
  'slow-body': {
    title: 'A body that arrives in small pieces with pauses between them is stored whole',
    impact: 'data-loss',
    run: async (t) => {
      const { putObject } = t.dialect.housekeeping;
      // the header section is far shorter than the first pause
      const body = t.random.bytes(12_000);
      const pauses = [8_000, 8_001, 10_000].map((after) => ({ after, ms: 60 }));
      t.expect(await t.send({ op: putObject, key: t.key(), body, raw: { pauses } }), { success: true });
      t.expect(await get(t), { status: 200, body });
    },
  },
} satisfies SharedChecks;

/** Uploads whose bytes arrive in an unusual way, or do not. RFC 9112 sections 6 and 7, RFC 9110 section 10.1.1. */
export function transfers(binding: { readonly grounds: GroundsFor<typeof checks> }): CheckDraft[] {
  return grounded(checks, binding.grounds);
}
