// SPDX-License-Identifier: Apache-2.0
/**
 * Read engine: reads of host memory for several clients, any number of them under way.
 *
 * - Each read has a tag, which is its AXI id, from before it is offered to the bus until its answer was handed over. Answers may
 *   come in any order of ids and beats of different ones in any mixture; a client gets each of its reads whole, with the
 *   context it gave. A beat that is not expected is dropped (`stray`, 2 clocks after it, `last` if RLAST was set), an error fails its read alone; a tag is used again only
 *   after the whole answer has come, so that no late beat is ever taken for another's.
 * - No read reaches the bus that takes a byte from outside the window of the function whose number goes with it, whatever the
 *   client believes: that is checked right before the bus. It is answered with the fault `refused`, and told on `refused`.
 *   What the bus takes is told on `issued`.
 * - Isolation: a read that is not answered holds a tag of its function, nothing else. Every function has tags of its own
 *   and may have so many in all; beyond that its reads wait by themselves and its bit of `allowed` is 0. A client passes such
 *   a function over before it begins anything for it, and may still offer as many reads for it as it declares (`ahead`); it
 *   must take its answers without waiting for a read to be accepted.
 *
 * `arvalid` comes 9 clocks after a read, one read a clock; the answer begins 9 clocks after its last beat, one beat a clock.
 * Waits with `read.ar*`, never makes `read.r*` wait. Nothing is taken in the first clocks after reset (one a tag), in which no
 * answer may be owed. The window must be answered in the clock of the question, and stand still while reads of its
 * function are under way. Logic depth 5 LUTs at 10g. This file only joins the parts.
 */
import { bit, component, connect, connectFlow, expose, flow, inst, master, output, u } from 'typescript-hdl';
import { backwardSlice } from 'typescript-hdl/lib';
import { issuedReadShape } from '../../lib/access-shapes.ts';
import { hostReadMaster } from '../../lib/host-bus.ts';
import type { Config } from '../../spec/configs.ts';
import { functionShape, windowLookup } from './host-shapes.ts';
import { readCollector } from './read-collector.ts';
import { answerPorts, readDelivery } from './read-delivery.ts';
import { readIntake, requestPorts } from './read-intake.ts';
import { readJudge } from './read-judge.ts';
import { type ReadClient, taggedReadShape } from './read-shapes.ts';
import { readSlots } from './read-slots.ts';
import { tagGrant } from './tag-grant.ts';
import { waitingReads } from './waiting-reads.ts';

/** The engine for `clients`; see the header comment. */
export const readEngine = (config: Config, clients: readonly ReadClient[]) =>
  component(
    'read_engine',
    {
      config: config.name,
      functions: config.functions,
      hostDataBits: config.hostDataBits,
      clients: JSON.stringify(clients),
    },
    {
      requests: requestPorts(config, clients),
      answers: answerPorts(config, clients),
      allowed: output(u(config.functions)),
      lookup: windowLookup(config),
      refused: master(flow(functionShape(config))),
      issued: master(flow(issuedReadShape(config))),
      stray: output({ beat: bit(), last: bit() }),
      broken: output(bit()),
      read: hostReadMaster(config),
    },
    ({ requests, answers, allowed, lookup, refused, issued, stray, broken, read }) => {
      const { intake, granted, judge, tags, waiting, collector, slots, delivery } = inst({
        intake: readIntake(config, clients),
        // They cut the path of `ready` from the bus to the clients.
        granted: backwardSlice(taggedReadShape(config, clients)),
        judge: readJudge(config, clients),
        tags: tagGrant(config, clients),
        waiting: waitingReads(config, clients),
        collector: readCollector(config, clients),
        slots: readSlots(config),
        delivery: readDelivery(config, clients),
      });
      for (const { name } of clients) {
        connect(intake.requests[name]!, requests[name]!);
        connect(answers[name]!, delivery.answers[name]!);
      }
      connect(tags.reads, intake.reads);
      connectFlow(waiting.held, tags.held);
      connect(tags.again, waiting.again);
      connectFlow(waiting.settled, tags.settled);
      waiting.freed.valid.set(delivery.freed.valid);
      waiting.freed.payload.function.set(delivery.freed.payload.function);
      allowed.set(waiting.allowed);

      connect(granted.up, tags.tagged);
      connect(judge.reads, granted.down);
      expose(lookup, judge.lookup);
      connectFlow(refused, judge.refusal);
      connectFlow(issued, judge.issued);
      const { rid, rdata, rresp, rlast, rvalid, rready, ...address } = read;
      expose(address, judge.address);
      expose({ rid, rdata, rresp, rlast, rvalid, rready }, collector.read);

      connectFlow(collector.expected, judge.expected);
      connectFlow(delivery.ended, collector.ended);
      connect(delivery.refused, judge.refused);
      connectFlow(delivery.contexts, tags.contexts);
      connectFlow(slots.stored, collector.stored);
      slots.lookup.tag.set(delivery.slots.tag);
      slots.lookup.beat.set(delivery.slots.beat);
      delivery.slots.data.set(slots.lookup.data);
      connectFlow(tags.freed, delivery.freed);
      stray.set(collector.stray);
      broken.set(collector.broken);
    },
    {
      maxDepth: 5,
      doc: 'Read engine: host memory for several clients, answers in any order, each read in its window.',
    },
  );
