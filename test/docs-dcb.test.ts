// SPDX-License-Identifier: Apache-2.0
/** The page of classes and pauses: its tables are what the sources say. UPDATE_GOLDEN=1 writes the headroom anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Config, findConfig } from '../hdl/spec/configs.ts';
import {
  headroomBytes,
  headroomCells,
  pauseOpcodes,
  pauseWireBytes,
  quantaBits,
  quantaPerClock,
  quantumBitTimes,
  watchdogUnitClocks,
} from '../hdl/spec/link-pause.ts';
import { burstBytes, tokensOfRate, wireOverheadBytes } from '../hdl/spec/shares.ts';
import { classBytes, defaultControlRate, wireClasses } from '../hdl/spec/wire-classes.ts';

const path = new URL('../docs/dcb.md', import.meta.url).pathname;

/** Rows of the table whose head begins with these columns. */
const rowsOf = (text: string, head: string): string[][] => {
  const lines = text.split('\n');
  const from = lines.findIndex(line => line.startsWith(`| ${head}`));
  expect(from, `a table ${head}`).toBeGreaterThan(0);
  const to = lines.findIndex((line, i) => i > from && !line.startsWith('|'));
  return lines.slice(from + 2, to).map(line =>
    line
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim()),
  );
};
const configOf = (cell: string): Config => findConfig(cell.replaceAll('`', ''))!;
const linkOf = (row: readonly string[]) => {
  const [metres, responseQuanta, ownFrameBytes, classFrameBytes] = row.slice(1, 5).map(Number) as [
    number,
    number,
    number,
    number,
  ];
  return { metres, responseQuanta, ownFrameBytes, classFrameBytes };
};

if (process.env['UPDATE_GOLDEN']) {
  const text = readFileSync(path, 'utf8');
  const updated = rowsOf(text, 'configuration | metres').reduce((page, row) => {
    const [config, link] = [configOf(row[0]!), linkOf(row)];
    const right = [...row.slice(0, 5), headroomBytes(config, link), headroomCells(config, link)];
    return page.replace(`| ${row.join(' | ')} |`, `| ${right.join(' | ')} |`);
  }, text);
  writeFileSync(path, updated);
}
const page = readFileSync(path, 'utf8');

test('classes', () => {
  expect(rowsOf(page, 'class | number')).toEqual(
    wireClasses.map(({ name, strict, waits }, id) => [
      ...[name, String(id), strict ? 'strict, limited by a rate' : 'by weight'],
      waits ? 'waits' : 'dropped',
    ]),
  );
});

test('quanta', () => {
  for (const [name, clocks, longest] of rowsOf(page, 'configuration | clocks')) {
    const config = configOf(name!);
    const { quanta, clocks: per } = quantaPerClock(config);
    expect((per / quanta).toFixed(3)).toBe(Number(clocks).toFixed(3));
    const seconds = ((2 ** quantaBits - 1) * quantumBitTimes) / config.lineRateBps;
    expect(longest).toBe(`${(seconds * 1000).toFixed(2)} ms`);
  }
});

test('headroom', () => {
  for (const row of rowsOf(page, 'configuration | metres')) {
    const [config, link] = [configOf(row[0]!), linkOf(row)];
    expect(row.slice(5).map(Number)).toEqual([headroomBytes(config, link), headroomCells(config, link)]);
    // By the line of the page, in another order.
    const cable = 2 * link.metres * 5e-9 * (config.lineRateBps / 8);
    const frames = link.ownFrameBytes + link.classFrameBytes + 48;
    expect(Number(row[5])).toBe(Math.ceil(84 + frames + 64 * link.responseQuanta + cable));
    // Frames of every length of which that many bytes come must fit.
    for (let length = 60; length <= 1518; length++) {
      const count = Math.ceil(Number(row[5]) / (length + 24));
      expect(count * Math.ceil(length / 64)).toBeLessThanOrEqual(Number(row[6]));
    }
  }
});

test('numbers in the text', () => {
  const numbers = [
    `${wireOverheadBytes} bytes of preamble`,
    `quanta of ${quantumBitTimes} bit`,
    `units of ${watchdogUnitClocks.toLocaleString('en')} clocks`,
    `bucket of ${burstBytes.toLocaleString('en')} bytes`,
    `pause ${pauseWireBytes}`,
    `opcode 0x${pauseOpcodes.priority.toString(16).padStart(4, '0')}`,
    `opcode 0x${pauseOpcodes.link.toString(16).padStart(4, '0')}`,
  ];
  for (const text of numbers) expect(page).toContain(text);
  for (const name of ['10g', '25g', '100g']) {
    const config = findConfig(name)!;
    expect(classBytes(config)).toBeGreaterThanOrEqual(3 * config.maxFrameBytes);
    expect(defaultControlRate(config)).toBe(tokensOfRate(config, 0.05 * config.lineRateBps));
  }
});
