// SPDX-License-Identifier: Apache-2.0
/** The sockets, event files and mapped memory of vhost-user front ends; see `harness/vhost`. */
import { getSystemErrorName } from 'node:util';
import type { AxiLite } from '../axi-lite.ts';
import {
  mappedMemoryCommand,
  modelKind,
  vhostCommand,
  vhostCounter,
  vhostEvent,
  vhostPort,
} from '../harness-numbers.ts';
import type { Interrupts } from '../interrupts.ts';
import type { Mac } from '../mac.ts';
import type { MacSink } from '../mac-sink.ts';
import { ModelHandle } from '../model-handle.ts';
import type { CounterCondition, ModelHost } from '../model-host.ts';
import { ByteWriter } from '../protocol.ts';
import type { MemoryRegion } from './messages.ts';

/** An open file of the simulation program. */
export type FileNumber = number;

/** Something that happened at the socket of a function. */
export interface VhostEvent {
  readonly kind: keyof typeof vhostEvent;
  readonly function: number;
  readonly request: number;
  readonly flags: number;
  /** Of a message; of a broken connection, why. */
  readonly payload: Buffer;
  /** Files that came with a message; each must be given to somebody or closed. */
  readonly files: readonly FileNumber[];
}

/** No file: takes away the one that was given before. */
const noFile = 0xffff_ffff;

const eventNames = Object.keys(vhostEvent) as (keyof typeof vhostEvent)[];
const eventName = (code: number) => eventNames.find(name => vhostEvent[name] === code)!;

/** Name of an error of the system, such as `EACCES`; undefined when there was none. */
const errorName = (code: number): string | undefined => (code === 0 ? undefined : getSystemErrorName(-code));

/** The memory of the front ends, one address space a function. */
export class MappedMemory extends ModelHandle {
  constructor(bench: ModelHost, functions: number) {
    super(bench, bench.addModel(modelKind.mappedMemory, 'mapped memory', new ByteWriter().u32(functions).finish(), []));
  }

  /** Maps a region of a file; the name of what went wrong. The file stays open. */
  async map(fn: number, file: FileNumber, { guestAddress, bytes, offset }: MemoryRegion): Promise<string | undefined> {
    const command = this.command(mappedMemoryCommand.map).u32(fn).u32(file);
    return errorName((await this.ask(command.u64(guestAddress).u64(bytes).u64(offset))).u32());
  }

  /** Takes all memory from a function; its queues must have stopped. */
  unmap(fn: number): void {
    this.post(this.command(mappedMemoryCommand.unmap).u32(fn));
  }

  /** Bytes of a function's memory; undefined when they are not all in a region. */
  async read(fn: number, address: bigint, bytes: number): Promise<Buffer | undefined> {
    const reply = await this.ask(this.command(mappedMemoryCommand.read).u32(fn).u64(address).u32(bytes));
    return reply.u8() === 1 ? reply.bytes(bytes) : undefined;
  }

  /** Accesses of the card so far. */
  async accesses(): Promise<number> {
    return (await this.ask(this.command(mappedMemoryCommand.accesses))).count();
  }
}

/** What the host is made around. */
export interface VhostHostParts {
  readonly memory: MappedMemory;
  readonly registers: AxiLite;
  readonly interrupts: Interrupts;
  readonly mac: Mac;
  readonly wire: MacSink;
  readonly functions: number;
  /** Virtqueues of a function. */
  readonly virtqueues: number;
  /** Cycles without activity after which the card has nothing to do. */
  readonly quietCycles: number;
}

export class VhostHost extends ModelHandle {
  #attention = 0;

  constructor(bench: ModelHost, parts: VhostHostParts) {
    const setup = new ByteWriter();
    for (const { number } of [parts.memory, parts.registers, parts.interrupts, parts.mac, parts.wire])
      setup.u32(number);
    setup.u32(parts.functions).u32(parts.virtqueues).u32(parts.quietCycles);
    super(bench, bench.addModel(modelKind.vhostHost, 'vhost-user host', setup.finish(), []));
  }

  /** Listens for the front end of a function; the name of what went wrong. */
  async listen(fn: number, path: string): Promise<string | undefined> {
    return errorName((await this.ask(this.command(vhostCommand.listen).u32(fn).text(path))).u32());
  }

  /** Connects the wire to a TAP device or to a socket of another card; the name of what went wrong. */
  async openPort(kind: keyof typeof vhostPort, name: string): Promise<string | undefined> {
    return errorName((await this.ask(this.command(vhostCommand.openPort).u8(vhostPort[kind]).text(name))).u32());
  }

  /** How long the simulation may sleep at a time when the card has nothing to do; 0 for not at all. */
  setPatience(milliseconds: number): void {
    this.post(this.command(vhostCommand.setPatience).u32(milliseconds));
  }

  /** A condition that ends a run when there is something to look at. */
  attention(): CounterCondition {
    return { model: this.number, counter: vhostCounter.attention, atLeast: this.#attention + 1 };
  }

  /** What has happened since the last call. */
  async takeEvents(): Promise<VhostEvent[]> {
    const counted = this.counter(vhostCounter.attention);
    const reply = await this.ask(this.command(vhostCommand.takeEvents));
    this.#attention = await counted;
    return Array.from({ length: reply.u32() }, () => ({
      kind: eventName(reply.u8()),
      function: reply.u32(),
      request: reply.u32(),
      flags: reply.u32(),
      payload: reply.bytes(reply.u32()),
      files: Array.from({ length: reply.u32() }, () => reply.u32()),
    }));
  }

  send(fn: number, message: Buffer): void {
    this.post(this.command(vhostCommand.send).u32(fn).u32(noFile).u32(message.length).bytes(message));
  }

  /** Ends the connection of a function; the next front end may come. */
  disconnect(fn: number): void {
    this.post(this.command(vhostCommand.disconnect).u32(fn));
  }

  /** Gives a virtqueue the event file by which its driver notifies, or none; false when the file is of another kind. */
  async setKick(
    { fn, virtqueue }: { fn: number; virtqueue: number },
    file: FileNumber | undefined,
    doorbell = 0,
  ): Promise<boolean> {
    const command = this.command(vhostCommand.setKick).u32(fn).u32(virtqueue);
    return (
      (
        await this.ask(
          command
            .u32(file ?? noFile)
            .u64(doorbell)
            .u32(virtqueue),
        )
      ).u32() === 1
    );
  }

  /** Gives it the event file by which the card interrupts its driver, or none; false when the file is of another kind. */
  async setCall({ fn, virtqueue }: { fn: number; virtqueue: number }, file: FileNumber | undefined): Promise<boolean> {
    const command = this.command(vhostCommand.setCall).u32(fn).u32(virtqueue);
    return (await this.ask(command.u32(file ?? noFile))).u32() === 1;
  }

  closeFile(file: FileNumber): void {
    this.post(this.command(vhostCommand.closeFile).u32(file));
  }

  /** Frames from the wire that the other end of it did not take. */
  async lost(): Promise<number> {
    return (await this.ask(this.command(vhostCommand.lost))).count();
  }
}
