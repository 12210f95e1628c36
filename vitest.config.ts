// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from 'vitest/config';
import { PartTimes } from './test/support/suite-parts.ts';

/** Two cores are the smallest machine we promise; each worker may itself start a compiler. */
const maxWorkers = 2;

/** Set by `make test`: what types and style took before, and that the whole suite runs. */
const secondsBefore = process.env['SECONDS_BEFORE'] || undefined;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'packages/*/test/**/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 600_000,
    maxWorkers,
    reporters: ['default', ...(secondsBefore === undefined ? [] : [new PartTimes(Number(secondsBefore), maxWorkers)])],
  },
});
