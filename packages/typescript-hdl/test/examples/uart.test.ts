// SPDX-License-Identifier: Apache-2.0
/** The UART of the examples: alone, against itself, and against senders that are a little off. */
import { Simulator } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { clocksPerBit, uart, uartReceiver, uartTransmitter } from '../../examples/uart.ts';

/** The bits of a frame on the line. */
const frameOf = (byte: number, stop = 1): number[] => [
  0,
  ...Array.from({ length: 8 }, (_, i) => (byte >> i) & 1),
  stop,
];

interface Heard {
  readonly bytes: number[];
  errors: number;
}

/** A receiver that hears the levels, each for so many clocks (a fraction counts up), and then an idle line. */
const hear = (divider: number, levels: readonly number[], clocks: number): Heard => {
  const simulator = new Simulator(uartReceiver(divider));
  simulator.reset();
  const heard: Heard = { bytes: [], errors: 0 };
  const total = Math.ceil((levels.length + 3) * clocks);
  for (let clock = 0; clock < total; clock++) {
    simulator.poke('line_i', levels[Math.floor(clock / clocks)] ?? 1);
    if (simulator.peekNumber('down_valid_o')) heard.bytes.push(simulator.peekNumber('down_payload_o'));
    heard.errors += simulator.peekNumber('framing_error_o');
    simulator.step();
  }
  return heard;
};

describe('the transmitter', () => {
  it('sends start, data and stop bits, each of the divider', () => {
    const simulator = new Simulator(uartTransmitter(5));
    simulator.reset();
    expect([simulator.peekNumber('line_o'), simulator.peekNumber('up_ready_o')]).toEqual([1, 1]);
    simulator.poke('up_valid_i', 1);
    simulator.poke('up_payload_i', 0xa6);
    simulator.step();
    simulator.poke('up_valid_i', 0);
    for (const level of frameOf(0xa6)) {
      for (let clock = 0; clock < 5; clock++) {
        expect([simulator.peekNumber('line_o'), simulator.peekNumber('up_ready_o')]).toEqual([level, 0]);
        simulator.step();
      }
    }
    expect([simulator.peekNumber('line_o'), simulator.peekNumber('up_ready_o')]).toEqual([1, 1]);
  });
});

describe('the receiver', () => {
  it.each([-0.04, -0.02, 0, 0.02, 0.04])('understands a sender whose bits are off by %f', off => {
    const bytes = [0x00, 0xff, 0x55, 0xa6];
    const levels = bytes.flatMap(byte => frameOf(byte));
    expect(hear(20, levels, 20 * (1 + off))).toEqual({ bytes, errors: 0 });
  });
  it('reports a frame without a stop bit once, and goes on after the line was idle', () => {
    const levels = [...frameOf(0x31), ...frameOf(0x32, 0), 0, 0, 0, 1, ...frameOf(0x33)];
    expect(hear(8, levels, 8)).toEqual({ bytes: [0x31, 0x33], errors: 1 });
  });
  it('forgets a disturbance that is shorter than half a bit', () => {
    const levels = [1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, ...frameOf(0x5a).flatMap(level => Array(8).fill(level))];
    expect(hear(8, levels, 1)).toEqual({ bytes: [0x5a], errors: 0 });
  });
});

describe('both', () => {
  it('carry bytes from end to end, without a gap', () => {
    const simulator = new Simulator(uart(clocksPerBit(921_600, 115_200)));
    simulator.reset();
    const sent = Array.from('carried', text => text.charCodeAt(0));
    const received: number[] = [];
    let next = 0;
    for (let clock = 0; clock < 82 * sent.length; clock++) {
      simulator.poke('send_valid', next < sent.length ? 1 : 0);
      simulator.poke('send_payload', sent[next] ?? 0);
      simulator.poke('rx', simulator.peekNumber('tx'));
      if (simulator.peekNumber('received_valid')) received.push(simulator.peekNumber('received_payload'));
      if (simulator.peekNumber('send_ready')) next++;
      simulator.step();
    }
    expect(received).toEqual(sent);
  });
  it.each([4, 7.5])('refuse %f clocks a bit', divider => {
    expect(() => uart(divider).elaborate()).toThrow(
      `A UART bit takes a whole number of at least 5 clocks, not ${divider}.`,
    );
  });
});
