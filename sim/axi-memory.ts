// SPDX-License-Identifier: Apache-2.0
/** The AXI4 slave between a master of the design and the host memory. */
import {
  anyFunction,
  axiCounter,
  axiResponse,
  conductCommand,
  lastFault,
  modelKind,
  noPort,
} from './harness-numbers.ts';
import { ModelHandle } from './model-handle.ts';
import type { ModelHost } from './model-host.ts';
import type { NumberedPort } from './port-table.ts';
import { ByteWriter, chance } from './protocol.ts';

/** How one half of the bus answers. */
export interface AxiTiming {
  /** Cycles from the address accepted (read) or the last data accepted (write) to the answer; default 20. */
  readonly latencyCycles?: number;
  /** Up to so many cycles more, drawn for each access; default 0. */
  readonly jitterCycles?: number;
  /** Accesses under way before the address channel is held back; default 32. */
  readonly maxOutstanding?: number;
  /** Answers of different ids may overtake each other, and their data beats interleave; default false. */
  readonly outOfOrder?: boolean;
  /** Probability per cycle that a ready is low; default 0. */
  readonly stall?: number;
  /** Probability per cycle that an answer waits; default 0. */
  readonly idle?: number;
}

export interface AxiMemoryOptions {
  readonly read?: AxiTiming;
  readonly write?: AxiTiming;
  /**
   * What happens when, after a reset of the design alone, a data beat goes to a burst from the other side of that reset:
   * `fail` ends the run, `count` corrupts memory as a real bus would and counts the beats as `foreign`. Default `fail`.
   */
  readonly foreignBeats?: 'fail' | 'count';
}

/** A fault of accesses that are accepted from now on. */
export interface AxiFault {
  /** Only accesses that bear this function number; default all. */
  readonly function?: number;
  /** Matching accesses that pass before the fault strikes; default 0. */
  readonly after?: number;
  /** Accesses it strikes; default 1. */
  readonly count?: number;
  /** AXI response to give; errors leave memory as it is. Default: what the memory says. */
  readonly response?: keyof typeof axiResponse;
  /**
   * Reads only: the burst ends one beat `early` (those of one beat are passed over), one beat `late`, or has all its beats
   * and RLAST is `missing`.
   */
  readonly last?: keyof typeof lastFault;
}

const forEver = 0xffff_ffff_ffff_ffffn;

const writeTiming = (writer: ByteWriter, timing: AxiTiming): ByteWriter =>
  writer
    .u32(timing.latencyCycles ?? 20)
    .u32(timing.jitterCycles ?? 0)
    .u32(timing.maxOutstanding ?? 32)
    .u8(Number(timing.outOfOrder ?? false))
    .u64(chance(timing.stall ?? 0))
    .u64(chance(timing.idle ?? 0));

const addressFields = { required: ['valid', 'ready'], order: ['id', 'addr', 'len', 'size', 'burst', 'user'] } as const;

/** What one half of the bus has done. */
export interface AxiActivity {
  /** Bursts answered. */
  readonly done: number;
  readonly underWay: number;
  /** Most that were ever under way at once. */
  readonly mostUnderWay: number;
  /** Beats that went to a burst from the other side of a reset of the design. */
  readonly foreign: number;
}

/** One half of the bus: what it has done, and the ways to make it misbehave. Commands need no await and hold at once. */
export class AxiSlaveHalf extends ModelHandle {
  async activity(): Promise<AxiActivity> {
    const model = this.number;
    const wanted = Object.values(axiCounter).map(index => ({ model, counter: index }));
    const [done, underWay, mostUnderWay, foreign] = await this.bench.counters(wanted);
    return { done: done!, underWay: underWay!, mostUnderWay: mostUnderWay!, foreign: foreign! };
  }

  /** Answers to accesses of a function that are accepted from now on come so many cycles later; 0 ends it. */
  delay(functionNumber: number, cycles: number): void {
    this.post(this.command(conductCommand.delay).u32(functionNumber).u32(cycles));
  }

  /**
   * No access of a function is answered for `cycles`, by default until {@link release}. What the order of answers puts
   * after it waits as well: all of the same id, and everything unless the bus is `outOfOrder`.
   */
  withhold(functionNumber: number, cycles: bigint | number = forEver): void {
    this.post(this.command(conductCommand.withhold).u32(functionNumber).u64(cycles));
  }

  /** Ends {@link withhold}. */
  release(functionNumber: number): void {
    this.withhold(functionNumber, 0);
  }

  /** Keeps the ready of a channel low, for all functions alike, or ends that. `data` is that of writes. */
  hold(channel: 'address' | 'data', held = true): void {
    this.post(
      this.command(conductCommand.hold)
        .u8(Number(channel === 'data'))
        .u8(Number(held)),
    );
  }

