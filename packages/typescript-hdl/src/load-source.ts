// SPDX-License-Identifier: Apache-2.0
/** Loading a user's file: TypeScript on every version of Node, JavaScript as it is. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Running from sources means that whoever started this loads TypeScript already. */
let isReady = import.meta.url.endsWith('.ts');

/** Has Node load TypeScript from now on; costs a tenth of a second, so that only those commands wait which need it. */
const loadTypeScript = async (): Promise<void> => {
  if (isReady) return;
  isReady = true;
  const { register } = await import('tsx/esm/api');
  register();
};

/** What a source file exports. */
export const loadSource = async (file: string): Promise<object> => {
  if (/\.[cm]?tsx?$/.test(file)) await loadTypeScript();
  return import(pathToFileURL(resolve(file)).href);
};
