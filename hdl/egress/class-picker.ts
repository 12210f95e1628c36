// SPDX-License-Identifier: Apache-2.0
/**
 * Class picker: which class sends the next frame.
 *
 * - The strict class goes first, as far as its token bucket lets it. The others take turns: surplus round robin in bytes on
 *   the wire (a frame and 24 bytes of preamble, FCS and gap), as enhanced transmission selection asks for
 *   (IEEE 802.1Q, 37.3). At the beginning of its turn a class earns 128 bytes times its weight; it keeps the turn while it
 *   has a surplus and a frame, and a frame is paid for when it is picked.
 * - A class that has no frame, or that the link has stopped, gives its turn and its surplus up, and others take its bandwidth;
 *   what it owes stays. A class alone is served whatever it owes, and its debt is forgotten.
 * - A weight of 0 counts as 1.
 *
 * Bound: the surplus of a class lies between -L and q, L being the longest frame on the wire and q what it earns in a turn.
 * So over any time in which classes always have a frame, each gets its share of the turns give or take q + L.
 *
 * A pick every clock, and one clock more where a turn ends. Latency 1 clock. One pick is made ahead, so a frame may leave after
 * the one that is being sent when its class stops. Logic depth 4 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  indexWidth,
  input,
  inst,
  lit,
  master,
  mux,
  named,
  oneHotMux,
  reg,
  slave,
  stream,
  u,
  type Val,
  vec,
  when,
} from 'typescript-hdl';
import type { Config } from '../spec/configs.ts';
import { rateBits, weightBits } from '../spec/shares.ts';
import { perClass, sharedClasses, wireClassBits, wireClasses, wireQuantumBytes } from '../spec/wire-classes.ts';
import { headShape } from './class-queue.ts';
import { tokenBucket } from './token-bucket.ts';

/** A frame that is to be sent. */
export const pickShape = (config: Config) => {
  const { source, length } = headShape(config);
  return { source, length, wireClass: u(wireClassBits) };
};

/** A surplus as a signed number: the greatest quantum above 0, the longest frame below it. */
const surplusBits = 17;

/** The choice among the classes; see the header comment. */
export const classPicker = (config: Config) =>
  component(
    'class_picker',
    { functions: config.functions },
    {
      heads: perClass(() => slave(stream(headShape(config)))),
      stopped: input(u(wireClasses.length)),
      /** Weights of the classes that share. */
      weights: input(vec(sharedClasses.length, u(weightBits))),
      /** Tokens a step that the strict class is paid. */
      strictRate: input(u(rateBits)),
      pick: master(stream(pickShape(config))),
    },
    ({ heads, stopped, weights, strictRate, pick }) => {
      const { bucket } = inst({ bucket: tokenBucket() });
      bucket.rate.set(strictRate);
      const all = wireClasses.map(({ name }) => heads[name]);
      const { stops } = reg({ stops: u(wireClasses.length, 0) });
      stops.set(stopped);
      const waiting = all.map((head, id) => head.valid.and(stops.bit(id).not())) as Val<1>[];
      const strictId = wireClasses.findIndex(({ strict }) => strict);
      const strict = named('strict', waiting[strictId]!.and(bucket.open));

      const { turn, surplus, picked } = reg({
        turn: u(sharedClasses.length, 1),
        surplus: vec(sharedClasses.length, u(surplusBits, 0)),
        picked: { valid: bit(0), ...pickShape(config) },
      });
      const ready = sharedClasses.map(id => waiting[id]!);
      const has = named('has', cat(...ready.map((one, i) => one.and(turn.bit(i))).reverse()).orR());
      const others = named('others', cat(...ready.map((one, i) => one.and(turn.bit(i).not())).reverse()));
      const rich = named(
        'rich',
        oneHotMux(
          sharedClasses.map((_, i) => [
            turn.bit(i),
            surplus
              .get(i)
              .bit(surplusBits - 1)
              .not(),
          ]),
        ),
      ).bit(0);
      const alone = others.orR().not();

      const free = named('free', picked.valid.not().or(pick.ready));
      const serves = named('serves', free.and(strict.not()).and(has).and(rich.or(alone)));
      const moves = named('moves', strict.not().and(others.orR()).and(has.and(rich).not()));
      const next = nextTurn(turn, others);
      when(moves, () => turn.set(next));
      for (const [i, id] of sharedClasses.entries()) {
        const mine = surplus.get(i);
        const positive = mine.bit(surplusBits - 1).not();
        const { wire } = all[id]!.payload;
        const weight = mux(weights.get(i).eq(0), lit(1, weightBits), weights.get(i));
        const earned = cat(weight, lit(0, indexWidth(wireQuantumBytes))).zext(surplusBits);
        const paid = mux(rich, mine.sub(wire.zext(surplusBits)), lit(0, surplusBits));
        when(serves.and(turn.bit(i)), () => mine.set(paid))
          .elsewhen(moves.and(next.bit(i)), () => mine.set(mine.add(earned)))
          .elsewhen(moves.and(turn.bit(i)).and(ready[i]!.not()).and(positive), () => mine.set(0));
      }

      const takesStrict = named('takes_strict', free.and(strict));
      const takes = wireClasses.map((_, id) => {
        const i = sharedClasses.indexOf(id);
        return i < 0 ? takesStrict : serves.and(turn.bit(i));
      }) as Val<1>[];
      for (const [id, head] of all.entries()) head.ready.set(takes[id]!);
      bucket.take.valid.set(takesStrict);
      bucket.take.payload.set({ wire: all[strictId]!.payload.wire });
      when(free, () => {
        const of = (field: 'source' | 'length'): Val =>
          oneHotMux(all.map((head, id) => [takes[id]!, head.payload[field] as Val]));
        picked.set({
          valid: takesStrict.or(serves),
          source: of('source'),
          length: of('length'),
          wireClass: oneHotMux(takes.map((one, id) => [one, lit(id, wireClassBits)])),
        });
      });
      const { valid, ...payload } = picked;
      pick.valid.set(valid);
      pick.payload.set(payload);
    },
    { maxDepth: 4, doc: 'Which wire class sends the next frame: strict class, then surplus round robin.' },
  );

/** The first of `others` after the class that has the turn, in a circle. */
const nextTurn = (turn: Val, others: Val): Val => {
  const count = turn.width;
  const bits = Array.from({ length: count }, (_, to) => {
    const reached = Array.from({ length: count - 1 }, (_, back) => {
      const from = (to + count - 1 - back) % count;
      const between = Array.from({ length: back }, (_, i) => others.bit((from + 1 + i) % count).not());
      return between.reduce((a, b) => a.and(b), turn.bit(from));
    });
    return reached.reduce((a, b) => a.or(b)).and(others.bit(to));
  });
  return cat(...bits.reverse());
};
