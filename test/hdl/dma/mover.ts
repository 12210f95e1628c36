// SPDX-License-Identifier: Apache-2.0
/** Packet buffer, scheduler and receive DMA as the machine joins them: everything that a run of a queue passes through. */
import {
  bit,
  cat,
  component,
  connect,
  connectFlow,
  expose,
  flow,
  type Inside,
  input,
  inst,
  lit,
  master,
  mux,
  named,
  output,
  reg,
  slave,
  stream,
  u,
  unused,
  type Val,
  when,
} from 'typescript-hdl';
import { streamMerge } from 'typescript-hdl/lib';
import { gatedBeatShape } from '../../../hdl/buffer/buffer-shapes.ts';
import { packetBuffer } from '../../../hdl/buffer/packet-buffer.ts';
import { hostPort } from '../../../hdl/dma/host/host-port.ts';
import { functionShape } from '../../../hdl/dma/host/host-shapes.ts';
import { receiveClients, rxDma } from '../../../hdl/dma/rx/rx-dma.ts';
import { eventShape, lengthBits, wordWriteShape } from '../../../hdl/lib/frame-shapes.ts';
import { hostReadMaster, hostWriteMaster } from '../../../hdl/lib/host-bus.ts';
import { functionOf, queueIndex } from '../../../hdl/lib/queue-number.ts';
import { queueChangeFlow } from '../../../hdl/lib/queue-state.ts';
import { stopShape } from '../../../hdl/lib/queue-stop.ts';
import { quotaWriteShape, windowWriteShape } from '../../../hdl/lib/setting-shapes.ts';
import { outcomeShape } from '../../../hdl/lib/take-shapes.ts';
import { surplusScheduler } from '../../../hdl/scheduler/surplus-scheduler.ts';
import { type Config, cellBytes } from '../../../hdl/spec/configs.ts';
import { queueWordAddressBits } from '../../../hdl/virtqueue/control/control-shapes.ts';
import { wireAlone } from '../buffer/turn-parts.ts';

/** Width of a number of cells, and of frames, under way. */
const countBits = 20;

/** What became of a frame; `door` if the packet buffer never let it in. */
const endShape = (config: Config) => ({ ...eventShape(config), door: bit() });

const ports = (config: Config) => ({
  up: slave(stream({ ...gatedBeatShape(config), length: u(lengthBits), starts: bit() })),
  /** How many cells, and how many frames, may be under way at once; with no frame at all none is let in. */
  limit: input({ cells: u(countBits), frames: u(countBits) }),
  quotaWrite: slave(flow(quotaWriteShape(config))),
  queueWrite: slave(flow(wordWriteShape(queueWordAddressBits(config)))),
  windowWrite: slave(flow(windowWriteShape(config))),
  doorbell: slave(flow({ queue: queueIndex(config) })),
  statusRead: {
    queue: input(queueIndex(config)),
    status: output(u(32)),
    available: output(u(32)),
    used: output(u(32)),
  },
  change: master(queueChangeFlow(config)),
  outcome: master(flow(outcomeShape(config))),
  quiesce: input(bit()),
  suspend: input(u(config.functions)),
  suspended: output(u(config.functions)),
  occupied: output(u(config.functions)),
  stopped: master(flow(stopShape(config))),
  refused: { reads: master(flow(functionShape(config))), writes: master(flow(functionShape(config))) },
  events: master(stream(endShape(config))),
  ready: output(bit()),
  write: hostWriteMaster(config),
  read: hostReadMaster(config),
  irq: { tdata: output(u(32)), tvalid: output(bit()), tready: input(bit()) },
});
type Io = Inside<ReturnType<typeof ports>>;

const placeParts = (config: Config) =>
  inst({
    buffer: packetBuffer(config),
    scheduler: surplusScheduler(config),
    dma: rxDma(config),
    port: hostPort(config, [receiveClients(config)]),
    ended: streamMerge(endShape(config), ['door', 'dma']),
  });
type Parts = ReturnType<typeof placeParts>;

/**
 * The mover of one configuration. Frames come in on `up` with their verdicts, each beat with the length of its frame, and wait
 * there while it would exceed `limit`: so the packet buffer refuses none, however slowly they go on.
 */
