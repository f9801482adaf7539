import { fieldOf, withField } from '../../structured-request.ts';
import { type MutationClass, type Settlement, settled } from '../mutation.ts';
import { framing, NO_MESSAGE, reframed, withRequestLine } from './frame.ts';

/** A request line that is none is refused: RFC 9112 section 3. */
const NO_LINE = settled('refused', 'RFC 9112 section 3', 'should');

/** A class with another request line. */
function requestLines(
  slug: string,
  title: string,
  values: readonly string[],
  line: (parts: Parameters<Parameters<typeof withRequestLine>[1]>[0], form: string) => string | undefined,
  settles?: Settlement | ((form: string) => Settlement | undefined),
): MutationClass {
  return framing({
    slug,
    title,
    values,
    change: (request, form) => withRequestLine(request, (parts) => line(parts, form)),
    ...(settles === undefined ? {} : { settles }),
  });
}

const host = (request: Parameters<typeof fieldOf>[0]): string =>
  fieldOf(request, 'host')?.value ?? 'localhost';

/** Request lines and the forms of targets. */
export const requestLineMutations: readonly MutationClass[] = [
  requestLines(
    'fr-line-double-space',
    'other white space in the request line',
    ['  ', '\t', ' \t', '\u000b'],
    ({ method, target, version }, gap) => `${method}${gap}${target} ${version}`,
  ),
  requestLines(
    'fr-line-lf-separator',
    'line ends inside the request line',
    ['\n', '\r', '\r\n'],
    ({ method, target, version }, gap) => `${method}${gap}${target} ${version}`,
    NO_LINE,
  ),
  framing({
    slug: 'fr-line-leading-crlf',
    title: 'empty lines before the request line',
    values: ['\r\n', '\n', '\r\n\r\n', ' \r\n'],
    change: (request, before) => reframed(request, { before }),
    settles: (before) =>
      before === '\r\n' ? settled('as-unmutated', 'RFC 9112 section 2.2', 'should') : undefined,
  }),
  requestLines(
    'fr-line-no-version',
    'no version',
    ['', ' '],
    ({ method, target }, end) => `${method} ${target}${end}`,
  ),
  framing({
    slug: 'fr-version-odd',
    title: 'odd versions',
    values: ['HTTP/1.10', 'HTTP/1.2', 'HTTP/2.0', 'http/1.1', 'HTTP/1,1', 'HTTP/0.9', 'HTTP/1.0', 'HTTP/11'],
    change: (request, version) => reframed(request, { version }),
  }),
  framing({
    slug: 'fr-target-absolute',
    title: 'the target with scheme and host',
    values: ['http', 'HTTP'],
    change: (request, scheme) =>
      withRequestLine(request, ({ method, target, version }) =>
        target.startsWith('/') ? `${method} ${scheme}://${host(request)}${target} ${version}` : undefined,
      ),
    settles: settled('as-unmutated', 'RFC 9112 section 3.2.2'),
  }),
  framing({
    slug: 'fr-target-absolute-vs-host',
    title: 'a target that names another host than Host',
    values: ['target', 'field'],
    change: (request, other) => {
      const named = host(request);
      const changed = other === 'field' ? withField(request, 'Host', `x.${named}`) : request;
      return withRequestLine(changed, ({ method, target, version }) =>
        target.startsWith('/')
          ? `${method} http://${other === 'target' ? `x.${named}` : named}${target} ${version}`
          : undefined,
      );
    },
  }),
  requestLines(
    'fr-target-asterisk',
    'an asterisk for a target',
    ['*', '/*'],
    ({ method, version }, target) => `${method} ${target} ${version}`,
    (target) => (target === '*' ? settled('refused', 'RFC 9112 section 3.2.4', 'should') : undefined),
  ),
  requestLines(
    'fr-target-authority',
    'host and port for a target',
    ['localhost:80', 'localhost'],
    ({ method, version }, target) => `${method} ${target} ${version}`,
    settled('refused', 'RFC 9112 section 3.2.3', 'should'),
  ),
  requestLines(
    'fr-target-nonslash',
    'a target that does not begin with a slash',
    ['relative', '?a', '#a', '\u00ff'],
    ({ method, target, version }, form) =>
      `${method} ${form === 'relative' ? target.replace(/^\/+/, '') || 'a' : form} ${version}`,
    NO_LINE,
  ),
  requestLines(
    'fr-target-long',
    'very long targets',
    ['8192', '65536'],
    ({ method, target, version }, size) =>
      `${method} ${target}${target.includes('?') ? '&' : '?'}${'a'.repeat(Number(size) || 1)} ${version}`,
  ),
  framing({
    slug: 'fr-line-garbage',
    title: 'something that is no request line first',
    values: ['\u0016\u0003\u0001\r\n', 'garbage\r\n', '<a/>\r\n'],
    change: (request, before) => reframed(request, { before }),
    settles: NO_MESSAGE,
  }),
];
