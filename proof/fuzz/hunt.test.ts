import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../dialects/core/dialect.ts';
import { swift } from '../../dialects/swift/index.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import { type HuntSettings, hunt } from './hunt.ts';
import { plantedFaults } from './planted.ts';

async function findings(
  ids: readonly string[],
  only: NonNullable<HuntSettings['only']>,
  dialect: Dialect = tencentCos,
  seed = 1,
) {
  const planted = plantedFaults(dialect);
  const faults = ids.map((id) => {
    const fault = planted.find((one) => one.id === id);
    if (!fault) throw new Error(`${id} is not planted`);
    return fault;
  });
  const settings = {
    dialect,
    seed,
    ms: 110_000,
    beyondMs: 110_000,
    inProcessorTime: false,
    only,
  };
  return (await hunt(faults, settings)).findings;
}

const CONDITIONS = { operations: /^(Get|Head|Put)Object$/, classes: /^co-/, cases: 400 };
const DOCUMENTS = {
  operations: /^(Put|Get)Bucket(Cors|Tagging)$/,
  classes: /^xm-(two-roots|text-ws|trailing|mismatch|cdata|comment)/,
  cases: 250,
};

const PROLOGS = {
  operations: /^(Put|Get)Bucket(Cors|Tagging)$|^DeleteMultipleObjects$/,
  classes: /^xm-(doctype|entity|trailing|truncated|unclosed)/,
  cases: 250,
};
const ELEMENTS = {
  operations: /^(Put|Get)Bucket(Cors|Tagging|Website)$/,
  classes: /^xm-(element|comment|two-roots|mismatch)/,
  cases: 250,
};

const READING = { operations: /^(Put|Get|Head|Copy)Object$/, classes: /^ra-/, cases: 400, stateful: true };
const LISTING = { operations: /^(PutObject|ListObjects)$/, classes: /^(li|ur)-/, cases: 400 };

describe('findings of a campaign', () => {
  it.each([
    ['range-end-exclusive', READING],
    ['suffix-taken-as-first-bytes', READING],
    ['plus-always-a-space', LISTING],
    ['listed-in-utf16-order', LISTING],
  ])('is one where no answer has a document of its own: %s', async (id, only) => {
    expect(await findings([id], only, swift)).toHaveLength(1);
  });

  it('is one for one bug that shows in many ways', async () => {
    expect(await findings(['if-none-match-ignored'], CONDITIONS)).toHaveLength(1);
  });

  it('tell two conditions apart that are both ignored', async () => {
    const found = await findings(['if-match-ignored', 'if-none-match-ignored'], CONDITIONS);
    const told = found.map(({ says }) => says.target);
    expect(told.filter((text) => text.endsWith('no field if-match'))).toHaveLength(1);
    expect(told.filter((text) => text.endsWith('no field if-none-match'))).toHaveLength(1);
  });

  it('tell two ways apart in which documents are read', async () => {
    const found = await findings(['two-roots-accepted', 'element-text-trimmed'], DOCUMENTS);
    const slugs = found.flatMap(({ mutations }) => mutations);
    expect(slugs).toContain('xm-two-roots');
    expect(slugs).toContain('xm-text-ws');
    expect(found.length).toBeLessThanOrEqual(4);
  });

  it('tell what happens behind errors that are malformed themselves', async () => {
    const found = await findings(['error-without-request-id', 'malformed-xml-as-500'], DOCUMENTS);
    const rules = found.map(({ path }) => path);
    expect(rules.filter((path) => path.includes('RequestId'))).toHaveLength(1);
    expect(rules.filter((path) => path === 'status:500 MalformedXML')).toHaveLength(1);
  });

  it('explain nothing of what both servers do alike', async () => {
    const only = { operations: /^HeadObject$/, classes: /^co-im-star-missing$/, cases: 60 };
    const [found, ...more] = await findings(['head-errors-with-body'], only);
    expect(found?.says.target).not.toContain('as if');
    expect(more).toEqual([]);
  });

  it('is one for what is not refused, whatever is made of it', async () => {
    const found = await findings(['xml-with-doctype-accepted'], PROLOGS);
    expect(found).toHaveLength(1);
    expect(found[0]?.says.target).toContain('as if there were no document type declaration');
  });

  it('tell two ways apart in which documents are not refused', async () => {
    const found = await findings(['xml-with-doctype-accepted', 'broken-xml-repaired'], PROLOGS);
    const told = found.map(({ says }) => says.target);
    expect(told).toHaveLength(2);
    expect(told.filter((text) => text.includes('that breaks off were completed'))).toHaveLength(1);
  });

  it('is one for breaking down over documents, whether they are to be refused or not', async () => {
    expect(await findings(['unknown-elements-fail'], ELEMENTS)).toHaveLength(1);
  });

  it('tell breaking down apart from having no refusal for it', async () => {
    const found = await findings(['unknown-elements-fail', 'malformed-xml-as-500'], ELEMENTS);
    const references = found.map(({ says }) => says.reference);
    expect(references.filter((text) => text.startsWith('4'))).toHaveLength(1);
    expect(references.filter((text) => text.startsWith('2'))).toHaveLength(1);
  });

  it('tell what requests do behind answers that all look wrong', async () => {
    const only = {
      operations: /^(Put|Get|Delete)Object$|^PutObjectCopy$|^GetBucket$/,
      classes: /^co-copy-/,
      cases: 300,
      stateful: true,
    };
    const found = await findings(['date-in-iso-form', 'copy-dies-with-source'], only);
    expect(found.map(({ path }) => path)).toContain('header date');
    expect(found.filter(({ title }) => title.startsWith('PUT Object, PUT Object - Copy,'))).toHaveLength(1);
    expect(found).toHaveLength(2);
  });

  it('is one for a refusal that is never made, which HEAD does not name', async () => {
    const only = { operations: /^(Get|Head)(Object|Bucket)$/, classes: /^si-/, cases: 300 };
    expect(await findings(['any-signature-accepted'], only)).toHaveLength(1);
  });

  it('is one for a field that is ignored, whichever request shows it', async () => {
    const only = {
      operations: /^(Put|Get|Head)Object$|^PutObjectCopy$|^AppendObject$/,
      classes: /^se-copy-/,
      cases: 300,
      stateful: true,
    };
    const found = await findings(['directive-ignored'], only, tencentCos, 7);
    expect(found).toHaveLength(1);
    expect(found[0]?.says.target).toContain('as if');
    expect(found[0]?.says.target).toContain('there were no field x-cos-metadata-directive');
  });

  it('tell two refusals apart that are never made', async () => {
    const only = { operations: /^(Get|Head|Put|Delete)(Object|Bucket)/, classes: /^(si|ur|co)-/, cases: 500 };
    const found = await findings(['any-signature-accepted', 'missing-key-as-403'], only);
    const signed = found.filter(({ says }) => says.reference === '403 SignatureDoesNotMatch');
    expect(signed.map(({ grade }) => grade)).toEqual(['fail']);
    expect(found.filter(({ path }) => path.includes('NoSuchKey→403'))).toHaveLength(1);
  });
});
