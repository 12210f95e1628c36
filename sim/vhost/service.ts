// SPDX-License-Identifier: Apache-2.0
/** The card as a service: a simulation that runs while vhost-user front ends come and go. */
import type { Config } from '../../hdl/spec/configs.ts';
import { rssTableEntries } from '../../hdl/spec/tables/rss-profile.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import { AxiLite } from '../axi-lite.ts';
import { connectAxiMemory } from '../axi-memory.ts';
import { type Bench, openBench } from '../bench.ts';
import { Card } from '../card.ts';
import type { Design } from '../design.ts';
import { Interrupts } from '../interrupts.ts';
import { Mac } from '../mac.ts';
import { MacSink } from '../mac-sink.ts';
import { RegisterAccessor, type SendValues, type SlotValues } from '../register-access.ts';
import { CardQueues } from './card-queues.ts';
import { Session, type VhostVm } from './session.ts';
import { MappedMemory, VhostHost } from './vhost-host.ts';

/** A VM, and the socket where its front end is awaited. */
export interface ServedVm extends VhostVm {
  readonly socket: string;
}

/** What the wire ends at; `open` gets every frame that leaves. */
export type WireEnd =
  | { readonly kind: 'open'; readonly sent?: (frame: Uint8Array) => void }
  | { readonly kind: 'loop' }
  | { readonly kind: 'tap'; readonly name: string }
  | { readonly kind: 'peer'; readonly name: string };

export interface ServiceOptions {
  readonly images: TableImages;
  readonly vms: readonly ServedVm[];
  readonly wire: WireEnd;
  readonly log: (sentence: string) => void;
  readonly seed?: number;
}

/** What the card has done so far. */
export interface ServiceStatistics {
  readonly cycles: number;
  readonly seconds: number;
  /** Counters by slot of a function; the last slot is that of frames that address none. */
  readonly received: readonly SlotValues[];
  readonly sent: readonly SendValues[];
}

/** Host memory as the benches have it, in nanoseconds. */
const latencyNs = { read: 800, write: 200 } as const;
/** Cycles without activity after which the card is at rest: above its own timers and the latencies of memory. */
const quietCycles = 3000;
/** Most cycles between two looks at what leaves on the wire. */
const roundCycles = 20_000;
/** Milliseconds that a sleep lasts at most when there is nothing to do. */
const patienceMs = 50;
/** Vector of function 0 that says that a queue has stopped. */
const stopVector = 0xffff;

export class VhostService {
  readonly config: Config;
  readonly bench: Bench;
  readonly host: VhostHost;
  readonly card: Card;
  readonly sessions: readonly Session[];
  readonly #memory: MappedMemory;
  readonly #registers: AxiLite;
  readonly #map: RegisterAccessor;
  readonly #interrupts: Interrupts;
  readonly #mac: Mac;
  readonly #sink: MacSink;
  readonly #options: ServiceOptions;
  readonly #started = performance.now();
  /** What the indirection tables hold that were written here, by function. */
  readonly #spreads = new Map<number, string>();
  readonly #asked: (() => Promise<void>)[] = [];
  #stopping = false;

