// SPDX-License-Identifier: Apache-2.0
/** The short part of the tests with foreign drivers: DPDK in two VMs. `make e2e` runs all of them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findProof } from '../../../src/tools/needed-packages.ts';
import { Console } from '../../../src/verify/e2e/console.ts';
import { shortDpdkCases } from '../../../src/verify/e2e/dpdk-cases.ts';
import { E2eService } from '../../../src/verify/e2e/e2e-service.ts';
import { caseName, missingTools } from '../../../src/verify/e2e/run-e2e.ts';

const installed = findProof('dpdk-testpmd') !== undefined;

let card: E2eService | undefined;
beforeAll(async () => {
  if (installed) card = await E2eService.open();
});
afterAll(async () => {
  await Console.endAll();
  await card?.close();
});

test.for(shortDpdkCases.map(one => [caseName(one), one] as const))('%s', async ([, { run }], { skip }) => {
  skip(!installed, `skipped: ${missingTools.dpdk}`);
  expect(await run(card!, undefined)).toBeGreaterThan(0);
});
