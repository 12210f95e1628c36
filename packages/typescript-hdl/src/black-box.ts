// SPDX-License-Identifier: Apache-2.0
/** Black boxes: vendor cells and foreign modules, of which the design knows only ports and parameters. */
import { type ComponentOptions, Definition } from './component.ts';
import { HdlError } from './diagnostic.ts';
import type { BlackBoxModel, FlatPort, Parameter } from './ir/index.ts';
import { captureLocation, type Location } from './location.ts';
import { checkForeignName } from './names.ts';
import type { Ports } from './ports.ts';
import { checkBoxParameter } from './verilog-text.ts';

/** Parameters of a black box, and how the simulator stands in for it. */
export interface BlackBoxOptions {
  readonly parameters?: { readonly [name: string]: Parameter };
  /** For outputs, the inputs that reach them in the same clock; default none. */
  readonly combinational?: { readonly [output: string]: readonly string[] };
  /** Makes the behaviour of an instance for the built-in simulator, which cannot run a black box without. */
  readonly model?: () => BlackBoxModel;
}

/**
 * A module that is not described here, instantiated by `inst` like any other. Names of module, ports and parameters are
 * in the Verilog as they are written. Combinational paths through it are those that `combinational` lists; no clock domain
 * is assumed. The emitted design has a stub for it in `stubs`, for tools that lack the vendor's library. Throws HDL-NAME for
 * names, and HDL-PARAMETER for parameters, that Verilog does not take.
 */
export const blackBox = <const T extends Ports>(
  name: string,
  ports: T,
  options: BlackBoxOptions = {},
): Definition<T> => {
  const location = captureLocation();
  const names = [name, ...Object.keys(ports), ...Object.keys(options.parameters ?? {})];
  for (const one of names) checkForeignName(one, 'a black box', location);
  for (const [key, value] of Object.entries(options.parameters ?? {})) checkBoxParameter(key, value, location);
  const { parameters = {}, combinational = {}, model } = options;
  const described: ComponentOptions = { blackBox: { parameters, combinational, model } };
  const definition = new Definition(name, {}, ports, () => {}, described);
  for (const [output, inputs] of Object.entries(combinational)) {
    checkPort(definition, output, 'out', location);
    for (const one of inputs) checkPort(definition, one, 'in', location);
  }
  return definition;
};

const checkPort = ({ name, words }: Definition, port: string, direction: FlatPort['direction'], at: Location): void => {
  if (words.some(word => word.name === port && word.direction === direction)) return;
  throw new HdlError('HDL-NAME', `The black box '${name}' has no ${direction}put '${port}'.`, at);
};
