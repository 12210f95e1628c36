// SPDX-License-Identifier: Apache-2.0
/**
 * The whole machine: the stages joined in the order of the packet's walk. Wires only, no logic.
 *
 *     s_axis_rx -> ingress -> parser -> classifier, checksums -+
 *                         \-> verdict gate <-------------------+-> packet buffer -> scheduler -> rx dma -> host port -> m_axi
 *     m_axi -> host port -> tx dma <-> send scheduler
 *                              \-> send path (checksums, parser, identity, wire classes) -+-> m_axis_tx
 *                                          look-ups -> classifier of received frames      \-> packet buffer
 *     s_axil -> register block -> tables, queues, quotas, doorbells
 */
import {
  cat,
  component,
  connect,
  connectFlow,
  expose,
  type Inside,
  input,
  inst,
  lit,
  master,
  output,
  slave,
  u,
} from 'typescript-hdl';
import { axiLite, axiStream } from 'typescript-hdl/lib';
import { packetBuffer } from './buffer/packet-buffer.ts';
import { verdictGate } from './buffer/verdict-gate.ts';
import { classifier } from './classifier/classifier.ts';
import { sharedLookup } from './classifier/shared-lookup.ts';
import { accessCounts } from './control/access-counts.ts';
import { counters } from './control/counters.ts';
import { faultLog } from './control/fault-log.ts';
import { imageUse } from './control/image-use.ts';
import { judging } from './control/judging.ts';
import { refusalCounts } from './control/refusal-counts.ts';
import { registerBlock } from './control/register-block.ts';
import { ruleCounters } from './control/rule-counters.ts';
import { stopLog } from './control/stop-log.ts';
import { busWatch } from './dma/host/bus-watch.ts';
import { hostPort } from './dma/host/host-port.ts';
import { receiveClients, rxDma } from './dma/rx/rx-dma.ts';
import { transmitClients, txDma } from './dma/tx/tx-dma.ts';
import { packetIngress } from './ingress/packet-ingress.ts';
import { hostAttributePorts, hostAttributes, hostReadMaster, hostWriteMaster } from './lib/host-bus.ts';
import { functionOf } from './lib/queue-number.ts';
import { packetChecksums } from './parser/checksums/packet-checksums.ts';
import { headerParser, headerParserTiming } from './parser/header-parser.ts';
import { surplusScheduler } from './scheduler/surplus-scheduler.ts';
import { sendEnds, sendPath } from './send-path.ts';
import type { Config } from './spec/configs.ts';
import { registerAddressBits } from './spec/registers/registers.ts';
import { chainsPerQueue } from './spec/virtio/mover-sizes.ts';

/** Ports at the edge of the chip, by the names that boards and benches expect. */
const edges = (config: Config) => ({
  sAxisRx: slave(axiStream(config.netDataBits)),
  mAxisTx: master(axiStream(config.netDataBits)),
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
  lookup: sharedLookup(config),
  classifier: classifier(config),
  gate: verdictGate(config),
  buffer: packetBuffer(config),
  scheduler: surplusScheduler(config),
  dma: rxDma(config),
  sendScheduler: surplusScheduler({ ...config, framesPerQueue: chainsPerQueue(config) }),
  sendDma: txDma(config),
  sendPath: sendPath(config),
  port: hostPort(config, [receiveClients(config), transmitClients(config)]),
  watch: busWatch(config),
  registers: registerBlock(config),
  judge: judging(config),
  images: imageUse(config),
  faults: faultLog(config),
  stops: stopLog(config),
  counters: counters(config, ['buffer', 'dma']),
  sendCounters: counters(config, ['dma', ...sendEnds], 'send_counters'),
  ruleCounters: ruleCounters(config),
  refusals: refusalCounts(config),
  accesses: accessCounts(config),
});

type Io = Inside<ReturnType<typeof edges>>;
const placeStages = (config: Config) => inst(stages(config));
type Stages = ReturnType<typeof placeStages>;

/** The machine of one configuration. */
export const top = (config: Config) =>
  component(
    'sluice',
    { config: config.name },
    edges(config),
    io => {
      const parts = placeStages(config);
      judgeReceived(io, parts);
      receiveFrames(config, parts);
      sendFrames(config, io, parts);
      reachHost(io, parts);
      setTables(io, parts);
      runQueues(parts);
      tellOfStops(config, io, parts);
      tellOfFaults(parts);
      countFrames(parts);
    },
    {
      edge: true,
      doc: `Sluice ${config.name}: one Ethernet port and the virtqueues of virtual machines in host memory.`,
    },
  );

