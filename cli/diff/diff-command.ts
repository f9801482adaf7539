import { differenceText, diffRuns, gotWorse, indexRun, type RunDifference } from '../../reports/index.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { withRecords } from '../gate/record-file.ts';
import { wantsColour } from '../streams.ts';

/** Width of the text where there is no terminal to ask. */
const PLAIN_WIDTH = 100;

/** Compares two runs. @returns 1 when the second is worse, 5 when one is not whole @throws CliError */
export async function diffCommand(
  before: string,
  after: string,
  { json = false }: { readonly json?: boolean },
): Promise<ExitCode> {
  const difference = await withRecords(async () => diffRuns(await indexRun(before), await indexRun(after)));
  const width = process.stdout.columns ?? PLAIN_WIDTH;
  process.stdout.write(
    json ? jsonOf(difference) : differenceText(difference, { width, colour: wantsColour(process.stdout) }),
  );
  if (gotWorse(difference)) return EXIT.failed;
  return difference.complete ? EXIT.ok : EXIT.incomplete;
}

/** The difference without the claims of both catalogues, on one line. */
function jsonOf(difference: RunDifference): string {
  const about = ({ claims: _claims, ...run }: RunDifference['before']): object => run;
  const { before, after, ...rest } = difference;
  return `${JSON.stringify({ before: about(before), after: about(after), ...rest })}\n`;
}
