// SPDX-License-Identifier: Apache-2.0
/** The AXI4-Lite master that reads and writes the registers of a design. */

import { modelKind, noPort, registerCommand, registerCounter } from './harness-numbers.ts';
import { ModelHandle, type WaitOptions } from './model-handle.ts';
import type { ModelHost } from './model-host.ts';
import { ByteWriter, chance } from './protocol.ts';

/** One register access: a write when it has data. */
export interface RegisterAccess {
  readonly address: number;
  /** 32-bit value to write; absent to read. */
  readonly data?: number;
  /** Byte enables of a write; default all four. */
  readonly strobe?: number;
  /**
   * Width of the access as a processor makes it, at any address that is a multiple of it: a write marks just these bytes,
   * in their lanes, and a read gives them alone. Without it `data` and `strobe` go to the bus as they are.
   */
  readonly bytes?: 1 | 2 | 4;
}

const laneOf = (address: number): number => address % 4;

/** Data and byte enables of a write as the bus carries them. */
const lanesOf = ({ address, data = 0, strobe = 0xf, bytes }: RegisterAccess): { data: number; strobe: number } =>
  bytes === undefined
    ? { data, strobe }
    : { data: data << (8 * laneOf(address)), strobe: ((1 << bytes) - 1) << laneOf(address) };

/** What a read of some width makes of the word on the bus. */
const readBytes = ({ address, bytes }: RegisterAccess, word: number): number =>
  bytes === undefined ? word : (word >>> (8 * laneOf(address))) & (bytes === 4 ? -1 : (1 << (8 * bytes)) - 1);

export interface RegisterAnswer {
  /** AXI response: 0 is OKAY, 2 is SLVERR. */
  readonly response: number;
  /** Value read; 0 after a write. */
  readonly data: number;
}

const cyclesPerAccess = 200;

const requiredPorts = {
  writeAddress: ['awvalid', 'awready', 'awaddr'],
  writeData: ['wvalid', 'wready', 'wdata'],
  writeResponse: ['bvalid', 'bready'],
  readAddress: ['arvalid', 'arready', 'araddr'],
  readData: ['rvalid', 'rready', 'rdata'],
} as const;

const setupOf = (bench: ModelHost, prefix: string, pause: number) => {
  const setup = new ByteWriter().u64(chance(pause));
  const driven = bench.ports.withPrefix(`${prefix}_`).filter(port => port.direction === 'input');
  const need = (names: readonly string[]): void => {
    for (const name of names) setup.u16(bench.ports.get(`${prefix}_${name}`).number);
  };
  const maybe = (name: string): void => {
    setup.u16(bench.ports.find(`${prefix}_${name}`)?.number ?? noPort);
  };
  need(requiredPorts.writeAddress);
  maybe('awprot');
  need(requiredPorts.writeData);
  maybe('wstrb');
  need(requiredPorts.writeResponse);
  maybe('bresp');
  need(requiredPorts.readAddress);
  maybe('arprot');
  need(requiredPorts.readData);
  maybe('rresp');
  return { setup: setup.finish(), driven };
};

/** Accesses are performed in order, one at a time, also those of guest drivers that ring doorbells through it. */
export class AxiLite extends ModelHandle {
  readonly #prefix: string;
  #issued = 0;

  /** `pause` is the probability per cycle that a valid or ready of the master waits. */
  constructor(bench: ModelHost, prefix: string, { pause = 0 }: { pause?: number } = {}) {
    const { setup, driven } = setupOf(bench, prefix, pause);
    super(bench, bench.addModel(modelKind.axiLiteMaster, `registers ${prefix}`, setup, driven));
    this.#prefix = prefix;
  }

  /** Performs accesses in one batch; returns every answer, also error responses. Default bound 200 cycles an access. */
  async perform(accesses: readonly RegisterAccess[], { maxCycles }: WaitOptions = {}): Promise<RegisterAnswer[]> {
    const bound = maxCycles ?? 1000 + cyclesPerAccess * accesses.length;
    const command = this.command(registerCommand.perform).u32(accesses.length);
    for (const access of accesses) {
      const { address, bytes = 1 } = access;
      if (address % bytes !== 0) throw new RangeError(`An access of ${bytes} bytes does not begin at ${address}.`);
      const { data, strobe } = lanesOf(access);
      command
        .u8(Number(access.data !== undefined))
        .u64(address)
        .u32(data >>> 0)
        .u8(strobe);
    }
    this.post(command);
    this.#issued += accesses.length;
    const condition = { model: this.number, counter: registerCounter.done, atLeast: this.#issued };
    const [, reply] = await Promise.all([
      this.bench.runUntilCounters([condition], bound),
      this.ask(this.command(registerCommand.takeResults)),
    ]);
    const count = reply.u32();
    if (count < accesses.length) {
      const { address } = accesses[count]!;
      await this.bench.fail(
        `${this.#prefix} did not answer the access to 0x${address.toString(16)} within ${bound} cycles`,
      );
    }
    return accesses.map(access => ({ response: reply.u8(), data: readBytes(access, reply.u32()) >>> 0 }));
  }

  /** Writes registers in order; rejects at the first one that is not answered with OKAY. */
  async write(writes: readonly (RegisterAccess & { data: number })[], options: WaitOptions = {}): Promise<void> {
    await this.#all(writes, options);
  }

  /** Reads registers in order; rejects at the first one that is not answered with OKAY. */
  async read(addresses: readonly number[], options: WaitOptions = {}): Promise<number[]> {
    const answers = await this.#all(
      addresses.map(address => ({ address })),
      options,
    );
    return answers.map(answer => answer.data);
  }

  async #all(accesses: readonly RegisterAccess[], options: WaitOptions): Promise<RegisterAnswer[]> {
    const answers = await this.perform(accesses, options);
    const refused = answers.findIndex(answer => answer.response !== 0);
    if (refused >= 0) {
      const { address, data } = accesses[refused]!;
      const what = data === undefined ? 'read of' : 'write to';
      await this.bench.fail(
        `the ${what} register 0x${address.toString(16)} was answered with ${answers[refused]!.response}`,
      );
    }
    return answers;
  }
}
