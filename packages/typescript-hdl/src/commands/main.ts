#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
/** The program `typescript-hdl`. */
import { endDescendants, runCommandLine } from './program.ts';

// A shell's codes for a program that a signal ended; programs that it started end with it, below.
const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
for (const [signal, exitCode] of Object.entries(signals)) process.on(signal, () => process.exit(exitCode));
process.on('exit', endDescendants);

const exitCode = await runCommandLine(process.argv.slice(2));
// A command leaves nothing open that is worth waiting for, but what it wrote last may still fail.
setImmediate(() => process.exit(exitCode));
