import { readDocument } from '../../../dialects/core/document-read.ts';
import type { RenderValue } from '../../../dialects/core/document-render.ts';
import { parseXml } from '../../../dialects/core/xml-tree.ts';
import { documents } from '../../../dialects/tencent-cos/documents/index.ts';
import { xmlSample } from '../../../dialects/tencent-cos/sample-body.ts';
import type { CheckContext } from '../../../harness/check/context.ts';
import type { CheckDraft } from '../../../harness/check/suite.ts';
import type { Exchange } from '../../../harness/transport/exchange.ts';
import { comparableDocument } from './comparable-document.ts';

/** One lifecycle rule as it goes into the document, right or wrong. */
export interface LifecycleRule {
  readonly [element: string]: RenderValue | readonly RenderValue[];
  /** Left out only where a check is about that. */
  readonly ID?: string;
}

const DOCUMENT = 'LifecycleConfiguration';

/** A rule that is right in every respect. */
export function rule(ID: string, more: Omit<LifecycleRule, 'ID'> = {}): LifecycleRule {
  return { ID, Filter: { Prefix: `${ID}/` }, Status: 'Enabled', Expiration: { Days: 3650 }, ...more };
}

/** A rule with this action and no other. */
export function acting(ID: string, action: Omit<LifecycleRule, 'ID'>): LifecycleRule {
  return { ID, Filter: { Prefix: `${ID}/` }, Status: 'Enabled', ...action };
}

/** Headers and body that set these rules. */
export function lifecycle(rules: readonly LifecycleRule[]) {
  return xmlSample(DOCUMENT, { Rule: rules });
}

/** Sets rules, with the success expected and judged. */
export async function putLifecycle(t: CheckContext, rules: readonly LifecycleRule[]): Promise<Exchange> {
  const exchange = await t.send({ op: 'PutBucketLifecycle', ...lifecycle(rules) });
  t.expect(exchange, { status: 200, body: 'empty' });
  return exchange;
}

/** Reads the rules until they have these ids, and expects them to say exactly this, in any order. */
export async function expectLifecycle(t: CheckContext, rules: readonly LifecycleRule[]): Promise<void> {
  const exchange = await readLifecycle(t, rules);
  const spec = documents[DOCUMENT];
  const expected = readDocument(spec, parseXml(lifecycle(rules).body)).value;
  // a rule that was set without an id may be given one
  const without = areNamed(rules) ? [] : ['ID'];
  const wanted = comparableDocument(spec, expected, without);
  t.compare(exchange, 'rules', wanted, comparable(t, exchange, without));
}

async function readLifecycle(t: CheckContext, rules: readonly LifecycleRule[]): Promise<Exchange> {
  const values = areNamed(rules) ? { 'Rule.ID': { set: rules.map(({ ID = '' }) => ID) } } : {};
  return t.eventually({ op: 'GetBucketLifecycle' }, { success: true, document: DOCUMENT, values });
}

function comparable(t: CheckContext, exchange: Exchange, without: readonly string[] = []): string {
  return comparableDocument(documents[DOCUMENT], t.read(exchange, DOCUMENT), without);
}

function areNamed(rules: readonly LifecycleRule[]): boolean {
  return rules.every(({ ID }) => ID !== undefined);
}

/** What a check of configurations that are all accepted, or all refused, is about. */
interface Configurations extends Pick<CheckDraft, 'id' | 'title' | 'claims' | 'level' | 'reading' | 'needs'> {
  readonly configurations: readonly (readonly LifecycleRule[])[];
}

/** A check that each configuration is accepted in its turn, and returned as it was set. */
export function accepted({ configurations, ...head }: Configurations): CheckDraft {
  return {
    ...head,
    lease: 'own',
    run: async (t) => {
      for (const rules of configurations) {
        await putLifecycle(t, rules);
        await expectLifecycle(t, rules);
      }
    },
  };
}

/** A check that each configuration is refused, and what was configured before stays. */
export function refused({
  configurations,
  refusal = 'invalid-element',
  ...head
}: Configurations & { readonly refusal?: string }): CheckDraft {
  return {
    ...head,
    lease: 'own',
    run: async (t) => {
      const kept = [rule('kept-one'), rule('kept-two', { Status: 'Disabled' })];
      await t.setup({ op: 'PutBucketLifecycle', ...lifecycle(kept) });
      const before = await readLifecycle(t, kept);
      for (const rules of configurations) {
        const exchange = await t.send({ op: 'PutBucketLifecycle', ...lifecycle(rules) });
        t.expect(exchange, { refusal });
        const after = await readLifecycle(t, kept);
        t.compare(after, 'rules', comparable(t, before), comparable(t, after));
      }
    },
  };
}
