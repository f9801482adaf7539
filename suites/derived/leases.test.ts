import { describe, expect, it } from 'vitest';
import { operationById } from '../../dialects/core/dialect.ts';
import { tencentCos as dialect } from '../../dialects/tencent-cos/index.ts';
import type { Lease } from '../../harness/check/check.ts';
import { leaseOfEffect, leaseOfOneSuccess, leaseOfRefused, leaseOfSuccess } from './leases.ts';

const operation = (id: string) => operationById(dialect, id);
const group = (lease: Lease) => (typeof lease === 'string' ? lease : lease.group);

describe('the bucket of a check', () => {
  it('is the shared one where only objects are touched', () => {
    for (const id of ['GetObject', 'PutObject', 'UploadPart', 'GetBucket', 'HeadBucket', 'PutObjectAcl']) {
      expect(leaseOfRefused(dialect, operation(id))).toBe('shared');
      expect(leaseOfSuccess(dialect, operation(id))).toBe('shared');
    }
  });

  it('is none where the operation makes its own, or needs none to be refused', () => {
    expect(leaseOfRefused(dialect, operation('PutBucket'))).toBe('none');
    expect(leaseOfSuccess(dialect, operation('PutBucket'))).toBe('none');
    expect(leaseOfRefused(dialect, operation('GetService'))).toBe('none');
    expect(leaseOfSuccess(dialect, operation('GetService'))).toBe('shared');
  });

  it('is lost to a refused deletion without loss to any other operation', () => {
    const lost = group(leaseOfRefused(dialect, operation('DeleteBucket')));
    const others = dialect.operations.filter(({ id }) => id !== 'DeleteBucket');
    expect(others.map((other) => group(leaseOfRefused(dialect, other)))).not.toContain(lost);
    expect(others.map((other) => group(leaseOfSuccess(dialect, other)))).not.toContain(lost);
    expect(leaseOfSuccess(dialect, operation('DeleteBucket'))).toBe('own');
  });

  it('sees no setting succeed where a refused write is expected to change nothing', () => {
    const untouched = group(leaseOfRefused(dialect, operation('PutBucketCors')));
    for (const other of dialect.operations) {
      expect(group(leaseOfSuccess(dialect, other)), other.id).not.toBe(untouched);
      const isPrepared = (other.prepare ?? []).length > 0;
      if (isPrepared) expect(group(leaseOfRefused(dialect, other)), other.id).not.toBe(untouched);
    }
    const replication = group(leaseOfRefused(dialect, operation('PutBucketReplication')));
    expect(replication).not.toBe(untouched);
    expect(replication).not.toBe(group(leaseOfRefused(dialect, operation('GetBucketReplication'))));
  });

  it('sees no setting removed where settings are read', () => {
    const made = group(leaseOfSuccess(dialect, operation('GetBucketCors')));
    expect(group(leaseOfSuccess(dialect, operation('PutBucketCors')))).toBe(made);
    expect(group(leaseOfSuccess(dialect, operation('DeleteBucketCors')))).not.toBe(made);
    expect(group(leaseOfOneSuccess(dialect, operation('DeleteBucketCors')))).not.toBe(made);
  });

  it('is its own where what a setting does to the bucket is judged', () => {
    expect(leaseOfEffect(dialect, operation('PutBucketCors'))).toBe('own');
    expect(leaseOfEffect(dialect, operation('GetBucketCors'))).not.toBe('own');
    expect(leaseOfEffect(dialect, operation('PutObject'))).toBe('shared');
  });
});
