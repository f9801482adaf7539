/**
 * The TypeScript type of the values a JSON Schema accepts, for the keywords our record schemas use. It exists so that
 * the compiler can say whether `record.ts` and the schemas describe the same records.
 */
export type FromSchema<S, Defs> = S extends { readonly $ref: `#/$defs/${infer Name}` }
  ? Name extends keyof Defs
    ? FromSchema<Defs[Name], Defs>
    : never
  : S extends { readonly const: infer Value }
    ? Value
    : S extends { readonly enum: readonly (infer Value)[] }
      ? Value
      : S extends { readonly anyOf: readonly (infer Option)[] }
        ? FromEach<Option, Defs>
        : S extends { readonly type: infer Type }
          ? FromType<S, Type, Defs>
          : never;

/** Distributes over a union of schemas. */
type FromEach<Option, Defs> = Option extends unknown ? FromSchema<Option, Defs> : never;

type FromType<S, Type, Defs> = Type extends 'string'
  ? string
  : Type extends 'number' | 'integer'
    ? number
    : Type extends 'boolean'
      ? boolean
      : Type extends 'array'
        ? FromArray<S, Defs>
        : Type extends 'object'
          ? FromObject<S, Defs>
          : never;

type FromArray<S, Defs> = S extends { readonly prefixItems: infer Items extends readonly unknown[] }
  ? { readonly [Index in keyof Items]: FromSchema<Items[Index], Defs> }
  : S extends { readonly items: infer Item }
    ? readonly FromSchema<Item, Defs>[]
    : never;

type FromObject<S, Defs> = S extends {
  readonly properties: infer Properties;
  readonly required: readonly (infer Required)[];
}
  ? Flat<
      {
        readonly [Name in keyof Properties as Name extends Required ? Name : never]: FromSchema<
          Properties[Name],
          Defs
        >;
      } & {
        readonly [Name in keyof Properties as Name extends Required ? never : Name]?: FromSchema<
          Properties[Name],
          Defs
        >;
      }
    >
  : S extends { readonly additionalProperties: infer Value }
    ? { readonly [name: string]: FromSchema<Value, Defs> }
    : never;

/** An intersection written as one object, so that it compares equal to the same object written by hand. */
export type Flat<T> = T extends (infer _Item)[] | readonly (infer _Item)[]
  ? { readonly [Index in keyof T]: Flat<T[Index]> }
  : T extends object
    ? { readonly [Name in keyof T]: Flat<T[Name]> }
    : T;

/** `true` when the two types are the same type, optional properties included. */
export type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
