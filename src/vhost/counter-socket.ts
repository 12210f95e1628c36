// SPDX-License-Identifier: Apache-2.0
/** A Unix socket at which another program reads the counters of the card: whoever connects gets them as one line of JSON. */

import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { isSystemError } from 'typescript-hdl/command-line';
import type { CardCounters } from '../stats/card-counters.ts';

/** Bytes of the path of a Unix socket (unix(7)); Node.js would cut a longer one, and listen elsewhere. */
const mostPathBytes = 107;

/** Readers at one time; more are turned away, so that nobody makes the simulation wait for registers alone. */
const mostReaders = 16;

export class CounterSocket {
  readonly #server: Server;
  readonly #readers = new Set<Socket>();
  readonly #read: () => Promise<CardCounters>;
  #reading: Promise<string> | undefined;

  private constructor(read: () => Promise<CardCounters>) {
    this.#read = read;
    this.#server = createServer(reader => void this.#answer(reader));
    this.#server.maxConnections = mostReaders;
  }

  /**
   * Listens at a path, which only the user of this program may open: counters tell of all VMs. `read` reads the registers, once for
   * all who wait. The code of the error of the system if there can be no socket.
   */
  static async open(path: string, read: () => Promise<CardCounters>): Promise<CounterSocket | string> {
    if (Buffer.byteLength(path) > mostPathBytes) return 'ENAMETOOLONG';
    const socket = new CounterSocket(read);
    // The mode is that of the moment in which the file is made, which is within listen().
    const before = process.umask(0o177);
    try {
      socket.#server.listen(path);
    } finally {
      process.umask(before);
    }
    try {
      await once(socket.#server, 'listening');
      return socket;
    } catch (error) {
      if (!isSystemError(error)) throw error;
      return error.code ?? error.message;
    }
  }

  /** Removes the socket; readers that wait are sent away. */
  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const reader of this.#readers) reader.destroy();
    await closed;
  }

  async #answer(reader: Socket): Promise<void> {
    this.#readers.add(reader);
    reader.on('close', () => this.#readers.delete(reader));
    // A reader that went away is nobody's loss.
    reader.on('error', () => reader.destroy());
    reader.resume();
    this.#reading ??= this.#line();
    try {
      reader.end(await this.#reading);
    } catch {
      // The simulation has ended: there is nothing to say, and whoever runs it is told why.
      reader.destroy();
    }
  }

  async #line(): Promise<string> {
    try {
      return `${JSON.stringify(await this.#read())}\n`;
    } finally {
      this.#reading = undefined;
    }
  }
}
