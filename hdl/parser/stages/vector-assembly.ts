// SPDX-License-Identifier: Apache-2.0
/**
 * Puts the header vector together from what the stages found. A field that one stage gives waits for the end of the walk;
 * one that several give travels as a running value, so that there is one copy of it in any clock and not one a stage.
 */
import { type Bundle, cat, lit, mux, priorityMux, reg, u, type Val } from 'typescript-hdl';
import { delayLine } from 'typescript-hdl/lib';
import { delayedLong } from '../../lib/ring-delay.ts';
import type { HeaderRule } from '../../spec/protocol/header-graph.ts';
import { checksumVerdicts, type HeaderVectorField, headerVectorFields } from '../../spec/protocol/header-vector.ts';
import { type GivenGroup, givenBits, presenceFields, sourcesOf } from '../graph/given-groups.ts';
import type { Placement } from '../graph/place-headers.ts';
import type { ParserPlan, StagePlan } from '../graph/plan.ts';
import { anyOf } from './header-logic.ts';
import { partName } from './stage-shapes.ts';

/** What one stage found, and when. */
export interface StageResult {
  readonly stage: StagePlan;
  readonly groups: readonly GivenGroup[];
  /** Clock of the stage's `walk`: `read` and `offset` are of that clock. */
  readonly time: number;
  readonly offset: Val;
  /** In a pointer stage, one clock later: where its header ends in the frame. */
  readonly end: Val | undefined;
  readonly read: Readonly<Record<string, Val>>;
  /** Clock of `present`. */
  readonly presentTime: number;
  readonly present: Readonly<Record<string, Val<1>>>;
  readonly checksum?: {
    readonly field: HeaderVectorField;
    readonly header: string;
    readonly good: Val<1>;
    readonly time: number;
  };
}

/** A value and the clock in which it is valid. */
interface Timed {
  readonly value: Val;
  readonly time: number;
}

/** A value that is known when all delay lines are: see {@link WaitingRoom}. */
type Later = () => Val;

/** Values on their way to the end of the walk: those that set out in the same clock share a delay line. */
class WaitingRoom {
  readonly #end: number;
  readonly #values = new Map<number, Record<string, Val>>();
  readonly #lines = new Map<number, Readonly<Record<string, Val>>>();

  constructor(end: number) {
    this.#end = end;
  }

  /** The value at the end of the walk. */
  wait(name: string, { value, time }: Timed): Later {
    if (value.op === 'const') return () => value;
    const fellows = this.#values.get(time) ?? {};
    this.#values.set(time, fellows);
    fellows[name] = value;
    return () => this.#lines.get(time)![name]!;
  }

  /** Builds the lines. */
  close(): void {
    for (const [time, values] of this.#values) {
      const shape: Bundle = Object.fromEntries(Object.entries(values).map(([name, { width }]) => [name, u(width)]));
      this.#lines.set(
        time,
        delayedLong(`from${time}`, shape, values, this.#end - time) as Readonly<Record<string, Val>>,
      );
    }
  }
}

const capitalised = (name: string): string => name[0]!.toUpperCase() + name.slice(1);

/** Name of the presence bit by which a header gives a field. */
const giverName = (
  { name, partly }: { readonly name: string; readonly partly?: HeaderRule['partly'] },
  field: HeaderVectorField,
): string => (partly?.gives.some(one => one === field) ? partName(name) : name);

/** The same for a header in its place. */
const giverAt = ({ name, header: { partly } }: Placement, field: HeaderVectorField): string =>
  giverName({ name, partly }, field);

/** A value `clock - time` clocks later. */
const at = (name: string, { value, time }: Timed, clock: number): Val =>
  value.op === 'const' ? value : (delayLine(name, u(value.width), value, clock - time) as Val);

/** Builds the fields of the vector for the end of the walk. */
class VectorBuilder {
  readonly #plan: ParserPlan;
  readonly #results: readonly StageResult[];
  readonly #room: WaitingRoom;
  readonly #present = new Map<string, Later>();
  /** Ends of headers as offsets in the frame, by stage and layer. */
  readonly #sums = new Map<string, Timed>();
  /** Values in the clock of a stage's presence bits, by name. */
  readonly #known = new Map<string, Val>();

