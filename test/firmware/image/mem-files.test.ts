// SPDX-License-Identifier: Apache-2.0
/** Memory files: Icarus Verilog's $readmemh loads from them exactly the words of the tables. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { afterAll, describe, expect, test } from 'vitest';
import { compilePolicy } from '../../../firmware/compile/compile.ts';
import { imageTables } from '../../../firmware/image/image-tables.ts';
import { memFiles } from '../../../firmware/image/mem-files.ts';
import { findConfig } from '../../../hdl/spec/configs.ts';

const directory = mkdtempSync(join(tmpdir(), 'sluice-mem-'));
afterAll(() => rmSync(directory, { recursive: true }));

const exampleImages = (name: string, config: string) =>
  compilePolicy(readFileSync(new URL(`../../../firmware/examples/${name}.yaml`, import.meta.url), 'utf8'), name, config)
    .images;

/** A test bench that loads every file and prints every word, one table after the other. */
const bench = (config: string): string => {
  const tables = imageTables(findConfig(config)!);
  return [
    'module bench;',
    'integer i;',
    ...tables.map(({ name, size, bits }) => `reg [${bits - 1}:0] ${name} [0:${size - 1}];`),
    'initial begin',
    ...tables.flatMap(({ name, size }) => [
      `$readmemh("${join(directory, `${name}.mem`)}", ${name});`,
      `for (i = 0; i < ${size}; i = i + 1) $display("${name} %h", ${name}[i]);`,
    ]),
    'end',
    'endmodule',
    '',
  ].join('\n');
};

describe.each([
  ['tenants', '10g'],
  ['minimal', 'tiny'],
])('%s for %s', (policy, config) => {
  const images = exampleImages(policy, config);

  test('$readmemh gives back every word', () => {
    for (const { name, text } of memFiles(images)) writeFileSync(join(directory, name), text);
    writeFileSync(join(directory, 'bench.v'), bench(config));
    execaSync('iverilog', ['-g2005', '-Wall', '-o', 'bench', 'bench.v'], { cwd: directory });
    const { stdout, stderr } = execaSync('vvp', ['-n', 'bench'], { cwd: directory });
    expect(stderr).toBe('');
    const words = imageTables(findConfig(config)!).flatMap(({ name, bits, read }) =>
      read(images).map(word => `${name} ${word.toString(16).padStart(Math.ceil(bits / 4), '0')}`),
    );
    expect(stdout.split('\n')).toEqual(words);
  });
});

test('the first lines of a file', () => {
  const file = memFiles(exampleImages('minimal', '10g')).find(each => each.name === 'forwarding.mem')!;
  const [first, ...lines] = file.text.split('\n');
  expect(first).toBe('// Slots of (VLAN, destination MAC) entries: 4096 x 70 bits, configuration 10g');
  expect(lines.filter(line => /[1-9a-f]/.test(line)).toSorted()).toEqual(['00b000525400000010', '00b000ffffffffffff']);
  expect(new Set(lines)).toContain('000000000000000000');
});