  /** Plans a fault; of several that match an access, the oldest with strikes left takes it. */
  inject({ function: fn = anyFunction, after = 0, count = 1, response = 'okay', last = 'right' }: AxiFault): void {
    this.post(
      this.command(conductCommand.fault).u32(fn).u32(after).u32(count).u8(axiResponse[response]).u8(lastFault[last]),
    );
  }

  /** The bus is reset and the design is not: accesses under way are never answered, and such writes never done. */
  forget(): void {
    this.post(this.command(conductCommand.forget));
  }
}

/** Looks up the ports of one AXI interface and notes which of them the slave drives. */
class AxiPorts {
  readonly driven: NumberedPort[] = [];
  readonly #bench: ModelHost;
  readonly #prefix: string;

  constructor(bench: ModelHost, prefix: string) {
    this.#bench = bench;
    this.#prefix = prefix;
  }

  has(name: string): boolean {
    return this.#bench.ports.find(`${this.#prefix}_${name}`) !== undefined;
  }

  /** Number of a port that must be there. */
  need(name: string): number {
    return this.#note(this.#bench.ports.get(`${this.#prefix}_${name}`));
  }

  /** Number of a port, or the number that stands for none. */
  maybe(name: string): number {
    const port = this.#bench.ports.find(`${this.#prefix}_${name}`);
    return port ? this.#note(port) : noPort;
  }

  address(writer: ByteWriter, channel: 'aw' | 'ar'): ByteWriter {
    for (const name of addressFields.required) writer.u16(this.need(channel + name));
    for (const name of addressFields.order) {
      writer.u16(name === 'addr' ? this.need(channel + name) : this.maybe(channel + name));
    }
    return writer;
  }

  #note(port: NumberedPort): number {
    if (port.direction === 'input') this.driven.push(port);
    return port.number;
  }
}

const addReadHalf = (bench: ModelHost, prefix: string, memory: ModelHandle, timing: AxiTiming): AxiSlaveHalf => {
  const ports = new AxiPorts(bench, prefix);
  const setup = ports.address(writeTiming(new ByteWriter().u32(memory.number), timing), 'ar');
  setup.u16(ports.need('rvalid')).u16(ports.need('rready')).u16(ports.maybe('rid'));
  setup.u16(ports.need('rdata')).u16(ports.maybe('rresp')).u16(ports.maybe('rlast'));
  const number = bench.addModel(modelKind.axiReadSlave, `read slave ${prefix}`, setup.finish(), ports.driven);
  return new AxiSlaveHalf(bench, number);
};

const addWriteHalf = (
  bench: ModelHost,
  prefix: string,
  memory: ModelHandle,
  { write = {}, foreignBeats = 'fail' }: AxiMemoryOptions,
): AxiSlaveHalf => {
  const ports = new AxiPorts(bench, prefix);
  const start = writeTiming(new ByteWriter().u32(memory.number), write).u8(Number(foreignBeats === 'count'));
  const setup = ports.address(start, 'aw');
  for (const name of ['wvalid', 'wready', 'wdata', 'wstrb', 'wlast', 'bvalid', 'bready']) setup.u16(ports.need(name));
  setup.u16(ports.maybe('bid')).u16(ports.maybe('bresp'));
  const number = bench.addModel(modelKind.axiWriteSlave, `write slave ${prefix}`, setup.finish(), ports.driven);
  return new AxiSlaveHalf(bench, number);
};

/** The halves of an AXI interface that the design has. */
export interface AxiMemory {
  readonly read: AxiSlaveHalf | undefined;
  readonly write: AxiSlaveHalf | undefined;
}

/**
 * Connects the AXI4 master `prefix` of the design (`m_axi` finds `m_axi_awaddr`, ...) to the memory; a design may have
 * the read half, the write half, or both. Checked, each a failure of the run: handshake, size, INCR bursts only, no
 * crossing of 4 KiB, strobes inside the beat, last on the last beat.
 */
export const connectAxiMemory = (
  bench: ModelHost,
  prefix: string,
  memory: ModelHandle,
  options: AxiMemoryOptions = {},
): AxiMemory => {
  const ports = new AxiPorts(bench, prefix);
  const [hasRead, hasWrite] = [ports.has('arvalid'), ports.has('awvalid')];
  if (!hasRead && !hasWrite) {
    throw new RangeError(
      `${bench.design.top} has no AXI interface "${prefix}": neither ${prefix}_arvalid nor ${prefix}_awvalid.`,
    );
  }
  return {
    read: hasRead ? addReadHalf(bench, prefix, memory, options.read ?? {}) : undefined,
    write: hasWrite ? addWriteHalf(bench, prefix, memory, options) : undefined,
  };
};
