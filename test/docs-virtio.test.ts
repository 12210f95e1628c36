// SPDX-License-Identifier: Apache-2.0
/** docs/virtio.md: a row for each line and each feature, every row with who does it or a test, and every test is there. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { offeredFeatures } from '../hdl/dma/rx/rx-dma.ts';
import { configs } from '../hdl/spec/configs.ts';
import { queueFeatures } from '../hdl/spec/registers/virtqueue-registers.ts';
import { maxChainDescriptors } from '../hdl/spec/virtio/mover-sizes.ts';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const page = read('docs/virtio.md');

const section = (title: string): string => page.split(`\n## ${title}\n`)[1]!.split('\n## ')[0]!;
/** Rows of all tables of a text, without their headings. */
const rowsOf = (text: string): readonly (readonly string[])[] =>
  [...text.matchAll(/^\|(?!-)(.*)\|$\n(?!\|-)/gm)].map(([, row]) => row!.split('|').map(cell => cell.trim()));
const numbersIn = (cell: string): readonly number[] =>
  [...cell.matchAll(/\[(\d+)\]\(#the-tests\)/g)].map(([, number]) => Number(number));

const tests = rowsOf(section('The tests')).map(([number, title, link]) => ({
  number: Number(number),
  title: /^`(.*)`$/.exec(title!)![1]!,
  file: /\]\(\.\.\/(test\/[^)]+)\)$/.exec(link!)![1]!,
}));
const lines = rowsOf(section('The lines')).map(([line, , how, shown]) => ({
  line: line!,
  how: how!,
  shown: numbersIn(shown!),
}));
const features = rowsOf(section('Features of a queue')).map(([, bit, shown]) => ({
  bit: bit!.replaceAll('`', ''),
  refused: shown!.startsWith('not offered'),
  shown: numbersIn(shown!),
}));

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether a test file has a test of this title, as it is written there. */
const hasTest = (source: string, title: string): boolean =>
  ["'", '"', '`'].some(quote => new RegExp(`\\(\\s*${quote}${escaped(title)}${quote},`).test(source));

describe('the tests', () => {
  test.each(tests)('$number: $title', ({ file, title }) => {
    expect(hasTest(read(file), title), `${file} has no test "${title}"`).toBe(true);
  });

  test('are numbered, and each is that of some row', () => {
    expect(tests.map(({ number }) => number)).toEqual(tests.map((_, i) => i + 1));
    const shown = new Set([...lines, ...features].flatMap(row => row.shown));
    expect([...shown].sort((a, b) => a - b)).toEqual(tests.map(({ number }) => number));
  });

  test('are looked up by what is written, not by a part of it', () => {
    expect(hasTest("it('does this', () => {});", 'does this')).toBe(true);
    expect(hasTest("it.each([1])(\n  'does this', () => {});", 'does this')).toBe(true);
    for (const title of ['does', 'this', 'does that']) expect(hasTest("it('does this', () => {});", title)).toBe(false);
    expect(hasTest("// 'does this',", 'does this')).toBe(false);
  });
});

describe('the lines', () => {
  test('are those of the checklist, each once', () => {
    const of = (letter: string, count: number): string[] =>
      Array.from({ length: count }, (_, i) => `${letter}${i + 1}`);
    const all = [...of('T', 8), ...of('R', 5), ...of('S', 9), ...of('P', 9), ...of('N', 15), 'PCI'];
    expect(lines.map(({ line }) => line)).toEqual(all);
  });

  test.each(lines)('$line says who does it, or which test shows it', ({ how, shown }) => {
    if (shown.length === 0) expect(how).toMatch(/^host\b/);
    // What must not be negotiated is refused, and a test shows that.
    if (how.startsWith('not offered')) expect(shown.length).toBeGreaterThan(0);
  });
});

describe('the features', () => {
  test('are those of the register, in its order', () => {
    expect(features.map(({ bit }) => bit)).toEqual(queueFeatures.map(({ name }) => name));
  });

  test.each(features)('$bit has its tests, and is offered or not as the card does it', ({ bit, refused, shown }) => {
    expect(shown.length).toBeGreaterThan(0);
    expect(refused).toBe(!(offeredFeatures as readonly string[]).includes(bit));
  });
});

test('the numbers in the text hold', () => {
  expect(page).toContain(`chains of up to ${maxChainDescriptors} descriptors`);
  expect(page).toContain(`frames of up to ${configs['10g'].maxFrameBytes.toLocaleString('en')} bytes`);
});
