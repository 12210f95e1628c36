// SPDX-License-Identifier: Apache-2.0
/** Descriptor reader, clock by clock: entries of a run that is over read nothing, and land as such. */
import { Simulator } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { configs, queueCount } from '../../../hdl/spec/configs.ts';
import { descriptorReader } from '../../../hdl/virtqueue/descriptor-reader.ts';

const config = configs['10g'];
const everyQueue = (1n << BigInt(queueCount(config))) - 1n;

/** Puts one entry in; the reads that leave, and the landing when each read gets a good descriptor. */
const fate = (entry: { queue: number; epoch: number }, enabled = everyQueue) => {
  const s = new Simulator(descriptorReader(config));
  const poke = (inputs: Readonly<Record<string, number | bigint>>): void => {
    for (const [name, value] of Object.entries(inputs)) s.poke(`${name}_i`, value);
  };
  poke({ enabled, request_ready: 1, check_inside: 1 });
  s.reset();
  for (const queue of [4, 11]) {
    poke({
      start_valid: 1,
      start_queue: queue,
      start_epoch: 100 + queue,
      start_descriptors: 0x10_0000 * queue,
      start_mask: 63,
    });
    s.step();
  }
  poke({ start_valid: 0, entries_valid: 1, entries_queue: entry.queue, entries_epoch: entry.epoch, entries_entry: 7 });
  s.step();
  poke({ entries_valid: 0 });
  const seen = { reads: [] as bigint[], landings: [] as object[], stops: 0 };
  for (let clock = 0; clock < 40; clock++) {
    const asked = s.peekNumber('request_valid_o') === 1;
    if (asked) seen.reads.push(s.peek('request_address_o'));
    seen.stops += s.peekNumber('stop_valid_o');
    if (s.peekNumber('landed_valid_o')) {
      seen.landings.push({
        queue: s.peekNumber('landed_queue_o'),
        epoch: s.peekNumber('landed_epoch_o'),
        keep: s.peekNumber('landed_keep_o'),
      });
    }
    s.step();
    poke({ answer_valid: Number(asked), answer_data: (2n << 96n) | (2048n << 64n) | 0x5000n });
  }
  return seen;
};

describe('the descriptor reader', () => {
  it.each([4, 11])('reads the descriptor of an entry of the run in force (queue %i)', queue => {
    expect(fate({ queue, epoch: 100 + queue })).toEqual({
      reads: [BigInt(0x10_0000 * queue + 7 * 16)],
      landings: [{ queue, epoch: 100 + queue, keep: 1 }],
      stops: 0,
    });
  });

  it.each([99, 101, 228])('reads nothing for an entry of another run, and does not keep it (%i)', off => {
    const epoch = (4 + off) % 256;
    expect(fate({ queue: 4, epoch })).toEqual({ reads: [], landings: [{ queue: 4, epoch, keep: 0 }], stops: 0 });
  });

  it('reads nothing for a queue that is not enabled', () => {
    expect(fate({ queue: 4, epoch: 104 }, everyQueue & ~16n).reads).toEqual([]);
  });
});