/** From the wire to a verdict. */
const judgeReceived = (io: Io, parts: Stages): void => {
  const { ingress, parser, checksums, lookup, classifier, gate, buffer, registers, judge } = parts;
  expose(io.sAxisRx, ingress.net);
  ingress.accept.set(registers.enable.and(gate.room).and(buffer.ready));
  connectFlow(parser.up, ingress.down);
  parser.tables.set(registers.parserTables);
  connectFlow(checksums.beats, ingress.down);
  connectFlow(checksums.headers, parser.headers);
  connectFlow(lookup.received, parser.headers);
  connectFlow(classifier.headers, lookup.headers);
  classifier.image.set(lookup.image);
  classifier.origin.set(lookup.origin);
  connectFlow(lookup.verdicts, classifier.verdicts);
  connectFlow(gate.beats, ingress.down);
  connectFlow(gate.verdicts, lookup.receivedVerdicts);
  connectFlow(gate.checksums, checksums.verdicts);
  judge.accepting.set(registers.enable);
  judge.began.set(ingress.began);
  judge.judged.set(lookup.receivedVerdicts.valid);
};

/** From the packet buffer to the host's memory. */
const receiveFrames = (config: Config, parts: Stages): void => {
  const { gate, buffer, scheduler, dma, port, registers } = parts;
  connect(buffer.up, gate.down);
  connectFlow(buffer.quotaWrite, registers.quotaWrite);
  buffer.groupRate.set(registers.groupRate);
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
  scheduler.allowed.reads.set(everyone(config));
  scheduler.allowed.writes.set(port.clients.receive.allowed.writes);
  scheduler.allowed.elements.set(dma.allowed);
  buffer.drain.queue.set(dma.waiting.queue);
  dma.waiting.busy.set(buffer.drain.busy);
  connect(dma.frames, buffer.frames);
  connect(dma.words, buffer.words);
};

/** From the host's memory to the wire. */
const sendFrames = (config: Config, io: Io, parts: Stages): void => {
  const { sendScheduler: scheduler, sendDma: dma, sendPath: path, lookup, buffer, ingress, port, registers } = parts;
  connectFlow(scheduler.change, dma.change);
  connectFlow(scheduler.enqueued, dma.enqueued);
  connect(dma.select, scheduler.select);
  connectFlow(scheduler.cost, dma.cost);
  connectFlow(scheduler.weight, registers.weightWrite);
  connectFlow(scheduler.rate, registers.rateWrite);
  // A chain that was told of is there: nothing is ever parked.
  scheduler.wake.valid.set(0);
  scheduler.wake.payload.set({ queue: 0 });
  scheduler.parked.valid.set(0);
  scheduler.parked.payload.set({ queue: 0, frames: 0, turn: 0 });
  // What may not be sent now stays in the rings.
  scheduler.allowed.reads.set(registers.enable.repeat(config.functions));
  scheduler.allowed.writes.set(port.clients.transmit.allowed.writes);
  scheduler.allowed.elements.set(dma.waits);

  connect(path.frames, dma.frames);
  connect(path.words, dma.words);
  dma.behind.set(path.behind);
  connectFlow(path.change, dma.change);
  path.drain.queue.set(dma.waiting.queue);
  dma.waiting.busy.set(path.drain.busy);
  connect(buffer.local, path.local);
  path.groupOpen.set(buffer.groupOpen);
  path.enable.set(registers.enable);
  path.tables.set(registers.parserTables);
  connect(lookup.sent, path.lookup);
  connectFlow(path.verdicts, lookup.sentVerdicts);
  connectFlow(path.received, ingress.down);
  path.settings.set(registers.wireSettings);
  registers.wireState.set(path.state);
  expose(io.mAxisTx, path.net);
};

const everyone = ({ functions }: Config) => lit((1n << BigInt(functions)) - 1n, functions);

/** All accesses to the memory of the host. */
const reachHost = (io: Io, { dma, sendDma, port, watch, registers, refusals, accesses }: Stages): void => {
  expose(port.clients.receive, dma.port);
  expose(port.clients.transmit, sendDma.port);
  connectFlow(port.planned, dma.planned);
  connectFlow(port.windowWrite, registers.windowWrite);
  expose(watch.machine, port.bus);
  expose(io.mAxi, watch.bus);
  for (const [name, value] of Object.entries(hostAttributes)) io[name as keyof typeof hostAttributes].set(value);
  connectFlow(refusals.reads, port.refused.reads);
  connectFlow(refusals.writes, port.refused.writes);
  expose(refusals.read, registers.refusalRead);
  connectFlow(accesses.issued.reads, port.issued.reads);
  connectFlow(accesses.issued.beats, port.issued.beats);
  expose(accesses.read, registers.accessRead);
};

