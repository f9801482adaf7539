import { type Dialect, operationById } from '../../dialects/core/dialect.ts';
import type { Fixture } from '../../dialects/core/operation.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import type { FuzzCase } from '../case.ts';
import { sampleCase } from '../grammar/plain-case.ts';
import type { MutationClass } from '../mutations/mutation.ts';
import { type Rendered, render } from '../render.ts';

/** A fixture of tests. */
export const FIXTURE: Fixture = {
  bucket: 'bucket-1250000000',
  key: 'key',
  sourceKey: 'source',
  uploadId: 'upload',
  partETag: '"part"',
  copySource: (bucket, key) => `${bucket}.cos.ap-beijing.myqcloud.com/${key}`,
  account: '1250000000',
  owner: '1250000000',
};

/** The sample of an operation as a case. */
export function sampleOf(
  operation: string,
  changes: Partial<FuzzCase> = {},
  dialect: Dialect = tencentCos,
): FuzzCase {
  return { ...sampleCase(dialect, dialect.defaultProfile, operationById(dialect, operation)), ...changes };
}

/** Renders a case at a fixed time. */
export function rendered(fuzzCase: FuzzCase, mutations: readonly MutationClass[] = []): Rendered {
  return render(fuzzCase, {
    dialect: tencentCos,
    addressing: tencentCos.defaultAddressing(new URL('http://127.0.0.1'), undefined),
    fixture: FIXTURE,
    etag: '"etag"',
    credentials: { keyId: 'AKIDmain', secret: 'a-secret', account: '1250000000' },
    now: 1_700_000_000_000,
    mutations: new Map(mutations.map((one) => [one.slug, one])),
  });
}
