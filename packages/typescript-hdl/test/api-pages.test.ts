// SPDX-License-Identifier: Apache-2.0
/** The API reference says what the sources say: no page is stale, and no export lacks a doc comment. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ApiPages, apiPages } from '../src/api-pages/pages.ts';

const folder = new URL('..', import.meta.url).pathname.replace(/\/$/, '');
const target = join(folder, 'docs/api');
let made: ApiPages;
beforeAll(() => {
  made = apiPages(folder, join(folder, '../../tsconfig.json'));
});

describe('the API reference', () => {
  it('covers every entry point', () => {
    const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    expect(made.pages.size).toBe(Object.keys(exports).length + 1);
    expect([...made.pages.keys()].sort()).toEqual(readdirSync(target).sort());
  });
  it('is what `npm run api --workspace typescript-hdl` writes', () => {
    const stale = [...made.pages].filter(([name, text]) => readFileSync(join(target, name), 'utf8') !== text);
    expect(stale.map(([name]) => name)).toEqual([]);
  });
  it('finds a doc comment at every export', () => expect(made.undocumented).toEqual([]));
  it('shows declarations, ports, overloads and class members', () => {
    const page = made.pages.get('typescript-hdl.md')!;
    expect(page).toMatch(/### when\n\n```ts\nwhen\(condition: Val<1>, body: \(\) => void\): WhenChain\n```\n/);
    expect(page).toContain(
      '  /** Sum with its carry: one bit wider. */\n  addWide(other: Operand<W>): Val<WidthSum<W, 1>>;\n',
    );
    expect(page.match(/^function mux</gm)!.length).toBeGreaterThan(5);
    const library = made.pages.get('lib.md')!;
    expect(library).toContain(
      'Ports:\n\n```ts\n{ requests: input(u(count)), accept: input(bit()), grants: output(u(count)) }\n```\n',
    );
    expect(library).toContain('Result:\n\n```ts\n{ data: u(dataBits), keep: u(dataBits / 8), last: bit() }\n```\n');
  });
});
