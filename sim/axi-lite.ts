/** The AXI4-Lite master that reads and writes the registers of a design. */

import { ModelHandle, type WaitOptions } from './model-handle.ts';
import type { ModelHost } from './model-host.ts';
import { ByteWriter, chance, modelKind, noPort } from './protocol.ts';

/** One register access: a write when it has data. */
export interface RegisterAccess {
  readonly address: number;
  /** 32-bit value to write; absent to read. */
  readonly data?: number;
  /** Byte enables of a write; default all four. */
  readonly strobe?: number;
}

export interface RegisterAnswer {
  /** AXI response: 0 is OKAY, 2 is SLVERR. */
  readonly response: number;
  /** Value read; 0 after a write. */
  readonly data: number;
}

const registerCommand = { perform: 0, takeResults: 1 } as const;
const counter = { done: 0 } as const;
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
    for (const { address, data, strobe = 0xf } of accesses) {
      command
        .u8(Number(data !== undefined))
        .u64(address)
        .u32((data ?? 0) >>> 0)
        .u8(strobe);
    }
    this.post(command);
    this.#issued += accesses.length;
    const condition = { model: this.number, counter: counter.done, atLeast: this.#issued };
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
    return Array.from({ length: count }, () => ({ response: reply.u8(), data: reply.u32() }));
  }

  /** Writes registers in order; rejects at the first one that is not answered with OKAY. */
  async write(writes: readonly { address: number; data: number }[], options: WaitOptions = {}): Promise<void> {
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
