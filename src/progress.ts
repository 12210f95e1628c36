// SPDX-License-Identifier: Apache-2.0
/** One line on a terminal that says how far a long command is, and that the next output replaces. */
const leastMilliseconds = 200;

/** Shows nothing where standard error is no terminal. */
export class Progress {
  #visible = false;
  #last = Number.NEGATIVE_INFINITY;

  /** Shows the text; of texts that follow each other quickly some are left out. */
  show(text: string): void {
    const now = performance.now();
    if (!process.stderr.isTTY || now - this.#last < leastMilliseconds) return;
    this.#last = now;
    this.#visible = true;
    process.stderr.write(`\r\u001b[K${text}`);
  }

  /** Takes the line away. */
  clear(): void {
    if (this.#visible) process.stderr.write('\r\u001b[K');
    this.#visible = false;
  }
}
