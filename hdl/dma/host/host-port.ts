// SPDX-License-Identifier: Apache-2.0
/**
 * Host port: the one way to the memory of the virtual machines, for all parts that read or write it.
 *
 * Joins read engine and write engine with the windows of all functions, which both look up right before the bus, and with the
 * window check, which parts ask before they rely on an address. `allowed` has a bit a function: one that may begin no more
 * reads, or frames. `stray` says in which clock an answer ended that belonged to nothing.
 *
 * Promises, latency and throughput are those of its parts. This file only joins them.
 */
import {
  bit,
  component,
  connect,
  connectFlow,
  expose,
  flow,
  inst,
  master,
  output,
  slave,
  stream,
  u,
  unused,
  zero,
} from 'typescript-hdl';
import { hostReadMaster, hostWriteMaster } from '../../lib/host-bus.ts';
import { drainPort } from '../../lib/queue-drain.ts';
import { windowWriteShape } from '../../lib/setting-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { functionShape, windowRequestShape, writeBeatShape } from './host-shapes.ts';
import { answerPorts } from './read-delivery.ts';
import { readEngine } from './read-engine.ts';
import { requestPorts } from './read-intake.ts';
import type { ReadClient } from './read-shapes.ts';
import { windowCheck } from './window-check.ts';
import { windowMemory } from './window-memory.ts';
import { writeEngine } from './write-engine.ts';
import { writeClientPorts } from './write-order.ts';
import { hostWriteAnswerShape, hostWriteShape } from './write-shapes.ts';

/** Who writes today: nobody keeps a log of written pages yet. */
const servedClients = (config: Config) => {
  const { log: _none, ...served } = writeClientPorts(config);
  return served;
};

/** The port for the read clients `clients` and all write clients; see the header comment. */
export const hostPort = (config: Config, clients: readonly ReadClient[]) =>
  component(
    'host_port',
    {
      config: config.name,
      functions: config.functions,
      hostDataBits: config.hostDataBits,
      clients: JSON.stringify(clients),
    },
    {
      windowWrite: slave(flow(windowWriteShape(config))),
      check: {
        piece: slave(flow(windowRequestShape(config))),
        pieceInside: output(bit()),
        ring: slave(stream(windowRequestShape(config))),
        ringInside: master(flow({ inside: bit() })),
      },
      reads: { requests: requestPorts(config, clients), answers: answerPorts(config, clients) },
      writes: servedClients(config),
      planned: slave(flow(functionShape(config))),
      answers: master(flow(hostWriteAnswerShape(config))),
      allowed: { reads: output(u(config.functions)), writes: output(u(config.functions)) },
      refused: { reads: master(flow(functionShape(config))), writes: master(flow(functionShape(config))) },
      stray: { beat: output(bit()), read: output(bit()), write: output(bit()) },
      broken: output(bit()),
      drain: drainPort(config),
      bus: { ...hostWriteMaster(config), ...hostReadMaster(config) },
    },
    io => {
      const { windows, windowChecker, reader, writer } = inst({
        windows: windowMemory(config, ['check', 'reads', 'writes']),
        windowChecker: windowCheck(config),
        reader: readEngine(config, clients),
        writer: writeEngine(config),
      });
      connectFlow(windows.write, io.windowWrite);
      expose(windows.lookups.check, windowChecker.lookup);
      expose(windows.lookups.reads, reader.lookup);
      expose(windows.lookups.writes, writer.lookup);
      connectFlow(windowChecker.descriptor, io.check.piece);
      io.check.pieceInside.set(windowChecker.inside);
      connect(windowChecker.ring, io.check.ring);
      connectFlow(io.check.ringInside, windowChecker.ringInside);

      for (const { name } of clients) {
        connect(reader.requests[name]!, io.reads.requests[name]!);
        connect(io.reads.answers[name]!, reader.answers[name]!);
      }
      const { log, ...served } = writer.clients;
      expose(io.writes, served);
      log.writes.valid.set(0);
      log.writes.payload.set(zero(hostWriteShape(config)));
      log.beats.valid.set(0);
      log.beats.payload.set(zero(writeBeatShape(config)));
      unused(log.writes.ready, log.beats.ready);
      connectFlow(writer.planned, io.planned);
      connectFlow(io.answers, writer.answers);
      io.allowed.reads.set(reader.allowed);
      io.allowed.writes.set(writer.allowed);
      connectFlow(io.refused.reads, reader.refused);
      connectFlow(io.refused.writes, writer.refused);
      io.stray.beat.set(reader.stray.beat);
      io.stray.read.set(reader.stray.last);
      io.stray.write.set(writer.stray.valid);
      io.broken.set(reader.broken);
      expose(io.drain, writer.drain);
      expose(io.bus, { ...writer.write, ...reader.read });
    },
    { doc: 'Host port: all reads and writes of guest memory, each in the window of its function.' },
  );
