// SPDX-License-Identifier: Apache-2.0
/** A program that is asked and answers at once, over two named pipes, so that a bench reads ports like variables. */
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What is written in one piece. */
const pieceBytes = 32_768;

/** A running program. */
export class Channel {
  readonly #to: number;
  readonly #from: number;
  readonly #folder = mkdtempSync(join(tmpdir(), 'typescript-hdl-bench-'));
  readonly #buffer = Buffer.alloc(65_536);
  #waiting = '';
  #answers = '';
  #isOpen = true;

  constructor(binary: string, args: readonly string[]) {
    const [commands, answers, errors] = ['commands', 'answers', 'errors'].map(name => join(this.#folder, name));
    execFileSync('mkfifo', [commands!, answers!]);
    // Opened for both directions first, because a pipe that nobody else holds would wait.
    const held = [openSync(commands!, 'r+'), openSync(answers!, 'r+')];
    const theirs = [openSync(commands!, 'r'), openSync(answers!, 'w'), openSync(errors!, 'w')];
    this.#to = openSync(commands!, 'w');
    this.#from = openSync(answers!, 'r');
    const child = spawn(binary, args, { stdio: theirs });
    child.on('error', () => {});
    child.unref();
    // Now only the program holds the other ends: when it is gone, reading ends.
    for (const file of [...held, ...theirs]) closeSync(file);
  }

  /** Has the program obey a line that is not answered; it is sent with the next question, if not before. */
  tell(line: string): void {
    this.#waiting += `${line}\n`;
    if (this.#waiting.length > pieceBytes) this.#flush();
  }

  /** The answer to a line. Throws when the program has ended. */
  ask(line: string): string {
    this.tell(line);
    this.#flush();
    for (;;) {
      const end = this.#answers.indexOf('\n');
      if (end >= 0) {
        const answer = this.#answers.slice(0, end);
        this.#answers = this.#answers.slice(end + 1);
        return answer;
      }
      const bytes = readSync(this.#from, this.#buffer);
      if (bytes === 0) throw this.#ended();
      this.#answers += this.#buffer.toString('latin1', 0, bytes);
    }
  }

  /** Ends the program. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    closeSync(this.#to);
    closeSync(this.#from);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #flush(): void {
    const text = Buffer.from(this.#waiting, 'latin1');
    this.#waiting = '';
    try {
      for (let sent = 0; sent < text.length; ) sent += writeSync(this.#to, text, sent);
    } catch (error) {
      if ((error as { code?: string }).code === 'EPIPE') throw this.#ended();
      throw error;
    }
  }

  #ended(): Error {
    const said = readFileSync(join(this.#folder, 'errors'), 'utf8').trim();
    return new Error(`The simulation on Verilator has ended${said === '' ? '.' : `: ${said}`}`);
  }
}
