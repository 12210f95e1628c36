// SPDX-License-Identifier: Apache-2.0
/** No payload is reset: what the library resets is as much for wide payloads as for narrow ones. */
import {
  bit,
  clockDomain,
  component,
  type Definition,
  flow,
  master,
  pipeline,
  slave,
  stages,
  stream,
  u,
} from 'typescript-hdl';
import {
  asyncFifo,
  axiLitePort,
  backwardSlice,
  blockFifo,
  delayLine,
  fifo,
  forwardSlice,
  fullSlice,
  handshakeCrossing,
  narrow,
  packetArbiter,
  packetFifo,
  streamDemux,
  streamFork,
  streamJoin,
  streamMerge,
  streamMux,
  widen,
} from 'typescript-hdl/lib';
import { describe, expect, it, test } from 'vitest';
import type { ModuleDefinition } from '../src/ir/index.ts';

/** Register bits of a design with its instances, and how many of them are reset. */
const registersOf = (definition: ModuleDefinition): { readonly all: number; readonly reset: number } => {
  const { signals, instances } = definition.elaborate();
  const registers = signals.filter(({ kind }) => kind === 'reg');
  const bits = (some: typeof registers): number => some.reduce((sum, { width }) => sum + width, 0);
  return instances
    .map(one => registersOf(one.definition))
    .reduce((sum, { all, reset }) => ({ all: sum.all + all, reset: sum.reset + reset }), {
      all: bits(registers),
      reset: bits(registers.filter(({ init }) => init !== undefined)),
    });
};

const [from, to] = [clockDomain('from'), clockDomain('to')];
const beat = (bits: number) => ({ data: u(bits), last: bit() });

const line = (bits: number): Definition =>
  component('line', {}, { up: slave(flow(u(bits))), down: master(flow(u(bits))) }, ({ up, down }) => {
    down.valid.set(delayLine('valid', bit(), up.valid, 3));
    down.payload.set(delayLine('payload', u(bits), up.payload, 3));
  });
const piped = (bits: number): Definition =>
  component('piped', {}, { up: slave(stream(u(bits))), down: master(stream(u(bits))) }, ({ up, down }) => {
    const p = pipeline('piped', up);
    const first = p.carry({ word: up.payload });
    p.next();
    const second = p.carry({ word: first.word.not() });
    p.next();
    p.finish(down, second.word);
  });
const staged = (bits: number): Definition =>
  component('staged', {}, { up: slave(stream(beat(bits))), down: master(stream(beat(bits))) }, ({ up, down }) =>
    stages('staged', up)
      .stage(({ data, last }) => ({ data: data.not(), last }))
      .finish(down),
  );

const parts: { readonly [name: string]: (bits: number) => ModuleDefinition } = {
  fifo: bits => fifo(u(bits), 16),
  blockFifo: bits => blockFifo(u(bits), 512),
  'blockFifo with output register': bits => blockFifo(u(bits), 512, { outputRegister: true }),
  packetFifo: bits => packetFifo(beat(bits), 512, 'drop'),
  asyncFifo: bits => asyncFifo(u(bits), 16, from, to),
  handshakeCrossing: bits => handshakeCrossing(u(bits), from, to),
  forwardSlice: bits => forwardSlice(u(bits)),
  backwardSlice: bits => backwardSlice(u(bits)),
  fullSlice: bits => fullSlice(u(bits)),
  streamMerge: bits => streamMerge(u(bits), ['a', 'b', 'c']),
  streamFork: bits => streamFork(u(bits), 3),
  streamJoin: bits => streamJoin(u(bits), u(bits)),
  streamMux: bits => streamMux(u(bits), 3),
  streamDemux: bits => streamDemux(u(bits), 3),
  packetArbiter: bits => packetArbiter(beat(bits), 3),
  widen: bits => widen(bits, 2),
  narrow: bits => narrow(bits, 2),
  axiLitePort: bits => axiLitePort(bits),
  delayLine: line,
  pipeline: piped,
  stages: staged,
};

describe('as many bits are reset, whatever the width, in', () => {
  it.each(Object.entries(parts))('%s', (_, make) => {
    expect(registersOf(make(32)).reset).toBe(registersOf(make(16)).reset);
  });
});

test('a payload that asks for a reset would be seen', () => {
  const reset = (bits: number): number => registersOf(forwardSlice(u(bits, 0))).reset;
  expect(reset(32) - reset(16)).toBe(16);
});
