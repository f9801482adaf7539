import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckRecord, EndRecord, RunRecord } from '../record.ts';
import { anyRecord } from '../testing/record-arbitraries.ts';
import { sampleRun } from '../testing/sample-run.ts';
import { validateRecord } from '../validate-record.ts';
import type { checkSchema } from './check.ts';
import type { endSchema } from './end.ts';
import type { Flat, FromSchema, Same } from './from-schema.ts';
import { recordSchemas } from './record-schemas.ts';
import type { runSchema } from './run.ts';

// The compiler's part: these lines do not compile when a type and its schema disagree, optional properties included.
const agreement: {
  run: Same<Flat<RunRecord>, FromSchema<typeof runSchema, (typeof runSchema)['$defs']>>;
  check: Same<Flat<CheckRecord>, FromSchema<typeof checkSchema, (typeof checkSchema)['$defs']>>;
  end: Same<Flat<EndRecord>, FromSchema<typeof endSchema, (typeof endSchema)['$defs']>>;
} = { run: true, check: true, end: true };

describe('record schemas', () => {
  it('have one for each kind and agree with the types', () => {
    expect(Object.keys(recordSchemas)).toEqual(Object.keys(agreement));
  });

  it('can be printed and read back', () => {
    expect(JSON.parse(JSON.stringify(recordSchemas))).toEqual(recordSchemas);
  });

  it('take every record of the sample run', () => {
    for (const record of sampleRun()) expect(validateRecord(record)).toEqual({ valid: true, record });
  });

  it('take whatever the types allow, as it comes back from a line', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const read: unknown = JSON.parse(JSON.stringify(record));
        expect(validateRecord(read)).toEqual({ valid: true, record: read });
      }),
    );
  });

  it('refuse a record without one of its required properties, naming it', () => {
    fc.assert(
      fc.property(anyRecord, fc.nat(), (record, n) => {
        const required = recordSchemas[record.kind].required.filter((name) => name !== 'kind');
        const name = required[n % required.length] ?? '';
        const { [name]: _removed, ...broken }: Record<string, unknown> = { ...record };
        const result = validateRecord(broken);
        expect(result).toMatchObject({
          valid: false,
          problems: expect.arrayContaining([
            { pointer: '', message: `has no "${name}"`, mend: `add "${name}"` },
          ]),
        });
      }),
    );
  });

  it('refuse a property nobody knows, at any depth', () => {
    fc.assert(
      fc.property(anyRecord, fc.nat(), (record, n) => {
        const copy: unknown = JSON.parse(JSON.stringify(record));
        const objects = closedObjects(copy);
        const at = objects[n % objects.length];
        if (at === undefined) return;
        Reflect.set(at, 'surprise', 1);
        expect(validateRecord(copy).valid).toBe(false);
      }),
    );
  });

  it('refuse a value of another type, at any depth', () => {
    fc.assert(
      fc.property(anyRecord, fc.nat(), (record, n) => {
        const copy: unknown = JSON.parse(JSON.stringify(record));
        const places = leaves(copy);
        const place = places[n % places.length];
        if (place === undefined) return;
        Reflect.set(place.holder, place.name, { not: 'this' });
        expect(validateRecord(copy).valid).toBe(false);
      }),
    );
  });
});

/** Objects whose properties are fixed: not the maps from names to flags or claims. */
function closedObjects(value: unknown, path: readonly string[] = []): object[] {
  if (typeof value !== 'object' || value === null) return [];
  const isMap = ['claims', 'declared', 'probed'].includes(path.at(-1) ?? '') && !Array.isArray(value);
  const inside = Object.entries(value).flatMap(([name, child]) => closedObjects(child, [...path, name]));
  return isMap || Array.isArray(value) ? inside : [value, ...inside];
}

/** Every string, number and boolean in it. */
function leaves(value: unknown): { readonly holder: object; readonly name: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) =>
    typeof child === 'object' ? leaves(child) : [{ holder: value, name }],
  );
}
