import type { Expectation } from '../../../harness/check/expectation.ts';
import { leaseOfRefused } from '../leases.ts';
import { preparationNeeds } from '../needs.ts';
import { stage } from '../refused.ts';
import { bodyText, settingBody } from '../request-edit.ts';
import { claimsOf, type Rule } from '../rule.ts';
import { sampleOf } from '../sample.ts';
import { withEntity } from '../xml-edit.ts';
import { xmlBody } from './xml-refused.ts';

const ID = 'xml/doctype';

/**
 * A document type declaration is refused, whether its entity stands for text or for a file: expanding the first would
 * give the sample, and resolving the second would read a file of the server.
 */
export const xmlDoctypeRule: Rule = (dialect, operation) => {
  const claims = claimsOf(dialect, ID, operation);
  if (claims.length === 0 || !xmlBody(operation)) return [];
  const expectation: Expectation = { refusal: 'malformed-xml' };
  const declarations = [(text: string) => `"${text}"`, () => 'SYSTEM "file:///etc/hostname"'];
  return [
    {
      id: ID,
      title: `${operation.title}: a document with a document type declaration is refused, its entity not resolved`,
      claims,
      impact: 'security',
      needs: preparationNeeds(dialect, operation),
      lease: leaseOfRefused(dialect, operation),
      expects: [expectation],
      run: async (t) => {
        const { fixture, expectUnchanged } = await stage(t, dialect, operation);
        const sample = sampleOf(t, operation, fixture);
        for (const declare of declarations) {
          const body = withEntity(bodyText(sample), declare);
          t.expect(await t.send(settingBody(sample, body)), expectation);
        }
        await expectUnchanged();
      },
    },
  ];
};
