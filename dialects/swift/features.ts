/** What a target may lack; checks that need it are skipped when the target declares it absent. */
export const features: Readonly<Record<string, string>> = {
  copy: 'COPY, and PUT with X-Copy-From.',
  capabilities: 'GET /info.',
  redirects: '307 for clients that send X-Follow-Redirect.',
  pacing: 'X-Transfer-Rate and X-Transfer-Delay.',
  growingObjects: 'Reading an object while it is being written, with X-Object-Is-Dynamic.',
  globalIds: 'X-Object-GoId on objects.',
  referrers: '.r: and .rlistings items in access control lists.',
  strictAccounts: 'Accounts that are not there until they are made, so that a missing one is answered 404.',
  renewedTokens: 'X-Auth-New-Token and X-Auth-Token-Lifetime.',
  anonymousWrites: 'Write access for everyone.',
};
