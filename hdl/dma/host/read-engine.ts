// SPDX-License-Identifier: Apache-2.0
/**
 * Read engine: reads of host memory for several clients, any number of them under way.
 *
 * - Each read has a tag, which is its AXI id, from before it is offered to the bus until its answer was handed over. Answers may
 *   come in any order of ids and beats of different ones in any mixture; a client gets each of its reads whole, with the
 *   context it gave. An answer that is not expected is dropped, an error fails its read alone; a tag is used again only
 *   after the whole answer has come, so that no late beat is ever taken for another's.
 * - No read reaches the bus that takes a byte from outside the window of the function whose number goes with it, whatever the
 *   client believes: it is answered with the fault `refused`, and told on `refused`.
 * - Isolation: a read that is not answered holds a tag of its function, nothing else. Every function has tags of its own
 *   and may have so many in all; beyond that its reads wait by themselves and its bit of `allowed` is 0. A client passes such
 *   a function over before it begins anything for it, and may still offer as many reads for it as it declares (`ahead`); it
 *   must take its answers without waiting for a read to be accepted.
 *
 * `arvalid` comes 8 clocks after a read, one read a clock; the answer begins 9 clocks after its last beat, one beat a clock.
 * Waits with `read.ar*`, never makes `read.r*` wait. Nothing is taken in the first clocks after reset (one a tag), in which no
 * answer may be owed. The window must be answered in the clock of the question, and stand still while reads of its
 * function are under way. Logic depth 4 LUTs at 10g. This file only joins the parts and drives the address channel.
 */
import {
  bit,
  component,
  connect,
  connectFlow,
  expose,
  flow,
  input,
  inst,
  lit,
  master,
  output,
  u,
} from 'typescript-hdl';
import { axiBurst } from 'typescript-hdl/lib';
import { hostAddressBits, hostReadMaster, hostUserBits, laneBits } from '../../lib/host-bus.ts';
import type { Config } from '../../spec/configs.ts';
import { functionShape } from './host-shapes.ts';
import { readCollector } from './read-collector.ts';
import { answerPorts, readDelivery } from './read-delivery.ts';
import { readIntake, requestPorts } from './read-intake.ts';
import { readJudge } from './read-judge.ts';
import type { ReadClient } from './read-shapes.ts';
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
      lookup: {
        function: output(functionShape(config).function),
        window: input({ base: u(hostAddressBits), last: u(hostAddressBits) }),
      },
      refused: master(flow(functionShape(config))),
      stray: output(bit()),
      broken: output(bit()),
      read: hostReadMaster(config),
    },
    ({ requests, answers, allowed, lookup, refused, stray, broken, read }) => {
      const { intake, judge, tags, waiting, collector, delivery } = inst({
        intake: readIntake(config, clients),
        judge: readJudge(config, clients),
        tags: tagGrant(config, clients),
        waiting: waitingReads(config, clients),
        collector: readCollector(config, clients),
        delivery: readDelivery(config, clients),
      });
      for (const { name } of clients) {
        connect(intake.requests[name]!, requests[name]!);
        connect(answers[name]!, delivery.answers[name]!);
      }
      connect(judge.reads, intake.reads);
      expose(lookup, judge.lookup);
      connect(tags.reads, judge.judged);
      connectFlow(waiting.held, tags.held);
      connect(tags.again, waiting.again);
      connectFlow(waiting.settled, tags.settled);
      waiting.freed.valid.set(delivery.freed.valid);
      waiting.freed.payload.function.set(delivery.freed.payload.function);
      allowed.set(waiting.allowed);
      connectFlow(refused, tags.refusal);

      const { valid, ready, payload } = tags.tagged;
      read.arvalid.set(valid);
      ready.set(read.arready);
      read.arid.set(payload.tag.zext(read.arid.width));
      read.araddr.set(payload.address);
      read.arlen.set(payload.beats.zext(8));
      read.arsize.set(lit(laneBits(config), 3));
      read.arburst.set(axiBurst.increment);
      read.aruser.set(payload.function.zext(hostUserBits));

      const {
        arid: _,
        araddr: _a,
        arlen: _l,
        arsize: _s,
        arburst: _b,
        aruser: _u,
        arvalid: _v,
        arready: _r,
        ...data
      } = read;
      expose(data, collector.read);
      // From the handshake on: a beat that comes before it is nobody's.
      collector.expected.valid.set(valid.and(read.arready));
      collector.expected.payload.set({ tag: payload.tag, beats: payload.beats, client: payload.client });
      connectFlow(delivery.ended, collector.ended);
      connect(delivery.refused, tags.refused);
      connectFlow(delivery.contexts, tags.contexts);
      expose(collector.slots, delivery.slots);
      connectFlow(tags.freed, delivery.freed);
      stray.set(collector.stray);
      broken.set(collector.broken);
    },
    {
      maxDepth: 4,
      doc: 'Read engine: host memory for several clients, answers in any order, each read in its window.',
    },
  );
