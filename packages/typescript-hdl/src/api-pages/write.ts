// SPDX-License-Identifier: Apache-2.0
/** `npm run api --workspace typescript-hdl`: writes the API reference to docs/api; fails when an export has no doc comment. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { apiPages } from './pages.ts';

const folder = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const target = join(folder, 'docs', 'api');
const { pages, undocumented } = apiPages(folder, join(folder, '..', '..', 'tsconfig.json'));
mkdirSync(target, { recursive: true });
for (const name of readdirSync(target)) if (!pages.has(name)) rmSync(join(target, name));
for (const [name, text] of pages) writeFileSync(join(target, name), text);
console.log(`${pages.size} pages in ${target}`);
for (const text of undocumented) console.error(`no doc comment: ${text}`);
process.exitCode = undocumented.length > 0 ? 1 : 0;
