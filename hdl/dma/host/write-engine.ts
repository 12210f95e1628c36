// SPDX-License-Identifier: Apache-2.0
/**
 * Write engine: brings the writes of all clients to the bus and the response of each back to its client.
 *
 * Bursts and beats go in one order through the write guard, which has the last word on every address; the id of a burst is its
 * function. So responses of one function come in order, and those of a function that answers late, or never, hold back
 * that function alone: whoever begins frames or batches of used elements looks at `allowed` first (see `write_lists`). A bus that holds back addresses or
 * data stops all clients alike. `planned` tells of each burst of a client that
 * is `announced`, no later than it is offered.
 *
 * `answers` never wait. `issued` tells of every beat that the bus takes, `stray` tells of responses that belong to nothing; `refused` of bursts that the guard held back.
 * `drains` has a port for each direction, which counts a burst from the clock in which it is taken until its answer. One burst and one beat a clock; `awvalid`
 * comes 5 clocks after a burst, and an answer 3 clocks after its response.
 */
import { component, connect, connectFlow, expose, flow, inst, master, slave } from 'typescript-hdl';
import { issuedBeatShape } from '../../lib/access-shapes.ts';
import { hostWriteMaster } from '../../lib/host-bus.ts';
import { drainPort } from '../../lib/queue-drain.ts';
import type { Config } from '../../spec/configs.ts';
import { functionShape, windowLookup } from './host-shapes.ts';
import { writeCounts } from './write-counts.ts';
import { writeGuard } from './write-guard.ts';
import { writeAllowances, writeAnswerPorts, writeLists } from './write-lists.ts';
import { writeClientPorts, writeOrder } from './write-order.ts';
import { type WriteClient, writeDirections } from './write-shapes.ts';

/** A drain port for each direction of `clients`. */
const writeDrains = (config: Config, clients: readonly WriteClient[]) =>
  Object.fromEntries(writeDirections(clients).map(direction => [direction, drainPort(config)]));

/** The engine of the writes of `clients`; see the header comment. */
export const writeEngine = (config: Config, clients: readonly WriteClient[]) =>
  component(
    'write_engine',
    {
      config: config.name,
      functions: config.functions,
      queuesPerFunction: config.queuesPerFunction,
      hostDataBits: config.hostDataBits,
      clients: JSON.stringify(clients),
    },
    {
      lookup: windowLookup(config),
      clients: writeClientPorts(config, clients),
      planned: slave(flow(functionShape(config))),
      allowed: writeAllowances(config),
      answers: writeAnswerPorts(config, clients),
      refused: master(flow(functionShape(config))),
      issued: master(flow(issuedBeatShape(config))),
      stray: master(flow(functionShape(config))),
      drains: writeDrains(config, clients),
      write: hostWriteMaster(config),
    },
    ({ lookup, clients: streams, planned, allowed, answers, refused, issued, stray, drains, write }) => {
      const { order, lists, guard } = inst({
        order: writeOrder(config, clients),
        lists: writeLists(config, clients),
        guard: writeGuard(config),
      });
      expose(streams, order.clients);
      lists.list.function.set(order.list.function);
      order.list.room.set(lists.list.room);
      connectFlow(lists.entered, order.entered);
      connect(guard.bursts, order.bursts);
      connect(guard.beats, order.beats);
      expose(lookup, guard.lookup);
      connectFlow(lists.outcomes, guard.outcomes);
      connectFlow(refused, guard.refused);
      connectFlow(issued, guard.issued);
      connectFlow(lists.planned, planned);
      expose(answers, lists.answers);
      connectFlow(stray, lists.stray);
      allowed.frames.set(lists.allowed.frames);
      allowed.used.set(lists.allowed.used);
      for (const direction of writeDirections(clients)) {
        const name = `${direction}Counts`;
        const counts = inst({ [name]: writeCounts(config, clients, direction) })[name]!;
        connectFlow(counts.taken, order.taken);
        connectFlow(counts.answered, lists.answered);
        expose(drains[direction]!, counts.drain);
      }
      const { bid, bresp, bvalid, bready, ...requests } = write;
      expose(requests, guard.write);
      expose({ bid, bresp, bvalid, bready }, lists.responses);
    },
    {
      maxDepth: 5,
      doc: 'Write engine: writes of all clients to the bus in one order, responses in order of each function.',
    },
  );
