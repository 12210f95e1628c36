// SPDX-License-Identifier: Apache-2.0
/**
 * The whole machine: the stages joined in the order of the packet's walk. Wires only, no logic.
 *
 *     s_axis_rx -> ingress -> parser -> classifier, checksums -+
 *                         \-> verdict gate <-------------------+-> packet buffer -> scheduler -> rx dma -> host port -> m_axi
 *     s_axil -> register block -> tables, queues, quotas, doorbells
 */
import {
  cat,
  component,
  connect,
  connectFlow,
  expose,
  input,
  inst,
  lit,
  output,
  slave,
  u,
  unused,
} from 'typescript-hdl';
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
import { hostPort } from './dma/host/host-port.ts';
import { receiveClients, rxDma } from './dma/rx/rx-dma.ts';
import { packetIngress } from './ingress/packet-ingress.ts';
import { hostAttributePorts, hostAttributes, hostReadMaster, hostWriteMaster } from './lib/host-bus.ts';
import { functionOf } from './lib/queue-number.ts';
import { packetChecksums } from './parser/checksums/packet-checksums.ts';
import { headerParser, headerParserTiming } from './parser/header-parser.ts';
import { surplusScheduler } from './scheduler/surplus-scheduler.ts';
import type { Config } from './spec/configs.ts';
import { registerAddressBits } from './spec/registers/registers.ts';

/** Ports at the edge of the chip, by the names that boards and benches expect. */
const edges = (config: Config) => ({
  sAxisRx: slave(axiStream(config.netDataBits)),
  mAxi: {
    ...hostWriteMaster(config),
    ...hostReadMaster(config),
  },
  ...hostAttributePorts,
  sAxil: slave(axiLite(registerAddressBits(config))),
  mAxisIrq: { tdata: output(u(32)), tvalid: output(u(1)), tready: input(u(1)) },
});

/** What the machine is made of, by the names of the instances. */
const stages = (config: Config) => ({
  ingress: packetIngress(config),
  parser: headerParser(config),
  checksums: packetChecksums(config, headerParserTiming(config)),
  classifier: classifier(config),
  gate: verdictGate(config),
  buffer: packetBuffer(config),
  scheduler: surplusScheduler(config),
  dma: rxDma(config),
  port: hostPort(config, [receiveClients(config)]),
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
    ({ sAxisRx, mAxi, sAxil, mAxisIrq, ...attributes }) => {
      const {
        ingress,
        parser,
        checksums,
        classifier,
        gate,
        buffer,
        scheduler,
        dma,
        port,
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
      connectFlow(checksums.beats, ingress.down);
      connectFlow(checksums.headers, parser.headers);
      connectFlow(classifier.headers, parser.headers);
      connectFlow(gate.beats, ingress.down);
      connectFlow(gate.verdicts, classifier.verdicts);
      connectFlow(gate.checksums, checksums.verdicts);
      judge.accepting.set(registers.enable);
      judge.began.set(ingress.began);
      judge.judged.set(classifier.verdicts.valid);
      registers.judging.set(judge.busy);

      // From the packet buffer to the host's memory.
      connect(buffer.up, gate.down);
      connectFlow(buffer.quotaWrite, registers.quotaWrite);
      connectFlow(buffer.change, dma.change);
      connectFlow(scheduler.change, dma.change);
      connectFlow(scheduler.enqueued, buffer.enqueued);
      connect(buffer.select, scheduler.select);
      connectFlow(scheduler.parked, buffer.parked);
      connect(dma.attempts, buffer.attempts);
      connect(buffer.outcomes, dma.outcomes);
      connectFlow(scheduler.wake, dma.wake);
      connectFlow(scheduler.cost, dma.cost);
      connectFlow(scheduler.weight, registers.weightWrite);
      connectFlow(scheduler.rate, registers.rateWrite);
      // Reads are asked for in advance, whoever's turn it is.
      const everyone = lit((1n << BigInt(config.functions)) - 1n, config.functions);
      scheduler.allowed.reads.set(everyone);
      scheduler.allowed.writes.set(port.clients.receive.allowed.writes);
      scheduler.allowed.elements.set(dma.allowed);
      buffer.drain.queue.set(dma.waiting.queue);
      dma.waiting.busy.set(buffer.drain.busy);
      connect(dma.frames, buffer.frames);
      connect(dma.words, buffer.words);
      expose(port.clients.receive, dma.port);
      connectFlow(port.planned, dma.planned);
      expose(watch.machine, port.bus);
      expose(mAxi, watch.bus);
      for (const [name, value] of Object.entries(hostAttributes))
        attributes[name as keyof typeof hostAttributes].set(value);
      const { queue: interrupted, vector: ofQueue } = dma.irq.payload;
      stops.queues.tdata.set(cat(ofQueue, functionOf(config, interrupted).zext(16)));
      stops.queues.tvalid.set(dma.irq.valid);
      dma.irq.ready.set(stops.queues.tready);
      expose(mAxisIrq, stops.irq);

      // Registers, tables, queues and doorbells.
      expose(sAxil, registers.axil);
      registers.ready.set(buffer.ready.and(scheduler.ready));
      registers.tablesReady.set(classifier.ready.and(dma.ready));
      classifier.ruleDefault.set(registers.ruleDefault);
      connectFlow(classifier.conditionWrite, registers.conditionWrite);
      connectFlow(classifier.forwardingWrite, registers.tableWords.forwarding);
      connectFlow(classifier.actionWrite, registers.tableWords.rule_action);
      connectFlow(classifier.rowWrite, registers.tableWords.rule_row);
      connectFlow(classifier.rssProfileWrite, registers.tableWords.rss_profile);
      connectFlow(classifier.rssKeyWrite, registers.tableWords.rss_key);
      connectFlow(classifier.rssQueueWrite, registers.tableWords.rss_indirection);
      connectFlow(dma.queueWrite, registers.queueWrite);
      connectFlow(dma.doorbell, registers.doorbell);
      connectFlow(port.windowWrite, registers.windowWrite);
      expose(dma.statusRead, registers.statusRead);

      connectFlow(refusals.reads, port.refused.reads);
      connectFlow(refusals.writes, port.refused.writes);
      expose(refusals.read, registers.refusalRead);

      // What stops, what drains, and what went wrong.
      dma.quiesce.set(registers.quiesce);
      registers.occupied.set(dma.occupied);
      registers.busIdle.set(watch.idle);
      registers.busPurging.set(watch.purging);
      dma.suspend.set(0);
      unused(dma.suspended);
      connectFlow(stops.stopped, dma.stopped);
      const { vector, next, head, counted } = stops;
      expose(registers.stops, { vector, next, head, counted });
      faults.noted.set({
        reset_under_access: watch.unclean,
        stray_answer: port.stray.beat.or(port.stray.write),
        bus_protocol: port.broken,
        table_refused: registers.refused.tables,
        window_refused: registers.refused.windows,
        stop_lost: stops.lost,
      });
      connectFlow(faults.clear, registers.faults.clear);
      watch.acknowledge.set(faults.acknowledge);
      watch.uncounted.read.set(port.stray.read);
      watch.uncounted.write.set(port.stray.write);
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
