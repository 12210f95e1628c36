// SPDX-License-Identifier: Apache-2.0
/**
 * The whole machine: the stages joined in the order of the packet's walk. Wires only, no logic.
 *
 *     s_axis_rx -> ingress -> parser -> classifier -+
 *                         \-> verdict gate <--------+-> packet buffer -> scheduler -> rx dma -> m_axi, m_axis_irq
 *     s_axil -> register block -> tables, queues, quotas, doorbells
 */
import { component, connect, connectFlow, expose, input, inst, lit, output, slave, u, unused } from 'typescript-hdl';
import { axiLite, axiStream } from 'typescript-hdl/lib';
import { packetBuffer } from './buffer/packet-buffer.ts';
import { verdictGate } from './buffer/verdict-gate.ts';
import { classifier } from './classifier/classifier.ts';
import { counters } from './control/counters.ts';
import { faultLog } from './control/fault-log.ts';
import { judging } from './control/judging.ts';
import { refusalCounts } from './control/refusal-counts.ts';
import { registerBlock } from './control/register-block.ts';
import { stopLog } from './control/stop-log.ts';
import { busWatch } from './dma/host/bus-watch.ts';
import { rxDma } from './dma/rx/rx-dma.ts';
import { packetIngress } from './ingress/packet-ingress.ts';
import { hostReadMaster, hostWriteMaster } from './lib/host-bus.ts';
import { stopParts } from './lib/queue-stop.ts';
import { headerParser } from './parser/header-parser.ts';
import { surplusScheduler } from './scheduler/surplus-scheduler.ts';
import type { Config } from './spec/configs.ts';
import { registerAddressBits } from './spec/registers/registers.ts';
import { prefetchTake } from './virtqueue/prefetch-take.ts';
import { queueChanges } from './virtqueue/queue-changes.ts';

/** Ports at the edge of the chip, by the names that boards and benches expect. */
const edges = (config: Config) => ({
  sAxisRx: slave(axiStream(config.netDataBits)),
  mAxi: {
    ...hostWriteMaster(config),
    ...hostReadMaster(config),
  },
  sAxil: slave(axiLite(registerAddressBits(config))),
  mAxisIrq: { tdata: output(u(32)), tvalid: output(u(1)), tready: input(u(1)) },
});

/** What the machine is made of, by the names of the instances. */
const stages = (config: Config) => ({
  ingress: packetIngress(config),
  parser: headerParser(config),
  classifier: classifier(config),
  gate: verdictGate(config),
  buffer: packetBuffer(config),
  scheduler: surplusScheduler(config),
  take: prefetchTake(config),
  changes: queueChanges(config),
  dma: rxDma(config),
  watch: busWatch(config),
  registers: registerBlock(config),
  judge: judging(config),
  faults: faultLog(config),
  stops: stopLog(config),
  counters: counters(config, ['buffer', 'dma']),
  refusals: refusalCounts(config),
});

