import type { FindingRecord } from '../../reports/fuzz/fuzz-record.ts';
import { CliError, EXIT } from '../exit-code.ts';

/**
 * Makes sure that findings are of the API and the documents that a target is asked by.
 * @throws CliError usage, naming the first that is not
 */
export function assertOfTarget(
  findings: readonly Pick<FindingRecord, 'id' | 'dialect' | 'profile'>[],
  { dialect, profile }: { readonly dialect: string; readonly profile: string },
): void {
  const foreign = findings.find((one) => one.dialect !== dialect);
  if (foreign) {
    throw new CliError(
      EXIT.usage,
      `${foreign.id} is of ${foreign.dialect}, and this is about ${dialect}`,
      'keep the findings of each API in a folder of their own',
    );
  }
  const other = findings.find((one) => one.profile !== profile);
  if (other) {
    throw new CliError(
      EXIT.usage,
      `${other.id} was found under profile ${other.profile}, and the target follows ${profile}`,
      `--profile ${other.profile} takes the target by those documents`,
    );
  }
}
