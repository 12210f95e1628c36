// SPDX-License-Identifier: Apache-2.0
/** A program that is talked to by lines: what is written to it, and waiting for what it prints. */
import { type ChildProcess, spawn } from 'node:child_process';

const shownAtFailure = 1500;

export class Console {
  static readonly #running = new Set<Console>();
  readonly #name: string;
  readonly #process: ChildProcess;
  #unread = '';
  #ended: string | undefined;
  readonly #exited: Promise<void>;
  #wake: () => void = () => {};

  constructor(name: string, program: string, args: readonly string[]) {
    this.#name = name;
    this.#process = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    for (const stream of [this.#process.stdout!, this.#process.stderr!])
      stream.setEncoding('latin1').on('data', (text: string) => {
        this.#unread += text.replaceAll('\r', '');
        this.#wake();
      });
    this.#process.stdin!.on('error', () => {});
    Console.#running.add(this);
    this.#exited = new Promise(resolve => {
      const end = (how: string): void => {
        this.#ended ??= how;
        Console.#running.delete(this);
        this.#wake();
        resolve();
      };
      this.#process.on('error', error => end(`cannot be started: ${error.message}`));
      this.#process.on('close', (code, signal) => end(signal ? `was ended by ${signal}` : `ended with ${code}`));
    });
  }

  get pid(): number {
    return this.#process.pid!;
  }

  send(line: string): void {
    this.#process.stdin!.write(`${line}\n`);
  }

  /** Waits until something matches in what was printed since the last match; rejects when the program ends or time is up. */
  async expect(pattern: RegExp, seconds: number): Promise<RegExpExecArray> {
    const deadline = performance.now() + seconds * 1000;
    for (;;) {
      const match = pattern.exec(this.#unread);
      if (match) {
        this.#unread = this.#unread.slice(match.index + match[0].length);
        return match;
      }
      const left = deadline - performance.now();
      if (this.#ended !== undefined || left <= 0) throw new Error(this.#failure(pattern, seconds));
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, left);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  /** Sends a signal, and waits until the program is gone. */
  async end(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (this.#ended === undefined) this.#process.kill(signal);
    await this.#exited;
  }

  /** Waits until the program has ended by itself; how it did. */
  async exit(): Promise<string> {
    await this.#exited;
    return this.#ended!;
  }

  /** Ends all that still run, as after a test that failed. */
  static async endAll(): Promise<void> {
    await Promise.all([...Console.#running].map(one => one.end()));
  }

  #failure(pattern: RegExp, seconds: number): string {
    const why = this.#ended ?? `did not print ${pattern} within ${seconds} s`;
    return `${this.#name} ${why}; its last words:\n${this.#unread.slice(-shownAtFailure)}`;
  }
}
