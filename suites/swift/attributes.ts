import {
  attributeHeader,
  type MetadataOwner,
  removeAttributeHeader,
} from '../../dialects/swift/metadata-names.ts';
import type { CheckContext, RequestSpec } from '../../harness/check/context.ts';
import type { HeaderRule } from '../../harness/check/expectation.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';

/** What has attributes that are changed one by one, and how that is done. */
export interface AttributesBinding {
  readonly owner: MetadataOwner;
  readonly update: string;
  readonly head: string;
  /** Claims by what they say. */
  readonly claims: Readonly<
    Record<
      'creates' | 'overwrites' | 'emptyDeletes' | 'removeDeletes' | 'keepsOthers' | 'returned',
      readonly string[]
    >
  > &
    Readonly<Partial<Record<'unknown' | 'setWins' | 'reseller' | 'refused' | 'nothing', readonly string[]>>>;
  /** Where the attributes of a check are: names that no other check uses, and a bucket or key. */
  readonly place: (t: CheckContext) => Promise<Omit<RequestSpec, 'op'>>;
}

/** Names of attributes that are this check's alone: those of an account are everybody's. */
function namesOf(t: CheckContext): (name: string) => string {
  const own = t.key('').replace(/[^A-Za-z0-9]/g, '');
  return (name) => `Bp-${own}-${name}`;
}

