/** The command `typescript-hdl lint [FOLDER...]`. */
import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { CommandModule } from 'yargs';
import { UsageError } from './usage-error.ts';

interface Arguments {
  readonly folders: readonly string[] | undefined;
  readonly project: string;
}

const lintProject = async ({ folders = [], project }: Arguments): Promise<void> => {
  if (!existsSync(project)) throw new UsageError(`There is no TypeScript project ${project}.`);
  // Loaded here because the other commands do without the compiler.
  const { findFootGuns } = await import('../lint/foot-guns.ts');
  const roots = folders.map(folder => `${resolve(folder)}/`);
  const found = findFootGuns(
    resolve(project),
    file => !file.includes('/node_modules/') && (roots.length === 0 || roots.some(root => file.startsWith(root))),
  );
  for (const { file, line, column, code, message } of found) {
    process.stdout.write(`${relative(process.cwd(), file)}:${line}:${column} ${code}: ${message}\n`);
  }
  if (found.length > 0) process.exitCode = 1;
};

/** Prints the JavaScript operators on hardware values in a project; exit code 1 if there are any. */
export const lintCommand: CommandModule<object, Arguments> = {
  command: 'lint [folders..]',
  describe: 'Find JavaScript operators on hardware values, such as if (a) and a && b; exit with 1 if there are any',
  builder: yargs =>
    yargs
      .positional('folders', { type: 'string', array: true, describe: 'Only files in these folders' })
      .option('project', { type: 'string', default: 'tsconfig.json', describe: 'The project whose types count' }),
  handler: lintProject,
};
