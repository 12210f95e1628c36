// SPDX-License-Identifier: Apache-2.0
/**
 * The host port with both directions: window checks that do not wait for each other, answers that reach the client of the right
 * direction, and a receive queue that drains while the transmit queue of the same number never gets its answer.
 */
import { Simulator } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { hostPort } from '../../../../hdl/dma/host/host-port.ts';
import { windowCheckLatency } from '../../../../hdl/dma/host/window-check.ts';
import { receiveClients } from '../../../../hdl/dma/rx/rx-dma.ts';
import { transmitClients } from '../../../../hdl/dma/tx/tx-dma.ts';
import { type Direction, directions } from '../../../../hdl/lib/queue-number.ts';
import { configs } from '../../../../hdl/spec/configs.ts';
import { readTags } from '../../../../hdl/spec/virtio/mover-sizes.ts';

const config = { ...configs.tiny, functions: 4 };

/** Windows of 64 KiB, one a function. */
const baseOf = (fn: number): bigint => BigInt(fn + 1) << 32n;

const port = (): Simulator => {
  const s = new Simulator(hostPort(config, [receiveClients(config), transmitClients(config)]), { powerUpSeed: 1 });
  s.reset();
  for (let clock = 0; clock < 2 * readTags(config); clock++) s.step();
  s.poke('window_write_valid_i', 1);
  for (let fn = 0; fn < config.functions; fn++) {
    const [base, last] = [baseOf(fn), baseOf(fn) + 0xffffn];
    for (const [word, data] of [base & 0xffff_ffffn, base >> 32n, last & 0xffff_ffffn, last >> 32n].entries()) {
      s.poke('window_write_function_i', fn);
      s.poke('window_write_word_i', word);
      s.poke('window_write_data_i', data);
      s.step();
    }
  }
  s.poke('window_write_valid_i', 0);
  return s;
};

/** Asks the window check of a direction from now on. */
const ask = (s: Simulator, direction: Direction, kind: 'piece' | 'ring', fn: number, first: bigint): void => {
  const path = `clients_${direction}_check_${kind}`;
  s.poke(`${path}_valid_i`, 1);
  s.poke(`${path}_function_i`, fn);
  s.poke(`${path}_first_i`, first);
  s.poke(`${path}_span_i`, 15);
};

/** One burst of one beat by a client; gives the clocks until both were taken. */
const write = (s: Simulator, path: string, fn: number): void => {
  const queue = fn * config.queuesPerFunction;
  for (const [name, value] of Object.entries({ function: fn, address: baseOf(fn), beats: 0, context_queue: queue })) {
    s.poke(`${path}_writes_${name}_i`, value);
  }
  s.poke(`${path}_beats_strobe_i`, 0xff);
  s.poke(`${path}_beats_last_i`, 1);
  const left = new Set(['writes', 'beats']);
  for (let clock = 0; left.size > 0 && clock < 50; clock++) {
    for (const side of ['writes', 'beats']) s.poke(`${path}_${side}_valid_i`, Number(left.has(side)));
    const taken = [...left].filter(side => s.peekNumber(`${path}_${side}_ready_o`) === 1);
    s.step();
    for (const side of taken) left.delete(side);
  }
  expect(left.size, 'burst and beat were taken').toBe(0);
  for (const side of ['writes', 'beats']) s.poke(`${path}_${side}_valid_i`, 0);
};

const busy = (s: Simulator, queue: number): Record<Direction, number> => {
  for (const direction of directions) s.poke(`clients_${direction}_drain_queue_i`, queue);
  s.step();
  s.step();
  const of = (direction: Direction): number => s.peekNumber(`clients_${direction}_drain_busy_o`);
  return { receive: of('receive'), transmit: of('transmit') };
};

const writers = ['receive_writes_frame', 'receive_writes_used', 'receive_writes_event'].concat(
  'transmit_writes_used',
  'transmit_writes_event',
);