export const mover = (config: Config) =>
  component('mover', { config: config.name, hostDataBits: config.hostDataBits }, ports(config), io => {
    const parts = placeParts(config);
    const { buffer, scheduler, dma, port, ended } = parts;
    joinTurns(config, parts);
    connect(dma.frames, buffer.frames);
    connect(dma.words, buffer.words);
    buffer.drain.queue.set(dma.waiting.queue);
    dma.waiting.busy.set(buffer.drain.busy);
    connectFlow(buffer.quotaWrite, io.quotaWrite);
    wireAlone(config, buffer);
    connectFlow(dma.queueWrite, io.queueWrite);
    expose(port.clients.receive, dma.port);
    connectFlow(port.planned, dma.planned);
    connectFlow(port.windowWrite, io.windowWrite);
    connectFlow(dma.doorbell, io.doorbell);
    expose(io.statusRead, dma.statusRead);
    io.ready.set(buffer.ready.and(scheduler.ready).and(dma.ready));

    connectFlow(io.change, dma.change);
    io.outcome.valid.set(dma.outcomes.fire);
    io.outcome.payload.set(dma.outcomes.payload);
    dma.quiesce.set(io.quiesce);
    dma.suspend.set(io.suspend);
    io.suspended.set(dma.suspended);
    io.occupied.set(dma.occupied);
    connectFlow(io.stopped, dma.stopped);
    connectFlow(io.refused.reads, port.refused.reads);
    connectFlow(io.refused.writes, port.refused.writes);
    unused(port.stray, port.broken);
    expose({ ...io.write, ...io.read }, port.bus);
    const { queue, vector } = dma.irq.payload;
    io.irq.tdata.set(cat(vector, functionOf(config, queue).zext(16)));
    io.irq.tvalid.set(dma.irq.valid);
    dma.irq.ready.set(io.irq.tready);

    for (const [from, events, door] of [
      [ended.ups.door, buffer.events, 1],
      [ended.ups.dma, dma.events, 0],
    ] as const) {
      from.valid.set(events.valid);
      from.payload.set({ ...events.payload, door });
      events.ready.set(from.ready);
    }
    connect(io.events, ended.down);
    letIn(io, parts);
  });

/** Scheduler around packet buffer and DMA; every function has the same share. */
const joinTurns = (config: Config, { buffer, scheduler, dma, port }: Parts): void => {
  connectFlow(buffer.change, dma.change);
  connectFlow(scheduler.change, dma.change);
  connectFlow(scheduler.enqueued, buffer.enqueued);
  connect(buffer.select, scheduler.select);
  connectFlow(scheduler.parked, buffer.parked);
  connect(dma.attempts, buffer.attempts);
  connect(buffer.outcomes, dma.outcomes);
  connectFlow(scheduler.wake, dma.wake);
  connectFlow(scheduler.cost, dma.cost);
  scheduler.weight.valid.set(0);
  scheduler.weight.payload.set({ function: 0, weight: 0 });
  scheduler.rate.valid.set(0);
  scheduler.rate.payload.set({ function: 0, rate: 0 });
  scheduler.allowed.reads.set(lit((1n << BigInt(config.functions)) - 1n, config.functions));
  scheduler.allowed.writes.set(port.clients.receive.allowed.writes);
  scheduler.allowed.elements.set(dma.allowed);
};

/** Lets frames in one by one, while those that have not ended leave room for them. */
const letIn = ({ up, limit, events }: Io, { buffer }: Parts): void => {
  const cellsOf = (length: Val): Val =>
    length
      .zext(countBits)
      .add(cellBytes - 1)
      .shr(Math.log2(cellBytes));
  const { held } = reg({ held: { cells: u(countBits, 0), frames: u(countBits, 0) } });
  const { length, starts, ...beat } = up.payload;
  const mine = cellsOf(length);
  const fits = held.cells.add(mine).le(limit.cells).and(held.frames.lt(limit.frames));
  const passes = named('passes', starts.not().or(fits));
  buffer.up.valid.set(up.valid.and(passes));
  buffer.up.payload.set(beat);
  up.ready.set(buffer.up.ready.and(passes));
  const enters = up.fire.and(starts);
  const leaves = events.fire;
  const none = lit(0, countBits);
  when(enters.or(leaves), () =>
    held.set({
      cells: held.cells.add(mux(enters, mine, none)).sub(mux(leaves, cellsOf(events.payload.bytes), none)),
      frames: held.frames.add(enters.zext(countBits)).sub(leaves.zext(countBits)),
    }),
  );
};
