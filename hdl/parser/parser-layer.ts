/**
 * One layer of the parser: reads the layer's header, if the frame has one, and passes the rest of the frame on with the
 * next header moved to lane 0.
 *
 * - `up`: beats of a frame from the layer's header on. They flow: a beat waits here for the one after it, because the next
 *   header may begin in the middle of a beat; the last beat of a frame does not wait.
 * - `down`: beats from the next header on. Beats that lie wholly before it are left out, but the last one always passes,
 *   so a frame keeps at least one beat. Bytes past the end of the frame hold anything; `walk` knows where that is.
 * - `walk` comes one clock after the last beat came on `up`, `walked` leaves {@link layerClocks} later, which is one clock
 *   after the last beat on `down`: the walk goes from layer to layer in step with the ends of frames.
 * - `read` holds the fields in the clock of `walk`, `found` follows two clocks later.
 *
 * One beat a clock, one frame a clock when frames are that short; never stalls. Logic depth 3 LUTs.
 */
import {
  bit,
  bitsOf,
  cat,
  component,
  flow,
  indexWidth,
  input,
  inst,
  lit,
  master,
  mux,
  output,
  pack,
  pick,
  reg,
  slave,
  u,
  unpack,
  type Val,
  when,
} from 'typescript-hdl';
import { delayed } from '../lib/delay-line.ts';
import { alignerClocks, alignerReach, byteAligner } from './byte-aligner.ts';
import { type Captured, captureFields } from './field-capture.ts';
import { type Here, nextHeaders, readValues, skipLength } from './layer-rules.ts';
import {
  foundShape,
  givesBytes,
  givesEnd,
  headerBits,
  layerBeat,
  readShape,
  walkedShape,
  walkShape,
} from './layer-shapes.ts';
import { walkClocks, walkLayer } from './layer-walk.ts';
import { bitsFor, type LayerPlan, type ParserPlan } from './plan.ts';

/** Clocks from `walk` to `walked`: the time the last beat takes to the next layer. */
export const layerClocks = (plan: ParserPlan, layer: LayerPlan): number =>
  layer.last ? walkClocks : 1 + alignerClocks(residues(plan, layer));

const residues = ({ beatBytes }: ParserPlan, { skips }: LayerPlan): number[] => skips.map(skip => skip % beatBytes);

/** Stage of one layer; `next` is the layer behind it, undefined for the last. */
export const parserLayer = (plan: ParserPlan, layer: LayerPlan, next: LayerPlan | undefined) =>
  component(
    `${snakeCase(layer.name)}_layer`,
    { beatBytes: plan.beatBytes },
    {
      up: slave(flow(layerBeat(layer))),
      ...(next ? { down: master(flow(layerBeat(next))) } : {}),
      walk: input(walkShape(plan, layer)),
      walked: output(walkedShape(plan, next)),
      ...(givesBytes(layer) ? { read: output(readShape(layer.headers)) } : {}),
      found: output(foundShape(layer, plan)),
    },
    ({ up, down, walk, walked, read, found }: any) => {
      const beat = countBeats(layer, up);
      const first = up.valid.and(beat.eq(0));
      const here = latchHere(layer, up, first);
      const captured = captureFields(layer, plan.beatBytes, { valid: up.valid, data: up.payload.data, beat });
      if (read) read.set(readValues(layer.headers, captured));
      const length = next && latchLength(plan, layer, { up, first, here });
      if (length) passOn(plan, layer, { up, down, first, here, captured, length });

      const verdict = walkLayer(plan, layer, { walk, here, captured, length: length?.held });
      found.present.set(verdict.present);
      if (givesEnd(layer)) found.end.set(verdict.walked.offset);
      const wait = layerClocks(plan, layer) - walkClocks;
      const shape = walkedShape(plan, next);
      walked.set(delayed('walked_line', shape, pick(shape, verdict.walked), wait));
    },
    { doc: `Parser layer: ${layer.headers.map(({ name }) => name).join(', ')}.` },
  );

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, capital => `_${capital.toLowerCase()}`);

