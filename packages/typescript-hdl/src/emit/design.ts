// SPDX-License-Identifier: Apache-2.0
/** A whole design as Verilog: names the variants of each component, checks every module and writes each once. */

import { checkClocking } from '../check/clocking.ts';
import { checkDrivers } from '../check/drivers.ts';
import { checkOwnName, instanceNames, withHiddenNames } from '../check/instance-names.ts';
import { checkLoops, declaredPaths, type PortDependencies } from '../check/loops.ts';
import { checkReads, readMasks } from '../check/reads.ts';
import { checkStages } from '../check/stages.ts';
import { HdlError } from '../diagnostic.ts';
import { type ClockDomain, defaultDomain, type Instance, type ModuleDefinition } from '../ir/index.ts';
import { captureLocation, onBehalfOf } from '../location.ts';
import { buildSourceMap, type MarkedModule, type SourceMap } from '../source-map.ts';
import { stubsOf } from './black-boxes.ts';
import { childStyle, clockNeeds, styleOf, styleSuffixes, type Unit, unitsOf } from './clocking.ts';
import { designConstraints, type EmittedConstraints } from './constraints.ts';
import { edgeRegisters } from './edge-registers.ts';
import { keptChoices } from './kept-choices.ts';
import { type ModuleContext, modulePorts, moduleText } from './module.ts';
import { describeParams, nameVariants, ownKey, sameCircuits } from './variants.ts';

/** A port of the emitted top module. */
export interface EmittedPort {
  readonly name: string;
  readonly width: number;
  readonly direction: 'input' | 'output';
}

/** One emitted module: its name and the text of a file of its own. */
export interface EmittedModule {
  readonly name: string;
  readonly verilog: string;
}

/** The result of {@link emitVerilog}. */
export interface EmittedDesign {
  /** Name of the top module. */
  readonly top: string;
  /** All modules in one text, children first. */
  readonly verilog: string;
  readonly modules: readonly EmittedModule[];
  /** Empty modules for the black boxes; leave them out where the vendor's library is at hand. */
  readonly stubs: readonly EmittedModule[];
  /** Ports of the top module, clocks and resets first. */
  readonly ports: readonly EmittedPort[];
  /** Where lines and names come from, resolved when it is first asked for. */
  readonly sourceMap: SourceMap;
  /** Timing constraints: clocks of known frequency, and exceptions for the crossings between clock domains. */
  readonly constraints: EmittedConstraints;
}

/** What {@link emitVerilog} can be told; everything has a default. */
export interface EmitOptions {
  /** Adds `// file.ts:12` to declarations, branches and instances. Default false. */
  readonly locators?: boolean;
  /** For proofs: registers start at their reset values, and wires show the state of every property. Default false. */
  readonly formal?: boolean;
  /** Clock domain that the top's default domain stands for: kind of reset and frequency. Default `clk`, `rst`. */
  readonly domain?: ClockDomain;
  /** Begins the name of every module but the top and black boxes, so that several designs can meet in one project. Default none. */
  readonly prefix?: string;
}

/**
 * Elaborates, checks and writes a design. Throws {@link HdlError} on the first mistake, with a code that `diagnosticCodes`
 * lists and the lines of the description. The time grows linearly with the lines emitted.
 */
