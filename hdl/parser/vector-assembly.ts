/**
 * Puts the header vector together from what the stages found. A field that one stage gives waits in a delay line of its
 * own; one that several give travels as a running value, so that there is one copy of it in any clock and not one a stage.
 */
import { cat, lit, mux, priorityMux, reg, u, type Val } from 'typescript-hdl';
import { delayLine } from 'typescript-hdl/lib';
import { checksumVerdicts, type HeaderVectorField, headerVectorFields } from '../layout/header-vector.ts';
import { type GivenGroup, presenceFields, sourcesOf } from './given-groups.ts';
import { anyOf } from './header-logic.ts';
import type { ParserPlan, StagePlan } from './plan.ts';

/** What one stage found, and when. */
export interface StageResult {
  readonly stage: StagePlan;
  readonly groups: readonly GivenGroup[];
  /** Clock of the stage's `walk`: `read` and `offset` are of that clock. */
  readonly time: number;
  readonly offset: Val;
  readonly read: Readonly<Record<string, { readonly value: Val; readonly counts?: Val<1> }>>;
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

/** Builds the vector for the clock `end`; names its delay lines after the fields. */
class VectorBuilder {
  readonly #plan: ParserPlan;
  readonly #results: readonly StageResult[];
  readonly #end: number;
  readonly #present = new Map<string, Val<1>>();
  readonly #offsets = new Map<string, Val>();

  constructor(plan: ParserPlan, results: readonly StageResult[], end: number) {
    this.#plan = plan;
    this.#results = results;
    this.#end = end;
    for (const result of results) this.#delayPresence(result);
  }

