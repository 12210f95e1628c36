// SPDX-License-Identifier: Apache-2.0
/** Sends frames through the simulated parser and gives back what it says about each, and when. */
import { emitVerilog, joinName } from 'typescript-hdl';
import { expect } from 'vitest';
import { headerParser, headerParserTiming } from '../../../hdl/parser/header-parser.ts';
import { type Config, configs } from '../../../hdl/spec/configs.ts';
import { type HeaderVectorField, headerVectorFields } from '../../../hdl/spec/protocol/header-vector.ts';
import {
  defaultParserTables,
  type ParserTableValues,
  parserTableEntryBits,
} from '../../../hdl/spec/protocol/parser-tables.ts';
import { parseFrame } from '../../../sim/model/parser-model.ts';
import { testBench } from '../../../sim/vitest.ts';
import { beatsOf } from './frame-beats.ts';

export type HardwareVector = Readonly<Record<HeaderVectorField, bigint>>;

export interface HardwareOptions {
  /** Width of a beat in bits; default 64. */
  readonly beatBits?: number;
  /** Probability of an idle clock before each beat; default 0. */
  readonly idle?: number;
  readonly seed?: number;
  /** Contents of the run-time tables; default what they hold after reset. */
  readonly tables?: ParserTableValues;
}

/** The default configuration with another beat width. */
export const configOfWidth = (beatBits: number): Config => ({ ...configs['10g'], netDataBits: beatBits });

/** The words on the table ports of a parser, by port. */
export const tableWords = (tables: ParserTableValues): [port: string, word: bigint][] =>
  Object.entries(tables).map(([name, entries]) => [
    `${joinName('tables', name)}_i`,
    entries.reduceRight((word, entry) => (word << BigInt(parserTableEntryBits)) | BigInt(entry), 0n),
  ]);

/** Runs the frames, none of them empty, and holds the parser to its latency. Vectors come in frame order. */
export const parseInHardware = async (
  frames: readonly Uint8Array[],
  { beatBits = 64, idle = 0, seed = 1, tables = defaultParserTables }: HardwareOptions = {},
): Promise<HardwareVector[]> => {
  const config = configOfWidth(beatBits);
  const bench = await testBench(emitVerilog(headerParser(config)), { seed });
  for (const [port, word] of tableWords(tables)) await bench.poke(port, word);
  await bench.reset();
  const up = bench.source('up', { idle });
  const headers = bench.sink<HeaderVectorField>('headers');
  const beats = beatsOf(frames, beatBits / 8, seed);
  up.send(beats);
  await up.drained();
  await bench.run(64);
  const records = await headers.received();
  const accepted = await up.acceptedCycles();
  expect(records.map(({ cycle }) => cycle)).toEqual(dueCycles(beats, accepted, config));
  return records.map(({ transfer }) => transfer);
};

/** When each vector is due: a constant time after the beat that ends the frame or the window. */
const dueCycles = (beats: ReturnType<typeof beatsOf>, accepted: readonly number[], config: Config): number[] => {
  const { latencyClocks, windowBytes } = headerParserTiming(config);
  const windowBeats = windowBytes / (config.netDataBits / 8);
  const due: number[] = [];
  let index = 0;
  for (const [i, { last }] of beats.entries()) {
    index += 1;
    if (index === windowBeats || (last && index < windowBeats)) due.push(accepted[i]! + latencyClocks);
    if (last) index = 0;
  }
  return due;
};

/** What the model says about a frame, as the hardware shows it. */
export const expectedVector = (frame: Uint8Array, tables = defaultParserTables): HardwareVector => {
  const vector = parseFrame(frame, { tables });
  return Object.fromEntries(headerVectorFields.map(({ name }) => [name, BigInt(vector[name])])) as HardwareVector;
};

/** Expects one vector a frame, each the one that `expected` gives; a difference shows the frame. */
export const expectVectors = (
  frames: readonly Uint8Array[],
  vectors: readonly HardwareVector[],
  expected: (frame: Uint8Array) => HardwareVector,
): void => {
  expect(vectors).toHaveLength(frames.length);
  for (const [i, frame] of frames.entries()) {
    const wanted = expected(frame);
    if (headerVectorFields.every(({ name }) => vectors[i]![name] === wanted[name])) continue;
    expect(vectors[i], `frame ${i} of ${frames.length}: ${Buffer.from(frame).toString('hex')}`).toEqual(wanted);
  }
};

/** Expects the hardware to say of every frame what the model says. */
export const expectSameAsModel = async (frames: readonly Uint8Array[], options: HardwareOptions = {}): Promise<void> =>
  expectVectors(frames, await parseInHardware(frames, options), frame => expectedVector(frame, options.tables));
