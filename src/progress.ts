// SPDX-License-Identifier: Apache-2.0
/** How far a long command is: on a terminal one line that the next output replaces, elsewhere one line a step. */
import { progressBar } from './progress-bar.ts';

const leastMilliseconds = 200;

/** Writes to standard error, so that results on standard output stay alone. */
export class Progress {
  readonly #quiet: boolean;
  #visible = false;
  #last = Number.NEGATIVE_INFINITY;
  #step = { title: '', total: 0, began: 0 };

  /** Quiet: nothing is written anywhere. */
  constructor({ quiet = false }: { readonly quiet?: boolean } = {}) {
    this.#quiet = quiet;
  }

  /** Begins a step: one line where there is no terminal, and never the same line twice in a row. */
  step(title: string, total = 0): void {
    const isNew = title !== this.#step.title;
    this.#step = { title, total, began: performance.now() };
    if (this.#quiet) return;
    if (!process.stderr.isTTY) {
      if (isNew) process.stderr.write(`${title}\n`);
      return;
    }
    this.#last = Number.NEGATIVE_INFINITY;
    this.show(title);
  }

  /** How much of the total of the step is done, and what goes on now: a bar, with an estimate of the time that is left. */
  at(done: number, now = ''): void {
    const { title, total, began } = this.#step;
    const bar = progressBar(done, total, (performance.now() - began) / 1000);
    this.show(`${now === '' ? title : now} ${bar}`);
  }

  /** Shows the text on a terminal alone; of texts that follow each other quickly some are left out. */
  show(text: string): void {
    const now = performance.now();
    if (this.#quiet || !process.stderr.isTTY || now - this.#last < leastMilliseconds) return;
    this.#last = now;
    this.#visible = true;
    process.stderr.write(`\r\u001b[K${text}`);
  }

  /** Takes the line away. */
  clear(): void {
    if (this.#visible) process.stderr.write('\r\u001b[K');
    this.#visible = false;
  }

  /** With `using`, the line is gone before an error is printed. */
  [Symbol.dispose](): void {
    this.clear();
  }
}
