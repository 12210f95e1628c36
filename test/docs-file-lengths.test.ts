// SPDX-License-Identifier: Apache-2.0
/** Files are as short as CONTRIBUTING.md says, but for those that are named here. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sourcesBelow } from './support/license-lines.ts';

const root = new URL('..', import.meta.url).pathname;

/** Above the limit today. A file leaves the list when it is split; a new one joins it only if no cut would make it clearer. */
const exceptions = [
  'hdl/virtqueue/cache/buffer-take.ts',
  'hdl/virtqueue/control/run-control.ts',
  'hdl/virtqueue/used-notifier.ts',
  'test/hdl/control/register-block.test.ts',
  'test/hdl/dma/host/write-engine.test.ts',
  'test/hdl/dma/rx/element-rings.test.ts',
  'test/hdl/dma/rx/rx-writer.test.ts',
  'test/hdl/dma/tx/fetch-bench.ts',
  'test/hdl/virtqueue/control/run-control.test.ts',
  'test/hdl/virtqueue/hostile-supply.test.ts',
  'test/hdl/virtqueue/supply-bench.ts',
  'test/hdl/virtqueue/used-lines.test.ts',
];

/** What the page says: lines of a usual file, and of the longest one. */
const limits = (): { readonly usual: number; readonly most: number } => {
  const said = /about (\d+) lines, (\d+) at most/.exec(readFileSync(`${root}CONTRIBUTING.md`, 'utf8'));
  if (!said) throw new Error('CONTRIBUTING.md does not say "about ... lines, ... at most"');
  return { usual: Number(said[1]), most: Number(said[2]) };
};

const lengths = new Map(
  sourcesBelow(root)
    .filter(path => /\.(ts|cpp|hpp)$/.test(path))
    .map(path => [path, readFileSync(root + path, 'utf8').split('\n').length - 1]),
);

test('half of the files are no longer than the usual length', () => {
  const sorted = [...lengths.values()].sort((a, b) => a - b);
  expect(sorted.length).toBeGreaterThan(900);
  expect(sorted[sorted.length >> 1]).toBeLessThanOrEqual(limits().usual);
});

test('no file is above the limit but those named here: split it by what it does', () => {
  const long = [...lengths].filter(([, lines]) => lines > limits().most).map(([path]) => path);
  expect(long.sort()).toEqual(exceptions);
});

test('such files are rare', () => expect(exceptions.length).toBeLessThan(lengths.size / 50));
