// SPDX-License-Identifier: Apache-2.0
/** Memories: block RAM and LUT RAM with a registered output, and LUT RAM that answers in the same clock. */
import { constantOf } from './constant-value.ts';
import { dataflowOf } from './dataflow.ts';
import { bitsText, describeValue } from './describe.ts';
import { checkReason, HdlError } from './diagnostic.ts';
import { type Attributes, type Memory, type MemoryKind, Signal } from './ir/index.ts';
import { array } from './lists.ts';
import { captureLocation, type Location } from './location.ts';
import { joinName } from './names.ts';
import { betweenStages, describedIn, markDelay } from './pipeline-stage.ts';
import { builder, pushWrite, when } from './scope.ts';
import { mux } from './select.ts';
import { bitsOf, indexWidth, type Shape } from './shape.ts';
import { cat, constant, Val } from './value.ts';
import { checkAttributes } from './verilog-text.ts';
import { driveSignal, pack, type Rd, readSignal, type Src, unpack } from './view.ts';

/** Initial contents: packed words (missing ones are 0), or a file that `$readmemh` reads. */
export type Contents = readonly bigint[] | { readonly file: string };

/** What a memory holds, how much of it and in which kind of RAM. */
export interface RamSpec<S extends Shape = Shape> {
  readonly shape: S;
  /** Number of words. */
  readonly depth: number;
  /**
   * `block`: read data one clock after the address, read-first (a read in the clock of a write to the same word gets the
   * old word). `ultra`: the same in UltraRAM, which has no initial contents. `registered`: the same in LUT RAM with a register
   * after it, for few words. `distributed`: LUT RAM, read data in the same clock. Default `block`.
   */
  readonly kind?: MemoryKind;
  /** Contents at power-up. Without it they are undefined. */
  readonly init?: Contents;
  /** Verilog attributes of the array besides `ram_style`. */
  readonly attributes?: Attributes;
  /**
   * For a memory whose ports have several clocks: why no word is read or written by one while another writes it. Without
   * it such a memory is refused (HDL-CROSSING).
   */
  readonly betweenClocks?: string;
}

/** What a read port does besides reading. */
export interface ReadOptions {
  /**
   * A read in the clock of a write to the same word gets the new word. Costs a comparator, and a flip-flop and a multiplexer
   * a bit. Reader and writer are in one clock domain.
   */
  readonly bypass?: boolean;
  /** A register after the output, which block RAMs have inside: one more clock of latency, a faster clock. */
  readonly outputRegister?: boolean;
}

/** A memory with one write port and any number of read ports. */
export interface Ram<S extends Shape> {
  /**
   * A read port of the domain in force. `block`, `ultra`, `registered`: the word arrives one clock after `address`, and holds while `enable` is
   * 0. `distributed`: the word of this clock; takes no `enable` and no options.
   */
  read(address: Val, enable?: Val<1>, options?: ReadOptions): Rd<S>;
  /**
   * The write port: writes when the enclosing `when`s hold, and nothing beyond the last word. A memory has one. With `mask`, bit i writes the i-th of
   * `mask.width` equal parts.
   */
  write(address: Val, data: Src<S> | Rd<S>, mask?: Val): void;
}

type Specs = { readonly [name: string]: RamSpec };

/**
 * Memories of `depth` words, named by their keys, with addresses of `indexWidth(depth)` bits. A read takes one clock in
 * block, UltraRAM and registered LUT RAM (two with the output register) and none in LUT RAM without a register. Throws HDL-MEMORY for no words, contents that
 * do not fit, an address of another width or one that constants put beyond the last word, a second write port, a mask that does
 * not divide the word, and options that the kind cannot have.
 */
export const ram = <const T extends Specs>(specs: T): { readonly [K in keyof T]: Ram<T[K]['shape']> } =>
  Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, simpleRam(name, spec)])) as never;

/** `count` memories `name_0`, `name_1`, ... as an array, alike or as `spec` says for each number; otherwise as {@link ram}. */
export const ramArray = <S extends Shape>(
  name: string,
  count: number,
  spec: RamSpec<S> | ((index: number) => RamSpec<S>),
): readonly Ram<S>[] => array(count, spec).map((one, i) => simpleRam(`${name}_${i}`, one) as unknown as Ram<S>);

const memoryKinds: readonly MemoryKind[] = ['block', 'ultra', 'registered', 'distributed'];

