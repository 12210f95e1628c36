// SPDX-License-Identifier: Apache-2.0
/** Stream models: what a test holds to feed a stream of the design or to receive from one. */

import { modelKind, noPort, sinkCommand, sinkCounter, sourceCommand, sourceCounter } from './harness-numbers.ts';
import { ModelHandle, type WaitOptions } from './model-handle.ts';
import type { ModelHost } from './model-host.ts';
import type { StreamField, StreamPorts } from './port-table.ts';
import { ByteWriter, chance } from './protocol.ts';

/** One transfer: the value of every payload field, by its name in lowerCamelCase. */
export type Transfer<F extends string = string> = Readonly<Record<F, bigint>>;

/** A value given for a field: booleans and safe integers are taken as well. */
export type FieldValue = bigint | number | boolean;

/** A transfer together with the clock cycle in which it was accepted. */
export interface TimedTransfer<F extends string = string> {
  readonly cycle: number;
  readonly transfer: Transfer<F>;
}

const everything = 0xffff_ffff;

const defaultBound = (transfers: number): number => 10_000 + 100 * transfers;

const portNumbers = (writer: ByteWriter, stream: StreamPorts): Buffer => {
  writer
    .u16(stream.valid.number)
    .u16(stream.ready?.number ?? noPort)
    .u16(stream.fields.length);
  for (const field of stream.fields) writer.u16(field.port.number);
  return writer.finish();
};

const writeField = (writer: ByteWriter, field: StreamField, transfer: Readonly<Record<string, FieldValue>>): void => {
  const given = transfer[field.name];
  const { name, width } = field.port;
  if (given === undefined) throw new RangeError(`The transfer has no value for field "${field.name}" (${name}).`);
  const value = BigInt(given);
  if (value < 0n || value >> BigInt(width) !== 0n)
    throw new RangeError(`${value} does not fit the ${width} bits of ${name}.`);
  writer.value(value, width);
};

/** Feeds a slave stream of the design; `bench.source` makes one. */
export class StreamSource<F extends string = string> extends ModelHandle {
  readonly name: string;
  readonly #fields: readonly StreamField[];
  #sent = 0;

  constructor(bench: ModelHost, name: string, idle: number) {
    const stream = bench.ports.stream(name, 'source');
    const driven = [stream.valid, ...stream.fields.map(field => field.port)];
    const setup = portNumbers(new ByteWriter().u64(chance(idle)), stream);
    super(bench, bench.addModel(modelKind.streamSource, `source ${name}`, setup, driven));
    this.name = name;
    this.#fields = stream.fields;
  }

  /** Queues transfers; they are offered in order from the next cycle that runs. Needs no await. */
  send(transfers: readonly Readonly<Record<F, FieldValue>>[]): void {
    const known = new Set(this.#fields.map(field => field.name));
    const command = this.command(sourceCommand.push).u32(transfers.length);
    for (const transfer of transfers) {
      const stranger = Object.keys(transfer).find(name => !known.has(name));
      if (stranger)
        throw new RangeError(`Stream "${this.name}" has no field "${stranger}"; it has ${[...known].join(', ')}.`);
      for (const field of this.#fields) writeField(command, field, transfer);
    }
    this.#sent += transfers.length;
    this.post(command);
  }

  /** Probability, per cycle, that the next transfer is held back. */
  setIdle(probability: number): void {
    this.post(this.command(sourceCommand.setIdle).u64(chance(probability)));
  }

  /** Runs until the design has accepted all that was sent; default bound 10,000 and 100 more cycles a transfer. */
  async drained({ maxCycles = defaultBound(this.#sent) }: WaitOptions = {}): Promise<void> {
    const condition = { model: this.number, counter: sourceCounter.accepted, atLeast: this.#sent };
    const { reached } = await this.bench.runUntilCounters([condition], maxCycles);
    if (reached) return;
    await this.bench.fail(
      `stream "${this.name}" did not accept all ${this.#sent} transfers within ${maxCycles} cycles`,
    );
  }

  /** Cycles in which transfers were accepted since the last call, in order. */
  async acceptedCycles(): Promise<number[]> {
    const reply = await this.ask(this.command(sourceCommand.takeCycles));
    return Array.from({ length: reply.u32() }, () => reply.count());
  }
}

/** Receives from a master stream of the design; `bench.sink` makes one. */
export class StreamSink<F extends string = string> extends ModelHandle {
  readonly name: string;
  readonly #fields: readonly StreamField[];
  /** Received from the simulation, not yet returned. */
  #held: TimedTransfer<F>[] = [];
  #taken = 0;

  constructor(bench: ModelHost, name: string, stall: number, check: boolean) {
    const stream = bench.ports.stream(name, 'sink');
    const setup = portNumbers(new ByteWriter().u64(chance(stall)).u8(Number(check)), stream);
    super(bench, bench.addModel(modelKind.streamSink, `sink ${name}`, setup, stream.ready ? [stream.ready] : []));
    this.name = name;
    this.#fields = stream.fields;
  }

  /**
   * Runs until `count` more transfers have arrived, and returns them; rejects when they do not within the bound, by
   * default 10,000 and 100 more cycles a transfer.
   */
  async collect(count: number, options: WaitOptions = {}): Promise<Transfer<F>[]> {
    return (await this.collectTimed(count, options)).map(record => record.transfer);
  }

  /** As {@link collect}, with the cycle of each transfer. */
  async collectTimed(
    count: number,
    { maxCycles = defaultBound(count) }: WaitOptions = {},
  ): Promise<TimedTransfer<F>[]> {
    const more = Math.max(0, count - this.#held.length);
    const condition = { model: this.number, counter: sinkCounter.received, atLeast: this.#taken + more };
    // Both travel in one batch.
    await Promise.all([this.bench.runUntilCounters([condition], maxCycles), this.#take(more)]);
    if (this.#held.length < count) {
      const missing = `delivered ${this.#held.length} of ${count} transfers within ${maxCycles} cycles`;
      await this.bench.fail(`stream "${this.name}" ${missing}`);
    }
    return this.#held.splice(0, count);
  }

  /** What has arrived and was not collected yet, without running. */
  async received(): Promise<TimedTransfer<F>[]> {
    await this.#take(everything);
    return this.#held.splice(0);
  }

  /** Probability, per cycle, that ready is low; 1 stops the stream. */
  setStall(probability: number): void {
    this.post(this.command(sinkCommand.setStall).u64(chance(probability)));
  }

  async #take(most: number): Promise<void> {
    const reply = await this.ask(this.command(sinkCommand.take).u32(most));
    const count = reply.u32();
    this.#taken += count;
    for (let i = 0; i < count; i++) {
      const cycle = reply.count();
      const values = this.#fields.map(field => [field.name, reply.value(field.port.width)] as const);
      this.#held.push({ cycle, transfer: Object.fromEntries(values) as Transfer<F> });
    }
  }
}
