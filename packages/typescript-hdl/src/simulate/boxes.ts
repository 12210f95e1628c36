// SPDX-License-Identifier: Apache-2.0
/** Instances of black boxes in the flattened design, run by the models that their authors give. */

import { HdlError } from '../diagnostic.ts';
import type { BlackBoxModel, ModuleDefinition, ReadInput } from '../ir/index.ts';

interface BoxPort {
  readonly name: string;
  readonly slot: number;
  readonly width: number;
}

/** An instance of a black box. */
export interface Box {
  readonly definition: ModuleDefinition;
  readonly path: string;
  readonly model: BlackBoxModel;
  readonly inputs: ReadonlyMap<string, BoxPort>;
  readonly outputs: readonly (BoxPort & { readonly reads: readonly BoxPort[] })[];
}

/** Makes the model of an instance; throws when there is none, or when it does not fit the ports. */
export const placeBox = (definition: ModuleDefinition, path: string, slots: ReadonlyMap<string, number>): Box => {
  const { combinational, model: make } = definition.options.blackBox!;
  const complain = (sentence: string): never => {
    throw new HdlError('HDL-MODEL', sentence, definition.location);
  };
  if (!make) {
    return complain(
      `The built-in simulator cannot run the black box '${definition.name}' (instance '${path}') without a model; give blackBox() one.`,
    );
  }
  const model = make();
  const ports = definition.words.map(({ name, width, direction }) => ({
    direction,
    port: { name, slot: slots.get(name)!, width },
  }));
  const inputs = new Map(ports.filter(({ direction }) => direction === 'in').map(({ port }) => [port.name, port]));
  for (const name of Object.keys(model.rising ?? {})) {
    if (!inputs.has(name))
      complain(`The model of '${definition.name}' waits for edges of '${name}', which is no input.`);
  }
  const outputs = ports
    .filter(({ direction }) => direction === 'out')
    .map(({ port }) => {
      if (!model.outputs[port.name])
        complain(`The model of '${definition.name}' does not give its output '${port.name}'.`);
      return { ...port, reads: (combinational[port.name] ?? []).map(name => inputs.get(name)!) };
    });
  return { definition, path, model, inputs, outputs };
};

/** Reads and writes words in limbs. */
export interface Words {
  read(slot: number, width: number): bigint;
  write(slot: number, width: number, value: bigint): void;
}

/** The function that computes output number `index` of a box. */
export const outputOf = ({ definition, model, outputs }: Box, index: number, words: Words): (() => void) => {
  const { name, slot, width, reads } = outputs[index]!;
  const known = new Map(reads.map(port => [port.name, port]));
  const read: ReadInput = port => {
    const from = known.get(port);
    if (from) return words.read(from.slot, from.width);
    throw new HdlError(
      'HDL-MODEL',
      `The model of '${definition.name}' reads '${port}' for its output '${name}', but declares no such combinational path.`,
      definition.location,
    );
  };
  const compute = model.outputs[name]!;
  return () => words.write(slot, width, BigInt.asUintN(width, BigInt(compute(read))));
};

/** The function that a rising edge of the input `port` calls. */
export const risingOf = ({ definition, model, inputs }: Box, port: string, words: Words): (() => void) => {
  const read: ReadInput = name => {
    const from = inputs.get(name);
    if (from) return words.read(from.slot, from.width);
    throw new HdlError('HDL-MODEL', `The black box '${definition.name}' has no input '${name}'.`, definition.location);
  };
  const rising = model.rising![port]!;
  return () => rising(read);
};
