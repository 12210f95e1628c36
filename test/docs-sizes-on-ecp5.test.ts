// SPDX-License-Identifier: Apache-2.0
/** docs/decisions/0014-sizes-on-ecp5.md says what follows from the configurations. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { wordsPerCell } from '../hdl/buffer/buffer-shapes.ts';
import { inserterWords } from '../hdl/egress/checksum-inserter.ts';
import { beatBytes } from '../hdl/lib/host-bus.ts';
import { blockRams } from '../hdl/lib/ram-cost.ts';
import { type Config, cellBytes, configs } from '../hdl/spec/configs.ts';
import { framesIn, readTags, readTagsPerFunction, sentBytesPerFunction } from '../hdl/spec/virtio/mover-sizes.ts';
import { classBytes } from '../hdl/spec/wire-classes.ts';

const page = readFileSync(new URL('../docs/decisions/0014-sizes-on-ecp5.md', import.meta.url), 'utf8').replaceAll(
  /\s+/g,
  ' ',
);
const small = configs['10g-ecp5'];
/** The same machine without what was given up. */
const { maxFrameBytes, mostReadTags } = configs['10g'];
const whole: Config = { ...small, maxFrameBytes, mostReadTags };
const thousands = (count: number): string => count.toLocaleString('en-US');
const both = (size: (config: Config) => number): string => `${thousands(size(small))}, not ${thousands(size(whole))}`;

test('sizes that follow from the longest frame', () => {
  expect(page).toContain(`up to ${thousands(small.maxFrameBytes)} bytes, not ${thousands(whole.maxFrameBytes)}`);
  expect(page).toContain(
    `of a function has ${thousands(sentBytesPerFunction(small))} bytes, not ${thousands(sentBytesPerFunction(whole))}`,
  );
  expect(page).toContain(`a class of the wire ${both(classBytes)}`);
  expect(page).toContain(`checksum inserter ${both(config => inserterWords(config) * beatBytes(config))}`);
});

test('cells, and the block RAMs that they take', () => {
  const taken = (cells: number): number => blockRams({ depth: cells * wordsPerCell(small), bits: small.hostDataBits });
  const { bufferCells, localBufferCells } = small;
  expect(page).toContain(`${bufferCells} cells, in ${taken(bufferCells)} block RAMs`);
  expect(page).toContain(`${thousands(2 * bufferCells)} cells would take ${taken(2 * bufferCells)}`);
  expect(page).toContain(`${Math.round((bufferCells * cellBytes * 8e6) / small.lineRateBps)} us of line rate`);
  expect(localBufferCells).toBe(bufferCells / 2);
  expect(page).toContain(`${localBufferCells} cells, half of the packet buffer`);
  expect([localBufferCells, localBufferCells / 2, 1].map(taken)).toEqual([8, 8, 8]);
  expect(page).toContain('takes 8 block RAMs');
});

test('reads under way', () => {
  expect(page).toContain(
    `${readTags(small)} reads of host memory may be under way, not ${readTags(whole)}, and ${readTagsPerFunction(small)} of them of one`,
  );
  const frames = framesIn(small, 1e-6);
  expect(Math.floor(readTagsPerFunction(small) / frames)).toBe(1);
  expect(Math.floor(readTagsPerFunction(whole) / frames)).toBe(2);
});
