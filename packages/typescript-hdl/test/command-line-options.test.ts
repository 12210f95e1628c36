// SPDX-License-Identifier: Apache-2.0
/** The table of the command line, for the package's own commands. */
import { typescriptHdl } from '../src/commands/program.ts';
import { commandTable } from './support/command-table.ts';

commandTable(typescriptHdl);
