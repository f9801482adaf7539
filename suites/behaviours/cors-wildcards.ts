import type { CheckDraft } from '../../harness/check/suite.ts';
import {
  type CorsBinding,
  type CorsRule,
  configure,
  expectAllowed,
  expectUnmatched,
  NO_ORIGIN,
} from './cors.ts';
import { type GroundsFor, grounded, type SharedChecks } from './grounds.ts';

const ANY_ORIGIN: readonly CorsRule[] = [{ id: 'any', origins: ['*'], methods: ['GET'] }];

const INNER: readonly CorsRule[] = [
  { id: 'hosts', origins: ['http://*.example.org'], methods: ['GET'] },
  { id: 'ports', origins: ['https://host.example.net:*'], methods: ['GET'] },
];

function wildcardChecks(binding: CorsBinding) {
  return {
    'any-origin': {
      title: 'AllowedOrigin * allows every origin, and no other method than those of its rule',
      lease: { group: 'cors any origin' },
      run: async (t) => {
        await configure(t, binding, ANY_ORIGIN);
        for (const origin of ['http://a.test', 'https://sub.b.test:8443', 'null']) {
          const lists = { 'access-control-allow-methods': { lists: ['GET'] } };
          await expectAllowed(t, binding, { origin, method: 'GET' }, lists);
        }
        await expectUnmatched(
          t,
          binding,
          { origin: 'http://a.test', method: 'PUT' },
          {
            'access-control-allow-methods': { absent: true },
          },
        );
      },
    },
    'wildcard-inside-origin': {
      title: 'A wildcard inside AllowedOrigin stands for any text',
      lease: { group: 'cors wildcards' },
      run: async (t) => {
        await configure(t, binding, INNER);
        for (const origin of [
          'http://a.example.org',
          'http://a.b.example.org',
          'http://a-1.example.org',
          'https://host.example.net:8443',
        ]) {
          await expectAllowed(t, binding, { origin, method: 'GET' });
        }
      },
    },
    'wildcard-inside-origin-others': {
      title: 'An origin that differs outside the wildcard is not allowed',
      impact: 'security',
      lease: { group: 'cors wildcards' },
      run: async (t) => {
        await configure(t, binding, INNER);
        await expectAllowed(t, binding, { origin: 'http://a.example.org', method: 'GET' });
        for (const origin of [
          'http://example.org',
          'https://a.example.org',
          'http://a.example.org:8080',
          'http://a.example.org.elsewhere.test',
          'http://axexample.org',
          'http://aexample.org',
          'https://other.example.net:8443',
        ]) {
          await expectUnmatched(t, binding, { origin, method: 'GET' }, NO_ORIGIN);
        }
      },
    },
  } satisfies SharedChecks;
}

/** Wildcards in the origins of rules. */
export function corsWildcards(
  binding: CorsBinding & { readonly grounds: GroundsFor<ReturnType<typeof wildcardChecks>> },
): CheckDraft[] {
  return grounded(wildcardChecks(binding), binding.grounds);
}
