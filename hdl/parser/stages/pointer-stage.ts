// SPDX-License-Identifier: Apache-2.0
/**
 * A stage of the parser for headers that lie in one word, which may be anywhere in the beats: finds it by a pointer, reads
 * it, moves the pointer on and leaves the beats as they are.
 *
 * - `up`: beats with a pointer to the next header. The beat that the pointer names gives its word one clock later (`mid`);
 *   the pointer after the header is known after another (`out`).
 * - `down`: two clocks later, the same beats with the pointer after this stage's header; or, at the end of a row of such
 *   stages, beats with the next header moved to lane 0, which takes the clocks of the aligner more.
 * - `walk` comes two clocks after the last beat on `up`, `read` is valid in the same clock, `present` and `walked` follow two
 *   clocks after it.
 *
 * One beat a clock, one frame a clock when frames are that short; never stalls.
 */

import { bit, component, lit, mux, oneHotMux, reg, u, type Val, when } from 'typescript-hdl';
import { bitsFor, canRefuse, followersOf, lengthFields, longestStated } from '../graph/header-lengths.ts';
import { type Placement, pointerBytes } from '../graph/place-headers.ts';
import type { ParserPlan, StagePlan } from '../graph/plan.ts';
import { fieldBits } from './field-bits.ts';
import { anyOf, breaksChecks, leadsTo, type Read, refusesNext, type Tables, varyingLength } from './header-logic.ts';
import { type ReadContext, readCounts, readValues } from './read-values.ts';
import { realign } from './realign.ts';
import {
  type BeatsIn,
  type BeatsOut,
  type Bits,
  type StageContext,
  type StageIo,
  stageName,
  stageParams,
  stagePorts,
  tableEntries,
} from './stage-ports.ts';
import { headerBits } from './stage-shapes.ts';
import { walkStage } from './stage-walk.ts';

/** Stage of headers of one word; see the header comment. */
export const pointerStage = (context: StageContext) => {
  const { plan, stage, groups } = context;
  return component(
    stageName(stage),
    stageParams(context),
    stagePorts(context),
    io => {
      const { up, down, tables: tablePort, walk, walked, present, read, end } = io as unknown as StageIo;
      const tables = tableEntries(stage, tablePort);
      const mid = findWord(plan, stage, up);
      const out = moveOn(context, mid, tables);
      if (down) passOn(context, { mid, out, down });

      const fields = wordFields(out.word);
      const { here } = out;
      const candidates = stage.placements.map(placement => ({
        placement,
        here: here[placement.name]!,
        broken: out.broken?.[placement.name],
        refused: out.refused?.[placement.name],
        length: undefined,
        enclosed: undefined,
      }));
      const verdict = walkStage(plan, stage, { walk, candidates, step: out.step });
      present.set(verdict.present);
      walked.set(verdict.walked);
      if (end) end.set(verdict.end!);
      const values = groups.filter(({ relative }) => !relative);
      const conditions = groups.filter(({ relative, countsKey }) => relative && countsKey !== undefined);
      const reading: ReadContext = { here, tables, fieldsOf: fields };
      if (read) read.set({ ...readValues(values, reading), ...readCounts(conditions, reading) });
    },
    { doc: `Parser stage: ${stage.placements.map(({ name }) => name).join(', ')}, wherever the pointer says.` },
  );
};

const fitted = (value: Val, bits: number): Val => (bits < value.width ? value.trunc(bits) : value.zext(bits));

/** Fields of a header in its word. */
const wordFields =
  (word: Val) =>
  ({ header }: Placement): Read =>
  name =>
    fieldBits(header.fields[name]!, byte => word.slice(byte * 8, 8));

/** A beat in the first registers of the stage, with the word that the pointer names. */
interface Found {
  readonly valid: Val<1>;
  readonly data: Val;
  readonly last: Val<1>;
  readonly index: Val;
  readonly skip: Val;
  readonly next: Bits;
  /** The next header is one of this stage. */
  readonly own: Val<1>;
  /** And its word is in this beat. */
  readonly hit: Val<1>;
  readonly word: Val;
}

