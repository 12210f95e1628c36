// SPDX-License-Identifier: Apache-2.0
/** Names of signals as tools write them: plain, `module.name`, or a path of instances from a waveform or a timing report. */
import type { MappedModule, MappedName, SourceMap } from '../source-map.ts';
import { nearNames } from './near-names.ts';

/** A name in its module; `name` is undefined when the module itself is meant. */
export interface FoundName {
  readonly module: MappedModule;
  readonly name: MappedName | undefined;
}

/** Names that were found, or why there are none and what was perhaps meant. */
type NameAnswer =
  | { readonly found: readonly FoundName[] }
  | { readonly reason: string; readonly near: readonly string[] };

/** Resolves a name in any of its forms; bit selects, a `_reg` and a pin at the end are taken off. */
export const findNames = (map: SourceMap, text: string): NameAnswer => {
  const segments = segmentsOf(text);
  return segments.length === 1 ? plainName(map, segments[0]!) : pathName(map, segments);
};

/** `u_core/count_q_reg[3]/D` becomes `u_core`, `count_q`. */
const segmentsOf = (text: string): string[] => {
  const segments = text.split(/[./]/).filter(segment => segment !== '');
  if (text.includes('/') && segments.length > 1 && /^[A-Z]+\d*$/.test(segments.at(-1)!)) segments.pop();
  return segments.map(segment => segment.replace(/(\[[^\]]*\])+$/, ''));
};

/** A name as it is, or the register after a flip-flop's name of a netlist. */
const spelled = (name: string): readonly string[] => [name, name.replace(/_reg$/, '')];

const nameIn = (module: MappedModule, name: string): MappedName | undefined =>
  module.names.find(one => spelled(name).includes(one.name));

const plainName = (map: SourceMap, name: string): NameAnswer => {
  const found = map.modules.flatMap((module): FoundName[] => {
    const inside = nameIn(module, name);
    return [
      ...(module.module === name ? [{ module, name: undefined }] : []),
      ...(inside ? [{ module, name: inside }] : []),
    ];
  });
  if (found.length > 0) return { found };
  const all = new Set(map.modules.flatMap(({ module, names }) => [module, ...names.map(one => one.name)]));
  return {
    reason: `No module has a signal, memory or instance '${name}', and no module is called so`,
    near: nearNames(name, all),
  };
};

/** Where a walk along instances ended. */
interface Walk {
  readonly module: MappedModule;
  /** Segments that were followed. */
  readonly taken: number;
  readonly name: MappedName | undefined;
}

const walk = (map: SourceMap, start: MappedModule, segments: readonly string[]): Walk => {
  let module = start;
  for (const [i, segment] of segments.entries()) {
    const name = nameIn(module, segment);
    if (!name || i === segments.length - 1) return { module, taken: i, name };
    const child = map.modules.find(one => one.module === name.instanceOf);
    if (!child) return { module, taken: i, name: undefined };
    module = child;
  }
  return { module, taken: segments.length, name: undefined };
};

/**
 * A path may begin above the design (`TOP.`, `bench.dut.`), at the top module, at any other module, or inside the top. The first
 * segment that leads somewhere decides, so that a mistake further on is not mistaken for another name.
 */
const pathName = (map: SourceMap, segments: readonly string[]): NameAnswer => {
  const top = map.modules.find(({ module }) => module === map.top)!;
  for (let i = 0; i < segments.length; i++) {
    const rest = segments.slice(i);
    const module = map.modules.find(one => one.module === rest[0]);
    const walks = [
      ...(module ? [{ ...walk(map, module, rest.slice(1)), from: i + 1 }] : []),
      { ...walk(map, top, rest), from: i },
    ];
    const whole = walks.find(
      ({ name, taken, module: at }) => name || (at === module && taken === 0 && rest.length === 1),
    );
    if (whole) return { found: [{ module: whole.module, name: whole.name }] };
    const furthest = walks.reduce((a, b) => (b.from + b.taken > a.from + a.taken ? b : a));
    if (furthest.from + furthest.taken > i) return missing(furthest.module, segments[furthest.from + furthest.taken]!);
  }
  return missing(top, segments.at(-1)!);
};

const missing = ({ module, names }: MappedModule, name: string): NameAnswer => ({
  reason: `Module '${module}' has no '${name}'`,
  near: nearNames(
    name,
    names.map(one => one.name),
  ).map(near => `${module}.${near}`),
});