  /** One bit a header, in the order of the graph. */
  headers(bits: number): Val {
    const numbers = Object.entries(this.#plan.numbers).sort(([, a], [, b]) => a - b);
    const present = numbers.map(([name]) => this.#present.get(name)!);
    return (cat(...present.reverse()) as Val).zext(bits);
  }

  /** A field that several headers may give; 0 without one of them. */
  field(field: HeaderVectorField, bits: number): Val {
    const giving = this.#results
      .map(result => ({ result, groups: result.groups.filter(group => group.field === field) }))
      .filter(({ groups }) => groups.length > 0);
    if (giving.length === 0) return lit(0, bits);
    const [{ result, groups }] = giving as [(typeof giving)[number]];
    if (giving.length === 1 && groups.length === 1) return this.#single(field, result, groups[0]!, bits);
    let running: Timed | undefined;
    for (const { result: one, groups: more } of giving) running = this.#update(field, one, more, bits, running);
    return this.#at(`${field}Line`, running!, this.#end);
  }

  /** A field that follows from which headers are present: the constant of the last one. */
  presenceField(field: HeaderVectorField, bits: number): Val {
    const arms = this.#results.flatMap(({ stage }) =>
      stage.placements.flatMap(({ header, layer }) => {
        const [source] = sourcesOf(header, field);
        return source && 'constant' in source ? [{ name: header.name, layer, constant: source.constant }] : [];
      }),
    );
    const once = arms.filter(({ name }, i) => arms.findIndex(one => one.name === name) === i);
    const value = priorityMux(
      [...once].reverse().map(({ name, constant }) => [this.#present.get(name)!, lit(constant, bits)] as const),
      lit(0, bits),
    );
    return value as Val;
  }

  checksum(field: HeaderVectorField, bits: number): Val | undefined {
    const found = this.#results.find(({ checksum }) => checksum?.field === field)?.checksum;
    if (!found) return undefined;
    const good = this.#at(`${field}Line`, { value: found.good, time: found.time }, this.#end);
    const verdict = mux(good as Val<1>, lit(checksumVerdicts.good, bits), lit(checksumVerdicts.bad, bits));
    return mux(this.#present.get(found.header)!, verdict, 0);
  }

  #delayPresence({ stage, present, presentTime }: StageResult): void {
    for (const name of new Set(stage.placements.map(({ header }) => header.name))) {
      const places = stage.placements.filter(({ header }) => header.name === name);
      const value = anyOf(places.map(one => present[one.name]!));
      this.#present.set(name, this.#at(`${name}Present`, { value, time: presentTime }, this.#end) as Val<1>);
    }
  }

  /** One group of one stage: its value waits, and counts at the end if one of its headers is present. */
  #single(field: HeaderVectorField, result: StageResult, group: GivenGroup, bits: number): Val {
    const { value } = result.read[group.key]!;
    let timed: Timed = { value: value.zext(bits), time: result.time };
    if (group.relative) {
      const sum: any = reg({ [`${field}Sum`]: u(bits) });
      sum[`${field}Sum`].set(timed.value.add(result.offset));
      timed = { value: sum[`${field}Sum`], time: result.time + 1 };
    }
    const given = anyOf([...new Set(group.placements.map(({ header }) => this.#present.get(header.name)!))]);
    return mux(given, this.#at(`${field}Line`, timed, this.#end), 0);
  }

  /** The running value behind one more stage. */
  #update(
    field: HeaderVectorField,
    result: StageResult,
    groups: readonly GivenGroup[],
    bits: number,
    running: Timed | undefined,
  ): Timed {
    const { stage, presentTime, time } = result;
    const arms = groups.map((group): readonly [Val<1>, Val] => {
      const { value, counts } = result.read[group.key]!;
      const here = anyOf(group.placements.map(one => result.present[one.name]!));
      const name = `${stage.name}${group.key[0]!.toUpperCase()}${group.key.slice(1)}`;
      const on = counts && (this.#at(`${name}Counts`, { value: counts, time }, presentTime) as Val<1>);
      return [on ? here.and(on) : here, this.#at(`${name}Value`, { value, time }, presentTime).zext(bits)];
    });
    const given = anyOf(arms.map(([here]) => here));
    // Of several layers the last present one counts.
    const chosen = arms.length === 1 ? arms[0]![1] : priorityMux([...arms.slice(1)].reverse(), arms[0]![1]);
    const value = groups[0]!.relative ? chosen.add(this.#offsetAt(result)) : chosen;
    const before = running ? this.#at(`${stage.name}${field}Before`, running, presentTime) : lit(0, bits);
    const name = `${stage.name}${field[0]!.toUpperCase()}${field.slice(1)}`;
    const after: any = reg({ [name]: u(bits) });
    after[name].set(mux(given, value, before));
    return { value: after[name], time: presentTime + 1 };
  }

  /** Offset of the stage in the frame, in the clock of its presence bits. */
  #offsetAt({ stage, offset, time, presentTime }: StageResult): Val {
    const known = this.#offsets.get(stage.name);
    if (known) return known;
    const value = this.#at(`${stage.name}Offset`, { value: offset, time }, presentTime);
    this.#offsets.set(stage.name, value);
    return value;
  }

  #at(name: string, { value, time }: Timed, clock: number): Val {
    if (value.op === 'const') return value;
    return delayLine(name, u(value.width), value, clock - time) as Val;
  }
}

/** Every field of the header vector in the clock `end`; the walk's own fields come as they are. */
export const assembleVector = (
  plan: ParserPlan,
  results: readonly StageResult[],
  end: number,
  walked: { readonly exception: Val; readonly exceptionHeader: Val },
): Record<string, Val> => {
  const builder = new VectorBuilder(plan, results, end);
  const fromPresence = presenceFields(plan.stages);
  return Object.fromEntries(
    headerVectorFields.map(({ name, bits }) => {
      if (name === 'headers') return [name, builder.headers(bits)];
      if (name === 'exception' || name === 'exceptionHeader') return [name, walked[name]];
      if (fromPresence.has(name)) return [name, builder.presenceField(name, bits)];
      return [name, builder.checksum(name, bits) ?? builder.field(name, bits)];
    }),
  );
};
