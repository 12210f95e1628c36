// SPDX-License-Identifier: Apache-2.0
/**
 * One simulation program as a child process: commands gather into batches, one pipe round trip each, and whatever goes
 * wrong in the child - a broken protocol rule, a crash - rejects the promise of the command that met it.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { batchEnd } from './harness-numbers.ts';
import { ByteReader, ByteWriter } from './protocol.ts';

/** The design broke a rule, or its program died. The seed makes the run repeatable. */
export class SimulationError extends Error {
  override readonly name: string = 'SimulationError';
  readonly seed: number;
  /** Clock cycle in which it happened; undefined after a crash. */
  readonly cycle: number | undefined;
  /** Path of the FST waveform, once one was written. */
  waveform: string | undefined;

  constructor(message: string, seed: number, cycle?: number) {
    super(message);
    this.seed = seed;
    this.cycle = cycle;
  }
}

interface Pending {
  readonly resolve: (reply: ByteReader) => void;
  readonly reject: (error: Error) => void;
  /** Where the command was given, so that an error points at the test and not at the pipe. */
  readonly origin: { stack?: string };
}

/** Batches above this size are sent before anybody waits, so that long preparations do not pile up. */
const eagerBytes = 1 << 20;
/** Batches kept for a repetition with waveform; above this a run cannot be repeated. */
const logLimitBytes = 256 << 20;
const stderrLimit = 8192;

export class SimulationChild {
  readonly seed: number;
  readonly #top: string;
  readonly #process: ChildProcess;
  readonly #log: Buffer[] | undefined;
  #logBytes = 0;
  #batch = new ByteWriter();
  #batchPending: (Pending | undefined)[] = [];
  readonly #sent: (Pending | undefined)[][] = [];
  #flushing = false;
  #received: Buffer[] = [];
  #receivedBytes = 0;
  #stderr = '';
  #failure: SimulationError | undefined;
  #unreported: Error | undefined;
  #closing = false;
  readonly #exited: Promise<void>;

