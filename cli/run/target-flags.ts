import type { Command } from 'commander';
import type { Dialect } from '../../dialects/core/dialect.ts';
import { dialectByName, dialects } from '../../dialects/index.ts';
import { ProfileError } from '../../harness/target/profile-error.ts';
import type { ProfileDocument, ProfileIdentity } from '../../harness/target/profile-schema.ts';
import { checkProfile, readProfile } from '../../harness/target/read-profile.ts';
import { resolveTarget } from '../../harness/target/resolve-target.ts';
import type { Target } from '../../harness/target/target.ts';
import type { Environment, YamlContent } from '../../harness/target/yaml-file.ts';
import { CliError, EXIT } from '../exit-code.ts';
import { rememberSecrets } from '../known-secrets.ts';
import { dialectNamed } from './dialect-named.ts';

/** Flags that say which endpoint is meant. */
export interface TargetFlags {
  readonly dialect?: string;
  readonly target?: string;
  readonly endpoint?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly insecure?: boolean;
  readonly concurrency?: number;
}

/** Adds the flags that say which endpoint is meant. */
export function targetFlags(command: Command): Command {
  return command
    .option('--dialect <name>', `the API to test: ${dialects.map(({ name }) => name).join(', ')}`)
    .option('--target <profile.yaml>', 'target profile; see docs/TARGETS.md')
    .option('--endpoint <url>', 'endpoint to connect to; identities come from BUCKETPROOF_* variables')
    .option('--region <name>', 'region of the endpoint')
    .option('--profile <name>', 'documents of the dialect the target claims to follow')
    .option('--insecure', 'accept any TLS certificate');
}

/** What to say to somebody who names no endpoint. */
export const targetFlagsHint = 'give --target profile.yaml, or --endpoint URL and BUCKETPROOF_* variables';

/** What the flags, the environment and the profile name together. `target` is undefined for the bundled reference. */
export interface ChosenTarget {
  readonly dialect: Dialect;
  readonly target: Target | undefined;
  readonly profile: string;
  readonly profileFile: string | undefined;
}

/**
 * Flags beat environment beats profile file.
 * @throws CliError usage, with what is wrong and how to mend it
 */
export function targetFrom(flags: TargetFlags, environment: Environment): ChosenTarget {
  try {
    const chosen = choose(flags, environment);
    if (chosen.target) rememberSecrets(chosen.target.identities);
    return chosen;
  } catch (error) {
    if (error instanceof ProfileError) throw new CliError(EXIT.usage, error.message, error.hint);
    throw error;
  }
}

function choose(flags: TargetFlags, environment: Environment): ChosenTarget {
  const endpoint = flags.endpoint ?? nonEmpty(environment.BUCKETPROOF_ENDPOINT);
  const overrides = {
    endpoint,
    region: flags.region ?? nonEmpty(environment.BUCKETPROOF_REGION),
    profile: flags.profile,
    insecure: flags.insecure,
    concurrency: flags.concurrency,
  };
  const profileFile = flags.target;
  if (profileFile !== undefined) {
    const content = readProfile(profileFile, environment);
    const dialect = dialectOf(content, flags.dialect);
    const target = resolveTarget(dialect, content, overrides);
    return { dialect, target, profile: target.profile, profileFile };
  }
  const dialect = dialectNamed(flags.dialect ?? dialects[0]?.name ?? '', flags.profile);
  if (endpoint !== undefined) {
    const document = { dialect: dialect.name, endpoint, identities: identitiesFrom(dialect, environment) };
    const target = resolveTarget(dialect, checkProfile('BUCKETPROOF_* variables', document), overrides);
    return { dialect, target, profile: target.profile, profileFile: undefined };
  }
  const profile = flags.profile ?? dialect.defaultProfile;
  return { dialect, target: undefined, profile, profileFile: undefined };
}

function dialectOf({ value, place }: YamlContent<ProfileDocument>, flag: string | undefined): Dialect {
  const found = dialectByName(value.dialect);
  if (!found) {
    const hint = `there is ${dialects.map(({ name }) => name).join(', ')}`;
    throw new ProfileError(
      place.file,
      place.lineOf(['dialect']),
      `no dialect is called "${value.dialect}"`,
      hint,
    );
  }
  if (flag === undefined || flag === found.name) return found;
  throw new ProfileError(
    place.file,
    place.lineOf(['dialect']),
    `is of dialect ${found.name}, and --dialect says ${flag}`,
    'leave out --dialect, or name the profile of another target',
  );
}

function identitiesFrom({ roles }: Dialect, environment: Environment): ProfileDocument['identities'] {
  const main = identityFrom(environment, 'BUCKETPROOF_');
  if (!main) {
    throw new CliError(
      EXIT.usage,
      '--endpoint needs an identity',
      'export BUCKETPROOF_KEY_ID, BUCKETPROOF_SECRET and BUCKETPROOF_ACCOUNT, or use --target profile.yaml',
    );
  }
  const others = Object.keys(roles)
    .filter((role) => role !== 'main')
    .flatMap((role) => {
      const found = identityFrom(environment, `BUCKETPROOF_${role.toUpperCase()}_`);
      return found ? [[role, found] as const] : [];
    });
  return { main, ...Object.fromEntries(others) };
}

function identityFrom(environment: Environment, prefix: string): ProfileIdentity | undefined {
  const keyId = nonEmpty(environment[`${prefix}KEY_ID`]);
  const secret = nonEmpty(environment[`${prefix}SECRET`]);
  const account = nonEmpty(environment[`${prefix}ACCOUNT`]);
  const sessionToken = nonEmpty(environment[`${prefix}SESSION_TOKEN`]);
  if (keyId === undefined || secret === undefined || account === undefined) return undefined;
  return { keyId, secret, account, ...(sessionToken === undefined ? {} : { sessionToken }) };
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}