/** Declares the array of a memory; its ports come later. */
export const declareMemory = (name: string, spec: RamSpec): Memory => {
  const location = captureLocation();
  const b = builder('ram()');
  const { kind = 'block' } = spec;
  if (!memoryKinds.includes(kind)) {
    const text = `Memory '${name}' is block, ultra, registered or distributed, not ${describeValue(kind)}.`;
    throw new HdlError('HDL-MEMORY', text, location);
  }
  if (!Number.isInteger(spec.depth) || spec.depth < 1) {
    throw new HdlError(
      'HDL-MEMORY',
      `Memory '${name}' has a whole number of words, at least 1, not ${spec.depth}.`,
      location,
    );
  }
  checkAttributes(spec.attributes, location);
  checkReason('betweenClocks', spec.betweenClocks, location);
  const memory: Memory = {
    name: b.claim(joinName(name), location),
    width: bitsOf(spec.shape),
    depth: spec.depth,
    kind,
    ...contentsOf(name, spec, location),
    location,
    reads: [],
    writeLocation: undefined,
    writePorts: [],
    attributes: spec.attributes,
    betweenClocks: spec.betweenClocks,
    maskStride: 0,
  };
  b.module.memories.push(memory);
  return memory;
};

const contentsOf = (
  name: string,
  { init, depth, shape, kind }: RamSpec,
  location: Location,
): { init: readonly bigint[] | undefined; initFile: string | undefined } => {
  if (init === undefined) return { init: undefined, initFile: undefined };
  if (kind === 'ultra') {
    throw new HdlError('HDL-MEMORY', `Memory '${name}' is UltraRAM, which has no initial contents.`, location);
  }
  if ('file' in init) return { init: undefined, initFile: init.file };
  if (init.length > depth) {
    throw new HdlError('HDL-MEMORY', `Memory '${name}' of ${depth} words has ${init.length} initial words.`, location);
  }
  const width = bitsOf(shape);
  const other = init.find(word => typeof word !== 'bigint');
  if (other !== undefined) {
    throw new HdlError(
      'HDL-KIND',
      `The initial words of memory '${name}' are bigints, not ${describeValue(other)}.`,
      location,
    );
  }
  const bad = init.findIndex(word => word < 0n || word >> BigInt(width) !== 0n);
  if (bad >= 0) {
    throw new HdlError('HDL-MEMORY', `Initial word ${bad} of memory '${name}' does not fit ${width} bits.`, location);
  }
  return { init, initFile: undefined };
};

const simpleRam = (name: string, spec: RamSpec): Ram<Shape> => {
  const memory = declareMemory(name, spec);
  return {
    read: (address, enable, options) => unpack(spec.shape, readPort(memory, address, enable, 0, options)),
    write: (address, data, mask) => {
      const location = captureLocation();
      if (memory.writeLocation) {
        throw new HdlError(
          'HDL-MEMORY',
          `Memory '${memory.name}' already has its write port.`,
          memory.writeLocation,
          location,
        );
      }
      writePort(memory, address, pack(spec.shape, data as Src<Shape>), mask, 0);
    },
  };
};

/** Adds a read port; the value of all bits of the word. */
export const readPort = (
  memory: Memory,
  address: Val,
  enable: Val<1> | undefined,
  port: number,
  options: ReadOptions = {},
): Val => {
  const location = captureLocation();
  checkAddress(memory, address);
  if (memory.kind === 'distributed') {
    const extra = enable
      ? 'enable'
      : options.bypass
        ? 'bypass'
        : options.outputRegister
          ? 'output register'
          : undefined;
    if (extra) {
      throw new HdlError(
        'HDL-MEMORY',
        `Memory '${memory.name}' is distributed: its read port has no ${extra}.`,
        location,
      );
    }
  }
  const number = memory.reads.length === 0 ? '' : `${memory.reads.length}`;
  const suffix = memory.kind === 'distributed' ? '' : '_q';
  const name = `${memory.name}_rdata${number}`;
  const output = builder('A memory read').signal(new Signal('memory-read', `${name}${suffix}`, memory.width, location));
  memory.reads.push(describedIn(builder('A memory read'), { output, address, enable, port }));
  const word = readSignal(output);
  const latest = options.bypass ? bypassed(memory, name, word, address, enable, location) : word;
  return options.outputRegister ? registered(`${name}_out`, latest, location) : latest;
};

const register = (name: string, width: number, location: Location): Val => {
  const b = builder('A memory read');
  return driveSignal(b.signal(new Signal('reg', `${name}_q`, width, location, undefined, b.nextGroup())));
};

