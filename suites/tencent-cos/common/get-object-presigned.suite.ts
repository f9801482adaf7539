import { percentEncode } from '../../../dialects/core/percent-encoding.ts';
import type { WireRequest } from '../../../dialects/core/request.ts';
import { AUTHORIZATION_ITEMS } from '../../../dialects/tencent-cos/authorization.ts';
import type { CheckContext, RequestSpec } from '../../../harness/check/context.ts';
import type { Expectation } from '../../../harness/check/expectation.ts';
import { type CheckDraft, suite } from '../../../harness/check/suite.ts';
import { store } from '../../behaviours/stored-object.ts';
import { onLine, unescaped } from './signing-checks.ts';
import { type Item, type Presigning, presignedBy } from './signing-recipe.ts';

const BODY = 'Hello world';
const HOUR = 3600;

/** Overrides whose values need escaping, so that a URL with them shows how it is taken apart. */
const OVERRIDES = {
  'response-content-disposition': 'attachment; filename="a b+c.txt"',
  'response-content-type': 'text/x-asked',
};
const OVERRIDDEN = {
  'content-disposition': OVERRIDES['response-content-disposition'],
  'content-type': OVERRIDES['response-content-type'],
};

/** The whole string in one parameter. */
function inSign(items: Item[]): (readonly [string, string])[] {
  return [['sign', items.map(([name, value]) => `${name}=${value}`).join('&')]];
}

/** Each way of writing a pre-signed URL is accepted by someone who has nothing but the URL. */
function accepted(
  head: Pick<CheckDraft, 'id' | 'title' | 'claims'>,
  ways: readonly Presigning[],
  { query = {}, headers = {} }: { query?: Record<string, string>; headers?: Record<string, string> } = {},
): CheckDraft {
  return {
    ...head,
    run: async (t) => {
      const key = await store(t, 'a b+c/ключ', BODY);
      for (const way of ways) {
        const exchange = await t.send({ op: 'GetObject', key, query, ...presigned(t, way) });
        t.expect(exchange, { status: 200, body: BODY, headers });
      }
    },
  };
}

/** A URL signs the host alone: what else its user sends, nobody knows when it is made. */
function presigned(t: CheckContext, way: Presigning): Pick<RequestSpec, 'sign' | 'afterSigning'> {
  return { sign: { signedHeaders: ['host'] }, afterSigning: presignedBy(t, way) };
}

/** Each URL is refused; unchanged it is accepted. */
function refused(
  head: Pick<CheckDraft, 'id' | 'title' | 'claims'>,
  wrong: (t: CheckContext) => readonly {
    readonly way?: Presigning;
    readonly edit?: (signed: WireRequest) => WireRequest;
    readonly refusal?: string | readonly string[];
  }[],
  parameters: Presigning = {},
): CheckDraft {
  return {
    ...head,
    impact: 'security',
    run: async (t) => {
      const key = await store(t, 'object', BODY);
      const request: RequestSpec = { op: 'GetObject', key, query: OVERRIDES };
      for (const { way, edit = (signed: WireRequest) => signed, refusal = 'signature-mismatch' } of wrong(
        t,
      )) {
        const url = presigned(t, { ...parameters, ...way });
        const exchange = await t.send({
          ...request,
          ...url,
          afterSigning: (signed) => edit(url.afterSigning?.(signed) ?? signed),
        });
        const headers = { 'content-type': /(?!text\/x-asked).*/ };
        t.expect(exchange, { refusal, headers });
      }
      const right: Expectation = { status: 200, body: BODY, headers: OVERRIDDEN };
      t.expect(await t.send({ ...request, ...presigned(t, parameters) }), right);
    },
  };
}

function retargeted(edit: (target: string) => string) {
  return (signed: WireRequest): WireRequest => ({ ...signed, target: edit(signed.target) });
}

function times(t: CheckContext, from: number, until: number): Presigning {
  const now = Math.floor(t.now() / 1000);
  return { signTime: `${now + from};${now + until}` };
}

