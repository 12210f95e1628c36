/** Command line of the lint rule: `tsx cli.ts tsconfig.json [folder ...]` prints what it finds and fails if anything. */
import { relative, resolve } from 'node:path';
import { findFootGuns } from './foot-guns.ts';

const [tsconfig = 'tsconfig.json', ...folders] = process.argv.slice(2);
const roots = folders.map(folder => `${resolve(folder)}/`);
const found = findFootGuns(resolve(tsconfig), file =>
  roots.length === 0 ? !file.includes('/node_modules/') : roots.some(root => file.startsWith(root)),
);
for (const { file, line, column, message } of found) {
  console.log(`${relative(process.cwd(), file)}:${line}:${column} ${message}`);
}
process.exitCode = found.length > 0 ? 1 : 0;