const drive = (target: Val, source: Val): void => (target as unknown as { set(value: Val): void }).set(source);

const registered = (name: string, value: Val, location: Location): Val => {
  const out = register(name, value.width, location);
  const b = builder('A memory read');
  betweenStages(b, () => b.atTop(() => drive(out, value)));
  markDelay(out.signal!, value);
  return out;
};

/** Forwards the word that was written in the clock of the read; built when the write port is known. */
const bypassed = (
  memory: Memory,
  name: string,
  word: Val,
  address: Val,
  enable: Val<1> | undefined,
  location: Location,
): Val => {
  const b = builder('A memory read');
  const { domain } = b;
  const latest = driveSignal(b.signal(new Signal('wire', `${name}_latest`, memory.width, location)));
  const finish = (): void => {
    const write = dataflowOf(b.module).writes.find(one => one.memory === memory);
    if (!write || write.domain !== domain) {
      const reason = write ? 'writes in another clock domain' : 'has no write port';
      throw new HdlError('HDL-MEMORY', `Memory '${memory.name}' ${reason}, so there is nothing to bypass.`, location);
    }
    const mask = (write.mask ?? write.enable) as Val;
    const hit = register(`${name}_hit`, mask.width, location);
    const forward = register(`${name}_forward`, memory.width, location);
    const same = write.enable.and(write.address.eq(address));
    const load = (target: Val, value: Val): void =>
      drive(target, enable ? mux(enable, value, readSignal(target.signal!)) : value);
    load(hit, write.mask ? mask.and(same.repeat(mask.width) as Val) : same);
    load(forward, write.data);
    const stride = memory.width / mask.width;
    const parts = Array.from({ length: mask.width as number }, (_, i) =>
      mux(hit.bit(i), forward.slice(i * stride, stride), word.slice(i * stride, stride)),
    );
    drive(latest, cat(...parts.reverse()));
  };
  b.finishers.push(() => (domain ? b.inDomain(domain, finish) : finish()));
  return latest;
};

/** Adds a write port that is active under the enclosing `when`s. */
export const writePort = (memory: Memory, address: Val, data: Val, mask: Val | undefined, port: number): void => {
  const location = captureLocation();
  checkAddress(memory, address);
  const stride = mask ? memory.width / mask.width : 0;
  if (!Number.isInteger(stride)) {
    throw new HdlError(
      'HDL-MEMORY',
      `A mask of ${mask!.width} bits does not divide words of ${memory.width} bits.`,
      location,
    );
  }
  if (memory.writeLocation && memory.maskStride !== stride) {
    throw new HdlError(
      'HDL-MEMORY',
      `The write ports of memory '${memory.name}' have different masks.`,
      memory.writeLocation,
      location,
    );
  }
  memory.writeLocation = location;
  memory.writePorts.push({ domain: builder('A memory write').domain, port });
  memory.maskStride = stride;
  const write = (at: Val): void => pushWrite(memory, at, data, mask, location, port);
  // Synthesis drops the address of a single word, and then would write it at any.
  if (memory.depth === 1) when(address.not() as Val<1>, () => write(constant(0n, 1)));
  else write(address);
};

const checkAddress = (memory: Memory, address: Val): void => {
  const width = indexWidth(memory.depth);
  if (!(address instanceof Val)) {
    throw new HdlError(
      'HDL-KIND',
      `The address of memory '${memory.name}' is a hardware value, not ${describeValue(address)}; use lit(value, ${width}).`,
      captureLocation(),
    );
  }
  if (address.width !== width) {
    throw new HdlError(
      'HDL-MEMORY',
      `Memory '${memory.name}' of ${memory.depth} words takes an address of ${bitsText(width)}, not ${address.width}.`,
      captureLocation(),
    );
  }
  const constant = constantOf(address);
  if (constant !== undefined && constant >= BigInt(memory.depth)) {
    throw new HdlError(
      'HDL-MEMORY',
      `The address of memory '${memory.name}' is always ${constant}, beyond its last word ${memory.depth - 1}.`,
      captureLocation(),
    );
  }
  const b = builder('A memory port');
  if (!b.module.memories.includes(memory)) {
    throw new HdlError(
      'HDL-SCOPE',
      `Memory '${memory.name}' belongs to another component than '${b.component}'.`,
      memory.location,
      captureLocation(),
    );
  }
};
