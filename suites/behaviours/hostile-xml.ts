import type { CheckContext } from '../../harness/check/context.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import { bodyText, droppingHeader } from '../derived/request-edit.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';
import type { Bodied, InterimBinding } from './interim-responses.ts';

/** How a document that does something is rewritten. */
export interface XmlBinding extends Pick<InterimBinding, 'bodied'> {
  /** An element of the document whose text decides what it does, with that text. */
  readonly leaf: (t: CheckContext) => Leaf;
}

interface Leaf {
  readonly name: string;
  readonly text: string;
}

/** Writes a document anew. It has the leaf exactly once. */
type Rewriting = (document: string, leaf: Leaf) => string | Uint8Array;

const DEPTH = 40_000;
const ENTITIES = 12;

/** The document with other content in its leaf, made of the text that was there. */
function content(written: (text: string) => string): (document: string, leaf: Leaf) => string {
  return (document, { name, text }) =>
    document.replace(elementOf({ name, text }), () => elementOf({ name, text: written(text) }));
}

/** The document behind a document type declaration, with a reference in its leaf. */
function declared(declaration: (text: string) => string, reference: string): Rewriting {
  return (document, leaf) => {
    const changed = content(() => reference)(document, leaf);
    return `<!DOCTYPE x ${declaration(leaf.text)}>${withoutDeclaration(changed)}`;
  };
}

function elementOf({ name, text }: Leaf): string {
  return `<${name}>${text}</${name}>`;
}

function withoutDeclaration(document: string): string {
  return document.replace(/^<\?xml[^>]*\?>\s*/, '');
}

function growing(text: string): string {
  const entities = Array.from({ length: ENTITIES }, (_, index) => {
    return `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`;
  });
  return `[<!ENTITY e0 "${text}">${entities.join('')}]`;
}

const NOT_WELL_FORMED: readonly Rewriting[] = [
  (document, { name }) => document.replace(`</${name}>`, `</${name}x>`),
  (document) => document.slice(0, -3),
  (document) => `${document}<`,
  (document, { name }) => document.replace(`<${name}>`, `<${name} a=1>`),
  (document, { name }) => document.replace(`<${name}>`, `<${name} a="1" a="2">`),
  content((text) => `${text}&nbsp;`),
  content((text) => `${text}&#0;`),
  content((text) => `${text}\u0001`),
  content((text) => `${text}]]>`),
  content((text) => `<!-- -- -->${text}`),
  (document) => ` <?xml version="1.0"?>${withoutDeclaration(document)}`,
  (document, leaf) => Buffer.from(content((text) => `${text}\u00ff`)(document, leaf), 'latin1'),
];

const WAYS_OF_WRITING: readonly Rewriting[] = [
  content((text) => `<![CDATA[${text}]]>`),
  content((text) => [...text].map((character) => `&#${character.charCodeAt(0)};`).join('')),
  (document, leaf) =>
    document.replace(elementOf(leaf), (element) => `<!-- ${element} -->${element}<?target data?>`),
  (document) => `\ufeff${document}`,
  (document) => document.replaceAll('><', '>\r\n\t<'),
  (document) => `${document}\n\n<!-- end -->\n`,
  withoutDeclaration,
];

function xmlChecks({ bodied, leaf }: XmlBinding) {
  const send = (t: CheckContext, { request }: Bodied, rewrite: Rewriting) => {
    const document = bodyText(request);
    if (document.split(elementOf(leaf(t))).length !== 2) throw new Error('the document has no such leaf');
    // the digest of the document as it was would be a reason of its own to refuse the rewritten one
    return t.send({ ...droppingHeader(request, 'content-md5'), body: rewrite(document, leaf(t)) });
  };

  /** Each document is refused with a 4xx and has no effect; as it was it is accepted. */
  const refused = (title: string, ...rewritings: readonly Rewriting[]): SharedCheck => ({
    title,
    impact: 'security',
    run: async (t) => {
      const prepared = await bodied(t);
      for (const rewrite of rewritings) {
        t.expect(await send(t, prepared, rewrite), { refusal: 'malformed-request' });
        await prepared.noEffect();
      }
      t.expect(await t.send(prepared.request), prepared.accepted);
      await prepared.effect();
    },
  });

  return {
    'xml-internal-entity': refused(
      'An entity a document declares is not put in',
      declared((text) => `[<!ENTITY e "${text}">]`, '&e;'),
      declared((text) => `[<!ENTITY % p '<!ENTITY e "${text}">'> %p;]`, '&e;'),
    ),
    'xml-external-entity': refused(
      'An entity from elsewhere is not fetched',
      declared(() => '[<!ENTITY e SYSTEM "file:///etc/hostname">]', '&e;'),
      declared(() => '[<!ENTITY e SYSTEM "http://127.0.0.1:9/">]', '&e;'),
    ),
    'xml-entity-expansion': refused(
      'Entities made of entities do not grow',
      declared(growing, `&e${ENTITIES};`),
    ),
    'xml-not-well-formed': refused('A document that is not well-formed is refused', ...NOT_WELL_FORMED),
    'xml-deep': refused(
      'A document of tens of thousands of levels that are never closed is refused',
      content((text) => `${'<a>'.repeat(DEPTH)}${text}`),
    ),
    'xml-ways-of-writing': {
      title: 'Comments, character references, CDATA, a byte order mark and white space change nothing',
      run: async (t) => {
        const prepared = await bodied(t);
        for (const rewrite of WAYS_OF_WRITING) {
          t.expect(await send(t, prepared, rewrite), prepared.accepted);
          await prepared.effect();
        }
      },
    },
    'json-is-no-document': refused(
      'A JSON text is no document',
      (_, { name, text }) => JSON.stringify({ [name]: text }),
      () => '{}',
    ),
  } satisfies SharedChecks;
}

/** Documents that are meant to harm whoever reads them, and harmless ones that are written in unusual ways. */
export function hostileXml(
  binding: XmlBinding & { readonly grounds: GroundsFor<ReturnType<typeof xmlChecks>> },
): CheckDraft[] {
  return grounded(xmlChecks(binding), binding.grounds);
}
