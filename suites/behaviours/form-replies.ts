import type { CheckContext } from '../../harness/check/context.ts';
import type { Expectation } from '../../harness/check/expectation.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import { expectNothing, expectStored, FILE, type FormBinding, post } from './form-upload.ts';
import { type GroundsFor, grounded, type SharedChecks } from './grounds.ts';
import { md5Hex } from './integrity.ts';

/** How a dialect answers a form. */
export interface FormReplies extends FormBinding {
  /** Document of a 201, with the element paths in it. */
  readonly created: {
    readonly document: string;
    readonly location: string;
    readonly bucket: string;
    readonly key: string;
    readonly etag: string;
  };
  /** Every name the dialect may call a bucket by. */
  readonly bucketNames: (bucket: string) => readonly string[];
}

const ETAG = md5Hex(FILE);
const PLACE = 'http://www.example.com/done';

function replyChecks(binding: FormReplies) {
  const { etagOf, created, bucketNames } = binding;
  const etag = etagOf(ETAG);
  const withStatus = (t: CheckContext, status: string, key = t.key()) =>
    post(t, binding, {
      fields: [
        ['key', key],
        ['success_action_status', status],
      ],
    });
  const withRedirect = (t: CheckContext, place: string, ...more: (readonly [string, string])[]) =>
    post(t, binding, { fields: [['key', t.key()], ['success_action_redirect', place], ...more] });
  const headers = { etag, location: { present: true } } as const;
  const plain: Expectation = { status: 204, body: 'empty', headers };

  /** Judges a redirection: its address, and what was appended to it. */
  const expectPlace = (t: CheckContext, exchange: Exchange, before: string): void => {
    t.expect(exchange, { status: 303, body: 'empty', headers });
    const location = t.header(exchange, 'location') ?? '';
    t.compare(exchange, 'where Location goes', before, location.slice(0, before.length));
    const added = new URLSearchParams(location.slice(before.length));
    t.compare(exchange, 'key in Location', t.key(), added.get('key'));
    t.compare(
      exchange,
      'bucket in Location',
      true,
      bucketNames(t.bucket).includes(added.get('bucket') ?? ''),
    );
    t.compare(exchange, 'etag in Location', ETAG, added.get('etag')?.replace(/^"(.*)"$/, '$1'));
  };

  return {
    'status-default': {
      title: 'A form that asks for no status is answered with 204, the ETag and the Location of the object',
      run: async (t) => {
        t.expect(await post(t, binding, { fields: [['key', t.key()]] }), plain);
        await expectStored(t, t.key());
      },
    },
    'status-chosen': {
      title: 'success_action_status 200 and 204 are the status of the answer',
      run: async (t) => {
        for (const status of [200, 204]) {
          const key = t.key(`object-${status}`);
          t.expect(await withStatus(t, String(status), key), { status, body: 'empty', headers });
          await expectStored(t, key);
        }
      },
    },
    'status-created': {
      title: 'success_action_status 201 is answered with a document that names the object',
      run: async (t) => {
        const key = t.key('a <b> & "c"');
        const exchange = await withStatus(t, '201', key);
        t.expect(exchange, {
          status: 201,
          headers,
          document: created.document,
          values: {
            [created.bucket]: { oneOf: bucketNames(t.bucket) },
            [created.key]: key,
            [created.etag]: { oneOf: [ETAG, `"${ETAG}"`] },
            [created.location]: t.header(exchange, 'location') ?? { present: true },
          },
        });
        await expectStored(t, key);
      },
    },
    'status-unknown': {
      title: 'Any other success_action_status is answered with 204',
      run: async (t) => {
        for (const status of ['', '202', '404', 'ok', '2O1', '-1']) {
          t.expect(await withStatus(t, status), plain);
        }
        await expectStored(t, t.key());
      },
    },
    'location-is-object': {
      title: 'Without a redirection Location is the full URL of the object',
      run: async (t) => {
        for (const name of ['plain.txt', 'dir/a b+c.txt', 'ключ']) {
          const exchange = await post(t, binding, { fields: [['key', t.key(name)]] });
          t.expect(exchange, plain);
          const location = t.header(exchange, 'location') ?? '';
          const [, host, path] = /^https?:\/\/([^/]*)\/(.*)$/.exec(location) ?? [];
          t.compare(exchange, 'host in Location', t.host(), host);
          t.compare(exchange, 'key in Location', true, spells(path ?? '', t.key(name)));
        }
      },
    },
    redirect: {
      title: 'success_action_redirect is answered with 303, with bucket, key and etag behind the URL',
      run: async (t) => {
        expectPlace(t, await withRedirect(t, PLACE), `${PLACE}?`);
        await expectStored(t, t.key());
      },
    },
    'redirect-with-query': {
      title: 'A redirection whose URL has a query keeps it',
      run: async (t) => {
        expectPlace(t, await withRedirect(t, `${PLACE}?a=1&b=x%20y`), `${PLACE}?a=1&b=x%20y&`);
        await expectStored(t, t.key());
      },
    },
    'redirect-over-status': {
      title: 'success_action_redirect takes precedence over success_action_status',
      run: async (t) => {
        for (const status of ['200', '201']) {
          expectPlace(t, await withRedirect(t, PLACE, ['success_action_status', status]), `${PLACE}?`);
        }
        await expectStored(t, t.key());
      },
    },
    'redirect-cannot-inject': {
      title: 'A line end in success_action_redirect does not become a header of the answer',
      impact: 'security',
      run: async (t) => {
        const exchange = await withRedirect(t, `${PLACE}\r\nX-Injected: yes\r\n\r\n<script>`);
        const harmless = { 'x-injected': { absent: true } } as const;
        t.expect(exchange, {
          anyOf: [{ success: true }, { refusal: 'malformed-request' }],
          headers: harmless,
        });
        t.compare(exchange, 'content follows', false, bodyText(exchange).includes('<script>'));
        expectPlace(t, await withRedirect(t, PLACE), `${PLACE}?`);
      },
    },
    'no-redirect-when-refused': {
      title: 'A form that is refused is not redirected',
      run: async (t) => {
        const fields = [
          ['key', t.key()],
          ['success_action_redirect', PLACE],
        ] as const;
        const exchange = await post(t, binding, { fields, file: 'none' });
        t.expect(exchange, { refusal: 'form-file-count', headers: { location: { absent: true } } });
        await expectNothing(t, t.key());
      },
    },
  } satisfies SharedChecks;
}

/** Whether a path is that key, percent-encoded or as it is. */
function spells(path: string, key: string): boolean {
  if (path === key || path.endsWith(`/${key}`)) return true;
  try {
    const decoded = decodeURIComponent(path);
    return decoded === key || decoded.endsWith(`/${key}`);
  } catch {
    return false;
  }
}

function bodyText({ response }: Exchange): string {
  return Buffer.from(response?.body ?? []).toString('latin1');
}

/** How a form that was accepted is answered. */
export function formReplies(
  binding: FormReplies & { readonly grounds: GroundsFor<ReturnType<typeof replyChecks>> },
): CheckDraft[] {
  return grounded(replyChecks(binding), binding.grounds);
}
