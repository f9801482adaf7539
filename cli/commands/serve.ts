import type { Command } from 'commander';
import { dialects } from '../../dialects/index.ts';
import { portNumber } from '../numbers.ts';
import type { ServeFlags } from '../serve/serve-command.ts';

const EXAMPLES = `
Examples:
  bucketproof serve                          on http://127.0.0.1:9000, with identities it prints
  bucketproof serve --port 0                 on a free port, which it prints
  bucketproof serve --identity AKIDlocal:secret:1250000000
  bucketproof serve --identities local.yaml  - { keyId: AKIDlocal, secret: shh!, account: "1" }
  bucketproof serve --fault if-match-ignored

Everything stored is gone when it stops.
`;

/** `bucketproof serve`: the reference server as a local emulator. */
export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('start the reference server as a local emulator')
    .option('--dialect <name>', 'the API to serve', dialects[0]?.name)
    .option('--port <n>', 'port to listen on; 0 takes a free one', portNumber, 9000)
    .option('--profile <name>', 'documents of the dialect to follow')
    .option('--address <ip>', 'address to listen on', '127.0.0.1')
    .option('--region <name>', 'region the server is in')
    .option('--host-suffix <name>', 'buckets are also reached as <bucket>.<name>')
    .option('--identity <keyId:secret:account...>', 'an identity clients may sign with')
    .option('--identities <file.yaml>', 'identities from a file: a list of keyId, secret, account')
    .option(
      '--fault <id...>',
      'deviate from the documentation in one way, to see who notices; may be repeated',
    )
    .option('--faults', 'list the ways to deviate, and stop')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: ServeFlags) => {
      const { serveCommand } = await import('../serve/serve-command.ts');
      await serveCommand(flags);
    });
}
