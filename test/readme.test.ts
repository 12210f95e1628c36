// SPDX-License-Identifier: Apache-2.0
/** The README's picture, example and table of evidence are made of the sources; UPDATE_GOLDEN=1 makes them anew. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { emitVerilog } from 'typescript-hdl';
import { expect, test } from 'vitest';
import { compilePolicy } from '../firmware/compile/compile.ts';
import { configs } from '../hdl/spec/configs.ts';
import { evidenceTable } from '../src/generate/evidence-table.ts';
import { machineDrawing } from '../src/generate/machine-drawing.ts';
import { synthesisFile } from '../src/verify/machine-records.ts';

const root = new URL('..', import.meta.url).pathname;
const update = process.env['UPDATE_GOLDEN'] === '1';
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The code of the first block of a language after the heading `Eight lines`. */
const block = (language: string): string =>
  new RegExp(`## Eight lines[\\s\\S]*?\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(read('README.md'))![1]!;

const replaceBlock = (language: string, code: string): void => {
  const pattern = new RegExp(`(## Eight lines[\\s\\S]*?\`\`\`${language}\\n)[\\s\\S]*?(\`\`\`)`);
  writeFileSync(
    join(root, 'README.md'),
    read('README.md').replace(pattern, (_, head, tail) => head + code + tail),
  );
};

const linesOf = (code: string): number => code.trimEnd().split('\n').length;

test('the picture of the machine is that of the elaborated design', async () => {
  const drawing = await machineDrawing(configs['10g']);
  const path = 'docs/images/machine.svg';
  if (update) writeFileSync(join(root, path), drawing);
  expect(read(path)).toBe(drawing);
  for (const stage of ['packet ingress', 'header parser', 'classifier', 'packet buffer', 'rx dma'])
    expect(drawing).toContain(`>${stage}<`);
  expect(drawing).toContain('>40 clocks<');
});

test('the README shows the picture and the page about a run', () => {
  for (const image of ['docs/images/machine.svg', 'docs/images/report.png']) {
    expect(read('README.md')).toContain(`src="${image}"`);
    expect(statSync(join(root, image)).size).toBeGreaterThan(1000);
  }
});

test('eight lines of policy compile', () => {
  const policy = block('yaml');
  expect(linesOf(policy)).toBe(8);
  const { policy: parsed, images } = compilePolicy(policy, 'README.md');
  expect(images.config).toBe('10g');
  expect(parsed.rules).toHaveLength(1);
});

test('eight lines of TypeScript give the Verilog that stands beside them', async () => {
  const source = block('ts');
  expect(linesOf(source)).toBe(8);
  mkdirSync(join(root, 'build'), { recursive: true });
  const directory = mkdtempSync(join(root, 'build', 'readme-'));
  try {
    const file = join(directory, 'example.ts');
    writeFileSync(file, source);
    const { policer } = await import(pathToFileURL(file).href);
    const { verilog } = emitVerilog(policer);
    const body = verilog.slice(verilog.indexOf('module '), verilog.indexOf('endmodule') + 'endmodule\n'.length);
    if (update) replaceBlock('verilog', body);
    expect(block('verilog')).toBe(body);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test('what was not measured is said to be so, and is not taken for nothing', () => {
  const nothing = { figures: { verilog: '', results: [], lineRate: [] }, records: [], tests: [], proofs: [] };
  const [row] = evidenceTable(nothing).split('\n').slice(2);
  expect(row).toBe('| `tiny` | not measured | not measured | not measured | none | none |');
});

test('the table of evidence is that of the results on record', () => {
  const below = (directory: string, end: string): readonly string[] =>
    readdirSync(join(root, directory), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith(end))
      .map(name => read(join(directory, name)));
  const table = evidenceTable({
    figures: JSON.parse(read('docs/measurements.json')),
    records: Object.keys(configs)
      .map(synthesisFile)
      .filter(path => existsSync(join(root, path)))
      .map(path => JSON.parse(read(path))),
    tests: below('test', '.test.ts'),
    proofs: below('test/hdl/proofs', '.ts'),
  });
  const pattern = /(<!-- generated: evidence -->\n\n)[\s\S]*?(\n\n<!-- end -->)/;
  if (update)
    writeFileSync(
      join(root, 'README.md'),
      read('README.md').replace(pattern, (_, head, tail) => head + table + tail),
    );
  const shown = pattern
    .exec(read('README.md'))![0]
    .split('\n')
    .filter(line => line.startsWith('|'));
  const rows = table.split('\n');
  expect(shown.length).toBe(rows.length);
  // The last two columns are counts that only grow: they must not promise more than there is.
  const cellsOf = (row: string): readonly string[] => row.split(' | ');
  for (const [i, row] of rows.entries()) {
    const [claimed, actual] = [cellsOf(shown[i]!), cellsOf(row)];
    expect(claimed.slice(0, -2)).toEqual(actual.slice(0, -2));
    if (i < 2) continue;
    for (const column of [-2, -1]) {
      const [promised, found] = [claimed, actual].map(cells => Number.parseInt(cells.at(column)!, 10) || 0);
      expect(promised, row).toBeLessThanOrEqual(found!);
    }
  }
});
