// SPDX-License-Identifier: Apache-2.0
/** The receive DMA is not ready before every staging place is cleared: a queue that started earlier would read what was left there. */
import { Simulator } from 'typescript-hdl';
import { expect, it } from 'vitest';
import { rxDma } from '../../../../hdl/dma/rx/rx-dma.ts';
import { configs, queueCount } from '../../../../hdl/spec/configs.ts';
import { stagedDescriptors } from '../../../../hdl/spec/virtio/mover-sizes.ts';

it('is ready when all places of descriptors are cleared, and not before', () => {
  const config = configs.tiny;
  const simulator = new Simulator(rxDma(config));
  simulator.reset();
  const places = queueCount(config) * stagedDescriptors(config);
  let clocks = 0;
  for (; clocks < 2 * places && simulator.peekNumber('ready_o') === 0; clocks++) simulator.step();
  expect(clocks).toBeGreaterThanOrEqual(places - 2);
  expect(clocks).toBeLessThan(places + 10);
});
