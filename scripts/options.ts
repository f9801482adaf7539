import { type ParseArgsConfig, parseArgs } from 'node:util';

/**
 * The options of a script of ours, as `parseArgs` reads them. An option that it does not know, or without its value, ends
 * the process with exit code 2: what is wrong goes to standard error, and behind it `usage`.
 */
export function scriptOptions<const Config extends ParseArgsConfig>(
  config: Config,
  usage: string,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n`);
    return process.exit(2);
  }
}
