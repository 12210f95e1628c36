import type { Command } from './command.ts';
import { setup } from './setup.ts';

/** Every command of the command line, in the order that the help shows. */
export const commands: readonly Command[] = [setup];
