import type { Binding } from '../../operations/handler.ts';

/** Bindings of the operations on objects and uploads, by operation id. */
export const objectBindings: Readonly<Record<string, Binding>> = {};
