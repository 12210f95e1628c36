// SPDX-License-Identifier: Apache-2.0
/** The header parser at several widths of the network, alone and as the machine reads it. */
import { emitVerilog } from 'typescript-hdl';
import { classifier } from '../../../hdl/classifier/classifier.ts';
import { headerParser, headerParserTiming } from '../../../hdl/parser/header-parser.ts';
import type { Config } from '../../../hdl/spec/configs.ts';
import { headerVectorBits } from '../../../hdl/spec/protocol/header-vector.ts';
import { yosysVersion } from '../../tools/yosys.ts';
import { type Synthesis, synthesize } from './synthesize.ts';
import { usedPorts } from './used-ports.ts';

/** One width of the parser. */
export interface ParserSynthesis extends Omit<Synthesis, 'path'> {
  readonly beatBits: number;
  /** Bits of the header vector that are read: all of them, or those that the machine reads. */
  readonly vectorBits: number;
  readonly latencyClocks: number;
}

/** Contents of `docs/parser-synthesis.json`. */
export interface ParserSynthesisRecord {
  readonly tool: string;
  readonly rows: readonly ParserSynthesis[];
}

/** What the machine reads of the header vector: so many bits, and none of some outputs of the parser. */
const readByMachine = async (
  config: Config,
  directory: string,
): Promise<{ readonly vectorBits: number; readonly unread: readonly string[] }> => {
  const ports = await usedPorts(emitVerilog(classifier(config)), directory);
  const fields = ports.filter(({ name }) => /^headers_(?!valid_i$)\w+_i$/.test(name));
  return {
    vectorBits: fields.reduce((sum, { usedBits }) => sum + usedBits, 0),
    unread: fields.filter(({ usedBits }) => usedBits === 0).map(({ name }) => name.replace(/_i$/, '_o')),
  };
};

/** Measures the parser of a configuration at each of the widths, twice. */
export const synthesizeParser = async (
  config: Config,
  widths: readonly number[],
  directory: string,
  report: (row: ParserSynthesis) => void,
): Promise<ParserSynthesisRecord> => {
  const tool = await yosysVersion();
  const uses = [
    { name: 'parser', vectorBits: headerVectorBits, unread: [] },
    { name: 'parser-in-machine', ...(await readByMachine(config, directory)) },
  ];
  const rows: ParserSynthesis[] = [];
  for (const { name, vectorBits, unread } of uses) {
    for (const beatBits of widths) {
      const wide = { ...config, netDataBits: beatBits };
      const design = emitVerilog(headerParser(wide));
      const { path: _, ...synthesis } = await synthesize(design, directory, `${name}-${beatBits}`, unread);
      const row = { beatBits, vectorBits, latencyClocks: headerParserTiming(wide).latencyClocks, ...synthesis };
      report(row);
      rows.push(row);
    }
  }
  return { tool, rows };
};
