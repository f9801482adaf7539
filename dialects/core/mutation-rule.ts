import { tableRows } from './claim.ts';

/**
 * What has to come of a request that was changed in one way. `open`: the documentation allows what a standard would
 * not, so that no rule decides.
 */
export type MutationOutcome =
  | { readonly kind: 'open' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'as-unmutated' }
  | { readonly kind: 'status'; readonly status: readonly number[] }
  | { readonly kind: 'refusal'; readonly refusal: string };

/** What a claim says of a way to change requests. Such ways are named by the slugs of the catalogue of mutations. */
export interface MutationRule {
  readonly slug: string;
  /** Ids of the operations it holds for; all when empty. */
  readonly operations: readonly string[];
  /** What the change is made with, where not everything counts: the whole text, or JSON of what is no text. */
  readonly args: RegExp | undefined;
  readonly outcome: MutationOutcome;
  readonly claim: string;
}

/**
 * Reads `mutation-rules.tsv`: header line `slug operations args outcome claim`. Operations are separated by commas and
 * `*` stands for all; `args` is a regular expression over the whole or `*`; the outcome is `open`, `refused`,
 * `as-unmutated`, `status:400,416` or `refusal:<name>`.
 * @throws Error naming the line when one is not of that form
 */
export function parseMutationRules(tsv: string): MutationRule[] {
  return tableRows(tsv, 5).map(
    ({ line, cells: [slug = '', operations = '', args = '', outcome = '', claim = ''] }) => ({
      slug,
      operations: operations === '*' ? [] : operations.split(','),
      args: args === '*' ? undefined : new RegExp(`^(?:${args})$`, 's'),
      outcome: readOutcome(outcome, line),
      claim,
    }),
  );
}

function readOutcome(text: string, line: number): MutationOutcome {
  if (text === 'open' || text === 'refused' || text === 'as-unmutated') return { kind: text };
  const [, kind, rest = ''] = /^(status|refusal):(.+)$/.exec(text) ?? [];
  if (kind === 'refusal') return { kind, refusal: rest };
  const status = rest.split(',').map(Number);
  if (kind === 'status' && status.every((one) => Number.isInteger(one))) return { kind, status };
  throw new Error(`mutation rules line ${line}: "${text}" is no outcome`);
}
