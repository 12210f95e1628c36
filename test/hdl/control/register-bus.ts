// SPDX-License-Identifier: Apache-2.0
/** The register block on a bench: register accesses, what they do outside, and the declared map as a list of addresses. */
import { emitVerilog, joinName } from 'typescript-hdl';
import type { Config } from '../../../hdl/spec/configs.ts';
import { type ParserTable, parserTables } from '../../../hdl/spec/protocol/parser-tables.ts';
import { type Block, type Register, registerMap } from '../../../hdl/spec/registers/registers.ts';
import { tableNames } from '../../../hdl/spec/tables/tables.ts';
import type { Bench, StreamSink, StreamSource } from '../../../sim/bench.ts';
import { testBench } from '../../../sim/vitest.ts';
import { simulatedConfigs } from '../../support/simulated-configs.ts';
import { registerBlockWrapper } from './register-block-wrapper.ts';

export const okay = 0n;
export const slaveError = 2n;

/** One register at one address. */
export interface Place {
  readonly block: Block;
  readonly index: number;
  readonly register: Register;
  readonly address: number;
}

/** Every register of every entry of every block. */
export const placesOf = (config: Config): readonly Place[] =>
  registerMap(config).flatMap(block =>
    Array.from({ length: block.count }, (_, index) => index).flatMap(index =>
      block.registers.map(register => ({
        block,
        index,
        register,
        address: block.base + index * block.stride + register.offset,
      })),
    ),
  );

export interface Write {
  readonly address: number;
  readonly data: number;
  readonly strobe?: number;
}

/** Output that shows a run-time table of the parser. */
export const tablePort = (table: ParserTable): string => joinName('parserTables', table);

/** What left by the ports of the stages. */
export interface Passed {
  readonly port: string;
  readonly fields: Readonly<Record<string, bigint>>;
}

const flowPorts = [
  'quota_write',
  'weight_write',
  'rate_write',
  'window_write',
  'receive_write',
  'transmit_write',
  ...tableNames.map(name => `table_words_${name}`),
  'receive_doorbell',
  'transmit_doorbell',
  'faults_clear',
  'rule_question',
];

const designs = new Map(
  Object.entries(simulatedConfigs).map(([name, config]) => [name, emitVerilog(registerBlockWrapper(config))] as const),
);

export class RegisterBus {
  readonly bench: Bench;
  readonly aw: StreamSource<'address' | 'prot'>;
  readonly w: StreamSource<'data' | 'strobe'>;
  readonly b: StreamSink<'response'>;
  readonly ar: StreamSource<'address' | 'prot'>;
  readonly r: StreamSink<'data' | 'response'>;
  readonly #flows: readonly (readonly [string, StreamSink])[];

  private constructor(bench: Bench) {
    this.bench = bench;
    this.aw = bench.source('aw');
    this.w = bench.source('w');
    this.b = bench.sink('b');
    this.ar = bench.source('ar');
    this.r = bench.sink('r');
    this.#flows = flowPorts.map(port => [port, bench.sink(port)] as const);
  }

  /** A register block after reset, with its tables ready. */
  static async open(configName: string, seed = 1): Promise<RegisterBus> {
    const bench = await testBench(designs.get(configName)!, { seed });
    const bus = new RegisterBus(bench);
    await bench.poke('tables_ready', 1);
    await bench.reset();
    return bus;
  }

  /** Idle and stall probabilities: one a channel. */
  pace({ aw = 0, w = 0, b = 0, ar = 0, r = 0 }): void {
    this.aw.setIdle(aw);
    this.w.setIdle(w);
    this.b.setStall(b);
    this.ar.setIdle(ar);
    this.r.setStall(r);
  }

  /** Queues writes without waiting for them. */
  sendWrites(writes: readonly Write[]): void {
    this.aw.send(writes.map(({ address }, i) => ({ address, prot: i % 8 })));
    this.w.send(writes.map(({ data, strobe = 0xf }) => ({ data, strobe })));
  }

  /** Queues reads without waiting for them. */
  sendReads(addresses: readonly number[]): void {
    this.ar.send(addresses.map((address, i) => ({ address, prot: i % 8 })));
  }

  /** Responses of writes, in order. */
  async write(writes: readonly Write[]): Promise<readonly bigint[]> {
    this.sendWrites(writes);
    return (await this.b.collect(writes.length)).map(transfer => transfer.response);
  }

  /** Data and response of reads, in order. */
  async read(addresses: readonly number[]): Promise<readonly { readonly data: bigint; readonly response: bigint }[]> {
    this.sendReads(addresses);
    return this.r.collect(addresses.length);
  }

  /** What left by the ports of the stages since the last call, in order of time. */
  async passed(): Promise<readonly Passed[]> {
    const all = await Promise.all(
      this.#flows.map(async ([port, sink]) =>
        (await sink.received()).map(({ cycle, transfer }) => ({ cycle, port, fields: transfer })),
      ),
    );
    return all
      .flat()
      .sort((a, b) => a.cycle - b.cycle)
      .map(({ port, fields }) => ({ port, fields }));
  }

  /** Clocks in which an output was 1 since the last call of what this gives. */
  pulses(port: string): () => Promise<number> {
    const sink = this.bench.sink(`${port}_pulse`);
    return async () => (await sink.received()).length;
  }

  /** The settings as the stages see them. */
  async settings(): Promise<Readonly<Record<string, bigint>>> {
    const tables = parserTables.map(({ name }) => tablePort(name));
    const wire = ['weights', 'strict_rate', 'paused_by', 'watchdog'].map(name => `wire_settings_${name}`);
    const ports = ['enable', 'quiesce', ...wire, ...tables];
    const values = await Promise.all(ports.map(async port => [port, await this.bench.peek(port)] as const));
    return Object.fromEntries(values);
  }
}
