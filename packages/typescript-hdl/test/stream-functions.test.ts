// SPDX-License-Identifier: Apache-2.0
/** Functions that give streams, counters and sums over some bytes, each against a model in plain numbers. */
import {
  array,
  bit,
  component,
  connect,
  input,
  master,
  output,
  Simulator,
  slave,
  stream,
  u,
  type Val,
} from 'typescript-hdl';
import {
  arbitrate,
  type Crc,
  castagnoliCrc,
  counter,
  crcBytes,
  crcOf,
  ethernetCrc,
  queue,
  route,
  sliced,
} from 'typescript-hdl/lib';
import { describe, expect, it } from 'vitest';
import { packetCrc } from '../bench/side-by-side/crc.ts';
import { crossbar } from '../bench/side-by-side/crossbar.ts';
import { wordFifo } from '../bench/side-by-side/fifo.ts';
import { uart } from '../bench/side-by-side/uart.ts';
import { monitor, Scoreboard, sendTo, takeFrom, testBench } from '../src/bench/index.ts';
import { randomNumbers } from '../src/bench/random.ts';
import { emitVerilog } from '../src/index.ts';
import { lint } from './support/tools.ts';

interface Beat {
  readonly data: bigint;
  readonly keep: bigint;
  readonly last: bigint;
  readonly dest: bigint;
}

describe('a crossbar of routes and arbiters', () => {
  it('brings every packet whole, in order and to its destination', async () => {
    const [n, m] = [3, 4];
    const bench = await testBench(crossbar(n, m, 16), { seed: 3 });
    const { dut, random } = bench;
    const clock = bench.clock();
    const packets = Array.from({ length: n }, (_, from) =>
      Array.from({ length: 30 }, (_, number) => {
        const dest = BigInt(Math.floor(random() * m));
        const beats = 1 + Math.floor(random() * 4);
        return Array.from({ length: beats }, (_, beat): Beat => {
          const data = BigInt((from << 12) | (number << 4) | beat);
          return { data, keep: 3n, last: beat === beats - 1 ? 1n : 0n, dest };
        });
      }),
    );
    const boards = packets.map(of =>
      Array.from({ length: m }, (_, to) => {
        const board = new Scoreboard<Beat>(`to ${to}`);
        for (const beat of of.flat()) if (beat.dest === BigInt(to)) board.expect(beat);
        return board;
      }),
    );
    bench.reset();
    let beats = 0;
    dut.down.forEach((down, to) => {
      let open: bigint | undefined;
      const seen = (beat: Beat): void => {
        beats++;
        const from = beat.data >> 12n;
        // Packets are not interleaved.
        if (open !== undefined) expect(from).toBe(open);
        open = beat.last === 1n ? undefined : from;
        boards[Number(from)]![to]!.check(beat);
      };
      bench.watch(`down ${to}`, monitor(`down ${to}`, clock, down, seen));
      const total = packets.flat(2).filter(({ dest }) => dest === BigInt(to)).length;
      bench.start(
        `taker ${to}`,
        takeFrom(clock, down, total, () => {}, { pause: 0.3, random }),
      );
    });
    dut.up.forEach((up, from) => {
      bench.start(`driver ${from}`, sendTo(clock, up, packets[from]!.flat(), { pause: 0.2, random }));
    });
    await bench.run({ within: 5000 });
    expect(beats).toBe(packets.flat(2).length);
    for (const board of boards.flat()) board.finish();
  });

  it('is accepted by three tools without a word', async () => {
    for (const design of [crossbar(3, 2, 8), wordFifo(8, 16), uart(20), packetCrc('matrix'), packetCrc('chain')]) {
      expect(await lint(emitVerilog(design))).toBe('');
    }
  });
});

it('arbitrate by transfers is fair, and keeps an offer that was made', async () => {
  const payload = { word: u(8), flag: bit() };
  const shared = component(
    'shared',
    {},
    { ups: array(3, slave(stream(payload))), down: master(stream(payload)) },
    ({ ups, down }) => connect(down, sliced('cut', queue('hold', arbitrate('choose', ups), 4))),
  );
  const bench = await testBench(shared);
  const { dut } = bench;
  bench.reset();
  const got: bigint[] = [];
  dut.ups.forEach((up, i) => {
    up.valid.set(1);
    up.payload.set({ word: i, flag: 1 });
  });
  bench.start(
    'taker',
    takeFrom(bench.clock(), dut.down, 30, ({ word }) => got.push(word), { pause: 0.4, random: bench.random }),
  );
  await bench.run();
  expect(got).toEqual(Array.from({ length: 30 }, (_, i) => BigInt(i % 3)));
});

it('route refuses a number of another width, and streams that are none', () => {
  const routed = (bits: number) =>
    component('routed', {}, { up: slave(stream(u(bits))), down: master(stream(u(bits))) }, ({ up, down }) =>
      connect(down, route('to', up, up.payload, 3)[0]!),
    );
  // A literal of the place does not fit one bit.
  expect(() => routed(1).elaborate()).toThrow(/HDL-LITERAL/);
  expect(() => arbitrate('none', [])).toThrow(/HDL-PARAMETER: The number of streams .* at least 1, not 0/);
});