const TAMPERING = [
  { edit: retargeted((target) => target.replace('x-asked', 'x-other')) },
  { edit: retargeted((target) => target.replace('/object?', '/object2?')) },
  { edit: retargeted((target) => target.replace(/response-content-type=[^&]*&/, '')) },
  { edit: (signed: WireRequest): WireRequest => ({ ...signed, method: 'HEAD' }) },
  { way: { key: () => 'guessed' } },
  { way: onLine('parameters', (line) => unescaped(';=')(line)) },
];

export default suite('GetObject', [
  accepted(
    {
      id: 'presigned',
      title: 'The seven items are accepted as query parameters, without any header',
      claims: ['T-AUTH-46'],
    },
    [{}, { headerList: [] }, { headerList: [], paramList: [] }],
  ),
  accepted(
    {
      id: 'presigned-item-order',
      title: 'The order of the items in a pre-signed URL does not matter',
      claims: ['T-AUTH-46', 'T-AUTH-48'],
    },
    [
      { parameters: (items) => items.toReversed() },
      { parameters: (items) => items.toSorted(([left], [right]) => (left < right ? -1 : 1)) },
    ],
  ),
  accepted(
    {
      id: 'presigned-semicolons',
      title: 'Semicolons in a pre-signed URL may be raw or percent-encoded',
      claims: ['T-AUTH-47'],
    },
    [
      { encode: percentEncode },
      { encode: (value) => percentEncode(value).replaceAll('%3B', ';') },
      { encode: (value) => percentEncode(value).replaceAll('%3B', '%3b') },
    ],
    { query: OVERRIDES, headers: OVERRIDDEN },
  ),
  accepted(
    {
      id: 'presigned-among-others',
      title: 'Other parameters may stand before and after the items of a pre-signed URL',
      claims: ['T-AUTH-48'],
    },
    [
      { place: 'before' },
      { place: 'after' },
      // in the middle of the items
      { parameters: (items) => [...items.slice(0, 3), ['bp-probe', ''], ...items.slice(3)] },
    ],
    { query: OVERRIDES, headers: OVERRIDDEN },
  ),
  accepted(
    {
      id: 'presigned-in-sign',
      title: 'The whole string may stand URL-encoded in the parameter sign',
      claims: ['T-AUTH-49'],
    },
    [
      { parameters: inSign },
      { parameters: inSign, place: 'before' },
      { parameters: inSign, encode: (value) => percentEncode(value).replaceAll('%3B', ';') },
    ],
    { query: OVERRIDES, headers: OVERRIDDEN },
  ),
  refused(
    {
      id: 'presigned-tampered',
      title: 'A pre-signed URL is no good for another object, other parameters or another method',
      claims: ['T-AUTH-46'],
    },
    () => TAMPERING,
  ),
  refused(
    {
      id: 'presigned-in-sign-tampered',
      title:
        'A URL with the parameter sign is no good for another object, other parameters or another method',
      claims: ['T-AUTH-49'],
    },
    () => TAMPERING,
    { parameters: inSign },
  ),
  refused(
    {
      id: 'presigned-expired',
      title: 'A pre-signed URL whose time is over, or has not come, is refused',
      claims: ['T-AUTH-46'],
    },
    (t) => [
      { way: times(t, -2 * HOUR, -HOUR), refusal: 'expired-signature' },
      { way: times(t, HOUR, -HOUR), refusal: 'expired-signature' },
      { way: times(t, 2 * HOUR, 3 * HOUR), refusal: 'not-yet-valid-signature' },
    ],
  ),
  refused(
    {
      id: 'presigned-incomplete',
      title: 'A pre-signed URL that lacks one of the items is refused',
      claims: ['T-AUTH-46'],
    },
    () =>
      AUTHORIZATION_ITEMS.map((missing) => ({
        way: { parameters: (items: Item[]) => items.filter(([name]) => name !== missing) },
        refusal: 'incomplete-authorization',
      })),
  ),
  refused(
    {
      id: 'presigned-header',
      title: 'A pre-signed URL that lists a header is no good without it',
      claims: ['T-AUTH-46'],
    },
    () => [
      {
        way: {
          headerList: ['host', 'range'],
          text: (text) => text.replace(/\n$/, '&range=bytes%3D0-3\n'),
        },
      },
    ],
  ),
]);
