#!/usr/bin/env node
/** The least Node that runs this; package.json says the same. Looked at before anything that an older one cannot read. */
const OLDEST = [22, 19] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  process.stderr.write(`bucketproof: needs Node ${OLDEST.join('.')} or later, this is ${process.version}\n`);
  process.exitCode = 2;
} else {
  const { main } = await import('./program.ts');
  process.exitCode = await main(process.argv);
}
