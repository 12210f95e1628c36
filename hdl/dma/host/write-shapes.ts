// SPDX-License-Identifier: Apache-2.0
/** What clients of the write engine exchange with it. */
import { indexWidth, lit, u, type Val } from 'typescript-hdl';
import { hostAddressBits } from '../../lib/host-bus.ts';
import { epochBits } from '../../lib/queue-epoch.ts';
import { type Direction, directions, queueIndex } from '../../lib/queue-number.ts';
import type { Config } from '../../spec/configs.ts';
import { accessKindBits } from '../../spec/host-accesses.ts';
import { faultBits, functionShape } from './host-shapes.ts';

/** What the write engine must know of a client. Its number is its place in the list of all. */
export interface WriteClient {
  readonly name: string;
  /** The queues that its bursts belong to; those of a client without one belong to no queue. */
  readonly direction?: Direction;
  /** Its bursts are parts of frames: they are announced, and limited for each function. */
  readonly announced?: boolean;
}

/** Width of the number of a client. */
export const writeClientBits = (clients: readonly WriteClient[]): number => indexWidth(clients.length);

/** Whether `number` is that of a client with the property `has`. */
export const isClient = (clients: readonly WriteClient[], number: Val, has: (client: WriteClient) => boolean): Val<1> =>
  clients.flatMap((client, i) => (has(client) ? [number.eq(i)] : [])).reduce((a, b) => a.or(b), lit(0, 1)) as Val<1>;

/** The directions that have queues with bursts of these clients. */
export const writeDirections = (clients: readonly WriteClient[]): readonly Direction[] =>
  directions.filter(direction => clients.some(client => client.direction === direction));

/** Width of `step`, a client's own remark on a burst. */
export const writeStepBits = 2;

/** What comes back with the response to a burst: the queue it was for, its run, and the client's remark. */
const hostWriteContextShape = (config: Config) => ({
  queue: queueIndex(config),
  epoch: u(epochBits),
  step: u(writeStepBits),
});

/**
 * A burst of `beats` beats and one, inside a block of 4,096 bytes, into the memory of `function`. That is the function of its
 * queue, but for a client whose bursts belong to no queue: there the queue says nothing. `kind` says what it is counted as
 * (`writeKinds`).
 */
export const hostWriteShape = (config: Config) => ({
  ...functionShape(config),
  address: u(hostAddressBits),
  beats: u(8),
  kind: u(accessKindBits),
  context: hostWriteContextShape(config),
});

/** The response to a burst, as its client gets it; `fault` is one of `faults`. */
export const hostWriteAnswerShape = (config: Config) => ({
  ...functionShape(config),
  ...hostWriteContextShape(config),
  fault: u(faultBits),
});

/** A burst that was taken from its client. */
export const takenBurstShape = (config: Config, clients: readonly WriteClient[]) => ({
  client: u(writeClientBits(clients)),
  queue: queueIndex(config),
});

/** A burst that enters the list of its function. */
export const listedBurstShape = (config: Config, clients: readonly WriteClient[]) => ({
  client: u(writeClientBits(clients)),
  ...functionShape(config),
  context: hostWriteContextShape(config),
});

/** Remarks on the bursts of a frame: more bursts of the frame follow, or this is its last. */
export const frameSteps = { more: 0, final: 1 } as const;