it.each([1, 2, 3, 5, 8])('counter(%i) counts while it is enabled, and clears', count => {
  const timer = component(
    'timer',
    { count },
    {
      go: input(bit()),
      clear: input(bit()),
      value: output(u(3)),
      end: output(bit()),
      wraps: output(bit()),
      free: output(u(3)),
    },
    ({ go, clear, value, end, wraps, free }) => {
      const one = counter('one', count, { enable: go, clear });
      value.set(one.value.zext(3) as Val<3>);
      end.set(one.atEnd);
      wraps.set(one.wraps);
      free.set(counter('two', count).value.zext(3) as Val<3>);
    },
  );
  const simulator = new Simulator(timer);
  const random = randomNumbers(count);
  simulator.reset();
  let [value, free] = [0, 0];
  for (let clock = 0; clock < 200; clock++) {
    const [go, clear] = [random() < 0.7 ? 1 : 0, random() < 0.1 ? 1 : 0];
    simulator.poke('go_i', go);
    simulator.poke('clear_i', clear);
    const atEnd = value === count - 1;
    const read = ['value', 'end', 'wraps', 'free'].map(name => simulator.peekNumber(`${name}_o`));
    expect(read).toEqual([value, atEnd ? 1 : 0, atEnd && go ? 1 : 0, free]);
    value = clear ? 0 : go ? (value + 1) % count : value;
    free = (free + 1) % count;
    simulator.step();
  }
});

const atm: Crc = { width: 8, polynomial: 0x07n, reflected: false };

it.each([
  ['Ethernet', ethernetCrc],
  ['Castagnoli', castagnoliCrc],
  ['ATM header', atm],
] as const)('crcBytes over any number of bytes is the sum over them: %s', (_, crc) => {
  const sum = (shape: 'matrix' | 'chain') =>
    component(
      'sum',
      { shape },
      { state: input(u(crc.width)), data: input(u(32)), keep: input(u(4)), next: output(u(crc.width)) },
      ({ state, data, keep, next }) => next.set(crcBytes(crc, state as Val, data, keep, { shape }) as never),
    );
  const simulators = (['matrix', 'chain'] as const).map(shape => new Simulator(sum(shape)));
  const random = randomNumbers(9);
  for (let run = 0; run < 200; run++) {
    const bytes = run % 5;
    const data = BigInt(Math.floor(random() * 2 ** 32));
    const state = BigInt.asUintN(crc.width, BigInt(Math.floor(random() * 2 ** 32)));
    const expected = crcOf(crc, state, data, 8 * bytes);
    for (const simulator of simulators) {
      simulator.poke('state_i', state);
      simulator.poke('data_i', data);
      simulator.poke('keep_i', (1 << bytes) - 1);
      expect(simulator.peek('next_o')).toBe(expected);
    }
  }
});

it('crcBytes refuses a state and data of another width', () => {
  const make = (state: number, data: number) =>
    component(
      'sum',
      { state, data },
      { a: input(u(state)), b: input(u(data)), keep: input(u(2)) },
      ({ a, b, keep }) => {
        crcBytes(ethernetCrc, a as Val, b as Val, keep);
      },
    );
  expect(() => make(16, 16).elaborate()).toThrow(/HDL-PARAMETER: The state of a CRC of 32 bits has as many, not 16/);
  expect(() => make(32, 24).elaborate()).toThrow(/HDL-PARAMETER: A CRC over 2 bytes takes 16 bits, not 24/);
});

it('the UART receives what it sends, and notices a broken stop bit', () => {
  const simulator = new Simulator(uart(12));
  simulator.reset();
  simulator.poke('rx_i', 1);
  const words = [0x00, 0xff, 0xa5, 0x3c, 0x01, 0x80];
  const received: number[] = [];
  let [sent, errors] = [0, 0];
  for (let clock = 0; clock < 12 * 11 * words.length + 60; clock++) {
    simulator.poke('send_valid_i', sent < words.length ? 1 : 0);
    simulator.poke('send_payload_i', words[sent] ?? 0);
    if (sent < words.length && simulator.peekNumber('send_ready_o')) sent++;
    if (simulator.peekNumber('received_valid_o')) received.push(simulator.peekNumber('received_payload_o'));
    errors += simulator.peekNumber('framing_error_o');
    simulator.poke('rx_i', simulator.peek('tx_o'));
    simulator.step();
  }
  expect(received).toEqual(words);
  expect(errors).toBe(0);
  // The line stays low: one error, and no word until it was idle again.
  simulator.poke('rx_i', 0);
  for (let clock = 0; clock < 400; clock++) {
    errors += simulator.peekNumber('framing_error_o');
    expect(simulator.peekNumber('received_valid_o')).toBe(0);
    simulator.step();
  }
  expect(errors).toBe(1);
});
