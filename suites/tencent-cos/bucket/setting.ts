import { readDocument } from '../../../dialects/core/document-read.ts';
import type { RenderValue } from '../../../dialects/core/document-render.ts';
import { parseXml } from '../../../dialects/core/xml-tree.ts';
import { type DocumentName, documents } from '../../../dialects/tencent-cos/documents/index.ts';
import { xmlSample } from '../../../dialects/tencent-cos/sample-body.ts';
import type { CheckContext } from '../../../harness/check/context.ts';
import type { CheckDraft } from '../../../harness/check/suite.ts';
import type { Exchange } from '../../../harness/transport/exchange.ts';
import { comparableDocument } from './comparable-document.ts';

/** A setting of a bucket that is put, read and perhaps removed as one document. */
export interface Setting {
  /** What follows `PutBucket`, `GetBucket` and `DeleteBucket` in the operations' ids. */
  readonly name: string;
  readonly request: DocumentName;
  readonly response: DocumentName;
  /** A setting that says much. */
  readonly one: (t: CheckContext) => RenderValue;
  /** Another that differs in every element it can; absent where there is only one that every target knows. */
  readonly other?: (t: CheckContext) => RenderValue;
  /** Refusal of a read while nothing is set; absent where that is no error. */
  readonly absent?: string;
  /** What has to be there before the setting can be made. */
  readonly before?: (t: CheckContext) => Promise<void>;
  readonly needs?: readonly string[];
}

type Draft = Pick<CheckDraft, 'id' | 'title' | 'claims' | 'level' | 'reading' | 'impact'>;

/** Sets a value; nothing is judged. */
export function put(t: CheckContext, setting: Setting, value: RenderValue): Promise<Exchange> {
  return t.send({ op: `PutBucket${setting.name}`, ...xmlSample(setting.request, value) });
}

/** Reads until the setting is there, and expects it to say what this value says. */
export async function expectSetting(t: CheckContext, setting: Setting, value: RenderValue): Promise<void> {
  const { name, request, response } = setting;
  const [written, read] = [documents[request], documents[response]];
  const expected = readDocument(written, parseXml(xmlSample(request, value).body)).value;
  const exchange = await t.eventually({ op: `GetBucket${name}` }, { success: true, document: response });
  const [wanted, found] = [expected, t.read(exchange, response)].map((one) => comparableDocument(read, one));
  t.compare(exchange, response, wanted, found);
}

/** A check in a bucket of its own, in which the setting can be made. */
export function onSetting(
  setting: Setting,
  draft: Draft,
  judge: (t: CheckContext) => Promise<unknown>,
): CheckDraft {
  return {
    ...draft,
    lease: 'own',
    ...(setting.needs === undefined ? {} : { needs: setting.needs }),
    run: async (t) => {
      await setting.before?.(t);
      await judge(t);
    },
  };
}

/** Checks of setting a value: it is returned, and replaces the one before it. */
export function settingPuts(setting: Setting, claims: readonly string[]): CheckDraft[] {
  const { one, other } = setting;
  const set = async (t: CheckContext, value: RenderValue): Promise<void> => {
    t.expect(await put(t, setting, value), { success: true });
    await expectSetting(t, setting, value);
  };
  const returns = { id: 'returns-what-was-set', title: 'What was set is returned', claims };
  const replaces = {
    id: 'replaces-what-was-set',
    title: 'What is set replaces what was set before: nothing of it is left',
    claims,
  };
  return [
    onSetting(setting, returns, (t) => set(t, one(t))),
    ...(other === undefined
      ? []
      : [
          onSetting(setting, replaces, async (t) => {
            await set(t, one(t));
            await set(t, other(t));
          }),
        ]),
  ];
}

/** Checks of reading where nothing was ever set. */
export function settingAbsent(
  setting: Setting & { readonly absent: string },
  claims: readonly string[],
): CheckDraft[] {
  const { absent } = setting;
  return [
    onSetting(
      setting,
      { id: 'never-configured', title: 'Where nothing was set there is nothing to read', claims },
      async (t) => {
        t.expect(await t.send({ op: `GetBucket${setting.name}` }), { refusal: absent });
      },
    ),
    onSetting(
      setting,
      { id: 'other-bucket-unconfigured', title: 'What is set for one bucket is not set for another', claims },
      async (t) => {
        const bucket = t.newBucketName('other');
        await t.setup({ op: 'PutBucket', bucket });
        t.expect(await put(t, setting, setting.one(t)), { success: true });
        t.expect(await t.send({ op: `GetBucket${setting.name}`, bucket }), { refusal: absent });
      },
    ),
  ];
}

/** Checks of removing: there is nothing left, and what is set next has nothing of the old. */
export function settingRemovals(
  setting: Setting & { readonly absent: string },
  claims: readonly string[],
): CheckDraft[] {
  const { name, one, other, absent } = setting;
  const remove = async (t: CheckContext): Promise<void> => {
    t.expect(await put(t, setting, one(t)), { success: true });
    t.expect(await t.send({ op: `DeleteBucket${name}` }), { status: 204, body: 'empty' });
  };
  const removes = {
    id: 'removes-what-was-set',
    title: 'After its removal there is nothing to read',
    claims,
  };
  const again = {
    id: 'removed-and-set-again',
    title: 'What is set after a removal has nothing of what was removed',
    claims,
  };
  return [
    onSetting(setting, removes, async (t) => {
      await remove(t);
      await t.eventually({ op: `GetBucket${name}` }, { refusal: absent });
    }),
    ...(other === undefined
      ? []
      : [
          onSetting(setting, again, async (t) => {
            await remove(t);
            t.expect(await put(t, setting, other(t)), { success: true });
            await expectSetting(t, setting, other(t));
          }),
        ]),
  ];
}
