/** Black boxes: vendor cells and foreign modules, of which the design knows only ports and parameters. */
import { type ComponentOptions, Definition } from './component.ts';
import { HdlError } from './diagnostic.ts';
import { captureLocation } from './location.ts';
import type { Ports } from './ports.ts';

/** A Verilog parameter: integers and reals bare, strings in quotes, booleans as one bit, sized bits with their width. */
export type Parameter = number | string | boolean | { readonly width: number; readonly value: number | bigint };

export interface BlackBoxOptions {
  readonly parameters?: { readonly [name: string]: Parameter };
}

/** What a definition knows besides its ports when it is a black box. */
export interface BlackBox {
  readonly parameters: { readonly [name: string]: Parameter };
}

/**
 * A module that is not described here, instantiated by `inst` like any other. Names of module, ports and parameters stand
 * in the Verilog as they are written. No combinational path and no clock domain is assumed through it. The emitted
 * design has a stub for it in `stubs`, for tools that lack the vendor's library.
 */
export const blackBox = <const T extends Ports>(
  name: string,
  ports: T,
  options: BlackBoxOptions = {},
): Definition<T> => {
  const location = captureLocation();
  const names = [name, ...Object.keys(ports), ...Object.keys(options.parameters ?? {})];
  const bad = names.find(one => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(one));
  if (bad !== undefined) {
    throw new HdlError('HDL-NAME', `'${bad}' of a black box is not a Verilog identifier.`, location);
  }
  const described: ComponentOptions = { blackBox: { parameters: options.parameters ?? {} } };
  return new Definition(name, {}, ports, () => {}, described);
};
