/** Names an attribute and fixes the type of its value. Two keys are the same only when they are the same object. */
export interface AttributeKey<T> {
  readonly name: string;
  /** Never present; ties `T` to the key. */
  readonly valueType?: (value: T) => T;
}

/** A new attribute key; `name` is for people. */
export function attributeKey<T>(name: string): AttributeKey<T> {
  return { name };
}

/**
 * What a dialect attaches to a bucket, an object or an upload without the store knowing what it means: access control,
 * CORS rules, encryption, retention. Immutable.
 */
export class Attributes {
  static readonly empty: Attributes = new Attributes(new Map());
  readonly #values: ReadonlyMap<object, unknown>;

  private constructor(values: ReadonlyMap<object, unknown>) {
    this.#values = values;
  }

  /** The value under `key`, or undefined. */
  get<T>(key: AttributeKey<T>): T | undefined {
    // Sound: `with` is the only way in, and it takes the value's type from the same key.
    return this.#values.get(key) as T | undefined;
  }

  has(key: { readonly name: string }): boolean {
    return this.#values.has(key);
  }

  /** A copy with `value` under `key`; undefined takes the attribute away. */
  with<T>(key: AttributeKey<T>, value: T | undefined): Attributes {
    const values = new Map(this.#values);
    if (value === undefined) values.delete(key);
    else values.set(key, value);
    return new Attributes(values);
  }
}
