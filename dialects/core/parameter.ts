import type { LeafType } from './document.ts';
import type { Parameter } from './operation.ts';

/** An optional header. */
export function header(name: string, example: string, type?: LeafType, whenInvalid?: string): Parameter {
  return parameter('header', name, example, type, whenInvalid);
}

/** An optional query parameter. */
export function query(name: string, example: string, type?: LeafType, whenInvalid?: string): Parameter {
  return parameter('query', name, example, type, whenInvalid);
}

/** An optional form field. */
export function field(name: string, example: string, type?: LeafType, whenInvalid?: string): Parameter {
  return parameter('form', name, example, type, whenInvalid);
}

/** A parameter that has to be present, and the refusal when it is not. */
export function required(of: Parameter, whenMissing: string): Parameter {
  return { ...of, whenMissing };
}

function parameter(
  where: Parameter['in'],
  name: string,
  example: string,
  type: LeafType | undefined,
  whenInvalid: string | undefined,
): Parameter {
  return {
    in: where,
    name,
    example,
    ...(type === undefined ? {} : { type }),
    ...(whenInvalid === undefined ? {} : { whenInvalid }),
  };
}
