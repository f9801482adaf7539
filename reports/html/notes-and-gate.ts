import type { GateRule } from '../gate-rule.ts';
import { number } from '../wording.ts';
import { type Html, html, type Insert } from './markup.ts';

/** How each state of a rule looks: a sign to read without colour, a class for colour, and a word to be read out. */
const RULE_SIGNS = {
  held: { sign: '✓', look: 'pass', says: 'held' },
  broken: { sign: '✗', look: 'fail', says: 'broken' },
  allowed: { sign: '~', look: 'skipped', says: 'not held, allowed' },
} as const;

/**
 * Takes the notes and the rules of a verdict, of a run or of a campaign, and `evidence`: what stands against a rule,
 * nothing where the rule is not broken. Returns the two sections side by side; all rules are shown, those that held too.
 */
export function notesAndGate<Id extends string>(
  { notes, rules }: { readonly notes: readonly string[]; readonly rules: readonly GateRule<Id>[] },
  evidence: (rule: GateRule<Id>) => Insert,
): Html {
  return html`<div class="columns">
<section aria-labelledby="Notes"><h2 id="Notes">Notes</h2><ul class="notes">${
    notes.length === 0 ? html`<li>Nothing else to know.</li>` : notes.map((note) => html`<li>${note}</li>`)
  }</ul></section>
<section aria-labelledby="Gate"><h2 id="Gate">Gate</h2><ul>${rules.map((rule) => ruleItem(rule, evidence(rule)))}</ul></section>
</div>
`;
}

function ruleItem({ state, says, count: against }: GateRule<string>, evidence: Insert): Html {
  const { sign, look, says: word } = RULE_SIGNS[state];
  return html`<li><span class="sign ${look}" aria-hidden="true">${sign}</span><span class="hidden">${word}: </span>${says}${
    against > 0 && `: ${number(against)}`
  }${state === 'allowed' && ' (allowed)'}${evidence}</li>`;
}
