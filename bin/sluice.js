#!/usr/bin/env node
// Entry point of the command line: loads the TypeScript sources as they are. It must itself run on any Node.js,
// even one that is too old for the sources or has no packages installed, to be able to say so.

const oldestNode = 20;
const node = Number(process.versions.node.split('.')[0]);

const refuse = sentence => {
  process.stderr.write(`sluice: ${sentence}\n`);
  process.exit(1);
};

const load = async () => {
  if (node < oldestNode) refuse(`Node.js ${process.versions.node} is too old; install version ${oldestNode} or newer.`);
  try {
    const { register } = await import('tsx/esm/api');
    register();
    return await import('../src/cli.ts');
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || process.env.SLUICE_DEBUG) throw error;
    return refuse(`the npm packages are not complete (${error.message.split('\n')[0]}); run "make setup".`);
  }
};

const { runCommandLine } = await load();
process.exitCode = await runCommandLine(process.argv.slice(2));
