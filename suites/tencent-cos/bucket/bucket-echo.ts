/** The ways in which replies write the name of a bucket: with and without its APPID (reading `bucket-name-echo`). */
export function bucketEcho(bucket: string): readonly string[] {
  return [bucket, bucket.replace(/-\d+$/, '')];
}