/** Attributes of accounts, containers and, by the base document, objects: each is changed by itself. */
export function attributeChecks(binding: AttributesBinding): CheckDraft[] {
  const { owner, update, head, claims, place } = binding;

  /** Runs the steps, then takes away whatever attributes they may have left. */
  const check = (
    id: string,
    title: string,
    on: readonly string[] | undefined,
    steps: (tools: {
      t: CheckContext;
      set: (attributes: Readonly<Record<string, string>>, as?: string) => Promise<void>;
      remove: (names: readonly string[], as?: string) => Promise<void>;
      shows: (attributes: Readonly<Record<string, HeaderRule>>) => Promise<void>;
      where: Omit<RequestSpec, 'op'>;
      name: (name: string) => string;
    }) => Promise<void>,
    more: Partial<CheckDraft> = {},
  ): CheckDraft[] =>
    on === undefined || on.length === 0
      ? []
      : [
          {
            id,
            title,
            claims: on,
            lease: owner === 'Container' ? 'own' : owner === 'Account' ? 'none' : 'shared',
            ...more,
            run: async (t) => {
              const where = await place(t);
              const name = namesOf(t);
              const used = new Set<string>();
              const post = async (headers: [string, string][], as = 'main') => {
                t.expect(await t.send({ ...where, op: update, headers, as }), { success: true });
              };
              const tools = {
                t,
                where,
                name,
                set: (attributes: Readonly<Record<string, string>>, as?: string) => {
                  for (const key of Object.keys(attributes)) used.add(key);
                  return post(
                    Object.entries(attributes).map(([key, value]) => [
                      attributeHeader(owner, name(key)),
                      value,
                    ]),
                    as,
                  );
                },
                remove: (names: readonly string[], as?: string) =>
                  post(
                    names.map((key) => [removeAttributeHeader(owner, name(key)), 'x']),
                    as,
                  ),
                shows: async (attributes: Readonly<Record<string, HeaderRule>>) => {
                  const headers = Object.fromEntries(
                    Object.entries(attributes).map(([key, rule]) => [
                      attributeHeader(owner, name(key)).toLowerCase(),
                      rule,
                    ]),
                  );
                  await t.eventually({ ...where, op: head }, { success: true, headers });
                },
              };
              try {
                await steps(tools);
              } finally {
                if (owner === 'Account' && used.size > 0) {
                  const headers = [...used].map(
                    (key) => [removeAttributeHeader(owner, name(key)), 'x'] as const,
                  );
                  await t.send({ ...where, op: update, headers });
                }
              }
            },
          },
        ];
  const absent = { absent: true } as const;

  return [
    ...check(
      'creates-attribute',
      'An attribute that is set is returned with its value',
      claims.creates,
      async ({ set, shows }) => {
        await set({ one: 'first value', two: 'Second' });
        await shows({ one: 'first value', two: 'Second' });
      },
    ),
    ...check(
      'overwrites-attribute',
      'An attribute that exists takes the new value',
      claims.overwrites,
      async ({ set, shows }) => {
        await set({ one: 'old' });
        await set({ one: 'new' });
        await shows({ one: 'new' });
      },
    ),
    ...check(
      'empty-value-deletes',
      'An attribute set to nothing is deleted',
      claims.emptyDeletes,
      async ({ set, shows }) => {
        await set({ one: 'there', two: 'stays' });
        await set({ one: '' });
        await shows({ one: absent, two: 'stays' });
      },
    ),
    ...check(
      'remove-header-deletes',
      'X-Remove-…-Meta deletes an attribute, whatever its value is',
      claims.removeDeletes,
      async ({ set, remove, shows }) => {
        await set({ one: 'there', two: 'stays' });
        await remove(['one']);
        await shows({ one: absent, two: 'stays' });
      },
    ),
    ...check(
      'keeps-other-attributes',
      'Attributes that a request does not name are unchanged',
      claims.keepsOthers,
      async ({ set, shows }) => {
        await set({ one: '1', two: '2' });
        await set({ three: '3' });
        await shows({ one: '1', two: '2', three: '3' });
      },
    ),
    ...check(
      'returns-attributes',
      'Every attribute is returned, and no other',
      claims.returned,
      async ({ t, set, where, name }) => {
        await set({ one: '1', two: '2' });
        const exchange = await t.send({ ...where, op: head });
        t.expect(exchange, { success: true });
        const start = attributeHeader(owner, name('')).toLowerCase();
        const found = (exchange.response?.headers ?? [])
          .map(([header]) => header.toLowerCase())
          .filter((header) => header.startsWith(start));
        t.compare(exchange, 'attributes', [`${start}one`, `${start}two`], found.toSorted());
      },
    ),
    ...check(
      'deletes-unknown-attribute',
      'Deleting an attribute that does not exist changes nothing and succeeds',
      claims.unknown,
      async ({ set, remove, shows }) => {
        await set({ one: '1' });
        await remove(['never']);
        await set({ neither: '' });
        await shows({ one: '1', never: absent, neither: absent });
      },
    ),
    ...check(
      'set-wins-over-remove',
      'A request that sets and removes an attribute sets it',
      claims.setWins,
      async ({ t, set, shows, where, name }) => {
        await set({ one: 'old' });
        const headers = [
          [attributeHeader(owner, name('one')), 'new'],
          [removeAttributeHeader(owner, name('one')), 'x'],
        ] as const;
        t.expect(await t.send({ ...where, op: update, headers }), { success: true });
        await shows({ one: 'new' });
      },
      { reading: 'set-and-remove' },
    ),
    ...check(
      'reseller-changes-attributes',
      'An admin of every account may set and delete attributes',
      claims.reseller,
      async ({ set, remove, shows }) => {
        await set({ one: '1', two: '2' }, 'reseller');
        await remove(['two'], 'reseller');
        await shows({ one: '1', two: absent });
      },
      { needs: ['resellerIdentity'] },
    ),
    ...check(
      'refused-update-changes-nothing',
      'A request with an attribute that is refused changes nothing',
      claims.refused,
      async ({ t, set, shows, where, name }) => {
        await set({ one: 'old' });
        const headers = [
          [attributeHeader(owner, name('one')), 'new'],
          [attributeHeader(owner, name('two')), 'v'.repeat(257)],
        ] as const;
        t.expect(await t.send({ ...where, op: update, headers }), { refusal: 'metadata-too-large' });
        await shows({ one: 'old', two: absent });
      },
    ),
  ];
}
