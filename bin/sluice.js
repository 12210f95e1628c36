#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Entry point of the command line: loads the TypeScript sources. It must itself run on any Node.js, even one that is too old
// for the sources or has no packages installed, to be able to say so.

import { isSupported, supportedVersions } from './node-version.js';

// Commands that build no hardware, and so can be loaded compiled; the others load the sources as they are, since a design
// knows its own lines, and designs of the user are loaded beside.
const compiledCommands = [
  '--version',
  'check',
  'compile',
  'completion',
  'diff',
  'explain',
  'fit',
  'parse',
  'registers',
];
const asksForHelp = args => args.includes('--help') || args.includes('-h');

// A shell's codes for a program that a signal ended; programs that it started end with it, below.
const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
for (const [signal, exitCode] of Object.entries(signals)) process.on(signal, () => process.exit(exitCode));

const refuse = sentence => {
  process.stderr.write(`sluice: ${sentence}\n`);
  process.exit(1);
};

const program = async args => {
  const isLight = asksForHelp(args) || (compiledCommands.includes(args[0]) && !args.includes('--rtl'));
  const compiled = isLight ? await (await import('./compiled-program.js')).compiledProgram() : undefined;
  if (compiled) {
    // A stack then names the lines of the sources.
    process.setSourceMapsEnabled(Boolean(process.env.SLUICE_DEBUG));
    return await import(compiled);
  }
  const { register } = await import('tsx/esm/api');
  register();
  return await import('../src/cli.ts');
};

const load = async args => {
  const { node } = process.versions;
  if (!isSupported(node)) refuse(`it does not run on Node.js ${node}; install ${supportedVersions}.`);
  try {
    return await program(args);
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || process.env.SLUICE_DEBUG) throw error;
    return refuse(`the npm packages are not complete (${error.message.split('\n')[0]}); run "make setup".`);
  }
};

const args = process.argv.slice(2);
const { endDescendants, runCommandLine } = await load(args);
process.on('exit', endDescendants);
const exitCode = await runCommandLine(args);
// A command leaves nothing open that is worth waiting for, but what it wrote last may still fail.
setImmediate(() => process.exit(exitCode));
