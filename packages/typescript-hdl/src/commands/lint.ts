// SPDX-License-Identifier: Apache-2.0
/** The command `typescript-hdl lint [FOLDER...]`. */
import { command, manyArguments, text } from '../command-line/index.ts';

interface LintOptions {
  readonly folders: readonly string[];
  readonly project: string;
}

const lintProject = async ({ folders, project }: LintOptions): Promise<void> => {
  const { relative, resolve } = await import('node:path');
  const { checkDirectory, checkSourceFile } = await import('./source-file.ts');
  checkSourceFile(project);
  for (const folder of folders) checkDirectory(folder);
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
export const lint = command({
  name: 'lint',
  describe: 'Find JavaScript operators on hardware values, such as if (a) and a && b; exit with 1 if there are any',
  arguments: { folders: manyArguments('Only files in these folders', { required: false }) },
  options: { project: text('The project whose types count', 'FILE', 'tsconfig.json') },
  run: lintProject,
});
