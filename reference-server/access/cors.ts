/** One rule of a bucket's cross-origin configuration. Origins and header names may hold one `*`. */
export interface CorsRule {
  readonly id?: string | undefined;
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  readonly expose: readonly string[];
  readonly maxAgeSeconds?: number | undefined;
}

/** What a matching rule lets a response say. */
export interface CorsAnswer {
  /** `*` when the rule names exactly that, else the origin of the request. */
  readonly allowOrigin: string;
  readonly allowMethods: readonly string[];
  /** The requested header names, all of which the rule allows; as requested, without repetitions. */
  readonly allowHeaders: readonly string[];
  readonly expose: readonly string[];
  readonly maxAgeSeconds: number | undefined;
}

/** A preflight: what the browser is going to send. */
export interface Preflight {
  readonly origin: string;
  readonly method: string;
  readonly headers: readonly string[];
}

/**
 * Answers a preflight by the first rule that allows origin, method and every header name; undefined when none does.
 * Origins and methods are compared with letter case, header names without.
 */
export function answerPreflight(rules: readonly CorsRule[], request: Preflight): CorsAnswer | undefined {
  const rule = rules.find(
    (candidate) =>
      allowsOriginAndMethod(candidate, request.origin, request.method) &&
      request.headers.every((name) => allowsHeader(candidate, name)),
  );
  return rule && answer(rule, request.origin, request.headers);
}

/** What an actual cross-origin request is answered with, by the first rule that allows origin and method. */
export function answerActual(
  rules: readonly CorsRule[],
  origin: string,
  method: string,
): CorsAnswer | undefined {
  const rule = rules.find((candidate) => allowsOriginAndMethod(candidate, origin, method));
  return rule && answer(rule, origin, []);
}

function answer(rule: CorsRule, origin: string, headers: readonly string[]): CorsAnswer {
  const seen = new Map(headers.map((name) => [name.toLowerCase(), name]));
  return {
    allowOrigin: rule.origins.includes('*') ? '*' : origin,
    allowMethods: rule.methods,
    allowHeaders: [...seen.values()],
    expose: rule.expose,
    maxAgeSeconds: rule.maxAgeSeconds,
  };
}

function allowsOriginAndMethod(rule: CorsRule, origin: string, method: string): boolean {
  return rule.origins.some((pattern) => matchesWildcard(pattern, origin)) && rule.methods.includes(method);
}

function allowsHeader(rule: CorsRule, name: string): boolean {
  const wanted = name.toLowerCase();
  return rule.headers.some((pattern) => matchesWildcard(pattern.toLowerCase(), wanted));
}

/** True when `text` is `pattern` with its first `*` standing for any text, the empty one included. */
export function matchesWildcard(pattern: string, text: string): boolean {
  const at = pattern.indexOf('*');
  if (at === -1) return pattern === text;
  const before = pattern.slice(0, at);
  const after = pattern.slice(at + 1);
  return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
}

/** The names of a comma-separated Access-Control-Request-Headers value, trimmed, empty ones left out. */
export function headerNames(value: string | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
