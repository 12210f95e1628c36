// SPDX-License-Identifier: Apache-2.0
/** A vhost-user front end that says what a test tells it to, right or wrong. Node cannot pass files, so Python speaks. */
import { messageFlags, type RequestName, requests } from '../../sim/vhost/messages.ts';
import { Console } from '../../src/verify/e2e/console.ts';

const program = new URL('front_end.py', import.meta.url).pathname;
const answerSeconds = 120;

const words = (...values: readonly (bigint | number)[]): string => {
  const bytes = Buffer.alloc(8 * values.length);
  for (const [i, value] of values.entries()) bytes.writeBigUInt64LE(BigInt(value), 8 * i);
  return bytes.toString('hex');
};

/** Ring messages have two words of 32 bits. */
export const ringState = (ring: number, value: number): string => words((BigInt(value) << 32n) | BigInt(ring));

export interface Region {
  readonly guestAddress: bigint;
  readonly bytes: number;
  readonly userAddress: bigint;
  readonly offset?: number;
}

export const memoryTable = (regions: readonly Region[]): string =>
  words(
    regions.length,
    ...regions.flatMap(({ guestAddress, bytes, userAddress, offset = 0 }) => [
      guestAddress,
      bytes,
      userAddress,
      offset,
    ]),
  );

export const ringAddresses = (ring: number, descriptors: bigint, used: bigint, available: bigint): string =>
  words(ring, descriptors, used, available, 0);

export class FrontEnd {
  readonly #console = new Console('front end', 'python3', [program]);

  static async connect(socket: string): Promise<FrontEnd> {
    const one = new FrontEnd();
    await one.say(`connect ${socket}`);
    return one;
  }

  /** Gives a command to the program; its answer. */
  async say(command: string): Promise<string> {
    this.#console.send(command);
    const [, answer] = await this.#console.expect(/(.*)\n/, answerSeconds);
    return answer!;
  }

  /** Sends a message, with files by their names. */
  async send(
    request: RequestName | number,
    payload = '',
    files: readonly string[] = [],
    flags: number = messageFlags.version,
  ) {
    const number = typeof request === 'number' ? request : requests[request];
    return this.say(`send ${number} ${flags} ${payload || '-'} ${files.join(' ')}`);
  }

  /** The payload of the next answer; undefined when the connection has been closed. */
  async answer(): Promise<Buffer | undefined> {
    const hex = await this.say('receive');
    return hex === 'end' ? undefined : Buffer.from(hex, 'hex').subarray(12);
  }

  async ask(request: RequestName, payload = ''): Promise<Buffer | undefined> {
    await this.send(request, payload);
    return this.answer();
  }

  async end(): Promise<void> {
    await this.#console.end();
  }
}

export { words };
