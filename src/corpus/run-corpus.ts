/** Reads captures of foreign traffic with model and hardware, which must agree, and with every tool that is installed. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Config } from '../../hdl/layout/configs.ts';
import { headerVectorFields, packetChecksumFields } from '../../hdl/layout/header-vector.ts';
import type { HeaderVector } from '../../sim/model/header-vector.ts';
import { captureFiles } from '../files/capture-files.ts';
import { readCaptureFile } from '../files/read-capture.ts';
import { writePcap } from '../files/write-pcap.ts';
import { type ParsedFrame, parseWithHardware, parseWithModel } from '../parse/parse-capture.ts';
import { compareAnswers, emptyTally, type Tally, type Unclassified } from './compare.ts';
import { findTools, type MissingTool, type Tool } from './tools.ts';

/** A frame that the hardware reads otherwise than the model. */
export interface HardwareMismatch {
  readonly capture: string;
  readonly frame: number;
  readonly fields: readonly string[];
}

export interface CorpusReport {
  readonly captures: readonly { readonly file: string; readonly frames: number }[];
  readonly frames: number;
  readonly hardware: {
    readonly config: string;
    readonly frames: number;
    readonly mismatches: readonly HardwareMismatch[];
  };
  readonly tools: readonly (MissingTool | (Tally & Pick<Tool, 'name' | 'version'>))[];
  readonly unclassified: readonly Unclassified[];
}

export interface CorpusOptions {
  /** A capture, or a directory that is searched for captures. */
  readonly corpus: string;
  readonly config: Config;
  /** Where the adapters of tools are built. */
  readonly buildDirectory: string;
}

const compareHardware = (
  capture: string,
  model: readonly ParsedFrame[],
  hardware: readonly ParsedFrame[],
): HardwareMismatch[] =>
  model.flatMap(({ vector, checksums }, i) => {
    const other = hardware[i]!;
    const fields = [
      ...headerVectorFields.map(({ name }) => name).filter(name => vector[name] !== other.vector[name]),
      ...packetChecksumFields.map(({ name }) => name).filter(name => checksums[name] !== other.checksums[name]),
    ];
    return fields.length === 0 ? [] : [{ capture, frame: i + 1, fields }];
  });

const isTool = (tool: Tool | MissingTool): tool is Tool => 'read' in tool;

/** Asks every tool about the frames of one capture. */
const askTools = async (
  capture: string,
  frames: readonly Uint8Array[],
  vectors: readonly HeaderVector[],
  tools: readonly { readonly tool: Tool; readonly tally: Tally }[],
): Promise<Unclassified[]> => {
  const directory = await mkdtemp(join(tmpdir(), 'sluice-corpus-'));
  try {
    const path = join(directory, 'frames.pcap');
    await writeFile(path, writePcap(frames.map(bytes => ({ timestampNs: 0n, bytes, originalLength: bytes.length }))));
    const found: Unclassified[] = [];
    for (const { tool, tally } of tools) {
      const answers = await tool.read({ path, frames });
      found.push(...compareAnswers(capture, tool.name, frames, vectors, answers, tally));
    }
    return found;
  } finally {
    await rm(directory, { recursive: true });
  }
};

/** Runs the whole comparison. Frames of no bytes, which no tool has anything to say about, are left out. */
export const runCorpus = async ({ corpus, config, buildDirectory }: CorpusOptions): Promise<CorpusReport> => {
  const found = await findTools(buildDirectory);
  const tools = found.filter(isTool).map(tool => ({ tool, tally: emptyTally() }));
  const captures: { file: string; frames: number }[] = [];
  const mismatches: HardwareMismatch[] = [];
  const unclassified: Unclassified[] = [];
  for (const path of await captureFiles(corpus)) {
    const file = relative(corpus, path) || path;
    const frames = (await readCaptureFile(path)).map(({ bytes }) => bytes).filter(bytes => bytes.length > 0);
    captures.push({ file, frames: frames.length });
    if (frames.length === 0) continue;
    const parsed = frames.map(frame => parseWithModel(frame, config));
    const vectors = parsed.map(({ vector }) => vector);
    mismatches.push(...compareHardware(file, parsed, await parseWithHardware(frames, config)));
    unclassified.push(...(await askTools(file, frames, vectors, tools)));
  }
  const frames = captures.reduce((sum, capture) => sum + capture.frames, 0);
  const tallies = tools.map(({ tool: { name, version }, tally }) => ({ name, version, ...tally }));
  return {
    captures,
    frames,
    hardware: { config: config.name, frames, mismatches },
    tools: [...tallies, ...found.filter((tool): tool is MissingTool => !isTool(tool))],
    unclassified,
  };
};
