// SPDX-License-Identifier: Apache-2.0
/** The Verilog text of one elaborated module. */

import { bitRuns } from '../bit-runs.ts';
import { readMasks } from '../check/reads.ts';
import { constantOf } from '../constant-value.ts';
import {
  type Attributes,
  type ClockDomain,
  type Expression,
  type FlatPort,
  type Instance,
  isRegistered,
  type Module,
  type ModuleDefinition,
  type ReadPort,
  type Signal,
  startsReset,
} from '../ir/index.ts';
import type { Location } from '../location.ts';
import { visibleChecks } from '../prove/visible-checks.ts';
import { allOnes } from '../shape.ts';
import { eachStatementRoot } from '../walk.ts';
import { parameterText } from './black-boxes.ts';
import { type Block, type Plan, planBlocks } from './blocks.ts';
import { attributeText, clockedLines } from './clocked.ts';
import {
  type ClockNeeds,
  type ClockWires,
  childStyle,
  clockConnections,
  clockPorts,
  type Unit,
  usesOf,
  wiresOf,
} from './clocking.ts';
import { assignedOnce } from './edge-registers.ts';
import { expressionText, literalText, rangeText, wrapText } from './expression.ts';
import { foldConditions } from './fold.ts';
import { withHeldBits } from './held-bits.ts';
import { type Hoisted, Hoister, mustBeNamed } from './hoist.ts';
import type { KeptChoices } from './kept-choices.ts';
import { LineMarker, type MarkedText } from './line-marker.ts';
import { memoryLines } from './memories.ts';
import { withoutOverwrittenCases } from './overwritten.ts';
import { simplifyModule } from './simplify-module.ts';
import { type StatementStyle, statementLines, targetText } from './statements.ts';

export interface ModuleContext {
  /** Verilog module name of a component. */
  readonly nameOf: (unit: Unit) => string;
  /** Clocks and resets that a component needs. */
  readonly needs: (definition: ModuleDefinition) => ClockNeeds;
  /** Comments with the TypeScript line of declarations and branches. */
  readonly locators: boolean;
  /** Registers that are assigned once, because their output is a clock or a reset. */
  readonly edgeRegisters: ReadonlySet<Signal>;
  /** Choices whose wires synthesis must keep. */
  readonly keptChoices: KeptChoices;
  /** As proofs want it: registers start at their reset values without a reset, and every property has wires that show it. */
  readonly formal: boolean;
}

/** Ports of a module with clocks and resets first. */
export const modulePorts = ({ definition, style }: Unit, context: ModuleContext): FlatPort[] => {
  const wires = clockPorts(definition, style, context.needs(definition));
  const clocks = wires.map(name => ({
    key: name,
    name,
    base: name,
    direction: 'in' as const,
    width: 1,
    isSigned: false,
    bundle: '',
  }));
  return [...clocks, ...definition.words];
};

/** Emits one module. */
export const moduleText = (unit: Unit, headerLines: readonly string[], context: ModuleContext): MarkedText =>
  new ModuleWriter(unit, headerLines, context).text();

class ModuleWriter {
  readonly #unit: Unit;
  readonly #module: Module;
  readonly #context: ModuleContext;
  readonly #header: readonly string[];
  readonly #keptNodes: ReadonlySet<Expression>;
  readonly #plan: Plan;
  readonly #hoister: Hoister;
  /** Wires made for expressions, outside of the properties. */
  readonly #made: Hoisted[] = [];
  readonly #marker = new LineMarker();

