#!/usr/bin/env node
// Entry point of the package's command line: loads the TypeScript sources as they are.
import { register } from 'tsx/esm/api';

register();
const { runCommandLine } = await import('../src/command-line/run.ts');
process.exitCode = await runCommandLine(process.argv.slice(2));
