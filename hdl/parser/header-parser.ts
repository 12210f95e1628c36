// SPDX-License-Identifier: Apache-2.0
/**
 * The header parser: walks the headers of every frame at full beat rate and gives one header vector a frame, in order. The
 * rules are those of `hdl/spec/protocol/header-vector.ts`, the graph is `hdl/spec/protocol/headers.ts`.
 *
 * A frame flows through the stages of `plan.ts`: fixed stages take fields from constant lanes and move what follows to
 * lane 0, pointer stages find one word in beats that stay where they are. After the last beat of each frame its walk goes
 * from stage to stage in step with it: which headers are whole and well-formed, and what stops it. The fields wait in delay
 * lines until the walk has ended.
 *
 * Flow in, flow out: never stalls, takes one beat a clock at any width, and one frame a clock when frames are one beat
 * long; frames may have idle clocks anywhere. The vector leaves {@link headerParserTiming}`.latencyClocks` after the beat
 * that ends the frame or the window of `config.parserBytes`, whichever comes first. Logic depth 5 LUTs at 10g. `tables` are
 * asked in the clock in which a beat needs them: a frame under way while they change is parsed by old or new values.
 */
import {
  component,
  connectFlow,
  flow,
  input,
  inst,
  lit,
  master,
  type Rd,
  reg,
  slave,
  u,
  unused,
  type Val,
} from 'typescript-hdl';
import { delayLine } from 'typescript-hdl/lib';
import { beatShape, headerVectorShape, parserTablesShape } from '../lib/frame-shapes.ts';
import type { Config } from '../spec/configs.ts';
import type { HeaderLayer } from '../spec/protocol/header-graph.ts';
import { headerLayers } from '../spec/protocol/headers.ts';
import { parserTables } from '../spec/protocol/parser-tables.ts';
import { checksummed, givenGroups } from './graph/given-groups.ts';
import { type ParserPlan, planParser } from './graph/plan.ts';
import { fixedStage } from './stages/fixed-stage.ts';
import { checksumClocks } from './stages/header-checksum.ts';
import { parserWindow } from './stages/parser-window.ts';
import { pointerStage } from './stages/pointer-stage.ts';
import { realignClocks } from './stages/realign.ts';
import {
  type BeatsIn,
  type BeatsOut,
  type Bits,
  type Driven,
  type StageContext,
  tablesOf,
} from './stages/stage-ports.ts';
import { exceptionBits, headerNumberBits, walkedShape } from './stages/stage-shapes.ts';
import { type Walk, walkClocks } from './stages/stage-walk.ts';
import { assembleVector, type FrameEnd, type StageResult } from './stages/vector-assembly.ts';

/** What of a configuration the parser depends on. */
export type ParserConfig = Pick<Config, 'netDataBits' | 'parserBytes'>;

const planOf = ({ netDataBits, parserBytes }: ParserConfig, graph: readonly HeaderLayer[]): ParserPlan =>
  planParser(graph, netDataBits / 8, parserBytes);

/** Clocks from the walk at a stage to the walk at the next one: the time the last beat of a frame takes. */
const stageClocks = (plan: ParserPlan, n: number): number => {
  const stage = plan.stages[n]!;
  const held = stage.kind === 'fixed' ? 2 : 1;
  return stage.realigns ? held + realignClocks(plan, stage) : held + 1;
};

/** Clocks from the window's output to the walk at each stage. */
const walkTimes = (plan: ParserPlan): number[] => {
  const times = [1];
  for (let n = 0; n < plan.stages.length - 1; n++) times.push(times[n]! + stageClocks(plan, n));
  return times;
};

/** Clock in which all there is to know about a frame is known. */
const endOf = (plan: ParserPlan): number => {
  const times = walkTimes(plan);
  const ends = plan.stages.map((stage, n) => {
    const sum = checksummed(stage) ? checksumClocks(plan.beatBytes) : 0;
    return times[n]! + Math.max(walkClocks(stage), sum);
  });
  return Math.max(...ends);
};

/** When the header vector leaves; `windowBytes` is what the parser looks at of each frame. */
export const headerParserTiming = (
  config: ParserConfig,
  graph: readonly HeaderLayer[] = headerLayers,
): { readonly latencyClocks: number; readonly windowBytes: number } => {
  const plan = planOf(config, graph);
  // One clock in the window, one for the output register.
  return { latencyClocks: endOf(plan) + 2, windowBytes: plan.windowBeats * plan.beatBytes };
};

const parsers = new WeakMap<Config, ReturnType<typeof describeParser>>();

/** Header parser for beats of `config.netDataBits` and the headers of `graph`; see the header comment. */
export const headerParser = (config: Config, graph: readonly HeaderLayer[] = headerLayers) => {
  if (graph !== headerLayers) return describeParser(config, graph);
  // The machine has one for each direction: a tenth of its circuit is described once.
  const parser = parsers.get(config) ?? describeParser(config, graph);
  parsers.set(config, parser);
  return parser;
};

