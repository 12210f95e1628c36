// SPDX-License-Identifier: Apache-2.0
/** Are all signals driven, on every path, and is no assignment made meaningless by a later one? Bit by bit. */
import { HdlError } from '../diagnostic.ts';
import { type Action, type Assign, isAction, type Module, type Signal, type Statement } from '../ir/index.ts';
import type { Location } from '../location.ts';
import { allOnes } from '../shape.ts';

/** Bits driven by a statement list: on every path, and on some path. */
interface Drive {
  always: bigint;
  ever: bigint;
  /** Where the bits were driven in the list itself or below it. */
  readonly places: { readonly mask: bigint; readonly location: Location }[];
}

type Drives = Map<Signal, Drive>;

/** Checks undriven signals, memories without contents, latches and overlapping assignments. */
export const checkDrivers = (module: Module, component: string): void => {
  for (const { name, init, initFile, writePorts, location } of module.memories) {
    if (init || initFile !== undefined || writePorts.length > 0) continue;
    throw new HdlError(
      'HDL-UNDRIVEN',
      `The memory '${name}' in component '${component}' has no contents: nothing writes it, and it has no init.`,
      location,
    );
  }
  const drives = driveList(module.statements);
  for (const signal of module.signals) {
    if (
      signal.kind === 'reg' ||
      signal.kind === 'wire' ||
      signal.kind === 'output' ||
      signal.kind === 'instance-input'
    ) {
      checkSignal(module, signal, drives.get(signal), component);
    }
  }
};

/** What a message calls a signal. */
const nameIn = (module: Module, signal: Signal): string => {
  if (signal.kind !== 'instance-input') return `'${signal.name}'`;
  for (const { name, connections } of module.instances) {
    for (const [port, there] of connections) if (there === signal) return `input '${port}' of instance '${name}'`;
  }
  return `'${signal.name}'`;
};

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const checkSignal = (module: Module, signal: Signal, drive: Drive | undefined, component: string): void => {
  const all = allOnes(signal.width);
  const missing = all & ~(drive?.ever ?? 0n);
  if (signal.kind === 'reg' ? missing === all : missing !== 0n) {
    const name = nameIn(module, signal);
    const what = missing === all ? capitalised(name) : `Bits ${ranges(missing)} of ${name}`;
    throw new HdlError(
      'HDL-UNDRIVEN',
      `${what} in component '${component}' ${missing === all ? 'is' : 'are'} never driven.`,
      signal.location,
    );
  }
  const held = all & ~drive!.always;
  if (signal.kind !== 'reg' && held !== 0n) {
    throw new HdlError(
      'HDL-LATCH',
      `Bits ${ranges(held)} of ${nameIn(module, signal)} in component '${component}' keep their value on some path; set a default before the when().`,
      signal.location,
      drive!.places[0]?.location,
    );
  }
};

/** `7:4, 0` for a mask. */
const ranges = (mask: bigint): string => {
  const parts: string[] = [];
  for (let bit = 0; mask >> BigInt(bit) !== 0n; bit++) {
    if (!((mask >> BigInt(bit)) & 1n)) continue;
    const lo = bit;
    while ((mask >> BigInt(bit + 1)) & 1n) bit++;
    parts.unshift(bit === lo ? `${lo}` : `${bit}:${lo}`);
  }
  return parts.join(', ');
};

const driveList = (statements: readonly Statement[]): Drives => {
  const drives: Drives = new Map();
  for (const statement of statements) {
    if (statement.kind === 'assign') driveAssign(drives, statement);
    else if (!isAction(statement)) merge(drives, branchesOf(statement), statement.location);
  }
  return drives;
};

const driveAssign = (drives: Drives, { target, location }: Assign): void => {
  const drive = driveOf(drives, target.signal);
  if (target.index) {
    drive.ever |= allOnes(target.signal.width - target.lo) << BigInt(target.lo);
    return;
  }
  const mask = allOnes(target.width) << BigInt(target.lo);
  // Bits that nothing has driven yet, as those of the next element of a vector, lose nothing.
  const lost = (drive.ever & mask) !== 0n && drive.places.find(place => (place.mask & mask) === place.mask);
  if (lost) {
    throw new HdlError(
      'HDL-OVERLAP',
      `The second assignment to '${target.signal.name}' makes the first meaningless; remove one or put the default first.`,
      lost.location,
      location,
    );
  }
  drive.always |= mask;
  drive.ever |= mask;
  drive.places.push({ mask, location });
};

const driveOf = (drives: Drives, signal: Signal): Drive => {
  let drive = drives.get(signal);
  if (!drive) {
    drive = { always: 0n, ever: 0n, places: [] };
    drives.set(signal, drive);
  }
  return drive;
};

/** The branches of a conditional; a missing last branch is an empty one. */
const branchesOf = (statement: Exclude<Statement, Action>): Drives[] => {
  if (statement.kind === 'if') {
    return [...statement.branches.map(branch => driveList(branch.body)), driveList(statement.otherwise ?? [])];
  }
  const cases = statement.cases.map(one => driveList(one.body));
  const complete = BigInt(cases.length) === 1n << BigInt(statement.subject.width);
  return complete && !statement.otherwise ? cases : [...cases, driveList(statement.otherwise ?? [])];
};

const merge = (drives: Drives, branches: readonly Drives[], location: Location): void => {
  const signals = new Set<Signal>();
  for (const branch of branches) for (const signal of branch.keys()) signals.add(signal);
  for (const signal of signals) {
    const drive = driveOf(drives, signal);
    let always = allOnes(signal.width);
    let ever = 0n;
    let first: Location | undefined;
    for (const branch of branches) {
      const own = branch.get(signal);
      always &= own?.always ?? 0n;
      ever |= own?.ever ?? 0n;
      first ??= own?.places[0]?.location;
    }
    drive.always |= always;
    drive.ever |= ever;
    if (ever !== 0n) drive.places.push({ mask: ever, location: first ?? location });
  }
};