  constructor(config: Config, bench: Bench, options: ServiceOptions) {
    this.config = config;
    this.bench = bench;
    this.#options = options;
    this.#map = new RegisterAccessor(config);
    this.#memory = new MappedMemory(bench, config.functions);
    const cycles = (ns: number): number => Math.ceil((ns * config.clockHz) / 1e9);
    connectAxiMemory(bench, 'm_axi', this.#memory, {
      read: { latencyCycles: cycles(latencyNs.read) },
      write: { latencyCycles: cycles(latencyNs.write) },
    });
    this.#registers = new AxiLite(bench, 's_axil');
    this.#interrupts = new Interrupts(bench, 'm_axis_irq');
    this.#mac = new Mac(bench, 's_axis_rx', config);
    this.#sink = new MacSink(bench, 'm_axis_tx', config);
    this.card = new Card(config, bench, this.#registers, this.#map);
    this.host = new VhostHost(bench, {
      memory: this.#memory,
      registers: this.#registers,
      interrupts: this.#interrupts,
      mac: this.#mac,
      wire: this.#sink,
      functions: config.functions,
      virtqueues: 2 * config.queuesPerFunction,
      quietCycles,
    });
    const queues = new CardQueues(bench, this.#registers, this.#map, config.queuesPerFunction);
    const parts = { host: this.host, memory: this.#memory, card: this.card, queues, log: options.log };
    this.sessions = options.vms.map(vm => new Session(vm, { ...parts, receiving: this.#spread.bind(this) }));
  }

  /** Brings the card up and listens; the name of the VM or port whose socket cannot be had, and why. */
  async start(): Promise<{ readonly name: string; readonly why: string } | undefined> {
    const { images, vms, wire } = this.#options;
    await this.bench.reset();
    await this.card.waitUntilReady();
    this.card.wasReset();
    await this.card.swapTables(images);
    await this.card.setStopVector(stopVector);
    await this.card.accept(true);
    if (wire.kind === 'tap' || wire.kind === 'peer') {
      const why = await this.host.openPort(wire.kind, wire.name);
      if (why !== undefined) return { name: wire.name, why };
    }
    for (const { function: fn, socket } of vms) {
      const why = await this.host.listen(fn, socket);
      if (why !== undefined) return { name: socket, why };
    }
    return undefined;
  }

  /** Serves until {@link stop}; `round` is called now and then. */
  async run(round: () => void | Promise<void> = () => {}): Promise<void> {
    while (!this.#stopping) {
      await this.#round();
      for (const work of this.#asked.splice(0)) await work();
      await round();
    }
    for (const session of this.sessions) await session.close();
  }

  /** Lets {@link run} come to its end. */
  stop(): void {
    this.#stopping = true;
  }

  /** Does something with the card while it serves, between two rounds: registers have one user at a time. */
  between<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#asked.push(() => work().then(resolve, reject));
    });
  }

  /** Puts frames on the wire towards the card. */
  receive(frames: readonly Uint8Array[]): void {
    this.#mac.send(frames.map(bytes => ({ bytes })));
  }

  /** Frames that wait for the wire. */
  async waiting(): Promise<number> {
    return (await this.#mac.statistics()).waiting;
  }

  async statistics(): Promise<ServiceStatistics> {
    return {
      cycles: this.bench.cycle,
      seconds: (performance.now() - this.#started) / 1000,
      received: this.#map.decodeCounters(await this.#registers.read(this.#map.counterAddresses())),
      sent: this.#map.decodeSendCounters(await this.#registers.read(this.#map.sendCounterAddresses())),
    };
  }

  async close(): Promise<void> {
    await this.bench.close();
  }

  async #round(): Promise<void> {
    this.host.setPatience(patienceMs);
    const ran = this.bench.runUntilCounters([this.host.attention()], roundCycles);
    this.host.setPatience(0);
    const [events, interrupts] = await Promise.all([this.host.takeEvents(), this.#interrupts.take(), ran]);
    for (const event of events) await this.#session(event.function)?.handle(event);
    if (interrupts.some(one => one.function === 0 && one.vector === stopVector)) await this.#tellStops();
    await this.#passSent();
  }

  async #passSent(): Promise<void> {
    const { wire } = this.#options;
    if (wire.kind === 'tap' || wire.kind === 'peer') return;
    const frames = (await this.#sink.frames()).map(({ bytes }) => bytes);
    if (wire.kind === 'loop') this.receive(frames);
    else for (const frame of frames) wire.sent?.(frame);
  }

  /** Lets the frames of a VM that are spread over its queues come to those that run. */
  async #spread(fn: number, running: readonly number[]): Promise<void> {
    const { rssProfiles, rssQueues } = this.#options.images;
    if (running.length === 0 || rssProfiles[fn] === 0) return;
    const entries = rssQueues
      .slice(fn * rssTableEntries, (fn + 1) * rssTableEntries)
      .map((queue, i) => (running.includes(queue) ? queue : running[i % running.length]!));
    const text = entries.join();
    if (this.#spreads.get(fn) === text) return;
    this.#spreads.set(fn, text);
    const live = this.card.liveImage;
    await this.card.swapTables({
      ...live,
      rssQueues: live.rssQueues.toSpliced(fn * rssTableEntries, entries.length, ...entries),
    });
  }

  async #tellStops(): Promise<void> {
    for (const { queue, error, transmit } of await this.card.takeStops()) {
      const { queuesPerFunction } = this.config;
      const virtqueue = 2 * (queue % queuesPerFunction) + Number(transmit ?? false);
      await this.#session(Math.floor(queue / queuesPerFunction))?.stopped(virtqueue, error);
    }
  }

  #session(fn: number): Session | undefined {
    return this.sessions.find(({ vm }) => vm.function === fn);
  }
}

/** Opens the simulation of a card; {@link VhostService.start} brings it up. */
export const openService = async (design: Design, config: Config, options: ServiceOptions): Promise<VhostService> => {
  const bench = await openBench(design, {
    repeatable: false,
    ...(options.seed !== undefined && { seed: options.seed }),
  });
  return new VhostService(config, bench, options);
};
