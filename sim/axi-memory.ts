/** The AXI4 slave between a master of the design and the host memory. */

import type { HostMemory } from './host-memory.ts';
import { ModelHandle } from './model-handle.ts';
import type { ModelHost } from './model-host.ts';
import type { NumberedPort } from './port-table.ts';
import { ByteWriter, chance, modelKind, noPort } from './protocol.ts';

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
}

const counter = { done: 0, underWay: 1, mostUnderWay: 2 } as const;

const writeTiming = (writer: ByteWriter, timing: AxiTiming): ByteWriter =>
  writer
    .u32(timing.latencyCycles ?? 20)
    .u32(timing.jitterCycles ?? 0)
    .u32(timing.maxOutstanding ?? 32)
    .u8(Number(timing.outOfOrder ?? false))
    .u64(chance(timing.stall ?? 0))
    .u64(chance(timing.idle ?? 0));

const addressFields = { required: ['valid', 'ready'], order: ['id', 'addr', 'len', 'size', 'burst', 'user'] } as const;

/** One half of the bus: bursts answered and under way. */
export class AxiSlaveHalf extends ModelHandle {
  /** Bursts answered, bursts under way, and the most that ever were. */
  async activity(): Promise<{ done: number; underWay: number; mostUnderWay: number }> {
    const model = this.number;
    const wanted = Object.values(counter).map(index => ({ model, counter: index }));
    const [done, underWay, mostUnderWay] = await this.bench.counters(wanted);
    return { done: done!, underWay: underWay!, mostUnderWay: mostUnderWay! };
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

const addReadHalf = (bench: ModelHost, prefix: string, memory: HostMemory, timing: AxiTiming): AxiSlaveHalf => {
  const ports = new AxiPorts(bench, prefix);
  const setup = ports.address(writeTiming(new ByteWriter().u32(memory.number), timing), 'ar');
  setup.u16(ports.need('rvalid')).u16(ports.need('rready')).u16(ports.maybe('rid'));
  setup.u16(ports.need('rdata')).u16(ports.maybe('rresp')).u16(ports.maybe('rlast'));
  const number = bench.addModel(modelKind.axiReadSlave, `read slave ${prefix}`, setup.finish(), ports.driven);
  return new AxiSlaveHalf(bench, number);
};

const addWriteHalf = (bench: ModelHost, prefix: string, memory: HostMemory, timing: AxiTiming): AxiSlaveHalf => {
  const ports = new AxiPorts(bench, prefix);
  const setup = ports.address(writeTiming(new ByteWriter().u32(memory.number), timing), 'aw');
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
  memory: HostMemory,
  { read = {}, write = {} }: AxiMemoryOptions = {},
): AxiMemory => {
  const ports = new AxiPorts(bench, prefix);
  const [hasRead, hasWrite] = [ports.has('arvalid'), ports.has('awvalid')];
  if (!hasRead && !hasWrite) {
    throw new RangeError(
      `${bench.design.top} has no AXI interface "${prefix}": neither ${prefix}_arvalid nor ${prefix}_awvalid.`,
    );
  }
  return {
    read: hasRead ? addReadHalf(bench, prefix, memory, read) : undefined,
    write: hasWrite ? addWriteHalf(bench, prefix, memory, write) : undefined,
  };
};