  constructor(program: string, top: string, seed: number, keepLog: boolean) {
    this.seed = seed;
    this.#top = top;
    this.#log = keepLog ? [] : undefined;
    this.#process = spawn(program, [`${seed}`], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#process.stdout!.on('data', (data: Buffer) => this.#receive(data));
    this.#process.stderr!.on('data', (data: Buffer) => {
      this.#stderr = (this.#stderr + data.toString('utf8')).slice(-stderrLimit);
    });
    // Writing to a child that just died is reported by its exit.
    this.#process.stdin!.on('error', () => {});
    this.#exited = new Promise(resolve => {
      this.#process.on('error', error => this.#die(`cannot be started: ${error.message}`));
      this.#process.on('close', (code, signal) => {
        if (!this.#closing) this.#die(signal ? `was killed by ${signal}` : `ended with exit code ${code}`);
        resolve();
      });
    });
  }

  /** What the design printed so far (its last 8 KiB). */
  get printed(): string {
    return this.#stderr;
  }

  /** Every batch sent so far, or undefined when they were not kept or grew too large. */
  get log(): readonly Buffer[] | undefined {
    return this.#logBytes > logLimitBytes ? undefined : this.#log;
  }

  /** Queues a command whose answer nobody needs; an error it meets rejects the next command asked. */
  post(opcode: number, body: Buffer): void {
    this.#append(opcode, body, undefined);
    if (this.#batch.size > eagerBytes) this.#flush();
  }

  /** Queues a command and sends all that is queued; resolves with its answer. */
  ask(opcode: number, body: Buffer): Promise<ByteReader> {
    const origin: { stack?: string } = {};
    Error.captureStackTrace(origin, this.ask);
    return new Promise((resolve, reject) => {
      const failure = this.#failure ?? this.#unreported;
      this.#unreported = undefined;
      if (failure) return reject(this.#located(failure, origin));
      if (this.#closing) return reject(new Error(`The bench of ${this.#top} is closed.`));
      this.#append(opcode, body, { resolve, reject, origin });
      if (!this.#flushing) queueMicrotask(() => this.#flush());
      this.#flushing = true;
    });
  }

  /** Sends recorded batches again and waits for the last answer; how they end does not matter. */
  async replay(batches: readonly Buffer[]): Promise<void> {
    const answered = batches.map(
      batch =>
        new Promise<void>(resolve => {
          this.#sent.push([{ resolve: () => resolve(), reject: () => resolve(), origin: {} }]);
          this.#process.stdin!.write(batch);
        }),
    );
    await Promise.all(answered);
  }

  /** Ends the child and waits until it is gone. Queued commands that nobody waits for are dropped. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#process.stdin!.end();
    await this.#exited;
  }

  /** Ends the child at once, also in the middle of a long run. */
  async kill(): Promise<void> {
    this.#closing = true;
    this.#process.kill('SIGKILL');
    await this.#exited;
  }

  #append(opcode: number, body: Buffer, pending: Pending | undefined): void {
    this.#batch
      .u32(body.length + 1)
      .u8(opcode)
      .bytes(body);
    this.#batchPending.push(pending);
  }

  #flush(): void {
    this.#flushing = false;
    if (this.#failure || this.#closing) {
      this.#rejectBatch();
      return;
    }
    const batch = new ByteWriter().u32(this.#batch.size).bytes(this.#batch.finish()).finish();
    this.#sent.push(this.#batchPending);
    this.#batch = new ByteWriter();
    this.#batchPending = [];
    this.#logBytes += batch.length;
    if (this.#logBytes <= logLimitBytes) this.#log?.push(batch);
    this.#process.stdin!.write(batch);
  }

  #rejectBatch(): void {
    const error = this.#failure ?? new Error(`The bench of ${this.#top} is closed.`);
    for (const pending of this.#batchPending) pending?.reject(this.#located(error, pending.origin));
    this.#batchPending = [];
    this.#batch = new ByteWriter();
  }

  #receive(data: Buffer): void {
    this.#received.push(data);
    this.#receivedBytes += data.length;
    while (this.#receivedBytes >= 4) {
      if (this.#received.length > 1 && this.#received[0]!.length < 4) this.#received = [Buffer.concat(this.#received)];
      const size = this.#received[0]!.readUInt32LE(0);
      if (this.#receivedBytes < size + 4) return;
      const all = this.#received.length > 1 ? Buffer.concat(this.#received) : this.#received[0]!;
      this.#receivedBytes -= size + 4;
      this.#received = this.#receivedBytes > 0 ? [all.subarray(size + 4)] : [];
      this.#answer(new ByteReader(all.subarray(4, size + 4)));
    }
  }

  #answer(reply: ByteReader): void {
    const commands = this.#sent.shift() ?? [];
    const done = reply.u32();
    for (let i = 0; i < done; i++) {
      const answer = reply.bytes(reply.u32());
      commands[i]?.resolve(new ByteReader(answer));
    }
    const end = reply.u8();
    const cycle = reply.count();
    const sentence = reply.text();
    if (end === batchEnd.done) return;
    const error =
      end === batchEnd.failed
        ? new SimulationError(`${this.#top}: ${sentence} (cycle ${cycle}, seed ${this.seed})`, this.seed, cycle)
        : new TypeError(`${this.#top}: ${sentence}`);
    if (error instanceof SimulationError) this.#failure = error;
    const waiting = commands.slice(done).filter(pending => pending !== undefined);
    for (const pending of waiting) pending.reject(this.#located(error, pending.origin));
    // Only posted commands were in the batch: the next one asked hears of it.
    if (waiting.length === 0) this.#unreported ??= error;
  }

  #die(how: string): void {
    const said = this.#stderr.trim();
    const message = `The simulation of ${this.#top} ${how} (seed ${this.seed})${said ? `; its last words:\n${said}` : ''}`;
    this.#failure ??= new SimulationError(message, this.seed);
    for (const commands of this.#sent.splice(0)) {
      for (const pending of commands) pending?.reject(this.#located(this.#failure, pending.origin));
    }
    this.#rejectBatch();
  }

  /** The error with the stack of the command that met it. */
  #located<E extends Error>(error: E, origin: { stack?: string }): E {
    const frames = (origin.stack ?? '').split('\n').slice(1).join('\n');
    error.stack = `${error.name}: ${error.message}\n${frames}`;
    return error;
  }
}
