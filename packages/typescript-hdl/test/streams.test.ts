// SPDX-License-Identifier: Apache-2.0
/** Stream operators and arbiters of the library, under random stalls, against what they promise. */
import { bit, type Definition, emitVerilog, Simulator, u } from 'typescript-hdl';
import {
  backwardSlice,
  forwardSlice,
  fullSlice,
  packetArbiter,
  roundRobinArbiter,
  streamDemux,
  streamFork,
  streamJoin,
  streamMux,
  weightedArbiter,
} from 'typescript-hdl/lib';
import { describe, expect, it } from 'vitest';
import { random, runStreams } from './support/streams.ts';
import { lint } from './support/tools.ts';

const count = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const clean = async (definition: Definition): Promise<void> => expect(await lint(emitVerilog(definition))).toBe('');

describe('register slices', () => {
  it.each([
    ['forward', forwardSlice(u(8))],
    ['backward', backwardSlice(u(8))],
    ['full', fullSlice(u(8))],
  ] as const)('%s keeps every payload in order and runs at full rate', async (_, definition) => {
    await clean(definition);
    const words = count(200);
    expect(runStreams(definition, { up: words }, ['down'], { seed: 1 }).outputs['down']).toEqual(words);
    const full = runStreams(definition, { up: words }, ['down'], { seed: 1, always: true });
    expect(full.outputs['down']).toEqual(words);
    expect(full.clocks).toBeLessThanOrEqual(203);
  });
});

describe('forks and joins', () => {
  it('a fork gives all to all', async () => {
    const fork = streamFork(u(8), 3);
    await clean(fork);
    const { outputs } = runStreams(fork, { up: count(100) }, ['down0', 'down1', 'down2'], { seed: 2 });
    expect(outputs).toEqual({ down0: count(100), down1: count(100), down2: count(100) });
  });
  it('a join pairs', async () => {
    const join = streamJoin(u(8), u(8));
    await clean(join);
    const simulator = new Simulator(join);
    simulator.reset();
    const pairs: number[][] = [];
    const sent = { left: 0, right: 0 };
    const next = random(3);
    for (let clock = 0; clock < 500; clock++) {
      const offer = { left: next() < 0.5 ? 1 : 0, right: next() < 0.7 ? 1 : 0 };
      for (const side of ['left', 'right'] as const) {
        simulator.poke(`${side}_valid_i`, offer[side]);
        simulator.poke(`${side}_payload_i`, sent[side] & 255);
      }
      simulator.poke('down_ready_i', next() < 0.5 ? 1 : 0);
      const taken = ['left', 'right'].map(side => simulator.peekNumber(`${side}_ready_o`));
      if (taken[0] && offer.left) {
        pairs.push([simulator.peekNumber('down_left_o'), simulator.peekNumber('down_right_o')]);
      }
      simulator.step();
      if (taken[0] && offer.left) sent.left++;
      if (taken[1] && offer.right) sent.right++;
      expect(sent.left).toBe(sent.right);
    }
    expect(pairs.length).toBeGreaterThan(50);
    expect(pairs).toEqual(pairs.map((_, i) => [i & 255, i & 255]));
  });
  it('a multiplexer and a demultiplexer select', async () => {
    await clean(streamMux(u(8), 3));
    await clean(streamDemux(u(8), 3));
    const inputs = { up0: count(30), up1: count(30).map(i => i + 100), up2: count(30).map(i => i + 200) };
    const chosen = runStreams(streamMux(u(8), 3), inputs, ['down'], { seed: 4, set: { select_i: 1 }, clocks: 300 });
    expect(chosen.outputs['down']).toEqual(inputs.up1);
    const spread = runStreams(streamDemux(u(8), 3), { up: count(30) }, ['down0', 'down1', 'down2'], {
      seed: 5,
      set: { select_i: 2 },
      clocks: 300,
    });
    expect(spread.outputs).toEqual({ down0: [], down1: [], down2: count(30) });
  });
});

describe('arbiters', () => {
  const grants = (definition: Definition, requests: readonly number[]): number[] => {
    const simulator = new Simulator(definition);
    simulator.reset();
    simulator.poke('accept_i', 1);
    return requests.map(request => {
      simulator.poke('requests_i', request);
      const grant = simulator.peekNumber('grants_o');
      simulator.step();
      return grant;
    });
  };
  it('serve in turn', async () => {
    await clean(roundRobinArbiter(3));
    expect(grants(roundRobinArbiter(3), [7, 7, 7, 7, 5, 5, 0, 4])).toEqual([1, 2, 4, 1, 4, 1, 0, 4]);
  });
  it('serve by weight', async () => {
    const definition = weightedArbiter([3, 1, 2]);
    await clean(definition);
    expect(grants(definition, Array(12).fill(7))).toEqual([1, 1, 1, 2, 4, 4, 1, 1, 1, 2, 4, 4]);
    // A requester that stops asking loses the rest of its turn.
    expect(grants(definition, [7, 6, 7, 7, 7])).toEqual([1, 2, 4, 4, 1]);
    expect(() => weightedArbiter([1, 0])).toThrow('Weights are two or more positive whole numbers, not 1, 0.');
  });
  it('keep packets whole', async () => {
    const beat = { data: u(7), last: bit() };
    const definition = packetArbiter(beat, 2);
    await clean(definition);
    const packets = (base: number): number[] => count(40).map(i => (base + (i % 20)) | (i % 4 === 3 ? 128 : 0));
    const { outputs } = runStreams(definition, { up0: packets(0), up1: packets(64) }, ['down'], {
      seed: 6,
      pack: ['data', 7, 'last', 1],
      clocks: 800,
    });
    const got = outputs['down']!;
    expect(got.filter(word => (word & 64) === 0)).toEqual(packets(0));
    expect(got.filter(word => (word & 64) !== 0)).toEqual(packets(64));
    for (let i = 1; i < got.length; i++) {
      if ((got[i - 1]! & 128) === 0) expect(got[i]! & 64).toBe(got[i - 1]! & 64);
    }
  });
});
