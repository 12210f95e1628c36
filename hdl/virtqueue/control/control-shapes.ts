// SPDX-License-Identifier: Apache-2.0
/** What the parts of queue control tell each other. */
import { bit, indexWidth, u, type Val } from 'typescript-hdl';
import { hostAddressBits } from '../../lib/host-bus.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { queueFeatures, virtqueueWords } from '../../spec/registers/virtqueue-registers.ts';
import { interruptVectorBits, queueSizeBits, queueStartShape, ringPositionShape } from '../queue-shapes.ts';

/** Width of a word in the entry of a queue, and of a word address in those of all queues. */
export const queueWordBits = Math.log2(virtqueueWords);
export const queueWordAddressBits = (config: Config): number => indexWidth(queueCount(config)) + queueWordBits;

/** The word and the queue that such an address names. */
export const wordPart = (address: Val): Val => address.slice(0, queueWordBits);
export const queueOfAddress = (config: Config, address: Val): Val =>
  address.slice(queueWordBits, indexWidth(queueCount(config)));

/** The settings of a queue as they were copied for a start, checked or not. */
export const ringSettingsShape = (config: Config) => {
  const { features, mergeLimit } = queueStartShape(config);
  return {
    descriptors: u(hostAddressBits),
    driver: u(hostAddressBits),
    device: u(hostAddressBits),
    size: u(queueSizeBits),
    vector: u(interruptVectorBits),
    features,
    mergeLimit,
    available: ringPositionShape,
    used: ringPositionShape,
  };
};

/** What was found about copied settings: only features that are offered; addresses, size and places that can be. */
export const settingsVerdictShape = { offered: bit(), fit: bit() };

/** Parts of memory that a queue uses: descriptors, what the driver writes, what the device writes. */
export const roomCount = 3;
export const roomBits = 2;

/** Known feature bits, in the order of the register. */
export const featureBits = queueFeatures.length;
