// SPDX-License-Identifier: Apache-2.0
/** Random components: ports, registers, wires, memories, instances and the statements that drive them. */
import { assert } from '../check.ts';
import { component, type Definition, inst, instArray, reg, unused, wire } from '../component.ts';
import { crossing } from '../crossing.ts';
import { inDomain } from '../domain.ts';
import type { EnumVal } from '../enum-value.ts';
import { type ClockDomain, defaultDomain } from '../ir/index.ts';
import { array } from '../lists.ts';
import { type Ram, type RamSpec, ram, ramArray } from '../memory.ts';
import { dualPortRam, rom } from '../memory-ports.ts';
import { input, output, Port, type PortList, type Ports } from '../ports.ts';
import { when } from '../scope.ts';
import { mux } from '../select.ts';
import { bitsOf, indexWidth, type Shape, u, Vec } from '../shape.ts';
import { cat, lit, type Val } from '../value.ts';
import { pack, unpack } from '../view.ts';
import type { Choices } from './choices.ts';
import { type Around, randomGrid, randomList } from './collections.ts';
import { Expressions } from './expressions.ts';
import { randomShape, randomWidth, wordsIn } from './random-shapes.ts';
import { Shadow } from './shadow.ts';
import { Driven, type Place } from './sources.ts';
import { driveAlways, type Field, statements, statesIn, touchAll } from './statements.ts';

/** The part of a component in one clock domain: what can be read and assigned there. */
interface Zone {
  readonly domain: ClockDomain | undefined;
  readonly make: Expressions;
  readonly registers: Place[];
  readonly states: EnumVal[];
  readonly once: (() => void)[];
}

/** What a random component is made from. */
export interface ComponentPlan {
  readonly name: string;
  readonly choices: Choices;
  /** Components that it may instantiate. */
  readonly children: readonly Definition[];
  /** Components that it does instantiate. */
  readonly wanted?: readonly Definition[];
  /** Clock domains besides the default one. */
  readonly domains: readonly ClockDomain[];
  /** About how many registers, wires, memories and instances it has. */
  readonly size: number;
}

/** Makes a component; its body is elaborated at once, so that choices are made in a fixed order. */
export const randomComponent = (plan: ComponentPlan): Definition => {
  const { choices, name } = plan;
  const ports: Record<string, Port | Ports | PortList> = {};
  for (let i = choices.between(1, 4); i > 0; i--) ports[`in${i}`] = input(randomShape(choices, false));
  if (choices.chance(25)) {
    ports['group'] = { request: input(randomShape(choices, false, 1)), answer: output(randomShape(choices, false, 1)) };
  }
  if (choices.chance(20)) ports['ins'] = array(choices.between(1, 3), () => input(randomShape(choices, false, 1)));
  if (choices.chance(20)) ports['outs'] = array(choices.between(1, 3), i => output(u(i + 1)));
  for (let i = choices.between(1, 3); i > 0; i--) ports[`out${i}`] = output(randomShape(choices, false));
  ports['digest'] = output(u(32));
  const edge = choices.chance(20);
  const definition = component(name, {}, ports, io => new Body(plan).fill(ports, io), { edge });
  definition.elaborate();
  return definition;
};

class Body {
  readonly #plan: ComponentPlan;
  readonly #choices: Choices;
  readonly #zones: readonly Zone[];
  /** What the digest output shows. */
  readonly #shown: Val[] = [];
  readonly #names = new Map<string, number>();