/** What the second registers say of the header; those that no header needs are left out. */
interface Moved {
  readonly here: Bits;
  readonly word: Val;
  readonly step: Val;
  readonly broken?: Bits;
  readonly refused?: Bits;
  readonly skip?: Val;
  readonly next?: Bits;
}

type Assigned<T> = T extends Val ? T & { set(source: Val): void } : { readonly [K in keyof T]: Assigned<T[K]> };

/** First registers: the word at the pointer, whether this beat holds it, whether an earlier one did. */
const findWord = ({ beatBytes, offsetBits, indexBits }: ParserPlan, stage: StagePlan, up: BeatsIn): Found => {
  const { data, last, index, skip, next } = up.payload;
  const laneBits = Math.log2(beatBytes);
  const { mid } = reg({
    mid: {
      valid: bit(0),
      data: u(beatBytes * 8),
      last: bit(),
      index: u(indexBits),
      skip: u(offsetBits),
      next: headerBits(stage.arriving),
      own: bit(),
      hit: bit(),
      word: u(pointerBytes * 8),
    },
  });
  const own = anyOf(stage.placements.map(({ header }) => next[header.name]!));
  const bits = Math.max(offsetBits - laneBits, indexBits);
  const beat = laneBits < offsetBits ? skip.slice(laneBits, offsetBits - laneBits).zext(bits) : lit(0, bits);
  const hit = own.and(beat.eq(index.zext(bits)));
  mid.set({
    valid: up.valid,
    data,
    last,
    index,
    skip,
    next,
    own,
    hit: up.valid.and(hit),
    word: wordAt(data, skip, laneBits),
  });
  return mid;
};

/** The word of a beat that the pointer names: a tree of 2:1 multiplexers. */
const wordAt = (data: Val, skip: Val, laneBits: number): Val => {
  let words: Val[] = Array.from({ length: data.width / 32 }, (_, i) => data.slice(i * 32, 32));
  for (let i = Math.log2(pointerBytes); i < laneBits; i++) {
    words = words.flatMap((word, n) => (n % 2 === 0 ? [mux(skip.bit(i), words[n + 1]!, word) as Val] : []));
  }
  return words[0]!;
};

/** Second registers: the pointer after this stage's header, and what the header says. */
const moveOn = ({ plan, stage, next }: StageContext, mid: Found, tables: Tables): Moved => {
  const { placements, onward } = stage;
  const fields = wordFields(mid.word);
  const stepBits = Math.max(...placements.map(({ header }) => bitsFor(longestStated(header))));
  const broken = placements.filter(({ header }) => header.checks);
  const refusing = placements.filter(({ header }) => (header.next ?? []).some(canRefuse));
  const flags = (some: readonly Placement[]): Record<string, ReturnType<typeof bit>> =>
    Object.fromEntries(some.map(({ name }) => [name, bit()]));
  const { out } = reg({
    out: {
      here: flags(placements),
      word: u(pointerBytes * 8),
      step: u(stepBits),
      ...(broken.length > 0 ? { broken: flags(broken) } : {}),
      ...(refusing.length > 0 ? { refused: flags(refusing) } : {}),
      ...(next ? { skip: u(plan.offsetBits), next: headerBits(onward) } : {}),
    },
  }) as unknown as { readonly out: Assigned<Required<Moved>> };
  const step = stepOf(placements, mid, fields, stepBits);

  when(mid.valid, () => {
    for (const { name } of placements) out.here[name]!.set(mid.next[name]!);
    // After the beat that holds the header, all stays as it is to the end of the frame.
    when(mid.own.not().or(mid.hit), () => {
      out.step.set(step);
      if (next) out.skip.set(mid.skip.add(fitted(step, plan.offsetBits)));
    });
    if (next) setNext(stage, mid, out, fields, tables);
  });
  when(mid.hit, () => {
    out.word.set(mid.word);
    for (const one of broken) out.broken[one.name]!.set(breaksChecks(one.header, fields(one)));
    for (const one of refusing) out.refused[one.name]!.set(refusesNext(one.header, fields(one), tables));
  });
  return out;
};

