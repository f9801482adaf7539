/** One header field as it stands on the wire: name with its letter case, value without surrounding white space. */
export type Header = readonly [name: string, value: string];

/** Header fields in wire order. Repeated names stay repeated. */
export type HeaderList = readonly Header[];

/** All values of `name` (case-insensitive), in wire order. RFC 9110 section 5.1. */
export function headerValues(headers: HeaderList, name: string): string[] {
  const wanted = name.toLowerCase();
  return headers.filter(([n]) => n.toLowerCase() === wanted).map(([, v]) => v);
}

/** The first value of `name` (case-insensitive), or undefined when the field is absent. */
export function headerValue(headers: HeaderList, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return headers.find(([n]) => n.toLowerCase() === wanted)?.[1];
}

/** The values of every field by its name in lower case, in wire order, for whoever looks up many names. */
export function headerIndex(headers: HeaderList): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const folded = name.toLowerCase();
    const values = index.get(folded);
    if (values) values.push(value);
    else index.set(folded, [value]);
  }
  return index;
}

/** `headers` without any field called `name`. */
export function withoutHeader(headers: HeaderList, name: string): Header[] {
  const wanted = name.toLowerCase();
  return headers.filter(([n]) => n.toLowerCase() !== wanted);
}

/** `headers` with exactly one field `name`, in the place of the first one if there was one, else at the end. */
export function withHeader(headers: HeaderList, name: string, value: string): Header[] {
  const wanted = name.toLowerCase();
  const at = headers.findIndex(([n]) => n.toLowerCase() === wanted);
  const rest = withoutHeader(headers, name);
  if (at === -1) return [...rest, [name, value]];
  return [...rest.slice(0, at), [name, value], ...rest.slice(at)];
}
