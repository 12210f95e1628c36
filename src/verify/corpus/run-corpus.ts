// SPDX-License-Identifier: Apache-2.0
/** Reads foreign and generated frames with model and hardware, which must agree, and with every tool that is installed. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { InputError } from 'typescript-hdl/command-line';
import type { Config } from '../../../hdl/spec/configs.ts';
import { captureFiles } from '../../files/capture-files.ts';
import { capturedFrames } from '../../files/read-capture.ts';
import { writePcap } from '../../files/write-pcap.ts';
import { parseWithModel } from '../../parse/parse-capture.ts';
import { type CorpusFrame, compareReadings, emptyTally, type Tally, type Unclassified } from './compare.ts';
import { type Consensus, countConsensus, emptyConsensus } from './consensus.ts';
import { type GeneratedFrameOptions, generatedFrames } from './generated-frames.ts';
import { type HardwareResult, HardwareWidth } from './hardware-width.ts';
import type { ParserAnswer, ToolAnswer } from './parser-answer.ts';
import { findTools, type MissingTool, type Tool } from './tools.ts';

export interface CorpusReport {
  readonly captures: readonly { readonly file: string; readonly frames: number }[];
  /** What could not be read of the captures, and why: frames of other links than Ethernet, say. */
  readonly leftOut: readonly { readonly file: string; readonly reason: string }[];
  readonly frames: number;
  /** One result for every width of a beat. */
  readonly hardware: readonly HardwareResult[];
  readonly tools: readonly (MissingTool | (Tally & Pick<Tool, 'name' | 'version'>))[];
  readonly consensus: Consensus;
  readonly unclassified: readonly Unclassified[];
  readonly seconds: number;
}

export interface CorpusOptions {
  /** A capture, or a directory that is searched for captures; none for generated frames alone. */
  readonly corpus?: string;
  /** Frames to generate besides; captured ones are cut and spoilt too. */
  readonly generated?: Pick<GeneratedFrameOptions, 'count' | 'seed'>;
  readonly config: Config;
  /** Bits a beat of the hardware to ask. */
  readonly widths: readonly number[];
  /** Where the adapters of tools are built. */
  readonly buildDirectory: string;
  /** Told what begins. */
  readonly begin?: (what: string) => void;
}

/** Frames that are read at once: bounds memory, and makes up for the time that tools take to start. */
const framesPerBatch = 20_000;

/** Longest frame that tools are asked about: Open vSwitch reads no capture with a longer one. */
const longestForTools = 0xffff;

/** Frames of captures that generated ones are made from. */
const mostSpoilt = 20_000;

const isTool = (tool: Tool | MissingTool): tool is Tool => 'read' in tool;

/** The comparison as it goes on, batch by batch. */
class CorpusRun {
  readonly captures: { file: string; frames: number }[] = [];
  readonly leftOut: { file: string; reason: string }[] = [];
  readonly consensus = emptyConsensus();
  readonly unclassified: Unclassified[] = [];
  readonly tools: readonly { readonly tool: Tool; readonly tally: Tally }[];
  readonly widths: readonly HardwareWidth[];
  readonly #config: Config;
  #batch: CorpusFrame[] = [];

  constructor(tools: readonly Tool[], config: Config, widths: readonly number[]) {
    this.tools = tools.map(tool => ({ tool, tally: emptyTally() }));
    this.widths = widths.map(beatBits => new HardwareWidth(config, beatBits));
    this.#config = config;
  }

