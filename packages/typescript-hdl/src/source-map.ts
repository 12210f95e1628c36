// SPDX-License-Identifier: Apache-2.0
/** Where Verilog comes from: lines and names of the emitted text, and the TypeScript lines behind them. */

import type { LineMark } from './emit/line-marker.ts';
import type { Instance, ModuleDefinition } from './ir/index.ts';

/** A place in the author's source. */
export interface SourcePlace {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** A signal, memory, instance or port of a module. */
export interface MappedName extends SourcePlace {
  readonly name: string;
  /** Line of its declaration in the module's text; undefined for what has none, as the wires that stand for an instance's ports. */
  readonly verilogLine: number | undefined;
  /** Of an instance: the module that it is one of. */
  readonly instanceOf?: string;
}

/** Lines `first` to `last` of a module's text. */
export interface MappedLines extends SourcePlace {
  readonly first: number;
  readonly last: number;
}

/** A module with all its names and lines; its own place is that of the component. */
export interface MappedModule extends SourcePlace {
  readonly module: string;
  /** Add this to a line of the module's own text to get the line in `EmittedDesign.verilog`. */
  readonly offset: number;
  readonly names: readonly MappedName[];
  readonly lines: readonly MappedLines[];
}

/** The map of a design; plain data, ready for `JSON.stringify`. Lines are those of `EmittedDesign.modules[i].verilog`. */
export interface SourceMap {
  /** Name of the top module. */
  readonly top: string;
  readonly modules: readonly MappedModule[];
}

/** What to look for: a name or a line of a module, or a line of the joined text. */
export type VerilogPlace =
  | { readonly module: string; readonly name: string }
  | { readonly module: string; readonly line: number }
  | { readonly line: number };

/** The TypeScript place behind a Verilog name or line; undefined when there is none. */
export const findSource = (map: SourceMap, place: VerilogPlace): SourcePlace | undefined => {
  if (!('module' in place)) return findJoined(map, place.line);
  const module = map.modules.find(one => one.module === place.module);
  if (!module) return undefined;
  if ('name' in place) return placeOf(module.names.find(one => one.name === place.name));
  return placeOf(module.lines.find(one => one.first <= place.line && place.line <= one.last));
};

const findJoined = (map: SourceMap, line: number): SourcePlace | undefined => {
  const module = map.modules.findLast(one => one.offset < line);
  return module && findSource(map, { module: module.module, line: line - module.offset });
};

const placeOf = (place: SourcePlace | undefined): SourcePlace | undefined =>
  place && { file: place.file, line: place.line };

/** The Verilog lines that come from a TypeScript line, module by module. */
export const findVerilog = (map: SourceMap, { file, line }: SourcePlace): { module: string; line: number }[] =>
  map.modules.flatMap(({ module, lines }) =>
    lines.filter(one => one.file === file && one.line === line).map(one => ({ module, line: one.first })),
  );

/** A module on its way into the map. */
export interface MarkedModule {
  readonly module: string;
  readonly definition: ModuleDefinition;
  readonly marks: readonly LineMark[];
  /** Module name of an instance inside it. */
  readonly childName: (instance: Instance) => string;
  /** Lines before the module's text in its own file, and in the joined text. */
  readonly before: number;
  readonly beforeJoined: number;
}

/** Resolves all places; costs a few microseconds for each line of source that was met. */
export const buildSourceMap = (top: string, modules: readonly MarkedModule[]): SourceMap => ({
  top,
  modules: modules.map(one => ({
    module: one.module,
    ...resolved(one.definition.location),
    offset: one.beforeJoined - one.before,
    names: namesOf(one),
    lines: one.marks.map(({ first, last, location }) => ({
      first: first + one.before,
      last: last + one.before,
      ...resolved(location),
    })),
  })),
});

/** What the author declared, and then the wires that the Verilog needed besides. */
const namesOf = ({ definition, marks, childName, before }: MarkedModule): MappedName[] => {
  const declared = new Map(marks.flatMap(mark => (mark.name === undefined ? [] : [[mark.name, mark]])));
  const lineOf = (name: string): number | undefined => {
    const mark = declared.get(name);
    return mark && mark.first + before;
  };
  const { signals, memories, instances } = definition.elaborate();
  const own = [...signals, ...memories].map(({ name, location }) => ({
    name,
    ...resolved(location),
    verilogLine: lineOf(name),
  }));
  const inner = instances.map(instance => ({
    name: instance.name,
    ...resolved(instance.location),
    verilogLine: lineOf(instance.name),
    instanceOf: childName(instance),
  }));
  const known = new Set([...own, ...inner].map(({ name }) => name));
  const made = [...declared].flatMap(([name, { location }]) =>
    known.has(name) ? [] : [{ name, ...resolved(location), verilogLine: lineOf(name) }],
  );
  return [...own, ...inner, ...made];
};

const resolved = ({ file, line }: SourcePlace): SourcePlace => ({ file, line });