  constructor(unit: Unit, header: readonly string[], context: ModuleContext) {
    this.#unit = unit;
    const own = unit.definition.elaborate();
    // First: what a proof asks for by name must not depend on what is worked out afterwards.
    const described = context.formal ? visibleChecks(own).module : own;
    const { module, followed } = simplifyModule(described, context.keptChoices.nodes);
    this.#keptNodes = new Set([...followed].filter(({ op }) => op === 'mux'));
    const folded = withoutOverwrittenCases(foldConditions(module));
    this.#module = withHeldBits(assignedOnce(folded, context.edgeRegisters));
    this.#context = context;
    this.#header = header;
    this.#plan = planBlocks(
      this.#module,
      signal => this.#wires(signal.domain).reset?.kind === 'async',
      context.edgeRegisters,
    );
    this.#hoister = new Hoister(
      this.#module,
      rootsIn(this.#plan.blocks.filter(({ kind }) => kind !== 'checks')),
      rootsIn(this.#plan.blocks.filter(({ kind }) => kind === 'checks')),
      new Map([...[...this.#keptNodes].map(node => [node, undefined] as const), ...mustBeNamed(this.#module)]),
      context.nameOf(unit),
    );
  }

  text(): MarkedText {
    const rest = [
      ...this.#declarationLines(),
      ...this.#allBlockLines(),
      ...this.#module.instances.flatMap(instance => ['', ...this.#instanceLines(instance)]),
      ...this.#unusedLines(),
      ...this.#initialLines(),
    ];
    const body = [...this.#constantLines(rest), ...rest];
    const name = this.#context.nameOf(this.#unit);
    const head = `module ${name} (${this.#mark(this.#unit.definition.location)}`;
    const lines = [...this.#header, head, ...this.#portLines(), ');', ...body, '', 'endmodule'];
    return this.#marker.finish(lines);
  }

  readonly #text = (node: Expression): string => expressionText(node, this.#hoister.nameOf);
  #wires(domain: ClockDomain | undefined): ClockWires {
    return wiresOf(domain, this.#unit.style);
  }

  readonly #locator = (location: Location, name?: string): string =>
    this.#marker.mark(location, this.#context.locators, name);
  readonly #mark = (location: Location, name?: string): string => this.#marker.mark(location, false, name);

  #style(operator: '<=' | '='): StatementStyle {
    return { text: this.#text, locator: this.#locator, mark: this.#mark, operator };
  }

  #attributesOf(signal: Signal): Attributes | undefined {
    return this.#context.keptChoices.signals.has(signal) ? { ...signal.attributes, ...keep } : signal.attributes;
  }

  #portLines(): string[] {
    const ports = modulePorts(this.#unit, this.#context);
    const registers = new Set(
      this.#plan.blocks.flatMap(block => (block.kind === 'comb' ? block.signals.map(s => s.name) : [])),
    );
    const attributes = new Map(this.#module.signals.map(signal => [signal.name, this.#attributesOf(signal)]));
    const rangeOf = (port: FlatPort): string => (port.width === 1 ? '' : `[${port.width - 1}:0]`);
    const sizes = new Map<string, number>();
    for (const { bundle } of ports) sizes.set(bundle, (sizes.get(bundle) ?? 0) + 1);
    const pad = Math.max(...ports.map(port => rangeOf(port).length));
    const { location } = this.#unit.definition;
    return ports.flatMap((port, i) => {
      const kind = port.direction === 'in' ? 'input  wire' : registers.has(port.name) ? 'output reg ' : 'output wire';
      const line = `    ${attributeText(attributes.get(port.name))}${kind} ${rangeOf(port).padEnd(pad)} ${port.name}${i === ports.length - 1 ? '' : ','}${this.#mark(location, port.name)}`;
      const first = port.bundle !== '' && ports[i - 1]?.bundle !== port.bundle;
      return first && sizes.get(port.bundle)! > 1 ? [`    // ${port.bundle}`, line] : [line];
    });
  }

  /** The named constants that some line of the module uses; those that only properties use are there for these alone. */
  #constantLines(lines: readonly string[]): string[] {
    if (this.#module.constants.length === 0) return [];
    const text = lines.join('\n').replace(/\/\/.*/g, '');
    const [inAll, outside] = [namesIn(text), namesIn(text.replace(/`ifdef FORMAL[\s\S]*?`endif/g, ''))];
    const constants = this.#module.constants.filter(one => inAll.has(one.name));
    const width = Math.max(0, ...constants.map(one => one.name.length));
    const declared = (isOutside: boolean): string[] =>
      constants
        .filter(({ name }) => outside.has(name) === isOutside)
        .map(({ name, value, width: bits }) => {
          const range = bits === 1 ? '' : `[${bits - 1}:0] `;
          return `    localparam ${range}${name.padEnd(width)} = ${literalText(value, bits)};`;
        });
    const [ordinary, ofProperties] = [declared(true), declared(false)];
    return [
      ...(ordinary.length > 0 ? ['', ...ordinary] : []),
      ...(ofProperties.length > 0 ? ['', '`ifdef FORMAL', ...ofProperties, '`endif'] : []),
    ];
  }

  #declarationLines(): string[] {
    const comb = new Set(this.#plan.blocks.flatMap(block => (block.kind === 'comb' ? block.signals : [])));
    const registeredReads = new Set(
      this.#module.memories.flatMap(memory =>
        memory.reads.filter(read => isRegistered(memory, read)).map(read => read.output),
      ),
    );
    const declared = this.#module.signals.filter(
      signal => signal.kind !== 'input' && signal.kind !== 'output' && !this.#plan.direct.has(signal),
    );
    const keyword = (signal: Signal): string =>
      signal.kind === 'reg' || signal.kind === 'anyconst' || comb.has(signal) || registeredReads.has(signal)
        ? 'reg '
        : 'wire';
    const range = (width: number): string => (width === 1 ? '' : `[${width - 1}:0]`);
    const pad = Math.max(0, ...declared.map(signal => range(signal.width).length));
    const lines = declared.map(signal => {
      const attribute = signal.kind === 'anyconst' ? '(* anyconst *) ' : attributeText(this.#attributesOf(signal));
      const text = `    ${attribute}${keyword(signal)} ${range(signal.width).padEnd(pad)} ${signal.name};`;
      return text + this.#locator(signal.location, signal.name);
    });
    return lines.length > 0 ? ['', ...lines] : [];
  }

  /** Blocks with a blank line between them; one-line assignments stay together. */
  #allBlockLines(): string[] {
    let short = false;
    return this.#plan.blocks.flatMap(block => {
      const lines = this.#blockLines(block);
      const before = short && lines.length === 1 ? [] : [''];
      short = lines.length === 1;
      return [...before, ...lines];
    });
  }

  #blockLines(block: Block): string[] {
    const consumer = consumerOf(block);
    const wires = rootsOf(block).flatMap(({ root, location }) => {
      const made = this.#hoister.hoist(root, consumer);
      if (block.kind !== 'checks') this.#made.push(...made);
      return made.flatMap(one => this.#madeLines(one, location));
    });
    const lines = [...wires, ...this.#ownLines(block)];
    return block.kind === 'checks' ? ['`ifdef FORMAL', ...lines, '`endif'] : lines;
  }

  /** The wire of an expression. Icarus takes attributes only where a declaration stands alone. */
  #madeLines({ name, node, location: own }: Hoisted, location: Location): string[] {
    const range = node.width === 1 ? '' : `[${node.width - 1}:0] `;
    const text = expressionText(node, other => (other === node ? undefined : this.#hoister.nameOf(other)));
    const value = `${wrapText(text, '        ')};`;
    const mark = this.#mark(own ?? location, name);
    return this.#keptNodes.has(node)
      ? [`    ${attributeText(keep)}wire ${range}${name};${mark}`, `    assign ${name} = ${value}`]
      : [`    wire ${range}${name} = ${value}${mark}`];
  }

  #ownLines(block: Block): string[] {
    if (block.kind === 'memory') {
      const clockOf = (domain: ClockDomain | undefined): string => this.#wires(domain).clock;
      return memoryLines(block, this.#style('<='), clockOf, this.#hoister.freshName, this.#context.formal);
    }
    if (block.kind === 'assign') {
      return block.parts.map(
        ({ target, value, location }) =>
          `    assign ${targetText(target)} = ${wrapText(this.#text(value), '        ')};${this.#mark(location)}`,
      );
    }
    const style = this.#style(block.kind === 'clocked' ? '<=' : '=');
    if (block.kind === 'checks') {
      return ['    always @(*) begin', ...statementLines(block.statements, style, '        '), '    end'];
    }
    if (block.kind === 'clocked') {
      const [first] = block.signals as [Signal];
      return clockedLines(block, this.#wires(first.domain), style, this.#context.edgeRegisters.has(first));
    }
    return ['    always @(*) begin', ...statementLines(block.statements, style, '        '), '    end'];
  }

  #instanceLines(instance: Instance): string[] {
    const { style } = this.#unit;
    const clocks = clockConnections(instance, style, this.#context.needs(instance.definition));
    const unit = { definition: instance.definition, style: childStyle(instance, style) };
    const ports = [...instance.connections].map(([port, signal]) => {
      const value = this.#plan.direct.get(signal);
      return [port, value ? this.#text(value) : signal.name] as const;
    });
    const all = [...clocks, ...ports];
    const width = Math.max(...all.map(([port]) => port.length));
    return [
      `    ${attributeText(instance.attributes)}${this.#context.nameOf(unit)} ${parameterText(instance.definition)}${instance.name} (${this.#locator(instance.location, instance.name)}`,
      ...all.map(
        ([port, value], i) =>
          `        .${port.padEnd(width)} (${value})${i === all.length - 1 ? '' : ','}${this.#mark(instance.location)}`,
      ),
      '    );',
    ];
  }

  #initialLines(): string[] {
    const registers = this.#module.signals.filter(
      signal =>
        signal.kind === 'reg' &&
        signal.init !== undefined &&
        (this.#context.formal || startsReset(this.#wires(signal.domain).reset)),
    );
    if (registers.length === 0) return [];
    return [
      '',
      '    initial begin',
      ...registers.map(signal => `        ${signal.name} = ${literalText(signal.init!, signal.width)};`),
      '    end',
    ];
  }

  /** Clocks and resets that the module makes for nobody. */
  #idleClocks(masks: ReadonlyMap<Signal, bigint>): string[] {
    const uses = usesOf(this.#unit.definition, this.#context.needs);
    return [...this.#module.provided].flatMap(([domain, { clock, reset }]) => {
      const use = uses.get(domain);
      const isIdle = (signal: Signal | undefined, isUsed = false): boolean =>
        signal !== undefined && !isUsed && !masks.get(signal);
      return [...(isIdle(clock, use?.clock) ? [clock.name] : []), ...(isIdle(reset, use?.reset) ? [reset!.name] : [])];
    });
  }

  /** A sink for bits that nothing reads, so that a linter's complaint about an unread signal is a real one. */
  #unusedLines(): string[] {
    const masks = readMasks(this.#module, { checks: false });
    const signals = this.#module.signals.filter(
      signal => signal.kind !== 'output' && signal.kind !== 'instance-input' && !signal.isClock,
    );
    const terms = [
      ...this.#idleClocks(masks),
      // The write ports of a memory that nothing ever reads stay.
      ...this.#module.memories.filter(({ reads }) => !reads.some(isEverEnabled)).map(({ name }) => `${name}[0]`),
      ...signals.flatMap(signal => unreadTerms(signal.name, signal.width, masks.get(signal) ?? 0n)),
      ...this.#made.flatMap(({ name, node }) => unreadTerms(name, node.width, this.#hoister.readMask(node))),
    ];
    if (terms.length === 0) return [];
    return ['', `    wire unused = &{${wrapText(["1'b0", ...terms].join(', '), '        ')}};`];
  }
}

const keep: Attributes = { keep: 1 };

/** Names as constants have them. */
const namesIn = (text: string): ReadonlySet<string> => new Set(text.match(/\b[A-Z][A-Z0-9_]*\b/g));

const rootsIn = (blocks: readonly Block[]): Expression[] =>
  blocks.flatMap(block => rootsOf(block).map(({ root }) => root));

const isEverEnabled = ({ enable }: ReadPort): boolean => !enable || constantOf(enable) !== 0n;

/** The bits of a signal that nothing reads, as terms of a concatenation. */
const unreadTerms = (name: string, width: number, read: bigint): string[] =>
  bitRuns(allOnes(width) & ~read).map(([lo, bits]) => (bits === width ? name : name + rangeText(lo, bits)));

/** Whose name the wires of a block get. */
const consumerOf = (block: Block): string => {
  if (block.kind === 'memory') return block.memory.name;
  if (block.kind === 'checks') return 'check';
  return block.kind === 'assign' ? block.signal.name : block.signals[0]!.name;
};

/** An expression and the line that it stands in. */
interface PlacedRoot {
  readonly root: Expression;
  readonly location: Location;
}

/** Every expression a block writes, once for each place. */
const rootsOf = (block: Block): PlacedRoot[] => {
  const roots: PlacedRoot[] = [];
  if (block.kind === 'assign') roots.push(...block.parts.map(({ value, location }) => ({ root: value, location })));
  else eachStatementRoot(block.statements, (root, { location }) => roots.push({ root, location }));
  if (block.kind === 'memory') {
    for (const { address, enable, output } of block.memory.reads) {
      roots.push({ root: address, location: output.location });
      if (enable) roots.push({ root: enable, location: output.location });
    }
  }
  return roots;
};
