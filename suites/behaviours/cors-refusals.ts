import type { CheckDraft } from '../../harness/check/suite.ts';
import { type CorsBinding, type CorsRule, configure } from './cors.ts';
import { FULL, PLAIN, readRules } from './cors-rules.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';

function refusalChecks(binding: CorsBinding) {
  const refused = (
    title: string,
    configurations: readonly (readonly CorsRule[])[],
    refusal = 'invalid-element',
  ): SharedCheck => ({
    title: `${title} is refused and the old rules stay`,
    lease: 'own',
    run: async (t) => {
      await configure(t, binding, FULL);
      const before = binding.rulesIn(t, await readRules(t, binding, FULL));
      for (const rules of configurations) {
        t.expect(await t.send({ op: binding.putCors, ...binding.rules(rules) }), { refusal });
        const exchange = await readRules(t, binding, FULL);
        t.compare(exchange, 'rules', before, binding.rulesIn(t, exchange));
      }
    },
  });
  return {
    'no-origin': refused('A rule without AllowedOrigin', [
      [{ ...PLAIN, origins: [] }],
      [PLAIN, { ...PLAIN, origins: [] }],
    ]),
    'no-method': refused('A rule without AllowedMethod', [
      [{ ...PLAIN, methods: [] }],
      [PLAIN, { ...PLAIN, methods: [] }],
    ]),
    'unknown-method': refused('An AllowedMethod that is not among the documented ones', [
      ...['PATCH', 'OPTIONS', '*', ''].map((method) => [{ ...PLAIN, methods: [method] }]),
      [{ ...PLAIN, methods: ['GET', 'TRACE'] }],
    ]),
    'max-age-not-a-number': refused('A MaxAgeSeconds that is not a number', [
      [{ ...PLAIN, maxAge: 'soon' }],
      [{ ...PLAIN, maxAge: '10s' }],
    ]),
    'too-many-rules': refused(
      'A configuration of 101 rules',
      [
        Array.from({ length: 101 }, (_, index) => ({
          id: `rule-${index}`,
          origins: [`http://r${index}.example.com`],
          methods: ['GET'],
        })),
      ],
      'too-many-rules',
    ),
  } satisfies SharedChecks;
}

/** Rules that are refused. */
export function corsRefusals(
  binding: CorsBinding & { readonly grounds: GroundsFor<ReturnType<typeof refusalChecks>> },
): CheckDraft[] {
  return grounded(refusalChecks(binding), binding.grounds);
}