export const emitVerilog = (top: ModuleDefinition, options: EmitOptions = {}): EmittedDesign => {
  const style = styleOf(options.domain ?? defaultDomain);
  const units = unitsOf(top, style);
  const all = [...new Set(units.map(unit => unit.definition))];
  const order = all.filter(definition => !definition.options.blackBox);
  const needs = clockNeeds(all);
  checkModules(all, options.domain ?? defaultDomain);
  const wiring = {
    needs: (definition: ModuleDefinition) => needs.get(definition)!,
    edgeRegisters: edgeRegisters(top, all),
    keptChoices: keptChoices(top, ownKey),
  };
  const standIns = sameCircuits(order, wiring);
  const names = nameVariants(order, standIns);
  const prefix = checkPrefix(options.prefix ?? '');
  const nameOf = ({ definition, style: own }: Unit): string =>
    (definition === top || definition.options.blackBox ? '' : prefix) +
    (names.get(definition) ?? definition.name) +
    (needs.get(definition)!.get(undefined)!.reset ? styleSuffixes[own] : '');
  const context: ModuleContext = {
    nameOf,
    ...wiring,
    locators: options.locators ?? false,
    formal: options.formal ?? false,
  };
  const modules = new Map<string, string>();
  const calledAs = instanceNames(all);
  const hidden = new Map<string, Set<string>>();
  const instancesOf = (module: string): Set<string> => {
    const own = hidden.get(module) ?? new Set();
    hidden.set(module, own);
    return own;
  };
  const marked: Omit<MarkedModule, 'before' | 'beforeJoined'>[] = [];
  for (const unit of units) {
    const { definition } = unit;
    if (definition.options.blackBox) continue;
    const name = nameOf(unit);
    checkOwnName(definition.elaborate(), definition.name, name);
    const { text, marks } = moduleText(unit, headerLines(standIns.get(definition)!), context);
    const earlier = modules.get(name);
    if (earlier !== undefined && earlier !== text) {
      throw new HdlError(
        'HDL-VARIANT',
        `Two different circuits are both '${definition.name}' with ${describeParams(definition)}; name what differs in the parameters.`,
        definition.location,
      );
    }
    const childName = (instance: Instance): string =>
      nameOf({ definition: instance.definition, style: childStyle(instance, unit.style) });
    if (earlier === undefined) marked.push({ module: name, definition, marks, childName });
    modules.set(name, text);
    for (const instance of calledAs.get(definition) ?? []) instancesOf(name).add(instance);
  }
  for (const [name, text] of modules) modules.set(name, withHiddenNames(text, instancesOf(name)));
  let sourceMap: SourceMap | undefined;
  const list = [...modules].map(([name, text]) => ({ name, verilog: guarded(text) }));
  return {
    top: nameOf({ definition: top, style }),
    verilog: (list.length > 1 ? severalModules : '') + guarded([...modules.values()].join('\n')),
    modules: list,
    stubs: stubsOf(all),
    ports: modulePorts({ definition: top, style }, context).map(({ name, width, direction }) => ({
      name,
      width,
      direction: direction === 'in' ? 'input' : 'output',
    })),
    get sourceMap() {
      sourceMap ??= buildSourceMap(nameOf({ definition: top, style }), placed(marked, modules));
      return sourceMap;
    },
    constraints: designConstraints(top, options.domain ?? defaultDomain, needs.get(top)!),
  };
};

/** Throws HDL-NAME unless module names can begin with it. */
const checkPrefix = (prefix: string): string => {
  if (/^([a-z][a-z0-9_]*)?$/.test(prefix)) return prefix;
  const text = `Module names begin with a small letter, and go on with letters, digits and _: not with the prefix '${prefix}'.`;
  throw new HdlError('HDL-NAME', text, captureLocation());
};

/** Verilator wants one module a file; the joined text is for tools that want one file. */
const severalModules = '/* verilator lint_off DECLFILENAME */\n';

/** Lines of {@link guarded} before the text. */
const guardLines = 2;

/** The modules with the lines that stand before them. */
const placed = (
  marked: readonly Omit<MarkedModule, 'before' | 'beforeJoined'>[],
  texts: ReadonlyMap<string, string>,
): MarkedModule[] => {
  let joined = guardLines + (marked.length > 1 ? 1 : 0);
  return marked.map(one => {
    const beforeJoined = joined;
    // A blank line stands between two modules.
    joined += texts.get(one.module)!.split('\n').length;
    return { ...one, before: guardLines, beforeJoined };
  });
};

const guarded = (text: string): string => `\`default_nettype none\n\n${text}\n\`default_nettype wire\n`;

/** All checks of all modules, children first. */
const checkModules = (order: readonly ModuleDefinition[], main: ClockDomain): void => {
  const dependencies = new Map<ModuleDefinition, PortDependencies>();
  for (const definition of order) {
    if (definition.options.blackBox) {
      dependencies.set(definition, declaredPaths(definition));
      continue;
    }
    onBehalfOf(definition.madeFor, () => {
      const module = definition.elaborate();
      checkDrivers(module, definition.name);
      checkReads(module, definition.name, readMasks(module, { checks: true }));
      const ofChild = (instance: Instance): PortDependencies => dependencies.get(instance.definition)!;
      dependencies.set(definition, checkLoops(module, definition.name, ofChild));
      checkStages(definition, ofChild);
    });
  }
  checkClocking(order, main);
};

const headerLines = (definition: ModuleDefinition): string[] => {
  const doc = (definition.options.doc ?? '').trim();
  const text = doc === '' ? [] : doc.split(/\r\n|[\r\n\u2028\u2029]/).map(line => `// ${line.trim()}`.trimEnd());
  const params = Object.keys(definition.params).length > 0 ? [`// Parameters: ${describeParams(definition)}`] : [];
  return [...text, ...params];
};