/** Length of the header that the beat holds, 0 without one: what varies is chosen first, and one adder adds the rest. */
const stepOf = (placements: readonly Placement[], mid: Found, fields: (one: Placement) => Read, bits: number): Val => {
  const sized = alike(placements, ({ header }) => [
    header.bytes,
    header.length,
    lengthFields(header).map(name => header.fields[name]),
  ]);
  const arms = sized.map(group => {
    const { header } = group[0]!;
    const constant = header.length ? (header.length.plusBytes ?? 0) : header.bytes;
    const varying = header.length && varyingLength(header, fields(group[0]!)).zext(bits);
    return { here: mid.hit.and(anyHere(mid, group)) as Val<1>, constant, varying };
  });
  const varying = arms.flatMap(({ here, varying: value }): [Val<1>, Val][] => (value ? [[here, value]] : []));
  const constant = oneHotMux(arms.map(arm => [arm.here, lit(arm.constant, bits)] as [Val<1>, Val]));
  return varying.length === 0 ? constant : oneHotMux(varying).add(constant);
};

/** The header that is next after this stage: none from the first beat of a frame until its own header has come. */
const setNext = (
  { placements, onward, arriving }: StagePlan,
  mid: Found,
  out: { readonly next: Assigned<Bits> },
  fields: (placement: Placement) => Read,
  tables: Tables,
): void => {
  const passing = new Set(arriving.map(({ name }) => name));
  const groups = alike(placements, ({ header: { next = [], fields: all } }) => [
    next,
    next.flatMap(({ field, when = [] }) => [field, ...when.map(one => one.field)].map(name => all[name])),
  ]);
  when(mid.own.not().or(mid.hit).or(mid.index.eq(0)), () => {
    for (const { name } of onward) {
      const ways = groups
        .filter(([one]) => followersOf(one!.header).includes(name))
        .map(group => anyHere(mid, group).and(leadsTo(group[0]!.header, name, fields(group[0]!), tables)));
      const named = ways.length === 0 ? [] : [mid.hit.and(anyOf(ways)) as Val<1>];
      out.next[name]!.set(anyOf([...(passing.has(name) ? [mid.next[name]!] : []), ...named]));
    }
  });
};

/** Headers of which a rule says the same, so that its logic is built once: those with equal `rule`. */
const alike = (placements: readonly Placement[], rule: (placement: Placement) => unknown): Placement[][] => {
  const groups = new Map<string, Placement[]>();
  for (const one of placements) {
    const key = JSON.stringify(rule(one));
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
};

const anyHere = (mid: Found, placements: readonly Placement[]): Val<1> =>
  anyOf(placements.map(({ name }) => mid.next[name]!));

/** Hands the beats on from the second registers. */
const passOn = (
  { plan, stage, next }: StageContext,
  { mid, out, down }: { readonly mid: Found; readonly out: Moved; readonly down: BeatsOut },
): void => {
  const { held } = reg({
    held: { valid: bit(0), data: u(mid.data.width), last: bit(), index: u(plan.indexBits) },
  });
  const load = { data: mid.data, last: mid.last, index: mid.index };
  if (stage.realigns) {
    held.valid.set(mid.valid.or(held.valid.and(held.last.not())));
    when(mid.valid, () => {
      held.data.set(load.data);
      held.last.set(load.last);
      held.index.set(load.index);
    });
    realign(plan, stage, next!, { ...held, skip: out.skip!, next: out.next! }, mid, down);
    return;
  }
  held.set({ valid: mid.valid, ...load });
  down.valid.set(held.valid);
  down.payload.set({ data: held.data, last: held.last, index: held.index, skip: out.skip, next: out.next });
};
