/**
 * The header parser: walks the headers of every frame at full beat rate and gives one header vector a frame, in order. The
 * rules are those of `hdl/layout/header-vector.ts`, the graph is `hdl/layout/headers.ts`.
 *
 * A frame flows through one stage a layer (`parser-layer.ts`), which takes its header's fields from constant lanes and
 * moves what follows to lane 0. The fields wait in delay lines of constant length until the walk has ended.
 *
 * Flow in, flow out: never stalls, takes one beat a clock at any width, and one frame a clock when frames are one beat
 * long; frames may have idle clocks anywhere. The vector leaves {@link headerParserTiming}`.latencyClocks` after the beat
 * that ends the frame or the window of bytes that headers can reach, whichever comes first. Logic depth 3 LUTs from 64 to
 * 512 bits.
 */
import { component, flow, inst, lit, master, reg, slave, u, type Val } from 'typescript-hdl';
import type { Config } from '../layout/configs.ts';
import type { HeaderLayer } from '../layout/header-graph.ts';
import { headerLayers } from '../layout/headers.ts';
import { delayed } from '../lib/delay-line.ts';
import { beatShape, headerVectorShape } from '../lib/frame-shapes.ts';
import { exceptionBits, foundShape, givesBytes, givesEnd, readShape } from './layer-shapes.ts';
import { walkClocks } from './layer-walk.ts';
import { layerClocks, parserLayer } from './parser-layer.ts';
import { parserWindow } from './parser-window.ts';
import { type ParserPlan, planParser } from './plan.ts';
import { assembleVector, type LayerResult } from './vector-assembly.ts';

/** Clocks from the window's output to the walk at each layer; the entry behind the last layer is the end of the walk. */
const walkTimes = (plan: ParserPlan): number[] => {
  const times = [1];
  for (const layer of plan.layers) times.push(times.at(-1)! + layerClocks(plan, layer));
  return times;
};

/** When the header vector leaves; `windowBytes` is what the parser looks at of each frame. */
export const headerParserTiming = (
  { netDataBits }: Pick<Config, 'netDataBits'>,
  graph: readonly HeaderLayer[] = headerLayers,
): { readonly latencyClocks: number; readonly windowBytes: number } => {
  const plan = planParser(graph, netDataBits / 8);
  // One clock in the window, one for the output register.
  return { latencyClocks: walkTimes(plan).at(-1)! + 2, windowBytes: plan.windowBeats * plan.beatBytes };
};

/** Header parser for beats of `config.netDataBits` and the headers of `graph`; see the header comment. */
export const headerParser = (config: Config, graph: readonly HeaderLayer[] = headerLayers) =>
  component(
    'header_parser',
    { netDataBits: config.netDataBits, layers: graph.map(({ name }) => name).join(' ') },
    { up: slave(flow(beatShape(config))), headers: master(flow(headerVectorShape)) },
    ({ up, headers }) => {
      const plan = planParser(graph, config.netDataBits / 8);
      const { window } = inst({ window: parserWindow(config, plan) });
      window.up.valid.set(up.valid);
      window.up.payload.set(up.payload);

      const { results, exception } = layerChain(plan, window);
      const times = walkTimes(plan);
      // A frame's vector is due a constant time after its last beat left the window.
      const { due } = reg({ due: u(times.at(-1)!, 0) });
      due.set(due.shl(1).or(window.down.valid.and(window.down.payload.last).zext(due.width)));
      const { vector } = reg({ vector: { valid: u(1, 0), fields: headerVectorShape } });
      vector.valid.set(due.bit(due.width - 1));
      vector.fields.set(assembleVector(results, exception) as any);
      headers.valid.set(vector.valid);
      headers.payload.set(vector.fields);
    },
    { doc: 'Header parser: one header vector a frame, a constant time after its last beat or that of the window.' },
  );

/** The layers in a row, each result delayed to the clock in which the walk ends. */
const layerChain = (plan: ParserPlan, window: any): { results: LayerResult[]; exception: Val } => {
  const times = walkTimes(plan);
  const end = times.at(-1)!;
  const { windowBytes } = reg({ windowBytes: u(plan.offsetBits) });
  windowBytes.set(window.bytes);
  let walk: any = {
    alive: lit(1, 1),
    exception: lit(0, exceptionBits),
    offset: lit(0, plan.offsetBits),
    left: windowBytes,
  };
  let beats: any = window.down;
  const results = plan.layers.map((layer, i): LayerResult => {
    const stage: any = inst({ [layer.name]: parserLayer(plan, layer, plan.layers[i + 1]) })[layer.name];
    stage.up.valid.set(beats.valid);
    stage.up.payload.set(beats.payload);
    stage.walk.set(walk);
    walk = stage.walked;
    beats = stage.down;
    const wait = end - times[i]!;
    const read: any = givesBytes(layer) ? delayed(`${layer.name}Read`, readShape(layer.headers), stage.read, wait) : {};
    const found: any = delayed(`${layer.name}Found`, foundShape(layer, plan), stage.found, wait - walkClocks);
    return { layer, present: found.present, ...(givesEnd(layer) ? { end: found.end } : {}), read };
  });
  return { results, exception: walk.exception };
};
