// SPDX-License-Identifier: Apache-2.0
/**
 * Write engine: brings the writes of all clients to the bus and the response of each back to its client.
 *
 * Bursts and beats go in one order through the write guard, which has the last word on every address; the id of a burst is its
 * function. So responses of one function come in order, and those of a function that answers late, or never, hold back
 * that function alone: whoever begins frames looks at `allowed` first (see `write_lists`). A bus that holds back addresses or
 * data stops all clients alike. `planned` announces each burst of the client `frame`, no later than it is offered.
 *
 * `answers` never wait. `stray` tells of responses that belong to nothing; `refused` of bursts that the guard held back.
 * `drain` counts a burst from the clock in which it is taken until its answer. One burst and one beat a clock; `awvalid`
 * comes 5 clocks after a burst, and an answer 3 clocks after its response.
 */
import { component, connect, connectFlow, expose, flow, input, inst, master, output, slave, u } from 'typescript-hdl';
import { hostWriteMaster } from '../../lib/host-bus.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import type { Config } from '../../spec/configs.ts';
import { functionShape, windowLookup } from './host-shapes.ts';
import { writeGuard } from './write-guard.ts';
import { writeLists } from './write-lists.ts';
import { writeClientPorts, writeOrder } from './write-order.ts';
import { hostWriteAnswerShape } from './write-shapes.ts';

/** The engine of all writes; see the header comment. */
export const writeEngine = (config: Config) =>
  component(
    'write_engine',
    {
      config: config.name,
      functions: config.functions,
      queuesPerFunction: config.queuesPerFunction,
      hostDataBits: config.hostDataBits,
    },
    {
      lookup: windowLookup(config),
      clients: writeClientPorts(config),
      planned: slave(flow(functionShape(config))),
      allowed: output(u(config.functions)),
      answers: master(flow(hostWriteAnswerShape(config))),
      refused: master(flow(functionShape(config))),
      stray: master(flow(functionShape(config))),
      drain: { queue: input(queueIndex(config)), busy: output(u(1)) },
      write: hostWriteMaster(config),
    },
    ({ lookup, clients, planned, allowed, answers, refused, stray, drain, write }) => {
      const { order, lists, guard } = inst({
        order: writeOrder(config),
        lists: writeLists(config),
        guard: writeGuard(config),
      });
      expose(clients, order.clients);
      lists.list.function.set(order.list.function);
      order.list.room.set(lists.list.room);
      connectFlow(lists.taken, order.taken);
      connectFlow(lists.entered, order.entered);
      connect(guard.bursts, order.bursts);
      connect(guard.beats, order.beats);
      expose(lookup, guard.lookup);
      connectFlow(lists.outcomes, guard.outcomes);
      connectFlow(refused, guard.refused);
      connectFlow(lists.planned, planned);
      connectFlow(answers, lists.answers);
      connectFlow(stray, lists.stray);
      allowed.set(lists.allowed);
      expose(drain, lists.drain);
      const { bid, bresp, bvalid, bready, ...requests } = write;
      expose(requests, guard.write);
      expose({ bid, bresp, bvalid, bready }, lists.responses);
    },
    {
      maxDepth: 5,
      doc: 'Write engine: writes of all clients to the bus in one order, responses in order of each function.',
    },
  );
