import { boundaryOf } from '../../dialects/core/form-body.ts';
import { headerValue, withHeader, withoutHeader } from '../../dialects/core/headers.ts';
import type { WireRequest } from '../../dialects/core/request.ts';
import type { CheckContext } from '../../harness/check/context.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import {
  expectNothing,
  expectStored,
  FILE,
  type FormBinding,
  formRequest,
  type PostedForm,
} from './form-upload.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';
import { md5Base64 } from './integrity.ts';

/** Changes a form after its credentials are in it. */
type Damage = (signed: WireRequest) => WireRequest;

function damageChecks(binding: FormBinding) {
  const send = (t: CheckContext, damage: Damage, form: PostedForm = {}) =>
    t.send({ ...formRequest(binding, { fields: [['key', t.key()]], ...form }), afterSigning: damage });

  /** Each damaged form is refused, stores nothing and replaces nothing; undamaged the form is accepted. */
  const damaged = (
    title: string,
    refusal: string | readonly string[],
    damages: readonly Damage[],
  ): SharedCheck => ({
    title,
    impact: 'data-loss',
    run: async (t) => {
      for (const damage of damages) {
        t.expect(await send(t, damage), { refusal });
        await expectNothing(t, t.key());
      }
      t.expect(await send(t, (signed) => signed), { success: true });
      await expectStored(t, t.key());
      const [damage] = damages;
      if (damage) t.expect(await send(t, damage, { file: { content: 'replaced' } }), { refusal });
      await expectStored(t, t.key());
    },
  });

  return {
    'not-multipart': damaged(
      'A form under a Content-Type that is not multipart is refused',
      'form-not-multipart',
      [
        ofType('text/plain'),
        ofType('application/json'),
        ofType('application/x-www-form-urlencoded'),
        (signed) => ({ ...signed, headers: withoutHeader(signed.headers, 'content-type') }),
      ],
    ),
    'no-boundary': damaged(
      'A multipart Content-Type without a boundary is refused',
      ['form-malformed', 'form-not-multipart'],
      [ofType('multipart/form-data'), ofType('multipart/form-data; boundary=')],
    ),
    'other-boundary': damaged(
      'A body whose parts are not set apart by the announced boundary is refused',
      ['form-malformed', 'form-missing-key', 'form-file-count'],
      [ofType('multipart/form-data; boundary=another')],
    ),
    'cut-off': damaged('A form that breaks off is refused', 'form-malformed', [
      // in the file, in the last boundary, and right before it
      ofBody((body) => body.slice(0, body.indexOf(FILE) + 7)),
      ofBody((body) => body.slice(0, -8)),
      ofBody((body, boundary) => body.slice(0, body.lastIndexOf(`\r\n--${boundary}`))),
    ]),
    'broken-part': damaged(
      'A file whose part has no end to its header section is refused, or passed over: then the form has no file',
      ['form-malformed', 'form-file-count'],
      [ofBody((body) => body.replace(/(filename="[^"]*")\r\n\r\n/, '$1\r\n'))],
    ),
    'no-form': damaged(
      'A body without a single part is refused',
      ['form-malformed', 'form-missing-key', 'form-file-count', 'missing-body'],
      [ofBody(() => ''), ofBody(() => 'just text'), ofBody((_, boundary) => `--${boundary}--\r\n`)],
    ),
    'digest-wrong': {
      title: 'A form whose Content-MD5 is that of something else is refused, and nothing is stored',
      impact: 'data-loss',
      run: async (t) => {
        for (const digest of [md5Base64('something else'), md5Base64('')]) {
          const withDigest: Damage = (signed) => ({
            ...signed,
            headers: withHeader(signed.headers, 'Content-MD5', digest),
          });
          t.expect(await send(t, withDigest), { refusal: 'bad-digest' });
          await expectNothing(t, t.key());
        }
      },
    },
    'digest-of-body': {
      title: 'A form whose Content-MD5 is that of its body is accepted',
      run: async (t) => {
        const exchange = await send(t, (signed) => ({
          ...signed,
          headers: withHeader(signed.headers, 'Content-MD5', md5Base64(signed.body)),
        }));
        t.expect(exchange, { success: true });
        await expectStored(t, t.key());
      },
    },
  } satisfies SharedChecks;
}

function ofType(type: string): Damage {
  return (signed) => ({ ...signed, headers: withHeader(signed.headers, 'Content-Type', type) });
}

/** Edits the body as Latin-1 text, which keeps every byte, and announces its new length. */
function ofBody(edit: (body: string, boundary: string) => string): Damage {
  return (signed) => {
    const boundary = boundaryOf(headerValue(signed.headers, 'content-type') ?? '') ?? '';
    const body = Buffer.from(edit(Buffer.from(signed.body).toString('latin1'), boundary), 'latin1');
    return { ...signed, body, headers: withHeader(signed.headers, 'Content-Length', String(body.length)) };
  };
}

/** Forms that are no longer what they were when they were signed. RFC 7578, RFC 2046 section 5.1. */
export function formDamage(
  binding: FormBinding & { readonly grounds: GroundsFor<ReturnType<typeof damageChecks>> },
): CheckDraft[] {
  return grounded(damageChecks(binding), binding.grounds);
}