/** Number of the beat on `up` within the layer, stopping behind the beats that hold fields. */
const countBeats = ({ fieldBeats }: LayerPlan, up: any): Val => {
  const { beat } = reg({ beat: u(indexWidth(fieldBeats + 1), 0) });
  when(up.valid, () => beat.set(mux(up.payload.last, 0, mux(beat.eq(fieldBeats), beat, beat.add(1)))));
  return beat;
};

/** Which header is here, from the clock after a frame's first beat on; the first layer has but one. */
const latchHere = ({ headers, arriving, first: root }: LayerPlan, up: any, first: Val<1>): Here => {
  if (root) return { [headers[0]!.name]: undefined };
  const { here } = reg({ here: headerBits(arriving) });
  when(first, () => here.set(up.payload.here));
  return here;
};

/** Length of the header here: as its first beat arrives, and held from the clock after. */
interface Length {
  readonly arriving: Val;
  readonly held: Val;
}

const latchLength = (
  { beatBytes }: ParserPlan,
  layer: LayerPlan,
  { up, first, here }: { readonly up: any; readonly first: Val<1>; readonly here: Here },
): Length => {
  const bits = bitsFor(Math.max(...layer.skips));
  const arriving = skipLength(layer, layer.first ? here : up.payload.here, up.payload.data, beatBytes, bits);
  if (layer.first) return { arriving, held: arriving };
  const { length } = reg({ length: u(bits) });
  when(first, () => length.set(arriving));
  return { arriving, held: length };
};

interface Passing {
  readonly up: any;
  readonly down: any;
  readonly first: Val<1>;
  readonly here: Here;
  readonly captured: Captured;
  readonly length: Length;
}

/** Hands the frame on from the next header on. */
const passOn = (plan: ParserPlan, layer: LayerPlan, { up, down, first, here, captured, length }: Passing): void => {
  const { held } = reg({ held: { valid: bit(0), data: u(layer.laneBytes * 8), last: bit() } });
  held.valid.set(up.valid.or(held.valid.and(held.last.not())));
  when(up.valid, () => {
    held.data.set(up.payload.data);
    held.last.set(up.payload.last);
  });

  const skips = residues(plan, layer);
  const laneBits = Math.log2(plan.beatBytes);
  const downBytes = down.payload.data.width / 8;
  // A stream narrower than a beat ends within its first beat: the next one holds nothing that is read.
  const whole = layer.laneBytes === plan.beatBytes ? cat(up.payload.data, held.data) : held.data;
  const upBytes = Math.min(whole.width / 8, alignerReach(skips, downBytes));
  const side = { last: bit(), here: headerBits(layer.onward) };
  const { aligner } = inst({ aligner: byteAligner(upBytes, downBytes, skips, laneBits, bitsOf(side)) });
  const skipping = beatsToSkip(layer, { up, first, length, laneBits });
  aligner.up.valid.set(held.valid.and(held.last.or(up.valid.and(skipping.not()))));
  aligner.up.payload.data.set(whole.trunc(upBytes * 8));
  aligner.up.payload.skip.set(length.held.width > laneBits ? length.held.trunc(laneBits) : length.held.zext(laneBits));
  aligner.up.payload.side.set(pack(side, { last: held.last, here: nextHeaders(layer, here, captured) }));
  down.valid.set(aligner.down.valid);
  down.payload.set({ data: aligner.down.payload.data, ...unpack(side, aligner.down.payload.side) });
};

/** Whether the held beat lies wholly before the next header. */
const beatsToSkip = (
  { skips }: LayerPlan,
  { up, first, length, laneBits }: Pick<Passing, 'up' | 'first' | 'length'> & { readonly laneBits: number },
): Val<1> => {
  if (Math.max(...skips) >> laneBits === 0) return lit(0, 1);
  const beats = length.arriving.slice(laneBits, length.arriving.width - laneBits);
  const { toSkip } = reg({ toSkip: u(beats.width) });
  const skipping = toSkip.ne(0);
  when(first, () => toSkip.set(beats)).elsewhen(up.valid.and(skipping), () => toSkip.set(toSkip.sub(1)));
  return skipping;
};
