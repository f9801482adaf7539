import type { CheckDraft } from '../../harness/check/suite.ts';
import { type CorsBinding, configure, expectAllowed, expectUnmatched, NO_ORIGIN, preflight } from './cors.ts';
import { expectRules, FULL, PLAIN, putRules } from './cors-rules.ts';
import { type GroundsFor, grounded, type SharedChecks } from './grounds.ts';

function configurationChecks(binding: CorsBinding) {
  return {
    'rules-returned': {
      title: 'Every element of every rule is returned as it was set',
      lease: 'own',
      run: async (t) => {
        await configure(t, binding, FULL);
        await expectRules(t, binding, FULL);
      },
    },
    'repeated-elements-returned': {
      title: 'An element that was set several times is returned as often',
      lease: 'own',
      run: async (t) => {
        const many = Array.from({ length: 12 }, (_, index) => `x-number-${index}`);
        const origins = many.map((name) => `http://${name}.example.com`);
        const rules = [{ id: 'many', origins, methods: ['GET', 'HEAD'], headers: many, expose: many }];
        await configure(t, binding, rules);
        await expectRules(t, binding, rules);
      },
    },
    'rule-order-returned': {
      title: 'Rules are returned in the order in which they were set',
      lease: 'own',
      run: async (t) => {
        const ids = ['m', 'z', 'a', '10', '9'];
        await configure(
          t,
          binding,
          ids.map((id) => ({ ...PLAIN, id })),
        );
        const exchange = await t.eventually({ op: binding.getCors }, { success: true });
        t.compare(
          exchange,
          'order of rules',
          ids,
          binding.rulesIn(t, exchange).map(({ id }) => id),
        );
      },
    },
    'special-characters-returned': {
      title: 'Ids with characters that XML escapes, or beyond ASCII, are returned as they were set',
      lease: 'own',
      run: async (t) => {
        const rules = ['a & <b> "c"', '规则-1'].map((id) => ({ ...PLAIN, id }));
        await configure(t, binding, rules);
        await expectRules(t, binding, rules);
      },
    },
    'other-bucket-unconfigured': {
      title: 'The configuration of one bucket is not that of another',
      lease: 'own',
      impact: 'security',
      run: async (t) => {
        const bucket = t.newBucketName('other');
        await t.setup({ op: t.dialect.housekeeping.createBucket, bucket });
        await configure(t, binding, [PLAIN]);
        await expectRules(t, binding, [PLAIN]);
        const asked = { origin: 'http://www.example.com', method: 'GET' };
        await expectAllowed(t, binding, asked);
        await expectUnmatched(t, binding, { ...asked, bucket }, NO_ORIGIN);
      },
    },
    'never-configured': {
      title: 'A bucket that was never configured has no configuration',
      run: async (t) => {
        t.expect(await t.send({ op: binding.getCors }), { refusal: 'no-cors' });
      },
    },
    'optional-elements': {
      title: 'A rule needs an origin and a method, and nothing else',
      lease: 'own',
      run: async (t) => {
        await putRules(t, binding, [PLAIN]);
        await expectRules(t, binding, [PLAIN]);
        await expectAllowed(t, binding, { origin: 'http://www.example.com', method: 'GET' });
      },
    },
    'rules-replaced': {
      title: 'New rules replace all old ones: nothing old is left, and preflights follow',
      lease: 'own',
      impact: 'security',
      run: async (t) => {
        await putRules(t, binding, FULL);
        await expectAllowed(t, binding, { origin: 'http://one.example.com', method: 'DELETE' });
        const next = [{ id: 'one of two', origins: ['http://new.example.com'], methods: ['GET'] }];
        await putRules(t, binding, next);
        await expectAllowed(t, binding, { origin: 'http://new.example.com', method: 'GET' });
        await expectRules(t, binding, next);
        for (const origin of ['http://one.example.com', 'http://www.example.com']) {
          await expectUnmatched(t, binding, { origin, method: 'GET' }, NO_ORIGIN);
        }
      },
    },
    'every-method': {
      title: 'GET, PUT, HEAD, POST and DELETE are accepted, each in a rule of its own and together',
      lease: 'own',
      run: async (t) => {
        const methods = ['GET', 'PUT', 'HEAD', 'POST', 'DELETE'];
        const rules = [
          ...methods.map((method) => ({ ...PLAIN, id: method, methods: [method] })),
          { ...PLAIN, id: 'all', methods },
        ];
        await putRules(t, binding, rules);
        await expectRules(t, binding, rules);
      },
    },
    'forms-of-origins': {
      title: 'Origins are *, or protocol, host and perhaps a port',
      lease: 'own',
      run: async (t) => {
        const origins = ['*', 'http://www.example.com', 'https://example.com', 'http://localhost:8080'];
        const rules = origins.map((origin, index) => ({ ...PLAIN, id: `${index}`, origins: [origin] }));
        await putRules(t, binding, rules);
        await expectRules(t, binding, rules);
      },
    },
    'any-header-accepted': {
      title: 'AllowedHeader * is accepted and returned',
      lease: 'own',
      run: async (t) => {
        const rules = [{ ...PLAIN, id: 'any', headers: ['*'] }];
        await putRules(t, binding, rules);
        await expectRules(t, binding, rules);
      },
    },
    'hundred-rules': {
      title: '100 rules are accepted, returned and followed to the last one',
      lease: 'own',
      run: async (t) => {
        const rules = Array.from({ length: 100 }, (_, index) => ({
          id: `rule-${index}`,
          origins: [`http://r${index}.example.com`],
          methods: ['GET'],
        }));
        await putRules(t, binding, rules);
        await expectAllowed(t, binding, { origin: 'http://r99.example.com', method: 'GET' });
        await expectRules(t, binding, rules);
      },
    },
    'long-body': {
      title: 'A body of 60,000 bytes is accepted and returned',
      lease: 'own',
      run: async (t) => {
        const names = Array.from({ length: 40 }, (_, index) => `x-header-${index}`);
        const length = (count: number) => Buffer.byteLength(binding.rules(rulesOf(count)).body ?? '');
        const rulesOf = (count: number) =>
          Array.from({ length: count }, (_, index) => ({ ...PLAIN, id: `long-${index}`, headers: names }));
        let count = 1;
        while (length(count + 1) <= 60_000) count++;
        await putRules(t, binding, rulesOf(count));
        await expectRules(t, binding, rulesOf(count));
      },
    },
    'removed-configuration': {
      title: 'After its deletion there is no configuration, and preflights are refused',
      lease: 'own',
      impact: 'security',
      run: async (t) => {
        const asked = { origin: 'http://www.example.com', method: 'GET' };
        await configure(t, binding, FULL);
        await expectAllowed(t, binding, asked);
        t.expect(await t.send({ op: binding.deleteCors }), { success: true });
        await t.eventually(preflight(t, binding, asked), {
          refusal: 'no-cors-for-preflight',
          headers: NO_ORIGIN,
        });
      },
    },
    'removed-and-read': {
      title: 'After its deletion a configuration cannot be read',
      lease: 'own',
      run: async (t) => {
        await configure(t, binding, FULL);
        await t.eventually({ op: binding.getCors }, { success: true });
        t.expect(await t.send({ op: binding.deleteCors }), { success: true });
        await t.eventually({ op: binding.getCors }, { refusal: 'no-cors' });
      },
    },
    'removed-and-set-again': {
      title: 'A configuration that is set after a deletion has nothing of the old one',
      lease: 'own',
      impact: 'security',
      run: async (t) => {
        await configure(t, binding, FULL);
        t.expect(await t.send({ op: binding.deleteCors }), { success: true });
        const next = [{ id: 'new', origins: ['http://new.example.com'], methods: ['GET'] }];
        await putRules(t, binding, next);
        await expectAllowed(t, binding, { origin: 'http://new.example.com', method: 'GET' });
        await expectRules(t, binding, next);
      },
    },
    'nothing-to-remove': {
      title: 'Deleting a configuration that does not exist succeeds, once and again',
      lease: 'own',
      run: async (t) => {
        for (let time = 0; time < 2; time++) {
          t.expect(await t.send({ op: binding.deleteCors }), { success: true });
        }
        const asked = { origin: 'http://www.example.com', method: 'GET' };
        t.expect(await t.send(preflight(t, binding, asked)), { refusal: 'no-cors-for-preflight' });
      },
    },
  } satisfies SharedChecks;
}

/** Setting, reading and removing the rules of a bucket. */
export function corsConfiguration(
  binding: CorsBinding & { readonly grounds: GroundsFor<ReturnType<typeof configurationChecks>> },
): CheckDraft[] {
  return grounded(configurationChecks(binding), binding.grounds);
}
