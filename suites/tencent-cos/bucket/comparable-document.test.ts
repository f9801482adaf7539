import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../dialects/core/document-read.ts';
import { parseXml } from '../../../dialects/core/xml-tree.ts';
import { documents } from '../../../dialects/tencent-cos/documents/index.ts';
import { comparableDocument } from './comparable-document.ts';

const spec = documents.LifecycleConfiguration;

function comparable(rules: string, without: readonly string[] = []): string {
  const xml = `<LifecycleConfiguration>${rules}</LifecycleConfiguration>`;
  return comparableDocument(spec, readDocument(spec, parseXml(xml)).value, without);
}

describe('comparableDocument', () => {
  it('does not mind the order of elements, what is empty and what is unknown', () => {
    const one = '<Rule><ID>a</ID><Filter/><Status>Enabled</Status></Rule><Rule><ID>b</ID></Rule>';
    const other = '<Rule><Extra>x</Extra><ID>b</ID></Rule><Rule><Status>Enabled</Status><ID>a</ID></Rule>';
    expect(comparable(one)).toBe(comparable(other));
  });

  it('does not mind how times, booleans and storage classes are written', () => {
    const one = `<Rule><Transition><Date>2037-01-01T00:00:00Z</Date><StorageClass>STANDARD_IA</StorageClass></Transition>
      <Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration></Rule>`;
    const other = `<Rule><Transition><Date>2037-01-01T08:00:00+08:00</Date><StorageClass>Standard_IA</StorageClass></Transition>
      <Expiration><ExpiredObjectDeleteMarker>True</ExpiredObjectDeleteMarker></Expiration></Rule>`;
    expect(comparable(one)).toBe(comparable(other));
  });

  it('minds every value, and which values stand together', () => {
    const move = (days: number, storageClass: string) =>
      `<Transition><Days>${days}</Days><StorageClass>${storageClass}</StorageClass></Transition>`;
    const one = `<Rule>${move(1, 'STANDARD_IA')}${move(2, 'ARCHIVE')}</Rule>`;
    expect(comparable(one)).not.toBe(
      comparable(`<Rule>${move(2, 'STANDARD_IA')}${move(1, 'ARCHIVE')}</Rule>`),
    );
    expect(comparable(one)).not.toBe(comparable(`<Rule>${move(1, 'STANDARD_IA')}</Rule>`));
    expect(comparable('<Rule><Status>Enabled</Status></Rule>')).not.toBe(
      comparable('<Rule><Status>Disabled</Status></Rule>'),
    );
  });

  it('does not mind elements it is told to leave out', () => {
    const [one, other] = ['<Rule><ID>a</ID></Rule>', '<Rule><ID>b</ID></Rule>'];
    expect(comparable(one)).not.toBe(comparable(other));
    expect(comparable(one, ['ID'])).toBe(comparable(other, ['ID']));
  });

  it('says so when there is no document', () => {
    expect(comparableDocument(spec, undefined)).toBe('no such document');
  });
});
