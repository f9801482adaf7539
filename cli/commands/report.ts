import type { Command } from 'commander';
import { CliError, EXIT } from '../exit-code.ts';
import { gateFlags } from '../gate/gate-flags.ts';
import type { ReportFlags } from '../report/report-flags.ts';

const EXAMPLES = `
Examples:
  bucketproof report run.ndjson --html report.html
  bucketproof report run.ndjson --baseline staging.baseline.yaml --junit junit.xml --sarif run.sarif
  bucketproof report run.ndjson --against yesterday.ndjson --markdown -
  bucketproof report run.ndjson --badge badge.json      an endpoint badge of shields.io
  bucketproof report campaign.fuzz.jsonl --html fuzz.html
  bucketproof report run.ndjson campaign.fuzz.jsonl --html report.html --sarif both.sarif
                                                        a run and what the fuzzer found
  bucketproof report --matrix staging.ndjson release.ndjson --html matrix.html
                                                        several targets side by side

- writes to the standard output. Reports are made from the records alone: no target is asked anything. Ends
  with 0 whatever the run came to, with 5 when it is not whole; bucketproof gate judges.
`;

/** `bucketproof report`: the records of a run in other formats. */
export function addReportCommand(program: Command): void {
  const command = program
    .command('report <records...>')
    .description(
      'make reports from the records of a run, or of campaigns: HTML, JUnit, SARIF, Markdown, badge',
    )
    .option('--html <file>', 'one page that needs nothing else')
    .option('--junit <file>', 'JUnit XML')
    .option('--sarif <file>', 'SARIF 2.1.0: broken claims and findings, for code scanning')
    .option('--markdown <file>', 'a summary for a comment or a step summary')
    .option('--badge <file>', 'JSON for an endpoint badge of shields.io')
    .option('--github', 'annotations and step summary for GitHub Actions')
    .option('--matrix', 'several runs side by side: operations by targets, as --html or --markdown')
    .option('--baselines <file.yaml...>', 'with --matrix: baselines, each for the target it names');
  gateFlags(command)
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], flags: ReportFlags) => {
      if (flags.matrix) {
        const { matrixCommand } = await import('../report/matrix-command.ts');
        process.exitCode = await matrixCommand(files, flags);
        return;
      }
      if (flags.baselines !== undefined) throw new CliError(EXIT.usage, '--baselines goes with --matrix');
      const { reportCommand } = await import('../report/report-command.ts');
      process.exitCode = await reportCommand(files, flags);
    });
}
