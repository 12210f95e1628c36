// SPDX-License-Identifier: Apache-2.0
/** Packet buffer, scheduler and receive DMA as the machine joins them: everything that a run of a queue passes through. */
import {
  component,
  connect,
  connectFlow,
  emitVerilog,
  expose,
  flow,
  input,
  inst,
  lit,
  master,
  output,
  slave,
  stream,
  u,
  unused,
} from 'typescript-hdl';
import { gatedBeatShape } from '../../../hdl/buffer/buffer-shapes.ts';
import { packetBuffer } from '../../../hdl/buffer/packet-buffer.ts';
import { functionShape } from '../../../hdl/dma/host/host-shapes.ts';
import { rxDma } from '../../../hdl/dma/rx/rx-dma.ts';
import { eventShape, wordWriteShape } from '../../../hdl/lib/frame-shapes.ts';
import { hostReadMaster, hostWriteMaster } from '../../../hdl/lib/host-bus.ts';
import { quotaWriteShape, windowWriteShape } from '../../../hdl/lib/setting-shapes.ts';
import { type Config, cellBytes, queueCount } from '../../../hdl/spec/configs.ts';
import { interruptMaster } from '../../../hdl/virtqueue/interrupt-sender.ts';
import { queueAddressBits, queueShape } from '../../../hdl/virtqueue/virtqueue-shapes.ts';
import type { Bench, StreamSink, StreamSource } from '../../../sim/bench.ts';
import { testBench } from '../../../sim/vitest.ts';
import { pokeWrites } from '../../support/poke-writes.ts';
import { type Random, seededRandom } from '../../support/random.ts';
import { quotaWrites, timedEventsOf } from '../buffer/buffer-bench.ts';
import { frameOf, gatedBeatsOf } from '../buffer/traffic.ts';
import { turnParts } from '../buffer/turn-parts.ts';
import { DmaBench, type DmaBenchOptions } from './dma-bench.ts';

/** The mover of one configuration; frames come in on `up` with their verdicts. */
const mover = (config: Config) =>
  component(
    'mover',
    { config: config.name },
    {
      up: slave(stream(gatedBeatShape(config))),
      quotaWrite: slave(flow(quotaWriteShape(config))),
      queueWrite: slave(flow(wordWriteShape(queueAddressBits(config)))),
      windowWrite: slave(flow(windowWriteShape(config))),
      doorbell: slave(flow(queueShape(config))),
      credit: master(flow(queueShape(config))),
      clear: master(flow(queueShape(config))),
      enabled: output(u(queueCount(config))),
      refused: { reads: master(flow(functionShape(config))), writes: master(flow(functionShape(config))) },
      statusRead: { queue: input(queueShape(config).queue), status: output(u(32)) },
      events: master(stream(eventShape(config))),
      bufferEvents: master(stream(eventShape(config))),
      ready: output(u(1)),
      write: hostWriteMaster(config),
      read: hostReadMaster(config),
      irq: master(interruptMaster),
    },
    ({ up, quotaWrite, windowWrite, credit, clear, enabled, bufferEvents, ready, refused, ...rest }) => {
      const { buffer, dma } = inst({
        buffer: packetBuffer(config),
        dma: rxDma(config),
      });
      for (const [name, port] of Object.entries(rest)) expose(port, (dma as any)[name]);
      dma.quiesce.set(lit(0, 1));
      unused(dma.occupied, dma.stopped);
      connectFlow(refused.reads, dma.refused.reads);
      connectFlow(refused.writes, dma.refused.writes);
      connectFlow(dma.windowWrite, windowWrite);
      connectFlow(buffer.quotaWrite, quotaWrite);
      connect(buffer.up, up);
      connect(bufferEvents, buffer.events);
      ready.set(buffer.ready);
      buffer.enabled.set(dma.enabled);
      enabled.set(dma.enabled);
      connectFlow(buffer.start, dma.started);
      const take = turnParts(config, buffer, dma.enabled);
      connectFlow(take.start, dma.started);
      connectFlow(take.credit, dma.credit);
      connectFlow(take.clear, dma.clear);
      connectFlow(dma.granted, take.granted);
      buffer.drain.queue.set(dma.waiting.queue);
      dma.waiting.busy.set(buffer.drain.busy);
      connectFlow(credit, dma.credit);
      connectFlow(clear, dma.clear);
      connect(dma.frames, buffer.frames);
      connect(dma.words, buffer.words);
    },
  );

export class MoverBench extends DmaBench {
  readonly #up: StreamSource;
  readonly #dmaEvents: StreamSink;
  readonly #bufferEvents: StreamSink;
  readonly #random: Random;

  constructor(config: Config, bench: Bench, options: DmaBenchOptions) {
    super(config, bench, options, 'mover');
    this.#up = bench.source('up', { idle: options.frameIdle ?? 0 });
    this.#dmaEvents = bench.sink('events');
    this.#bufferEvents = bench.sink('buffer_events');
    this.#random = seededRandom(options.seed ?? 1);
  }

  /** As that of the DMA, and waits until the packet buffer is ready; every function may fill its share of it. */
  override async start(): Promise<void> {
    const { config } = this;
    const share = Math.floor((config.bufferCells - Math.ceil(config.maxFrameBytes / cellBytes)) / config.functions);
    await super.start();
    await this.bench.runUntil({ port: 'ready', equals: 1 }, config.bufferCells + 10);
    await pokeWrites(this.bench, 'quota_write', quotaWrites(new Array(config.functions).fill(share)));
  }

  /** Queues frames of random bytes for queues of the machine. Needs no await. */
  offer(queues: readonly number[], length: number): void {
    const { config } = this;
    const beats = queues.flatMap(queue => {
      const [fn, local] = [Math.floor(queue / config.queuesPerFunction), queue % config.queuesPerFunction];
      return gatedBeatsOf(config, frameOf(this.#random, length, [fn], { queue: local }), this.#random);
    });
    this.#up.send(beats);
  }

  /** Events since the last call with their cycles: frames refused at the door, and frames that went further. */
  async timedEvents() {
    return { door: await timedEventsOf(this.#bufferEvents), mover: await timedEventsOf(this.#dmaEvents) };
  }
}

/** Opens a bench of the mover that belongs to the running test. */
export const moverBench = async (config: Config, options: DmaBenchOptions = {}): Promise<MoverBench> => {
  const bench = await testBench(emitVerilog(mover(config)), { seed: options.seed ?? 1 });
  return new MoverBench(config, bench, options);
};