  constructor(plan: ParserPlan, results: readonly StageResult[], room: WaitingRoom) {
    this.#plan = plan;
    this.#results = results;
    this.#room = room;
    for (const { stage, present, presentTime } of results) {
      for (const name of new Set(stage.placements.map(({ header }) => header.name))) {
        const places = stage.placements.filter(({ header }) => header.name === name);
        const wait = (bit: string, of: (place: string) => string): void => {
          const value = anyOf(places.map(one => present[of(one.name)]!));
          this.#present.set(bit, room.wait(`${bit}Present`, { value, time: presentTime }));
        };
        wait(name, place => place);
        if (places[0]!.header.partly) wait(partName(name), partName);
      }
    }
  }

  /** One bit a header, in the order of the graph. */
  headers(bits: number): Later {
    const numbers = Object.entries(this.#plan.numbers).sort(([, a], [, b]) => a - b);
    return () => (cat(...numbers.map(([name]) => this.#present.get(name)!()).reverse()) as Val).zext(bits);
  }

  /** A field that several headers may give; 0 without one of them. */
  field(field: HeaderVectorField, bits: number): Later {
    const giving = this.#results
      .map(result => ({ result, groups: result.groups.filter(group => group.field === field) }))
      .filter(({ groups }) => groups.length > 0);
    if (giving.length === 0) return () => lit(0, bits);
    const [{ result, groups }] = giving as [(typeof giving)[number]];
    if (groups[0]!.alone) return this.#single(field, result, groups[0]!, bits);
    let running: Timed | undefined;
    for (const { result: one, groups: more } of giving) running = this.#update(field, one, more, bits, running);
    return this.#room.wait(field, running!);
  }

  /** A field that follows from which headers are present: the constant of the last one. */
  presenceField(field: HeaderVectorField, bits: number): Later {
    const constants = new Map(
      this.#results.flatMap(({ stage }) =>
        stage.placements.flatMap(({ header }) => {
          const [source] = sourcesOf(header, field);
          return source && 'constant' in source ? [[giverName(header, field), source.constant] as const] : [];
        }),
      ),
    );
    const arms = [...constants].reverse();
    return () =>
      priorityMux(
        arms.map(([name, constant]) => [this.#present.get(name)!() as Val<1>, lit(constant, bits) as Val] as const),
        lit(0, bits) as Val,
      );
  }

  checksum(field: HeaderVectorField, bits: number): Later | undefined {
    const found = this.#results.find(({ checksum }) => checksum?.field === field)?.checksum;
    if (!found) return undefined;
    const good = this.#room.wait(field, { value: found.good, time: found.time });
    return () => {
      const verdict = mux(good() as Val<1>, lit(checksumVerdicts.good, bits), lit(checksumVerdicts.bad, bits));
      return mux(this.#present.get(found.header)!() as Val<1>, verdict as Val, 0);
    };
  }

  /** One group of one stage: its value waits, and counts at the end if a header that gives these bits is present. */
  #single(field: HeaderVectorField, result: StageResult, group: GivenGroup, bits: number): Later {
    const givers = group.placements.map(({ header }) => ({
      name: giverName(header, field),
      width: givenBits(header, field),
    }));
    const timed = group.relative ? this.#sum(result, group) : { value: result.read[group.key]!, time: result.time };
    const later = this.#room.wait(group.relative ? `end${group.layer}` : field, timed);
    // A value of its own is zero where no source counts; an end, which fields share, is not.
    const counting =
      group.relative && group.countsKey !== undefined
        ? this.#room.wait(group.countsKey, { value: result.read[group.countsKey]!, time: result.time })
        : undefined;
    const cuts = [...new Set(givers.map(({ width }) => width))].sort((a, b) => a - b);
    return () => {
      const value = later();
      const parts = cuts.map((to, i) => {
        const from = cuts[i - 1] ?? 0;
        const names = new Set(givers.filter(({ width }) => width > from).map(({ name }) => name));
        const here = anyOf([...names].map(name => this.#present.get(name)!() as Val<1>));
        const given = counting ? here.and(counting()) : here;
        return mux(given, value.slice(from, to - from) as Val, 0) as Val;
      });
      return (cat(...parts.reverse()) as Val).zext(bits);
    };
  }

  /** The end of the headers of a layer as an offset in the frame, one clock after it was read. */
  #sum({ stage, read, offset, time, end }: StageResult, { key, layer }: GivenGroup): Timed {
    if (end) return { value: end, time: time + 1 };
    const name = `${stage.name}End${layer}`;
    const known = this.#sums.get(name);
    if (known) return known;
    const sum = reg({ [name]: u(offset.width) })[name]!;
    sum.set(offset.add(read[key]!));
    const timed = { value: sum, time: time + 1 };
    this.#sums.set(name, timed);
    return timed;
  }

  /** The running value after one more stage. */
  #update(
    field: HeaderVectorField,
    result: StageResult,
    groups: readonly GivenGroup[],
    bits: number,
    running: Timed | undefined,
  ): Timed {
    const { stage, presentTime } = result;
    const arms = groups.map(group => this.#arm(result, group, bits));
    const given = anyOf(arms.map(([here]) => here));
    // Of several layers the last present one counts.
    const chosen = arms.length === 1 ? arms[0]![1] : (priorityMux([...arms.slice(1)].reverse(), arms[0]![1]) as Val);
    const before = running ? at(`${stage.name}${capitalised(field)}Before`, running, presentTime) : lit(0, bits);
    const name = `${stage.name}${capitalised(field)}`;
    const after = reg({ [name]: u(bits) })[name]!;
    after.set(mux(given, chosen, before));
    return { value: after, time: presentTime + 1 };
  }

  /** What one layer gives to a running value, in the clock of the presence bits. */
  #arm(result: StageResult, group: GivenGroup, bits: number): readonly [Val<1>, Val] {
    const { stage, present, presentTime, read, time } = result;
    const { key, countsKey, relative, layer } = group;
    const timed = relative ? this.#sum(result, group) : { value: read[key]!, time };
    const value = this.#timely(`${stage.name}${capitalised(relative ? `sum${layer}` : key)}`, timed, presentTime);
    const here = anyOf(group.placements.map(one => present[giverAt(one, group.field)]!));
    if (countsKey === undefined) return [here, value.zext(bits)];
    const counts = this.#timely(
      `${stage.name}${capitalised(countsKey)}`,
      { value: read[countsKey]!, time },
      presentTime,
    );
    return [here.and(counts), value.zext(bits)];
  }

  #timely(name: string, timed: Timed, clock: number): Val {
    const known = this.#known.get(name) ?? at(name, timed, clock);
    this.#known.set(name, known);
    return known;
  }
}

/** What the window says about the frame, in the clock `time`. */
export interface FrameEnd {
  readonly time: number;
  readonly frameBytes: Val;
  readonly longer: Val;
}

/** Every field of the header vector in the clock `end`; the walk's own fields come as they are. */
export const assembleVector = (
  plan: ParserPlan,
  results: readonly StageResult[],
  end: number,
  walked: { readonly exception: Val; readonly exceptionHeader: Val },
  frame: FrameEnd,
): Record<string, Val> => {
  const room = new WaitingRoom(end);
  const builder = new VectorBuilder(plan, results, room);
  const fromPresence = presenceFields(plan.stages);
  const fields = headerVectorFields.map(({ name, bits }): readonly [string, Later] => {
    if (name === 'headers') return [name, builder.headers(bits)];
    if (name === 'exception' || name === 'exceptionHeader') return [name, () => walked[name]];
    if (name === 'frameBytes' || name === 'longer') {
      const later = room.wait(name, { value: frame[name], time: frame.time });
      return [name, () => later().zext(bits)];
    }
    if (fromPresence.has(name)) return [name, builder.presenceField(name, bits)];
    return [name, builder.checksum(name, bits) ?? builder.field(name, bits)];
  });
  room.close();
  return Object.fromEntries(fields.map(([name, later]) => [name, later()]));
};
