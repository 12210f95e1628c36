// SPDX-License-Identifier: Apache-2.0
/**
 * Ordered write guard: the write guard for a machine that has all writes under one id, so that responses come in order.
 *
 * Every burst is answered in order: with the response of the bus, or with the fault `refused` if it never reached the bus or
 * lost bytes. At most `outstandingWrites` bursts are under way, which their maker holds to. Answers pass without delay. Logic
 * depth 5 LUTs at 10g.
 */
import { component, connect, expose, flow, inst, lit, master, mux, slave, stream, u, unused } from 'typescript-hdl';
import { fifo } from 'typescript-hdl/lib';
import { hostWriteMaster } from '../../lib/host-bus.ts';
import type { Config } from '../../spec/configs.ts';
import {
  faultBits,
  faults,
  functionShape,
  guardedBurstShape,
  outstandingWrites,
  windowLookup,
  writeBeatShape,
  writeOutcomeShape,
} from './host-shapes.ts';
import { writeGuard } from './write-guard.ts';

/** The guard with answers in order; see the header comment. */
export const orderedWriteGuard = (config: Config) =>
  component(
    'ordered_write_guard',
    { config: config.name, functions: config.functions, hostDataBits: config.hostDataBits },
    {
      lookup: windowLookup(config),
      bursts: slave(stream(guardedBurstShape(config))),
      beats: slave(stream(writeBeatShape(config))),
      answers: master(stream({ fault: u(faultBits) })),
      refused: master(flow(functionShape(config))),
      write: hostWriteMaster(config),
    },
    ({ lookup, bursts, beats, answers, refused, write }) => {
      const { guard, outcomes } = inst({
        guard: writeGuard(config),
        outcomes: fifo(writeOutcomeShape(config), outstandingWrites),
      });
      expose(lookup, guard.lookup);
      connect(guard.bursts, bursts);
      connect(guard.beats, beats);
      refused.valid.set(guard.refused.valid);
      refused.payload.set(guard.refused.payload);
      const { awid: _own, ...guarded } = guard.write;
      const { awid, bid, bresp, bvalid, bready, ...requests } = write;
      expose(requests, guarded);
      awid.set(0);

      unused(guard.write.awid, bid, outcomes.count, outcomes.up.ready, outcomes.down.payload.function);
      outcomes.up.valid.set(guard.outcomes.valid);
      outcomes.up.payload.set(guard.outcomes.payload);
      const { sent, bad } = outcomes.down.payload;
      answers.valid.set(outcomes.down.valid.and(sent.not().or(bvalid)));
      const ofBus = mux(bresp.bit(1), lit(faults.bus, faultBits), faults.none);
      answers.payload.set({ fault: mux(bad, lit(faults.refused, faultBits), ofBus) });
      outcomes.down.ready.set(answers.fire);
      bready.set(answers.ready.and(outcomes.down.valid).and(sent));
    },
    { maxDepth: 5, doc: 'The write guard with answers in the order of the bursts, all under one id.' },
  );
