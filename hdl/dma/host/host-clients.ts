// SPDX-License-Identifier: Apache-2.0
/**
 * What the DMA of a direction needs of the host port: who reads and writes guest memory there, and the ports that both sides of
 * that boundary have.
 */
import { bit, flow, input, master, output, slave, stream, u } from 'typescript-hdl';
import { type Direction, queueIndex } from '../../lib/queue-number.ts';
import type { Config } from '../../spec/configs.ts';
import { windowRequestShape, writeBeatShape } from './host-shapes.ts';
import { hostReadBeatShape, hostReadShape, type ReadClient } from './read-shapes.ts';
import { hostWriteAnswerShape, hostWriteShape, type WriteClient } from './write-shapes.ts';

/** Who reads and writes for the queues of a direction, by name. */
export interface HostClients<R extends string = string, W extends string = string> {
  readonly direction: Direction;
  readonly reads: { readonly [K in R]: Omit<ReadClient, 'name'> };
  readonly writes: { readonly [K in W]: Pick<WriteClient, 'announced'> };
}

const portNames = <N extends string, T>(of: { readonly [K in N]: unknown }, port: (name: N) => T) =>
  Object.fromEntries((Object.keys(of) as N[]).map(name => [name, port(name)])) as { readonly [K in N]: T };

const readPort = (config: Config, contextBits: number) => ({
  request: master(stream(hostReadShape(config, contextBits))),
  answer: slave(stream(hostReadBeatShape(config, contextBits))),
});

const writePort = (config: Config) => ({
  writes: master(stream(hostWriteShape(config))),
  beats: master(stream(writeBeatShape(config))),
  answers: slave(flow(hostWriteAnswerShape(config))),
});

/**
 * The host port as the DMA of a direction sees it; `slave` of it is the other side. `check` asks whether a piece of a buffer or a
 * ring lies in the window of its function, see `window_check`; `allowed` has a bit a function that may begin more reads, more
 * frames (`writes`), or more batches of used elements (`used`); `drain` asks for the writes of a queue of this direction. Reads under way need not be asked for: their readers wait for
 * each answer.
 */
export const hostClientPorts = <R extends string, W extends string>(config: Config, clients: HostClients<R, W>) => ({
  check: {
    piece: master(flow(windowRequestShape(config))),
    pieceInside: input(bit()),
    ring: master(stream(windowRequestShape(config))),
    ringInside: slave(flow({ inside: bit() })),
  },
  reads: portNames(clients.reads, name => readPort(config, clients.reads[name].contextBits)),
  writes: portNames(clients.writes, () => writePort(config)),
  allowed: {
    reads: input(u(config.functions)),
    writes: input(u(config.functions)),
    used: input(u(config.functions)),
  },
  drain: { queue: output(queueIndex(config)), busy: input(bit()) },
});

/** The name of a client among those of all directions. */
export const clientName = (direction: Direction, name: string): string =>
  `${direction}${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** All who read, for the read engine. */
export const readClientsOf = (sides: readonly HostClients[]): readonly ReadClient[] =>
  sides.flatMap(({ direction, reads }) =>
    Object.entries(reads).map(([name, client]) => ({ name: clientName(direction, name), ...client })),
  );

/** All who write, for the write engine. */
export const writeClientsOf = (sides: readonly HostClients[]): readonly WriteClient[] =>
  sides.flatMap(({ direction, writes }) =>
    Object.entries(writes).map(([name, client]) => ({ name: clientName(direction, name), direction, ...client })),
  );