  constructor(plan: ComponentPlan) {
    this.#plan = plan;
    this.#choices = plan.choices;
    this.#zones = [undefined, ...plan.domains].map(domain => ({
      domain,
      make: new Expressions(plan.choices, [], holds => assert(this.#fresh('promise_'), holds as Val<1>)),
      registers: [],
      states: [],
      once: [],
    }));
  }

  fill(ports: Ports, io: any): void {
    const outputs = this.#readInputs(ports, io);
    for (const zone of this.#zones) if (this.#choices.chance(85)) this.#in(zone, () => this.#registers(zone));
    for (let i = this.#choices.between(1, this.#plan.size); i > 0; i--) {
      const zone = this.#choices.pick(this.#zones);
      this.#in(zone, () => this.#item(zone));
    }
    for (const definition of this.#plan.wanted ?? []) {
      const zone = this.#choices.pick(this.#zones);
      this.#in(zone, () => this.#instance(zone, definition));
    }
    for (const zone of this.#zones) this.#in(zone, () => this.#finish(zone));
    const all = new Expressions(
      this.#choices,
      this.#zones.flatMap(zone => zone.make.pool),
    );
    const noFsm = { fresh: undefined };
    for (const place of outputs) driveAlways({ ...this.#field([place], all, []), ...noFsm }, this.#choices.nesting);
    io.digest.set(digest(this.#shown));
  }

  /** Every input becomes readable in one zone; returns the outputs. */
  #readInputs(ports: Ports | PortList, io: any): Place[] {
    const outputs: Place[] = [];
    for (const [name, part] of Object.entries(ports)) {
      if (name === 'digest') continue;
      if (!(part instanceof Port)) outputs.push(...this.#readInputs(part, io[name]));
      else if (part.direction === 'out') outputs.push({ shape: part.shape, view: io[name] });
      else this.#know(this.#choices.pick(this.#zones), part.shape, io[name], false);
      if (part instanceof Port && part.direction === 'in') unused(io[name]);
    }
    return outputs;
  }

  #in(zone: Zone, body: () => void): void {
    inDomain(zone.domain ?? defaultDomain, body);
  }

  #fresh = (base: string): string => {
    const number = (this.#names.get(base) ?? 0) + 1;
    this.#names.set(base, number);
    return `${base}${number}`;
  };

  #field(places: readonly Place[], make: Expressions, once: (() => void)[], states: readonly EnumVal[] = []): Field {
    return { choices: this.#choices, make, places, states, once, fresh: this.#fresh };
  }

  /** A new value of a zone: readable, and shown by the digest. */
  #know(zone: Zone, shape: Shape, view: any, isShown = true): void {
    const words = wordsIn(shape, view);
    zone.make.pool.push(...words);
    zone.states.push(...statesIn(shape, view));
    if (shape instanceof Vec && this.#choices.chance(50)) {
      const index = zone.make.anyIndex(shape.count);
      const element = view.get(index);
      zone.make.pool.push(...wordsIn(shape.element, element));
      this.#expectElement(shape, view, index, element);
    }
    if (isShown && this.#choices.chance(90)) this.#shown.push(...words);
    else if (isShown) unused(view);
  }

  /** An element chosen by a value is the one of that number, and 0 beyond the last. */
  #expectElement(shape: Vec, view: any, index: Val, element: any): void {
    const elements = Array.from({ length: shape.count }, (_, i) => {
      const word = pack(shape.element, view.get(i));
      return mux(index.eq(i) as Val<1>, word, lit(0, word.width));
    });
    const expected = elements.reduce((all, one) => all.or(one));
    assert(this.#fresh('element_'), pack(shape.element, element).eq(expected));
  }

  #around(zone: Zone): Around {
    const { make, registers } = zone;
    const know = (shape: Shape, view: unknown): void => this.#know(zone, shape, view);
    return { choices: this.#choices, make, registers, fresh: this.#fresh, know };
  }

  #registers(zone: Zone): void {
    const shapes = Object.fromEntries(
      Array.from({ length: this.#choices.between(1, 3) }, () => [this.#fresh('r'), randomShape(this.#choices, true)]),
    );
    const registers = reg(shapes);
    for (const [name, shape] of Object.entries(shapes)) {
      zone.registers.push({ shape, view: registers[name] });
      this.#know(zone, shape, registers[name]);
    }
  }

  #item(zone: Zone): void {
    const kinds: (readonly [number, () => void])[] = [
      [5, () => this.#wires(zone)],
      [3, () => this.#registers(zone)],
      [2, () => randomList(this.#around(zone))],
      [2, () => randomGrid(this.#around(zone))],
      [4, () => this.#memory(zone)],
      [1, () => this.#dualPort(zone)],
      [1, () => this.#table(zone)],
      ...(this.#plan.children.length > 0
        ? [[5, () => this.#instance(zone, this.#choices.pick(this.#plan.children))] as const]
        : []),
      ...(this.#zones.length > 1
        ? [[3, () => this.#cross(zone)] as const, [2, () => this.#twoClocks(zone)] as const]
        : []),
    ];
    this.#choices.weighted(kinds)();
  }

  /** Wires driven together with registers and memories, by one statement tree. */
  #wires(zone: Zone): void {
    const shapes = Object.fromEntries(
      Array.from({ length: this.#choices.between(1, 2) }, () => [this.#fresh('w'), randomShape(this.#choices, false)]),
    );
    const wires = wire(shapes);
    const places = Object.entries(shapes).map(([name, shape]) => ({ shape, view: wires[name] }));
    driveAlways(this.#field(places, zone.make, [], zone.states), this.#choices.nesting);
    for (const { shape, view } of places) this.#know(zone, shape, view);
  }

  /** A memory, or a list of them. */
  #memory(zone: Zone): void {
    const choices = this.#choices;
    const name = this.#fresh('m');
    const depth = choices.pick([4, 8, 16, 3, 5, 2, 1]);
    const parts = choices.pick([1, 2, 3, 4, 8]);
    const shape = choices.chance(60)
      ? u(parts * choices.between(1, 12))
      : choices.chance(50)
        ? u(randomWidth(choices))
        : randomShape(choices, false);
    const kind = choices.pick(['block', 'distributed', 'registered', 'ultra'] as const);
    const width = bitsOf(shape);
    const init =
      kind !== 'ultra' && choices.chance(40)
        ? Array.from({ length: choices.between(1, depth) }, () => choices.word(width))
        : undefined;
    const spec = { shape, depth, kind, ...(init ? { init } : {}) };
    const count = choices.chance(30) ? 2 : 0;
    const use = (memory: Ram<Shape>, own: string): void => this.#memoryPorts(zone, memory, own, spec, parts);
    if (count === 0) use(ram({ [name]: spec })[name]! as never, name);
    else for (const [i, memory] of ramArray(name, count, spec).entries()) use(memory as never, `${name}_${i}`);
  }

  /** Up to three read ports; the write waits for a statement tree. */
  #memoryPorts(
    zone: Zone,
    memory: Ram<Shape>,
    name: string,
    { shape, depth, kind, init }: RamSpec,
    parts: number,
  ): void {
    const choices = this.#choices;
    const width = bitsOf(shape);
    const addresses: Val[] = [];
    const shadow = init || width > 64 ? undefined : new Shadow(`${name}_shadow`, depth, width);
    for (let i = choices.between(1, 3); i > 0; i--) {
      const address = zone.make.index(depth);
      const isBlock = kind !== 'distributed';
      const enable = isBlock && choices.chance(40) ? zone.make.condition() : undefined;
      const options = isBlock ? { bypass: choices.chance(40), outputRegister: choices.chance(25) } : {};
      addresses.push(address);
      const word = memory.read(address, enable, options);
      this.#know(zone, shape, word);
      shadow?.check({
        address,
        enable,
        kind: isBlock ? (options.bypass ? 'new' : 'old') : 'now',
        outputRegister: options.outputRegister ?? false,
        word: pack(shape, word),
      });
    }
    const mask = width % parts === 0 && parts > 1 && choices.chance(60) ? parts : 0;
    zone.once.push(() => {
      const data = zone.make.of(width);
      // Often the word that is read, so that both meet.
      const address = choices.weighted([
        [4, () => choices.pick(addresses)],
        [2, () => zone.make.index(depth)],
        [1, () => zone.make.wild(depth)],
      ] as const)();
      const enables = mask > 0 ? zone.make.of(mask) : undefined;
      memory.write(address, unpack(shape, data) as never, enables);
      shadow?.write(address, data, enables);
    });
  }

  /** A true dual port memory; the second port never writes in the clock in which the first does. */
  #dualPort(zone: Zone): void {
    const choices = this.#choices;
    const name = this.#fresh('d');
    const depth = choices.pick([4, 8, 16]);
    const parts = choices.pick([1, 2, 4]);
    const width = parts * choices.between(1, 20);
    const memory = dualPortRam({ [name]: { shape: u(width), depth } })[name]!;
    const first = zone.make.condition();
    const masked = parts > 1 && choices.chance(50);
    const access = (write: Val | undefined): void => {
      const read = memory.access({
        address: zone.make.index(depth),
        ...(choices.chance(40) ? { enable: zone.make.condition() } : {}),
        ...(write ? { write, data: zone.make.of(width), ...(masked ? { mask: zone.make.of(parts) } : {}) } : {}),
        outputRegister: choices.chance(20),
      });
      this.#know(zone, u(width), read);
    };
    access(first);
    access(choices.chance(70) ? zone.make.condition().and(first.not()) : undefined);
  }

  /** A dual port memory between two zones, each of which keeps to its own half. */
  #twoClocks(zone: Zone): void {
    const choices = this.#choices;
    const other = choices.pick(this.#zones);
    if (other === zone) return;
    const name = this.#fresh('c');
    const depth = choices.pick([4, 8, 16]);
    const width = choices.between(1, 20);
    const betweenClocks = 'Each zone keeps to its half of the words.';
    const memory = dualPortRam({ [name]: { shape: u(width), depth, betweenClocks } })[name]!;
    [zone, other].forEach((one, half) => {
      this.#in(one, () => {
        const address = cat(lit(half, 1), one.make.of(indexWidth(depth) - 1));
        const access = { address, write: one.make.condition(), data: one.make.of(width) };
        this.#know(one, u(width), memory.access(access));
      });
    });
  }

  #table(zone: Zone): void {
    const choices = this.#choices;
    const name = this.#fresh('t');
    const shape = u(randomWidth(choices));
    const init = Array.from({ length: choices.pick([4, 8, 3, 7, 1]) }, () => choices.word(shape.width));
    const kind = choices.pick(['block', 'distributed'] as const);
    const table = rom({ [name]: { shape, init, kind } })[name]!;
    this.#know(zone, shape, table.read(zone.make.index(init.length)));
  }

  #instance(zone: Zone, definition: Definition): void {
    const choices = this.#choices;
    const name = this.#fresh('i');
    const views = choices.chance(15) ? instArray(name, 2, () => definition) : [inst({ [name]: definition })[name]!];
    for (const view of views) this.#connect(zone, definition, view);
  }

  /** Drives the inputs of an instance, and makes its outputs known. */
  #connect(zone: Zone, definition: Definition, view: any): void {
    const choices = this.#choices;
    const inputs: Place[] = [];
    const outputs: Place[] = [];
    const visit = (ports: Ports | PortList, part: any): void => {
      for (const [key, port] of Object.entries(ports)) {
        if (!(port instanceof Port)) visit(port, part[key]);
        else (port.direction === 'in' ? inputs : outputs).push({ shape: port.shape, view: part[key] });
      }
    };
    visit(definition.ports, view);
    const groups = choices.chance(70) ? inputs.map(place => [place]) : [inputs];
    for (const places of groups) if (places.length > 0) driveAlways(this.#field(places, zone.make, [], zone.states), 1);
    for (const { shape, view: value } of outputs) this.#know(zone, shape, value);
  }

  /** A value of another zone, through a register that is allowed to see it. */
  #cross(zone: Zone): void {
    const choices = this.#choices;
    const from = choices.pick(this.#zones);
    if (from === zone || from.make.pool.length === 0) return;
    const value = choices.pick(from.make.pool);
    const name = this.#fresh('x');
    const shape = choices.chance(50) ? u(value.width, choices.word(value.width)) : u(value.width);
    const register = reg({ [name]: shape })[name]!;
    const because = 'A simulator has no metastability.';
    register.set(crossing(`${name}_cross`, value, { kind: 'false-path', to: register, because }));
    this.#know(zone, shape, register);
  }

  /** Statements for registers and memories that wait for them. */
  #finish(zone: Zone): void {
    const { choices, make } = { choices: this.#choices, make: zone.make };
    const field = this.#field(zone.registers, make, zone.once, zone.states);
    const driven = new Driven();
    touchAll(field, driven);
    for (let i = choices.below(4); i > 0; i--) statements(field, driven, choices.nesting);
    while (zone.once.length > 0) when(make.condition(choices.below(2)), zone.once.pop()!);
  }
}

/** A sum of all values that a change of any bit changes. */
const digest = (values: readonly Val[]): Val<32> => {
  let sum: Val = lit(0x9e37, 32);
  values.forEach((value, i) => {
    for (let lo = 0; lo < value.width; lo += 32) {
      const part = value.slice(lo, Math.min(32, value.width - lo)).zext(32) as Val;
      const turn = (7 * i + 3) % 32;
      sum = sum.xor(turn === 0 ? part : cat(part.slice(0, 32 - turn), part.slice(32 - turn, turn)));
    }
  });
  return sum as Val<32>;
};
