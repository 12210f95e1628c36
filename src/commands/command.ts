import type { CommandModule } from 'yargs';

/**
 * One command of the command line. Its module is loaded at every start, so it imports what it works with inside its handler.
 * `Options` are the parsed options; the list of commands holds them with any.
 */
export type Command<Options = any> = CommandModule<object, Options>;
