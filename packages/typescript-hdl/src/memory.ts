/** Memories: block RAM with a registered output and distributed RAM that answers in the same clock. */
import { HdlError } from './diagnostic.ts';
import { type Attributes, type Memory, Signal } from './ir.ts';
import { captureLocation } from './location.ts';
import { joinName } from './names.ts';
import { builder, pushWrite } from './scope.ts';
import { bitsOf, indexWidth, type Shape } from './shape.ts';
import type { Operand, Val } from './value.ts';
import { pack, type Rd, readSignal, type Src, unpack } from './view.ts';

export interface RamSpec<S extends Shape = Shape> {
  readonly shape: S;
  /** Number of words. */
  readonly depth: number;
  /**
   * `block`: read data one clock after the address, read-first (a read in the clock of a write to the same word gets the
   * old word). `distributed`: LUT RAM, read data in the same clock. Default `block`.
   */
  readonly kind?: 'block' | 'distributed';
  /** Packed words at power-up; missing words are 0. Without it the contents are undefined. */
  readonly init?: readonly bigint[];
  /** Verilog attributes of the array besides `ram_style`. */
  readonly attributes?: Attributes;
}

export interface Ram<S extends Shape> {
  /**
   * A read port. `block`: the word arrives one clock after `address`, and holds while `enable` is 0.
   * `distributed`: the word of this clock; takes no `enable`.
   */
  read(address: Val, enable?: Val<1>): Rd<S>;
  /**
   * The write port: writes when the enclosing `when`s hold. A memory has one. With `mask`, bit i writes the i-th of
   * `mask.width` equal parts.
   */
  write(address: Val, data: Src<S> | Rd<S>, mask?: Val): void;
}

type Specs = { readonly [name: string]: RamSpec };

/** Memories, named by their keys. */
export const ram = <const T extends Specs>(specs: T): { readonly [K in keyof T]: Ram<T[K]['shape']> } =>
  Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, declareRam(name, spec)])) as any;

const declareRam = (name: string, spec: RamSpec): Ram<Shape> => {
  const location = captureLocation();
  const b = builder('ram()');
  if (!Number.isInteger(spec.depth) || spec.depth < 2) {
    throw new HdlError(
      'HDL-MEMORY',
      `Memory '${name}' needs a depth of at least 2 words, not ${spec.depth}.`,
      location,
    );
  }
  const memory: Memory = {
    name: b.claim(joinName(name), location),
    width: bitsOf(spec.shape),
    depth: spec.depth,
    kind: spec.kind ?? 'block',
    init: spec.init,
    location,
    reads: [],
    writeLocation: undefined,
    writeDomains: [],
    attributes: spec.attributes,
    maskStride: 0,
  };
  b.module.memories.push(memory);
  return {
    read: (address, enable) => unpack(spec.shape, readPort(memory, address, enable)),
    write: (address, data, mask) => writePort(memory, address, pack(spec.shape, data as Src<Shape>), mask),
  };
};

const readPort = (memory: Memory, address: Val, enable: Val<1> | undefined): Val => {
  const location = captureLocation();
  checkAddress(memory, address);
  if (memory.kind === 'distributed' && enable) {
    throw new HdlError('HDL-MEMORY', `Memory '${memory.name}' is distributed: its read port has no enable.`, location);
  }
  const number = memory.reads.length === 0 ? '' : `${memory.reads.length}`;
  const suffix = memory.kind === 'block' ? '_q' : '';
  const name = `${memory.name}_rdata${number}${suffix}`;
  const output = builder('A memory read').signal(new Signal('memory-read', name, memory.width, location));
  memory.reads.push({ output, address, enable });
  return readSignal(output);
};

const writePort = (memory: Memory, address: Val, data: Operand<any>, mask: Val | undefined): void => {
  const location = captureLocation();
  checkAddress(memory, address);
  if (memory.writeLocation) {
    throw new HdlError(
      'HDL-MEMORY',
      `Memory '${memory.name}' already has its write port.`,
      memory.writeLocation,
      location,
    );
  }
  if (mask && memory.width % mask.width !== 0) {
    throw new HdlError(
      'HDL-MEMORY',
      `A mask of ${mask.width} bits does not divide words of ${memory.width} bits.`,
      location,
    );
  }
  memory.writeLocation = location;
  memory.writeDomains.push(builder('A memory write').domain);
  memory.maskStride = mask ? memory.width / mask.width : 0;
  pushWrite(memory, address, data as Val, mask, location);
};

const checkAddress = (memory: Memory, address: Val): void => {
  const width = indexWidth(memory.depth);
  if (address.width !== width) {
    throw new HdlError(
      'HDL-MEMORY',
      `Memory '${memory.name}' of ${memory.depth} words takes an address of ${width} bits, not ${address.width}.`,
      captureLocation(),
    );
  }
};
