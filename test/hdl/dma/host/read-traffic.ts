// SPDX-License-Identifier: Apache-2.0
/** What clients ask of the read engine in its tests, and what they must be told. */
import { expect } from 'vitest';
import { faults } from '../../../../hdl/dma/host/host-shapes.ts';
import type { ReadClient } from '../../../../hdl/dma/host/read-shapes.ts';
import { beatBytes } from '../../../../hdl/lib/host-bus.ts';
import { type Config, configs } from '../../../../hdl/spec/configs.ts';
import { maxReadBytes, readTagsPerFunction } from '../../../../hdl/spec/virtio/mover-sizes.ts';
import type { Random } from '../../../support/random.ts';
import {
  type BusConduct,
  beatsOf,
  type ClientConduct,
  type Ending,
  mayPass,
  memoryBeat,
  type Read,
  type ReadBench,
  type Window,
} from './read-bench.ts';

export const clients: readonly ReadClient[] = [
  { name: 'index', contextBits: 13, ahead: 2 },
  { name: 'ring', contextBits: 14, ahead: 3 },
  { name: 'descriptor', contextBits: 16, ahead: 4 },
];
export const sizes: readonly (readonly [string, Config])[] = (['tiny', '10g', '100g'] as const).map(name => [
  name,
  configs[name],
]);

export const windowsOf = (config: Config): Window[] =>
  Array.from({ length: config.functions }, (_, fn) => {
    const base = (BigInt(fn) << 40n) + 0x1000n;
    return { base, last: base + (fn % 2 === 0 ? 0x7fffn : 0x4321n) };
  });

/** Mostly what clients promise; now and then a read across an edge, or too long. */
const arbitraryRead = (config: Config, windows: readonly Window[], random: Random, fn: number, bad = 0.1): Read => {
  const isBad = random.chance(bad);
  const { base, last } = windows[isBad && random.chance(0.3) ? random.between(0, config.functions - 1) : fn]!;
  const bytes = random.chance(0.3) ? random.pick([1, 2, maxReadBytes]) : random.between(1, maxReadBytes);
  const edge = random.pick([base, last, base + 4096n]);
  const near = BigInt.asUintN(64, edge + BigInt(random.between(0, 1200) - 600));
  const inner = base + BigInt(random.between(0, Number(last - base)));
  let read: Read = { client: 0, function: fn, address: isBad ? near : inner, bytes, context: 0 };
  for (let tries = 0; !isBad && !mayPass(config, windows[fn]!, read); tries++) {
    read = { ...read, address: base + BigInt(random.between(0, Number(last - base))), bytes: random.between(1, bytes) };
    if (tries === 50) read = { ...read, address: base, bytes: 1 };
  }
  return read;
};

/** Clients that ask for functions as `choose` says, with a context of their own each time. */
export const asking = (
  bench: ReadBench,
  choose: (random: Random, allowed: (fn: number) => boolean) => number | undefined,
  { rate = 0.8, ready = 0.7, bad = 0.1 } = {},
): ClientConduct => {
  return {
    ready: () => ready,
    next: (client, allowed) => {
      const fn = bench.random.chance(rate) ? choose(bench.random, allowed) : undefined;
      if (fn === undefined || !allowed(fn)) return undefined;
      const context = bench.newContext(client);
      return { ...arbitraryRead(bench.config, bench.windows, bench.random, fn, bad), client, context };
    },
  };
};
export const nobody: ClientConduct = { ready: () => 1, next: () => undefined };
export const goodBus: BusConduct = {
  addressReady: 0.8,
  answers: 0.9,
  latency: 20,
  ending: () => 'good',
  withheld: () => false,
};

/** What the answer to a read must be, by the ending of its burst. */
const answerTo = (config: Config, windows: readonly Window[], read: Read, ending: Ending | undefined) => {
  const { first, count } = beatsOf(config, read);
  if (!mayPass(config, windows[read.function]!, read)) return { fault: faults.refused, data: [0n] };
  if (ending !== 'good') return { fault: faults.bus, data: Array.from({ length: count }, () => 0n) };
  const size = beatBytes(config);
  return {
    fault: faults.none,
    data: Array.from({ length: count }, (_, i) => memoryBeat(config, first + BigInt(i * size))),
  };
};

/** Every accepted read was answered once, to its client, with its context and data, and the bus saw the good ones alone. */
export const expectAnswers = (bench: ReadBench, withheld: (fn: number) => boolean = () => false): void => {
  const { config, windows, trace } = bench;
  expect(trace.wrong).toEqual([]);
  const place = (read: { client: number; context: number }): string => `${read.client}:${read.context}`;
  const answers = new Map<string, (typeof trace.answers)[number][]>();
  for (const answer of trace.answers) answers.set(place(answer), [...(answers.get(place(answer)) ?? []), answer]);
  const passing = trace.accepted.filter(read => mayPass(config, windows[read.function]!, read));
  const key = (fn: number, address: bigint, beats: number): string => `${fn} ${address} ${beats}`;
  const endings = new Map<string, Ending[]>();
  for (const { function: fn, address, beats, ending } of trace.issued) {
    endings.set(key(fn, address, beats), [...(endings.get(key(fn, address, beats)) ?? []), ending]);
  }
  const unanswered: Read[] = [];
  for (const read of trace.accepted) {
    const answer = answers.get(place(read))?.shift();
    if (!answer) {
      unanswered.push(read);
      continue;
    }
    const { first, count } = beatsOf(config, read);
    const possible = endings.get(key(read.function, first, count)) ?? [undefined];
    const wanted = possible.map(ending => answerTo(config, windows, read, ending));
    expect(wanted).toContainEqual({ fault: answer.fault, data: answer.data });
  }
  expect(unanswered.filter(read => !withheld(read.function))).toEqual([]);
  expect([...answers.values()].flat()).toEqual([]);
  const onlyHeld = passing.filter(read => !withheld(read.function));
  const keys = (reads: readonly Read[]) => {
    const spans = reads.map(read => ({ fn: read.function, ...beatsOf(config, read) }));
    return spans.map(({ fn, first, count }) => key(fn, first, count)).sort();
  };
  const issued = trace.issued.filter(({ function: fn }) => !withheld(fn));
  expect(issued.map(({ function: fn, address, beats }) => key(fn, address, beats)).sort()).toEqual(keys(onlyHeld));
  expect(trace.refused).toHaveLength(
    trace.accepted.length -
      passing.length -
      unanswered.filter(read => !mayPass(config, windows[read.function]!, read)).length,
  );
  expect(Math.max(...trace.most)).toBeLessThanOrEqual(readTagsPerFunction(config));
};
