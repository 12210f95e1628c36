// SPDX-License-Identifier: Apache-2.0
/** docs/decisions/0014-sizes-on-ecp5.md says what follows from the configurations. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inserterWords } from '../hdl/egress/checksum-inserter.ts';
import { beatBytes } from '../hdl/lib/host-bus.ts';
import { type Config, configs } from '../hdl/spec/configs.ts';
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
  expect(small.localBufferCells).toBe(small.bufferCells / 4);
  expect(page).toContain(`${small.localBufferCells} cells, a quarter of the packet buffer`);
});

test('reads under way', () => {
  expect(page).toContain(
    `${readTags(small)} reads of host memory may be under way, not ${readTags(whole)}, and ${readTagsPerFunction(small)} of them of one`,
  );
  const frames = framesIn(small, 1e-6);
  expect(Math.floor(readTagsPerFunction(small) / frames)).toBe(1);
  expect(Math.floor(readTagsPerFunction(whole) / frames)).toBe(2);
});
