/** Handles of the stream models: what a test holds to feed a stream of the design or to receive from one. */
import type { SimulationChild } from './child.ts';
import type { StreamField, StreamPorts } from './port-table.ts';
import { ByteWriter, chance, noPort, opcode } from './protocol.ts';

/** One transfer: the value of every payload field, by its name in lowerCamelCase. */
export type Transfer<F extends string = string> = Readonly<Record<F, bigint>>;

/** A value given for a field: booleans and safe integers are taken as well. */
export type FieldValue = bigint | number | boolean;

/** A transfer together with the clock cycle in which it was accepted. */
export interface TimedTransfer<F extends string = string> {
  readonly cycle: number;
  readonly transfer: Transfer<F>;
}

/** Waits for `counter` of model `number` to reach `value`, within a bound; rejects with the sentence when it does not. */
export interface Waiter {
  waitForCounter(number: number, counter: number, value: number, maxCycles: number, missed: string): Promise<void>;
}

export interface CollectOptions {
  /** Cycles to run at most; default 10,000 and 100 more a transfer. */
  readonly maxCycles?: number;
}

const sourceCounter = { accepted: 0, pending: 1 } as const;
const sinkCounter = { received: 0, held: 1 } as const;
const sourceCommand = { push: 0, setIdle: 1, takeCycles: 2 } as const;
const sinkCommand = { take: 0, setStall: 1 } as const;

const defaultBound = (transfers: number): number => 10_000 + 100 * transfers;

const portNumbers = (writer: ByteWriter, stream: StreamPorts): ByteWriter => {
  writer
    .u16(stream.valid.number)
    .u16(stream.ready?.number ?? noPort)
    .u16(stream.fields.length);
  for (const field of stream.fields) writer.u16(field.port.number);
  return writer;
};

/** Set-up message of a stream source. */
export const sourceSetup = (stream: StreamPorts, idle: number): Buffer =>
  portNumbers(new ByteWriter().u64(chance(idle)), stream).finish();

/** Set-up message of a stream sink. */
export const sinkSetup = (stream: StreamPorts, stall: number, check: boolean): Buffer =>
  portNumbers(new ByteWriter().u64(chance(stall)).u8(Number(check)), stream).finish();

const writeField = (writer: ByteWriter, field: StreamField, transfer: Readonly<Record<string, FieldValue>>): void => {
  const given = transfer[field.name];
  if (given === undefined)
    throw new RangeError(`The transfer has no value for field "${field.name}" (${field.port.name}).`);
  const value = BigInt(given);
  if (value < 0n || value >> BigInt(field.port.width) !== 0n) {
    throw new RangeError(`${value} does not fit the ${field.port.width} bits of ${field.port.name}.`);
  }
  writer.value(value, field.port.width);
};

abstract class StreamHandle {
  readonly name: string;
  protected readonly number: number;
  protected readonly child: SimulationChild;
  protected readonly waiter: Waiter;
  protected readonly fields: readonly StreamField[];

  constructor(name: string, number: number, stream: StreamPorts, child: SimulationChild, waiter: Waiter) {
    this.name = name;
    this.number = number;
    this.fields = stream.fields;
    this.child = child;
    this.waiter = waiter;
  }

  protected command(code: number): ByteWriter {
    return new ByteWriter().u16(this.number).u8(code);
  }
}

/** Feeds a slave stream of the design. */
export class StreamSource<F extends string = string> extends StreamHandle {
  #queued = 0;

  /** Queues transfers; they are offered in order from the next cycle that runs. Needs no await. */
  send(transfers: readonly Readonly<Record<F, FieldValue>>[]): void {
    const known = new Set(this.fields.map(field => field.name));
    const command = this.command(sourceCommand.push).u32(transfers.length);
    for (const transfer of transfers) {
      const stranger = Object.keys(transfer).find(name => !known.has(name));
      if (stranger)
        throw new RangeError(`Stream "${this.name}" has no field "${stranger}"; it has ${[...known].join(', ')}.`);
      for (const field of this.fields) writeField(command, field, transfer);
    }
    this.#queued += transfers.length;
    this.child.post(opcode.modelCommand, command.finish());
  }

  /** Probability, per cycle, that the next transfer is held back. */
  setIdle(probability: number): void {
    this.child.post(opcode.modelCommand, this.command(sourceCommand.setIdle).u64(chance(probability)).finish());
  }

  /** Runs until the design has accepted all that was sent. */
  async drained({ maxCycles = defaultBound(this.#queued) }: CollectOptions = {}): Promise<void> {
    const missed = `stream "${this.name}" did not accept all ${this.#queued} transfers within ${maxCycles} cycles`;
    await this.waiter.waitForCounter(this.number, sourceCounter.accepted, this.#queued, maxCycles, missed);
  }

  /** Cycles in which transfers were accepted since the last call, in order. */
  async acceptedCycles(): Promise<number[]> {
    const reply = await this.child.ask(opcode.modelCommand, this.command(sourceCommand.takeCycles).finish());
    return Array.from({ length: reply.u32() }, () => reply.count());
  }
}

/** Receives from a master stream of the design. */
export class StreamSink<F extends string = string> extends StreamHandle {
  #taken = 0;

  /** Runs until `count` more transfers have arrived, and returns them; rejects when they do not within the bound. */
  async collect(count: number, options: CollectOptions = {}): Promise<Transfer<F>[]> {
    return (await this.collectTimed(count, options)).map(record => record.transfer);
  }

  /** As {@link collect}, with the cycle of each transfer. */
  async collectTimed(
    count: number,
    { maxCycles = defaultBound(count) }: CollectOptions = {},
  ): Promise<TimedTransfer<F>[]> {
    const missed = `stream "${this.name}" did not deliver ${count} transfers within ${maxCycles} cycles`;
    await this.waiter.waitForCounter(this.number, sinkCounter.received, this.#taken + count, maxCycles, missed);
    return this.#take(count);
  }

  /** What has arrived and was not collected yet, without running. */
  async received(): Promise<TimedTransfer<F>[]> {
    return this.#take(0xffff_ffff);
  }

  /** Probability, per cycle, that ready is low; 1 stops the stream. */
  setStall(probability: number): void {
    this.child.post(opcode.modelCommand, this.command(sinkCommand.setStall).u64(chance(probability)).finish());
  }

  async #take(most: number): Promise<TimedTransfer<F>[]> {
    const reply = await this.child.ask(opcode.modelCommand, this.command(sinkCommand.take).u32(most).finish());
    const count = reply.u32();
    this.#taken += count;
    return Array.from({ length: count }, () => {
      const cycle = reply.count();
      const values = this.fields.map(field => [field.name, reply.value(field.port.width)] as const);
      return { cycle, transfer: Object.fromEntries(values) as Transfer<F> };
    });
  }
}

export const sinkCounters = sinkCounter;
