// SPDX-License-Identifier: Apache-2.0
/**
 * Host port: the one way to the memory of the virtual machines, for all parts that read or write it.
 *
 * Joins read engine and write engine with the windows of all functions, which both look up right before the bus. Each direction
 * has its clients at `receive` or `transmit` (see `host_clients`) and a window check of its own, which is asked before an address
 * is relied on: so a direction never waits for the other's questions. Reads and writes of both share tags, lists and
 * limits of their function. `planned` announces each burst of a client that is `announced`, no later than it is offered.
 *
 * `issued` tells of accesses that the bus has taken, `refused` of those that were held back right before it. `stray` says in which clock an answer ended that belonged
 * to nothing. Promises, latency and throughput are those of its parts. This file only joins them.
 */
import {
  bit,
  component,
  connect,
  connectFlow,
  expose,
  type Flip,
  flow,
  type Inside,
  inst,
  master,
  output,
  slave,
} from 'typescript-hdl';
import { issuedBeatShape, issuedReadShape } from '../../lib/access-shapes.ts';
import { hostReadMaster, hostWriteMaster } from '../../lib/host-bus.ts';
import { windowWriteShape } from '../../lib/setting-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { clientName, type HostClients, hostClientPorts, readClientsOf, writeClientsOf } from './host-clients.ts';
import { functionShape } from './host-shapes.ts';
import { readEngine } from './read-engine.ts';
import { windowCheck } from './window-check.ts';
import { windowMemory } from './window-memory.ts';
import { writeEngine } from './write-engine.ts';

/** The ports of each direction, by its name. */
type ClientPorts<S extends HostClients> = {
  readonly [K in S as K['direction']]: Flip<ReturnType<typeof hostClientPorts<string, string>>>;
};
const clientPorts = <S extends HostClients>(config: Config, sides: readonly S[]) =>
  Object.fromEntries(
    sides.map(side => [side.direction, slave(hostClientPorts(config, side))]),
  ) as unknown as ClientPorts<S>;
type Side = Inside<Flip<ReturnType<typeof hostClientPorts<string, string>>>>;

const partsOf = (config: Config, sides: readonly HostClients[]) => ({
  windows: windowMemory(config, ['reads', 'writes', ...sides.map(({ direction }) => `${direction}Check`)]),
  reader: readEngine(config, readClientsOf(sides)),
  writer: writeEngine(config, writeClientsOf(sides)),
});
const placeParts = (config: Config, sides: readonly HostClients[]) => inst(partsOf(config, sides));
type Parts = ReturnType<typeof placeParts>;

/** The host port for the clients of `sides`, one a direction; see the header comment. */
export const hostPort = <const S extends HostClients>(config: Config, sides: readonly S[]) =>
  component(
    'host_port',
    {
      config: config.name,
      functions: config.functions,
      queuesPerFunction: config.queuesPerFunction,
      hostDataBits: config.hostDataBits,
      sides: JSON.stringify(sides),
    },
    {
      windowWrite: slave(flow(windowWriteShape(config))),
      clients: clientPorts(config, sides),
      planned: slave(flow(functionShape(config))),
      refused: { reads: master(flow(functionShape(config))), writes: master(flow(functionShape(config))) },
      issued: { reads: master(flow(issuedReadShape(config))), beats: master(flow(issuedBeatShape(config))) },
      stray: { beat: output(bit()), read: output(bit()), write: output(bit()) },
      broken: output(bit()),
      bus: { ...hostWriteMaster(config), ...hostReadMaster(config) },
    },
    io => {
      const parts = placeParts(config, sides);
      const { windows, reader, writer } = parts;
      connectFlow(windows.write, io.windowWrite);
      expose(windows.lookups.reads!, reader.lookup);
      expose(windows.lookups.writes!, writer.lookup);
      for (const side of sides) {
        joinSide(config, side, (io.clients as unknown as Record<string, Side>)[side.direction]!, parts);
      }
      connectFlow(writer.planned, io.planned);
      connectFlow(io.refused.reads, reader.refused);
      connectFlow(io.refused.writes, writer.refused);
      connectFlow(io.issued.reads, reader.issued);
      connectFlow(io.issued.beats, writer.issued);
      io.stray.beat.set(reader.stray.beat);
      io.stray.read.set(reader.stray.last);
      io.stray.write.set(writer.stray.valid);
      io.broken.set(reader.broken);
      expose(io.bus, { ...writer.write, ...reader.read });
    },
    { doc: 'Host port: all reads and writes of guest memory, each in the window of its function.' },
  );

/** The clients of a direction at both engines, and its window check. */
const joinSide = (config: Config, clients: HostClients, side: Side, { windows, reader, writer }: Parts): void => {
  const { direction } = clients;
  const checkName = `${direction}Check`;
  const check = inst({ [checkName]: windowCheck(config) })[checkName]!;
  expose(windows.lookups[checkName]!, check.lookup);
  connectFlow(check.descriptor, side.check.piece);
  side.check.pieceInside.set(check.inside);
  connect(check.ring, side.check.ring);
  connectFlow(side.check.ringInside, check.ringInside);

  for (const name of Object.keys(clients.reads)) {
    const [inside, { request, answer }] = [clientName(direction, name), side.reads[name]!];
    connect(reader.requests[inside]!, request);
    connect(answer, reader.answers[inside]!);
  }
  for (const name of Object.keys(clients.writes)) {
    const [inside, { writes, beats, answers }] = [clientName(direction, name), side.writes[name]!];
    connect(writer.clients[inside]!.writes, writes);
    connect(writer.clients[inside]!.beats, beats);
    connectFlow(answers, writer.answers[inside]!);
  }
  side.allowed.reads.set(reader.allowed);
  side.allowed.writes.set(writer.allowed.frames);
  side.allowed.used.set(writer.allowed.used);
  expose(side.drain, writer.drains[direction]!);
};
