import { documentOf, elementSlots, withBytes, withField } from '../../structured-request.ts';
import { leafMarkup, writeXml } from '../../xml-node.ts';
import type { About, MutationClass, Settlement } from '../mutation.ts';
import { variants } from '../variants.ts';
import { changeAt, inDocument, isTextLeaf, malformed, same, withText } from './xml-variants.ts';

/** Where no body is needed, an empty one is none. */
const emptyIsNone = (_: string, __: string, { operation: { body } }: About): Settlement | undefined =>
  body.kind === 'xml' && body.required ? malformed('2.1') : undefined;

/** Declarations, encodings and what may stand before the root. */
export const xmlPrologMutations: readonly MutationClass[] = [
  inDocument('xm-empty-body', 'nothing, or white space', ['', ' ', '\r\n'], (_, text) => text, emptyIsNone),
  inDocument(
    'xm-decl-missing',
    'no XML declaration',
    [''],
    (document, prolog) => ({ ...document, prolog }),
    same('2.8'),
  ),
  inDocument(
    'xm-decl-odd',
    'odd declarations',
    [
      '<?xml version="1.1" encoding="UTF-8"?>',
      '<?xml version="2.0"?>',
      "<?xml version='1.0' encoding='utf-8' standalone='yes'?>",
      '<?XML version="1.0"?>',
      '<?xml encoding="UTF-8"?>',
      '<?xml version="1.0" encoding="UTF-8" standalone="maybe"?>',
      '<?xml version="1.0"encoding="UTF-8"?>',
      '<?xml version="1.0"?><?xml version="1.0"?>',
    ],
    (document, prolog) => ({ ...document, prolog }),
    (prolog) =>
      prolog.startsWith("<?xml version='1.0'")
        ? same('2.9')
        : /version="[12]\.[01]"( encoding="UTF-8")?\?>$/.test(prolog) && prolog.split('<').length === 2
          ? undefined
          : malformed('2.8'),
  ),
  inDocument(
    'xm-leading-ws',
    'white space before the declaration',
    [' ', '\n', '\r\n\t'],
    (document, space) => ({ ...document, prolog: `${space}${document.prolog}` }),
    malformed('2.8'),
  ),
  inDocument(
    'xm-bom-utf8',
    'a byte order mark',
    ['\ufeff'],
    (document, bom) => ({ ...document, prolog: `${bom}${document.prolog}` }),
    same('4.3.3'),
  ),
  inDocument('xm-utf16', 'UTF-16', ['le', 'be', 'le without mark', 'be without mark'], (document, order) => {
    const mark = order.includes('without') ? '' : '\ufeff';
    const text = writeXml({ ...document, prolog: `${mark}<?xml version="1.0" encoding="UTF-16"?>` });
    const bytes = Buffer.from(text, 'utf16le');
    return order.startsWith('be') ? bytes.swap16() : bytes;
  }),
  inDocument(
    'xm-encoding-mismatch',
    'another encoding declared',
    ['ISO-8859-1', 'UTF-16', 'x-unknown', 'US-ASCII', 'UTF-7', ''],
    (document, name) => ({ ...document, prolog: `<?xml version="1.0" encoding="${name}"?>` }),
  ),
  variants({
    slug: 'xm-encoding-latin1',
    group: 'xml',
    title: 'ISO-8859-1 declared and used',
    order: 'before-signing',
    slots: (request) => elementSlots(request, isTextLeaf),
    values: ['\u00e9', '\u00fc\u00df'],
    change: (request, text, slot) => {
      const changed = changeAt(request, slot, (node) => [withText(node, `${leafMarkup(node)}${text}`)]);
      const document = changed && documentOf(changed);
      if (!document) return undefined;
      const markup = writeXml({ ...document, prolog: '<?xml version="1.0" encoding="ISO-8859-1"?>' });
      return withBytes(changed, Buffer.from(markup, 'latin1'));
    },
  }),
  inDocument(
    'xm-invalid-utf8',
    'bytes that are not UTF-8',
    ['ff', 'c0af', 'eda080', 'e28f'],
    (document, hex) =>
      Buffer.concat([
        Buffer.from(writeXml(document).replace(/<\/[^<>]*>\s*$/, '')),
        Buffer.from(`<X>`),
        Buffer.from(hex, 'hex'),
        Buffer.from(`</X></${document.root.name}>`),
      ]),
    malformed('4.3.3'),
  ),
  variants({
    slug: 'xm-ctype-odd',
    group: 'xml',
    title: 'another Content-Type',
    order: 'before-signing',
    slots: (request) => (documentOf(request) ? ['header:content-type'] : []),
    values: [
      'text/xml',
      'application/json',
      'text/plain',
      'application/xml; charset=iso-8859-1',
      'application/octet-stream',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'x',
      '',
    ],
    change: (request, value) => withField(request, 'Content-Type', value),
  }),
  inDocument(
    'xm-pi-before-root',
    'a processing instruction or a comment before the root',
    ['<?a b?>', '<!-- a -->', '<?a?>'],
    (document, markup) => ({ ...document, prolog: `${document.prolog}${markup}` }),
    same('2.8'),
  ),
  inDocument(
    'xm-trailing-comment',
    'a comment or white space behind the end',
    ['<!-- a -->', '\n', '<?a b?>'],
    (document, epilog) => ({ ...document, epilog }),
    same('2.8'),
  ),
];
