/** What a target may lack; checks that need it are skipped when the target declares it absent. */
export const features: Readonly<Record<string, string>> = {
  appendObject: 'Objects that grow by POST ?append.',
  archive: 'The ARCHIVE storage class and POST ?restore.',
  versioning: 'Versions of objects: PUT and GET ?versioning, GET ?versions, versionId.',
  bucketTagging: 'Tags of a bucket.',
  objectTagging: 'Tags of an object.',
  policy: 'Bucket policies in JSON.',
  website: 'Static website configuration.',
  logging: 'Access logging configuration.',
  referer: 'Referer allow and deny lists.',
  replication: 'Replication to a bucket of another region; needs versioning.',
  encryption: 'Default encryption of a bucket.',
  accelerate: 'Global acceleration configuration.',
  inventory: 'Inventory reports.',
  securityToken: 'Temporary credentials with x-cos-security-token.',
};
