// SPDX-License-Identifier: Apache-2.0
/** Reads the modules of emitted Verilog: their ports and what they instantiate. */

export interface VerilogModule {
  readonly ports: ReadonlyMap<string, 'input' | 'output'>;
  /** Module of each instance, by the instance's name. */
  readonly instances: ReadonlyMap<string, string>;
}

const portLine = /^ {4}(input|output) +(?:wire|reg) +(?:\[[^\]]*\] *)?(\w+),?$/gm;
const instanceLine = /^ {4}(\w+) (\w+) \($/gm;

/** Modules of a design by name, from the text of each. */
export const verilogModules = (
  modules: readonly { readonly name: string; readonly verilog: string }[],
): ReadonlyMap<string, VerilogModule> =>
  new Map(
    modules.map(({ name, verilog }) => [
      name,
      {
        ports: new Map([...verilog.matchAll(portLine)].map(([, way, port]) => [port!, way as 'input' | 'output'])),
        instances: new Map([...verilog.matchAll(instanceLine)].map(([, of, instance]) => [instance!, of!])),
      },
    ]),
  );

/** Module at a path of instances below `top`, such as `dma.writer`; undefined when there is none. */
export const moduleAt = (modules: ReadonlyMap<string, VerilogModule>, top: string, path: string): string | undefined =>
  path
    .split('.')
    .reduce<string | undefined>((at, name) => (at === undefined ? at : modules.get(at)?.instances.get(name)), top);

/** Ports that a name in a document means: itself, or with a `*` at the end all that begin so. */
export const portsMeant = ({ ports }: VerilogModule, name: string): readonly string[] =>
  [...ports.keys()].filter(port => (name.endsWith('*') ? port.startsWith(name.slice(0, -1)) : port === name));

/** Direction of a group of ports: that of its valid signals, else the one they all have; undefined when they differ. */
export const directionOf = (module: VerilogModule, names: readonly string[]): 'input' | 'output' | undefined => {
  const telling = names.filter(name => /valid(_[io])?$/.test(name) && !/_[br]valid/.test(name));
  const ways = new Set((telling.length > 0 ? telling : names).map(name => module.ports.get(name)!));
  return ways.size === 1 ? [...ways][0] : undefined;
};
