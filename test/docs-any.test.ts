// SPDX-License-Identifier: Apache-2.0
/** The linter refuses `any`; the files that it passes over are those where widths or names are known only at elaboration. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sourcesBelow } from './support/license-lines.ts';

const root = new URL('..', import.meta.url).pathname;
interface Override {
  readonly includes: readonly string[];
  readonly linter: { readonly rules: { readonly suspicious: { readonly noExplicitAny: string } } };
}
const { overrides } = JSON.parse(readFileSync(`${root}biome.json`, 'utf8')) as {
  readonly overrides: readonly Override[];
};
const passedOver = overrides
  .filter(({ linter }) => linter.rules.suspicious.noExplicitAny === 'off')
  .flatMap(({ includes }) => includes);
const library = 'packages/typescript-hdl/';

test('no machine, firmware, simulation or command may use any', () => {
  const others = passedOver.filter(path => path !== '**/test/**');
  expect(others.filter(path => !path.startsWith(library))).toEqual([]);
});

test('a file of the language that uses none is not passed over', () => {
  const sources = sourcesBelow(root);
  for (const path of passedOver.filter(one => one.endsWith('.ts'))) {
    expect(sources).toContain(path);
    const code = readFileSync(root + path, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    expect(code.match(/[<:|=(,] ?any\b|as any\b|\? any\b/), path).not.toBeNull();
  }
});
