// SPDX-License-Identifier: Apache-2.0
/** Send gate alone: frames pass whole or not at all, no more than may wait to be looked up, and what is kept out is reported. */
import { expect, test } from 'vitest';
import { sendGate } from '../../../hdl/egress/send-gate.ts';
import { configs } from '../../../hdl/spec/configs.ts';
import { transmitEventId } from '../../../hdl/spec/events/transmit-events.ts';
import { sentBeats } from './sent-frames.ts';
import { StreamBench } from './stream-bench.ts';

const config = configs.tiny;
const most = 4;

const open = (seed: number, stall: number) => {
  const bench = new StreamBench(sendGate(config, most), seed);
  const up = bench.source('up', { idle: stall });
  const down = bench.sink('down', ['data', 'last', 'first', 'length'], { stall });
  const taken = bench.sink('taken', ['data', 'last', 'first', 'length'], { flow: true });
  const events = bench.sink('events', ['source', 'event', 'bytes'], { stall });
  bench.poke({ enable: 1, lookedUp: 0 });
  bench.reset();
  const frame = (length: number) => ({ source: length % 2, bytes: new Uint8Array(length).fill(length & 255) });
  return {
    bench,
    up,
    down,
    taken,
    events,
    send: (length: number) => up.send(...sentBeats(config, frame(length), bench.random)),
  };
};
type Gate = ReturnType<typeof open>;

/** Runs until nothing moves; the parser lets go of a frame now and then. */
const settle = ({ bench, down }: Gate, clocks: number): void => {
  let inside = 0;
  let begun = 0;
  for (let i = 0; i < clocks; i++) {
    const starts = down.left.filter(({ fields }) => fields['first'] === 1n).length;
    inside += starts - begun;
    begun = starts;
    expect(inside).toBeLessThanOrEqual(most);
    const parsed = inside > 0 && bench.random.chance(0.2);
    if (parsed) inside -= 1;
    bench.poke({ lookedUp: Number(parsed) });
    bench.run(1);
  }
};

test.each([0, 0.4])('frames pass whole, in order, as many as may wait to be looked up (stall %d)', stall => {
  const gate = open(1, stall);
  const lengths = Array.from({ length: 60 }, (_, i) => 14 + ((i * 37) % 120));
  for (const length of lengths) gate.send(length);
  settle(gate, 6000);
  const lasts = gate.down.left
    .filter(({ fields }) => fields['last'] === 1n)
    .map(({ fields }) => Number(fields['length']));
  expect(lasts).toEqual(lengths);
  expect(gate.taken.left).toEqual(gate.down.left);
  expect(gate.events.left).toEqual([]);
});

test('a look-up that takes nothing gets no more', () => {
  const gate = open(2, 0);
  for (let i = 0; i < 10; i++) gate.send(64);
  gate.bench.run(400);
  expect(gate.down.left.filter(({ fields }) => fields['last'] === 1n)).toHaveLength(most);
});

test('frames that begin while none are accepted are swallowed whole and reported; one that has begun passes', () => {
  const gate = open(3, 0.3);
  gate.send(200);
  while (gate.down.left.length < 3) gate.bench.run(1);
  gate.bench.poke({ enable: 0 });
  for (const length of [60, 14, 90]) gate.send(length);
  gate.bench.run(400);
  expect(gate.down.left.at(-1)!.fields).toMatchObject({ last: 1n, length: 200n });
  expect(gate.events.left.map(({ fields }) => [Number(fields['event']), Number(fields['bytes'])])).toEqual(
    [60, 14, 90].map(bytes => [transmitEventId('not_enabled'), bytes]),
  );
  gate.bench.poke({ enable: 1 });
  gate.send(70);
  gate.bench.run(200);
  expect(gate.down.left.at(-1)!.fields).toMatchObject({ last: 1n, length: 70n });
});
