// SPDX-License-Identifier: Apache-2.0
/** Sends frames through the simulated packet checksums, beside the header vectors that the model makes of them. */
import { joinName, Simulator } from 'typescript-hdl';
import { expect } from 'vitest';
import {
  packetChecksums,
  packetChecksumsTiming,
  type VectorTiming,
} from '../../../hdl/parser/checksums/packet-checksums.ts';
import { type Config, configs } from '../../../hdl/spec/configs.ts';
import { headerVectorFields } from '../../../hdl/spec/protocol/header-vector.ts';
import type { PacketChecksums } from '../../../sim/model/packet-checksum-model.ts';
import { parseFrame } from '../../../sim/model/parser-model.ts';
import type { HeaderVector } from '../../../sim/model/vector-model.ts';
import { type Random, seededRandom } from '../../support/random.ts';
import { beatsOf } from './frame-beats.ts';

export interface ChecksumOptions {
  /** Width of a beat in bits; default 64. */
  readonly beatBits?: number;
  /** Probability of an idle clock before each beat; default 0. */
  readonly idle?: number;
  readonly seed?: number;
  /** When the vectors come; default soon, as that makes short runs. */
  readonly timing?: VectorTiming;
}

/** What the hardware said about a frame, and how many clocks after its last beat. */
export interface Judgement extends PacketChecksums {
  readonly clocks: number;
}

const soon: VectorTiming = { latencyClocks: 9, windowBytes: 256 };

const findConfig = (beatBits: number): Config => ({ ...configs['10g'], netDataBits: beatBits });

/** Simulators by what they simulate: compiling one takes longer than most runs. */
const simulators = new Map<string, Simulator>();

const simulatorOf = (beatBits: number, timing: VectorTiming): Simulator => {
  const key = JSON.stringify([beatBits, timing]);
  const known = simulators.get(key);
  if (known) return known;
  const made = new Simulator(packetChecksums(findConfig(beatBits), timing));
  simulators.set(key, made);
  return made;
};

/** Names of the ports that take the header vector. */
const vectorPorts = headerVectorFields.map(({ name }) => [name, `${joinName('headers', name)}_i`] as const);

const showVector = (sim: Simulator, vector: HeaderVector): void => {
  for (const [name, port] of vectorPorts) sim.poke(port, vector[name]);
};

type Beat = ReturnType<typeof beatsOf>[number];

const showBeat = (sim: Simulator, beat: Beat): void => {
  sim.poke('beats_data_i', beat.data);
  sim.poke('beats_last_byte_i', beat.lastByte);
  sim.poke('beats_first_i', beat.first ? 1 : 0);
  sim.poke('beats_last_i', beat.last ? 1 : 0);
  sim.poke('beats_error_i', beat.error);
};

/** The clock in which each beat comes, counted from the first. */
const schedule = (beats: readonly Beat[], idle: number, random: Random): number[] => {
  let clock = -1;
  return beats.map(() => {
    do clock += 1;
    while (random.chance(idle));
    return clock;
  });
};

/** The clocks in which the last beat of each frame comes, and that which ends it or its window. */
const landmarks = (beats: readonly Beat[], clocks: readonly number[], windowBeats: number) => {
  const ends: number[] = [];
  const windows: number[] = [];
  let index = 0;
  for (const [i, { last }] of beats.entries()) {
    index += 1;
    if (index === windowBeats || (last && index < windowBeats)) windows.push(clocks[i]!);
    if (last) ends.push(clocks[i]!);
    if (last) index = 0;
  }
  return { ends, windows };
};

/** Runs the frames, none of them empty, and holds the hardware to one verdict a frame and to its latency. */
export const judgeInHardware = (
  frames: readonly Uint8Array[],
  vectors: readonly HeaderVector[] = frames.map(frame => parseFrame(frame)),
  { beatBits = 64, idle = 0, seed = 1, timing = soon }: ChecksumOptions = {},
): Judgement[] => {
  const sim = simulatorOf(beatBits, timing);
  const { mostClocks } = packetChecksumsTiming(findConfig(beatBits), timing);
  const beats = beatsOf(frames, beatBits / 8, seed);
  const clocks = schedule(beats, idle, seededRandom(seed));
  const { ends, windows } = landmarks(beats, clocks, (timing.windowBytes * 8) / beatBits);
  const beatAt = new Map(clocks.map((clock, i) => [clock, beats[i]!]));
  const vectorAt = new Map(windows.map((clock, i) => [clock + timing.latencyClocks, vectors[i]!]));
  sim.poke('beats_valid_i', 0);
  sim.poke('headers_valid_i', 0);
  sim.reset();
  const judgements: Judgement[] = [];
  for (let clock = 0; clock <= clocks.at(-1)! + mostClocks + 50; clock++) {
    const beat = beatAt.get(clock);
    sim.poke('beats_valid_i', beat ? 1 : 0);
    if (beat) showBeat(sim, beat);
    const vector = vectorAt.get(clock);
    sim.poke('headers_valid_i', vector ? 1 : 0);
    if (vector) showVector(sim, vector);
    if (sim.peekNumber('verdicts_valid_o') === 1) {
      judgements.push({
        l4Checksum: sim.peekNumber('verdicts_l4_checksum_o'),
        innerL4Checksum: sim.peekNumber('verdicts_inner_l4_checksum_o'),
        clocks: clock - ends[judgements.length]!,
      });
    }
    sim.step();
  }
  expect(judgements).toHaveLength(frames.length);
  expect(Math.max(...judgements.map(judgement => judgement.clocks))).toBeLessThanOrEqual(mostClocks);
  expect(Math.min(...judgements.map(judgement => judgement.clocks))).toBeGreaterThan(0);
  return judgements;
};
