// SPDX-License-Identifier: Apache-2.0
/** The receiver of a design's interrupt messages. */

import { interruptCommand, interruptCounter, modelKind, noPort } from './harness-numbers.ts';
import { ModelHandle } from './model-handle.ts';
import type { ModelHost } from './model-host.ts';
import type { NumberedPort } from './port-table.ts';
import { ByteWriter, chance } from './protocol.ts';

/** One interrupt message. */
export interface Interrupt {
  readonly cycle: number;
  readonly function: number;
  readonly vector: number;
}

/**
 * Takes the stream `prefix` of interrupt messages: at the edge `<prefix>_tdata` with the function in the low half and the
 * vector in the high half, inside the machine `<prefix>_function` and `<prefix>_vector`. Guest drivers that were given
 * this sink wake up by it.
 */
export class Interrupts extends ModelHandle {
  /** `stall` is the probability per cycle that ready is low. */
  constructor(bench: ModelHost, prefix: string, { stall = 0 }: { stall?: number } = {}) {
    const { ports } = bench;
    const stream = ports.stream(prefix, 'sink');
    if (!stream.ready) throw new RangeError(`The interrupt stream "${prefix}" of ${bench.design.top} has no ready.`);
    const number = (port: NumberedPort | undefined): number => port?.number ?? noPort;
    const setup = new ByteWriter().u64(chance(stall)).u16(number(ports.find(`${prefix}_tdata`)));
    const split = ports.find(`${prefix}_tdata`) === undefined;
    setup.u16(split ? ports.get(`${prefix}_function`).number : noPort);
    setup.u16(split ? ports.get(`${prefix}_vector`).number : noPort);
    setup.u16(stream.valid.number).u16(stream.ready.number);
    super(bench, bench.addModel(modelKind.interruptSink, `interrupts ${prefix}`, setup.finish(), [stream.ready]));
  }

  /** Messages since the last call, in order. */
  async take(): Promise<Interrupt[]> {
    const reply = await this.ask(this.command(interruptCommand.take));
    return Array.from({ length: reply.u32() }, () => ({
      cycle: reply.count(),
      function: reply.u16(),
      vector: reply.u16(),
    }));
  }

  /** Messages since the start. */
  async count(): Promise<number> {
    return this.counter(interruptCounter.received);
  }
}
