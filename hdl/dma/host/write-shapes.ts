// SPDX-License-Identifier: Apache-2.0
/** What clients of the write engine exchange with it. */
import { indexWidth, u } from 'typescript-hdl';
import { hostAddressBits } from '../../lib/host-bus.ts';
import { epochBits } from '../../lib/queue-epoch.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import type { Config } from '../../spec/configs.ts';
import { faultBits, functionShape } from './host-shapes.ts';

/** Who writes: frame data, used rings, events that ask the driver for notifications, the log of written pages. */
export const writeClients = ['frame', 'used', 'event', 'log'] as const;
export type WriteClient = (typeof writeClients)[number];
export const writeClientBits = indexWidth(writeClients.length);
export const writeClientNumber = (client: WriteClient): number => writeClients.indexOf(client);

/** Width of `step`, a client's own remark on a burst. */
export const writeStepBits = 2;

/** What comes back with the response to a burst: the queue it was for, its run, and the client's remark. */
export const hostWriteContextShape = (config: Config) => ({
  queue: queueIndex(config),
  epoch: u(epochBits),
  step: u(writeStepBits),
});

/**
 * A burst of `beats` beats and one, inside a block of 4,096 bytes, into the memory of `function`. That is the function of its
 * queue, but for the client `log`, whose queue says nothing.
 */
export const hostWriteShape = (config: Config) => ({
  ...functionShape(config),
  address: u(hostAddressBits),
  beats: u(8),
  context: hostWriteContextShape(config),
});

/** The response to a burst of `client`; `fault` is one of `faults`. */
export const hostWriteAnswerShape = (config: Config) => ({
  client: u(writeClientBits),
  ...functionShape(config),
  ...hostWriteContextShape(config),
  fault: u(faultBits),
});

/** A burst that was taken from its client. */
export const takenBurstShape = (config: Config) => ({ client: u(writeClientBits), queue: queueIndex(config) });

/** A burst that enters the list of its function. */
export const listedBurstShape = (config: Config) => ({
  client: u(writeClientBits),
  ...functionShape(config),
  context: hostWriteContextShape(config),
});

/** Remarks of the client `frame`: more bursts of the frame follow, or this is its last. */
export const frameSteps = { more: 0, final: 1 } as const;