/** The receive machine of one configuration. */
export const top = (config: Config) =>
  component(
    'sluice',
    { config: config.name },
    edges(config),
    ({ sAxisRx, mAxi, sAxil, mAxisIrq }) => {
      const {
        ingress,
        parser,
        classifier,
        gate,
        buffer,
        scheduler,
        take,
        changes,
        dma,
        watch,
        registers,
        judge,
        faults,
        stops,
        counters,
        refusals,
      } = inst(stages(config));

      // From the wire to a verdict.
      expose(sAxisRx, ingress.net);
      ingress.accept.set(registers.enable.and(gate.room).and(buffer.ready));
      connectFlow(parser.up, ingress.down);
      parser.tables.set(registers.parserTables);
      connectFlow(classifier.headers, parser.headers);
      connectFlow(gate.beats, ingress.down);
      connectFlow(gate.verdicts, classifier.verdicts);
      judge.accepting.set(registers.enable);
      judge.began.set(ingress.began);
      judge.judged.set(classifier.verdicts.valid);
      registers.judging.set(judge.busy);

      // From the packet buffer to the host's memory.
      connect(buffer.up, gate.down);
      connectFlow(buffer.quotaWrite, registers.quotaWrite);
      buffer.enabled.set(dma.enabled);
      connectFlow(buffer.start, dma.started);
      connectFlow(scheduler.enqueued, buffer.enqueued);
      connect(buffer.select, scheduler.select);
      connectFlow(scheduler.parked, buffer.parked);
      connect(take.attempts, buffer.attempts);
      connect(buffer.outcomes, take.outcomes);
      for (const flow of ['credit', 'clear'] as const) connectFlow(take[flow], dma[flow]);
      take.enabled.set(dma.enabled);
      connectFlow(take.start, dma.started);
      connectFlow(scheduler.wake, take.wake);
      connectFlow(scheduler.cost, take.cost);
      connectFlow(dma.granted, take.granted);
      changes.enabled.set(dma.enabled);
      connectFlow(scheduler.change, changes.change);
      // Every function has weight 1, no rate limit, and the bus as far as its queues have buffers.
      scheduler.share.valid.set(0);
      scheduler.share.payload.set({ function: 0, weight: 0, rate: 0 });
      const everyone = lit((1n << BigInt(config.functions)) - 1n, config.functions);
      for (const allowed of Object.values(scheduler.allowed)) allowed.set(everyone);
      unused(scheduler.ready);
      buffer.drain.queue.set(dma.waiting.queue);
      dma.waiting.busy.set(buffer.drain.busy);
      connect(dma.frames, buffer.frames);
      connect(dma.words, buffer.words);
      expose(watch.machine, { ...dma.write, ...dma.read });
      expose(mAxi, watch.bus);
      expose(stops.queues, dma.irq);
      expose(mAxisIrq, stops.irq);

      // Registers, tables, queues and doorbells.
      expose(sAxil, registers.axil);
      registers.ready.set(buffer.ready);
      registers.tablesReady.set(classifier.ready);
      classifier.ruleDefault.set(registers.ruleDefault);
      connectFlow(classifier.conditionWrite, registers.conditionWrite);
      connectFlow(classifier.forwardingWrite, registers.tableWords.forwarding);
      connectFlow(classifier.actionWrite, registers.tableWords.rule_action);
      connectFlow(classifier.rowWrite, registers.tableWords.rule_row);
      connectFlow(dma.queueWrite, registers.queueWrite);
      connectFlow(dma.doorbell, registers.doorbell);
      connectFlow(dma.windowWrite, registers.windowWrite);
      dma.statusRead.queue.set(registers.statusRead.queue);
      registers.statusRead.status.set(dma.statusRead.status);

      connectFlow(refusals.reads, dma.refused.reads);
      connectFlow(refusals.writes, dma.refused.writes);
      expose(refusals.read, registers.refusalRead);

      // What stops, what drains, and what went wrong.
      dma.quiesce.set(registers.quiesce);
      registers.occupied.set(dma.occupied);
      registers.busIdle.set(watch.idle);
      registers.busPurging.set(watch.purging);
      for (const part of stopParts) connectFlow(stops.stopped[part], dma.stopped[part]);
      const { vector, next, head, counted } = stops;
      expose(registers.stops, { vector, next, head, counted });
      faults.noted.set({
        reset_under_access: watch.unclean,
        stray_answer: watch.stray,
        bus_protocol: watch.broken,
        table_refused: registers.refused.tables,
        window_refused: registers.refused.windows,
        stop_lost: stops.lost,
      });
      connectFlow(faults.clear, registers.faults.clear);
      watch.acknowledge.set(faults.acknowledge);
      watch.uncounted.set(0);
      registers.faults.now.set(faults.faults);
      registers.faults.refused.set(faults.refused);

      // Every frame ends as an event; the ingress cannot wait.
      connectFlow(counters.steady, ingress.event);
      connect(counters.events.buffer, buffer.events);
      connect(counters.events.dma, dma.events);
      expose(counters.read, registers.counterRead);
    },
    { edge: true, doc: `Sluice ${config.name}: receive path from one Ethernet port to virtqueues in host memory.` },
  );