  /** Takes frames of one capture. Those of no bytes, of which no tool has anything to say, are left out. */
  async add(file: string, frames: readonly { readonly number: number; readonly bytes: Uint8Array }[]): Promise<void> {
    const held = frames
      .map(({ number, bytes }) => ({ capture: file, number, bytes }))
      .filter(({ bytes }) => bytes.length > 0);
    if (this.captures.at(-1)?.file !== file) this.captures.push({ file, frames: 0 });
    this.captures.at(-1)!.frames += held.length;
    for (let at = 0; at < held.length; ) {
      const taken = held.slice(at, at + framesPerBatch - this.#batch.length);
      this.#batch.push(...taken);
      at += taken.length;
      if (this.#batch.length === framesPerBatch) await this.flush();
    }
  }

  /** Compares what was taken and not compared yet. */
  async flush(): Promise<void> {
    const frames = this.#batch;
    this.#batch = [];
    if (frames.length === 0) return;
    const parsed = frames.map(({ bytes }) => parseWithModel(bytes, this.#config));
    for (const width of this.widths) await width.compare(frames, parsed);
    await this.#askTools(
      frames,
      parsed.map(({ vector, checksums }) => ({ ...vector, ...checksums })),
    );
  }

  async #askTools(all: readonly CorpusFrame[], allAnswers: readonly ParserAnswer[]): Promise<void> {
    const isShort = (_: unknown, i: number): boolean => all[i]!.bytes.length <= longestForTools;
    const [frames, answers] = [all.filter(isShort), allAnswers.filter(isShort)];
    if (frames.length === 0) return;
    const directory = await mkdtemp(join(tmpdir(), 'sluice-corpus-'));
    try {
      const path = join(directory, 'frames.pcap');
      const recorded = frames.map(({ bytes }) => ({ timestampNs: 0n, bytes, originalLength: bytes.length }));
      await writeFile(path, writePcap(recorded));
      const said: ToolAnswer[][] = frames.map(() => []);
      for (const { tool, tally } of this.tools) {
        const readings = await tool.read({ path, frames: frames.map(({ bytes }) => bytes) });
        this.unclassified.push(...compareReadings(tool.name, frames, answers, readings, tally));
        for (const [i, { fields }] of readings.entries()) said[i]!.push(fields);
      }
      for (const [i, ours] of answers.entries()) countConsensus(ours, said[i]!, this.consensus);
    } finally {
      await rm(directory, { recursive: true });
    }
  }
}

const addAll = async (run: CorpusRun, { corpus, generated, begin }: CorpusOptions): Promise<void> => {
  const captured: Uint8Array[] = [];
  for (const path of corpus === undefined ? [] : await captureFiles(corpus)) {
    const file = relative(corpus!, path) || path;
    begin?.(`reading ${file} (the first time with a build of a minute for each width of the hardware)`);
    const leaveOut = (reason: string): void => void run.leftOut.push({ file, reason });
    try {
      for await (const frames of capturedFrames(path, leaveOut)) {
        await run.add(file, frames);
        captured.push(...frames.slice(0, mostSpoilt - captured.length).map(({ bytes }) => bytes));
      }
    } catch (error) {
      // One capture that was named must be read to its end; a directory may hold others.
      if (path === corpus || !(error instanceof InputError)) throw error;
      leaveOut(error.message);
    }
  }
  if (generated) {
    begin?.('generated frames');
    const frames = generatedFrames({ ...generated, captured });
    await run.add(
      `generated from seed ${generated.seed}`,
      frames.map((bytes, i) => ({ number: i + 1, bytes })),
    );
  }
  await run.flush();
};

/** Runs the whole comparison. */
export const runCorpus = async (options: CorpusOptions): Promise<CorpusReport> => {
  const start = performance.now();
  const found = await findTools(options.buildDirectory);
  const run = new CorpusRun(found.filter(isTool), options.config, options.widths);
  try {
    await addAll(run, options);
  } finally {
    for (const width of run.widths) await width.close();
  }
  const tallies = run.tools.map(({ tool: { name, version }, tally }) => ({ name, version, ...tally }));
  return {
    captures: run.captures,
    leftOut: run.leftOut,
    frames: run.captures.reduce((sum, { frames }) => sum + frames, 0),
    hardware: run.widths.map(({ result }) => result),
    tools: [...tallies, ...found.filter((tool): tool is MissingTool => !isTool(tool))],
    consensus: run.consensus,
    unclassified: run.unclassified,
    seconds: Math.round((performance.now() - start) / 100) / 10,
  };
};