/** The clients that get an answer in the clocks after a response of a function. */
const answered = (s: Simulator, fn: number): string[] => {
  s.poke('bus_bvalid_i', 1);
  s.poke('bus_bid_i', fn);
  s.poke('bus_bresp_i', 0);
  const told: string[] = [];
  for (let clock = 0; clock < 12; clock++) {
    told.push(...writers.filter(name => s.peekNumber(`clients_${name}_answers_valid_o`) === 1));
    const taken = s.peekNumber('bus_bready_o') === 1;
    s.step();
    if (taken) s.poke('bus_bvalid_i', 0);
  }
  return told;
};

describe('the host port of both directions', () => {
  it('checks a piece for each in the same clock, with the window of its own function', () => {
    const s = port();
    for (let fn = 0; fn < config.functions; fn++) {
      const other = (fn + 1) % config.functions;
      for (const [receives, sends] of [
        [baseOf(fn), baseOf(other)],
        [baseOf(other), baseOf(other)],
        [baseOf(fn) + 0xfff0n, baseOf(fn)],
        [baseOf(fn) + 0xfff1n, baseOf(other) - 1n],
      ] as const) {
        const isInside = (first: bigint, of: number): number =>
          Number(first >= baseOf(of) && first + 15n <= baseOf(of) + 0xffffn);
        ask(s, 'receive', 'piece', fn, receives);
        ask(s, 'transmit', 'piece', other, sends);
        for (let clock = 0; clock < windowCheckLatency; clock++) s.step();
        expect([
          s.peekNumber('clients_receive_check_piece_inside_o'),
          s.peekNumber('clients_transmit_check_piece_inside_o'),
        ]).toEqual([isInside(receives, fn), isInside(sends, other)]);
      }
    }
  });

  it('takes the ring of one direction while the other asks for pieces in every clock', () => {
    const s = port();
    ask(s, 'transmit', 'piece', 1, baseOf(1));
    ask(s, 'receive', 'ring', 2, baseOf(2));
    expect(s.peekNumber('clients_receive_check_ring_ready_o')).toBe(1);
    s.step();
    s.poke('clients_receive_check_ring_valid_i', 0);
    for (let clock = 1; clock < windowCheckLatency; clock++) s.step();
    expect(s.peekNumber('clients_receive_check_ring_inside_valid_o')).toBe(1);
    expect(s.peekNumber('clients_receive_check_ring_inside_inside_o')).toBe(1);
    expect(s.peekNumber('clients_transmit_check_ring_inside_valid_o')).toBe(0);
  });

  it.each(writers)('answers %s alone, and counts for its direction alone', name => {
    const s = port();
    s.poke('bus_awready_i', 1);
    s.poke('bus_wready_i', 1);
    write(s, `clients_${name}`, 3);
    for (let clock = 0; clock < 12; clock++) s.step();
    const receives = name.startsWith('receive');
    expect(busy(s, 3)).toEqual({ receive: Number(receives), transmit: Number(!receives) });
    expect(busy(s, 2)).toEqual({ receive: 0, transmit: 0 });
    expect(answered(s, 3)).toEqual([name]);
    expect(busy(s, 3)).toEqual({ receive: 0, transmit: 0 });
  });

  it('says that a receive queue is done while the transmit queue of its number is not', () => {
    const s = port();
    s.poke('bus_awready_i', 1);
    s.poke('bus_wready_i', 1);
    write(s, 'clients_receive_writes_used', 1);
    write(s, 'clients_transmit_writes_used', 1);
    for (let clock = 0; clock < 12; clock++) s.step();
    expect(busy(s, 1)).toEqual({ receive: 1, transmit: 1 });
    expect(answered(s, 1)).toEqual(['receive_writes_used']);
    expect(busy(s, 1)).toEqual({ receive: 0, transmit: 1 });
    expect(answered(s, 1)).toEqual(['transmit_writes_used']);
    expect(busy(s, 1)).toEqual({ receive: 0, transmit: 0 });
  });
});
