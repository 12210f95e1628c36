// SPDX-License-Identifier: Apache-2.0
/** Runs a header parser in the simulator of the language: no compiler, for small graphs and few frames. */
import { joinName, Simulator } from 'typescript-hdl';
import { headerParser, headerParserTiming } from '../../../hdl/parser/header-parser.ts';
import type { Config } from '../../../hdl/spec/configs.ts';
import type { HeaderLayer } from '../../../hdl/spec/protocol/header-graph.ts';
import { headerVectorFields } from '../../../hdl/spec/protocol/header-vector.ts';
import { defaultParserTables, type ParserTableValues } from '../../../hdl/spec/protocol/parser-tables.ts';
import { seededRandom } from '../../support/random.ts';
import { beatsOf } from './frame-beats.ts';
import { type HardwareVector, tableWords } from './parse-in-hardware.ts';

export interface SimulationOptions {
  readonly idle?: number;
  readonly seed?: number;
  readonly tables?: ParserTableValues;
}

/** Header vectors of the frames, none of them empty, in the order in which they come. */
export const simulateParser = (
  config: Config,
  graph: readonly HeaderLayer[],
  frames: readonly Uint8Array[],
  { idle = 0, seed = 1, tables = defaultParserTables }: SimulationOptions = {},
): HardwareVector[] => {
  const sim = new Simulator(headerParser(config, graph));
  const random = seededRandom(seed);
  for (const [port, word] of tableWords(tables)) sim.poke(port, word);
  sim.poke('up_valid_i', 0);
  sim.reset();
  const beats = beatsOf(frames, config.netDataBits / 8, seed);
  const { latencyClocks } = headerParserTiming(config, graph);
  const vectors: HardwareVector[] = [];
  for (let next = 0, drain = 0; drain <= latencyClocks + 4; ) {
    const beat = random.chance(idle) ? undefined : beats[next];
    sim.poke('up_valid_i', beat ? 1 : 0);
    if (beat) {
      next += 1;
      sim.poke('up_data_i', beat.data);
      sim.poke('up_last_byte_i', beat.lastByte);
      sim.poke('up_first_i', beat.first ? 1 : 0);
      sim.poke('up_last_i', beat.last ? 1 : 0);
      sim.poke('up_error_i', beat.error);
    }
    if (next === beats.length) drain += 1;
    if (sim.peekNumber('headers_valid_o') === 1) {
      const fields = headerVectorFields.map(({ name }) => [name, sim.peek(`${joinName('headers', name)}_o`)]);
      vectors.push(Object.fromEntries(fields) as HardwareVector);
    }
    sim.step();
  }
  return vectors;
};