/** Registers and tables. */
const setTables = (io: Io, parts: Stages): void => {
  const {
    registers,
    buffer,
    scheduler,
    sendScheduler,
    classifier,
    dma,
    sendDma,
    sendPath: path,
    judge,
    images,
    parser,
    lookup,
    accesses,
  } = parts;
  expose(io.sAxil, registers.axil);
  registers.ready.set(buffer.ready.and(scheduler.ready).and(sendScheduler.ready));
  registers.tablesReady.set(classifier.ready.and(dma.ready).and(sendDma.ready).and(path.ready).and(accesses.ready));
  registers.judging.set(judge.busy.or(path.judging));
  for (const part of [images.live, lookup.live, path.image]) part.set(registers.image);
  images.began.set({ received: parser.headers.valid, sent: path.began });
  images.judged.set(lookup.judged);
  registers.draining.set(images.draining);
  connectFlow(classifier.defaultWrite, registers.tableWords.rule_default);
  connectFlow(classifier.conditionWrite, registers.tableWords.conditions);
  connectFlow(classifier.forwardingWrite, registers.tableWords.forwarding);
  connectFlow(classifier.forwardingHashWrite, registers.tableWords.forwarding_hash);
  connectFlow(classifier.actionWrite, registers.tableWords.rule_action);
  connectFlow(classifier.rowWrite, registers.tableWords.rule_row);
  connectFlow(classifier.slotWrite, registers.tableWords.rule_slot);
  connectFlow(classifier.maskWrite, registers.tableWords.rule_mask);
  connectFlow(classifier.hashWrite, registers.tableWords.rule_hash);
  connectFlow(classifier.rssProfileWrite, registers.tableWords.rss_profile);
  connectFlow(classifier.rssKeyWrite, registers.tableWords.rss_key);
  connectFlow(classifier.rssQueueWrite, registers.tableWords.rss_indirection);
  connectFlow(path.write, registers.tableWords.identity);
};

/** Queues and doorbells of both directions. */
const runQueues = ({ dma, sendDma, registers, watch }: Stages): void => {
  for (const [direction, of] of [
    ['receive', dma],
    ['transmit', sendDma],
  ] as const) {
    connectFlow(of.queueWrite, registers[direction].write);
    connectFlow(of.doorbell, registers[direction].doorbell);
    expose(of.statusRead, registers[direction].statusRead);
    of.quiesce.set(registers.quiesce);
    of.suspend.set(registers.suspend);
  }
  registers.occupied.set(dma.occupied.or(sendDma.occupied));
  registers.suspended.set(dma.suspended.and(sendDma.suspended));
  registers.busIdle.set(watch.idle);
  registers.busPurging.set(watch.purging);
};

/** Interrupts, and queues that stopped by themselves. */
const tellOfStops = (config: Config, io: Io, { dma, sendDma, stops, registers }: Stages): void => {
  for (const [direction, of] of [
    ['receive', dma],
    ['transmit', sendDma],
  ] as const) {
    const { queue, vector } = of.irq.payload;
    stops.queues[direction].valid.set(of.irq.valid);
    stops.queues[direction].payload.data.set(cat(vector, functionOf(config, queue).zext(16)));
    of.irq.ready.set(stops.queues[direction].ready);
    connectFlow(stops.stopped[direction], of.stopped);
  }
  expose(io.mAxisIrq, stops.irq);
  const { vector, next, head, counted } = stops;
  expose(registers.stops, { vector, next, head, counted });
};

/** What went wrong with the card as a whole. */
const tellOfFaults = ({ faults, stops, watch, port, registers }: Stages): void => {
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
};

/** Every frame ends as an event; the ingress cannot wait. */
const countFrames = (parts: Stages): void => {
  const {
    counters,
    sendCounters,
    ruleCounters,
    classifier,
    ingress,
    buffer,
    dma,
    sendDma,
    sendPath: path,
    registers,
  } = parts;
  ruleCounters.decided.set(classifier.decided);
  connectFlow(ruleCounters.question, registers.ruleQuestion);
  registers.ruleAnswer.set(ruleCounters.answer);
  connectFlow(counters.steady, ingress.event);
  connect(counters.events.buffer, buffer.events);
  connect(counters.events.dma, dma.events);
  expose(counters.read, registers.receive.counterRead);

  // Parts of transmit can all wait.
  sendCounters.steady.valid.set(0);
  sendCounters.steady.payload.set({ slot: 0, event: 0, bytes: 0 });
  const { dma: read } = sendCounters.events;
  const { function: owner, event, bytes } = sendDma.events.payload;
  read.valid.set(sendDma.events.valid);
  read.payload.set({ slot: owner.zext(read.payload.slot.width), event, bytes });
  sendDma.events.ready.set(read.ready);
  for (const end of sendEnds) {
    const [to, from] = [sendCounters.events[end], path.events[end]];
    to.valid.set(from.valid);
    const { source, event, bytes } = from.payload;
    to.payload.set({ slot: source.zext(to.payload.slot.width), event, bytes });
    from.ready.set(to.ready);
  }
  expose(sendCounters.read, registers.transmit.counterRead);
};