const describeParser = (config: Config, graph: readonly HeaderLayer[]) =>
  component(
    'header_parser',
    {
      netDataBits: config.netDataBits,
      parserBytes: config.parserBytes,
      layers: graph.map(({ name }) => name).join(' '),
    },
    {
      up: slave(flow(beatShape(config))),
      tables: input(parserTablesShape),
      headers: master(flow(headerVectorShape)),
    },
    ({ up, tables, headers }) => {
      const plan = planOf(config, graph);
      const { window } = inst({ window: parserWindow(config, plan) });
      connectFlow(window.up, up);

      const asked = new Set(plan.stages.flatMap(tablesOf));
      for (const { name } of parserTables) if (!asked.has(name)) unused(tables[name]);
      const end = endOf(plan);
      const { results, walked, frame } = stageChain(plan, window, tables, end);
      // A frame's vector is due a constant time after its last beat left the window.
      const { due } = reg({ due: u(end, 0) });
      due.set(due.shl(1).or(window.down.valid.and(window.down.payload.last).zext(due.width)));
      const { vector } = reg({ vector: { valid: u(1, 0), fields: headerVectorShape } });
      vector.valid.set(due.bit(due.width - 1));
      vector.fields.set(assembleVector(plan, results, end, walked, frame) as Rd<typeof headerVectorShape>);
      headers.valid.set(vector.valid);
      headers.payload.set(vector.fields);
    },
    {
      maxDepth: 5,
      doc: 'Header parser: one header vector a frame, a constant time after its last beat or that of the window.',
    },
  );

/** The window's outputs. */
type Window = ReturnType<typeof inst<{ window: ReturnType<typeof parserWindow> }>>['window'];

/** A stage as the chain sees it; which optional ports there are depends on the plan. */
interface StageInstance {
  readonly up: BeatsOut;
  readonly down?: BeatsIn;
  readonly tables?: Driven<Readonly<Record<string, unknown>>>;
  readonly walk: Driven<Walk>;
  readonly walked: Walk;
  readonly present: Bits;
  readonly read?: Readonly<Record<string, Val>>;
  readonly end?: Val;
  readonly checksumGood?: Val<1>;
}

/** The walk at the first byte of a frame, from what the window says about its end. */
const firstWalk = (plan: ParserPlan, window: Window): Walk => {
  const { frame } = reg({ frame: { bytes: u(plan.leftBits), longer: u(1) } });
  frame.set({ bytes: window.bytes, longer: window.longer });
  return {
    alive: lit(1, 1),
    exception: lit(0, exceptionBits),
    exceptionHeader: lit(0, headerNumberBits),
    longer: frame.longer,
    offset: lit(0, plan.offsetBits),
    left: frame.bytes,
  };
};

/** The stages in a row, and the walk after the last one in the clock `end`. */
const stageChain = (
  plan: ParserPlan,
  window: Window,
  tables: Rd<typeof parserTablesShape>,
  end: number,
): { results: StageResult[]; walked: Walk; frame: FrameEnd } => {
  const times = walkTimes(plan);
  const allGroups = givenGroups(plan.stages);
  let walk = firstWalk(plan, window);
  const frame = { time: times[0]!, frameBytes: walk.left, longer: walk.longer };
  let beats = window.down as unknown as BeatsIn;
  const results = plan.stages.map((stage, n): StageResult => {
    const next = plan.stages[n + 1];
    const groups = allGroups[n]!;
    const context: StageContext = { plan, stage, next, groups };
    const definition = stage.kind === 'fixed' ? fixedStage(context) : pointerStage(context);
    const made = inst({ [stage.name]: definition })[stage.name] as unknown as StageInstance;
    connectFlow(made.up, beats);
    made.walk.set(walk);
    if (made.tables) made.tables.set(Object.fromEntries(tablesOf(stage).map(name => [name, tables[name]])));
    const offset: Val = walk.offset;
    const presentTime = times[n]! + walkClocks(stage);
    const wait = (next ? times[n + 1]! : end) - presentTime;
    walk = delayLine(`${stage.name}Walk`, walkedShape(plan, next), made.walked, wait) as unknown as Walk;
    beats = made.down!;
    const summed = checksummed(stage);
    return {
      stage,
      groups,
      time: times[n]!,
      offset,
      end: made.end,
      read: made.read ?? {},
      presentTime,
      present: made.present,
      ...(summed
        ? {
            checksum: {
              field: summed.field,
              header: summed.placement.header.name,
              good: made.checksumGood!,
              time: times[n]! + checksumClocks(plan.beatBytes),
            },
          }
        : {}),
    };
  });
  return { results, walked: walk, frame };
};
