// SPDX-License-Identifier: Apache-2.0
/** The structure of a component as data: its instances, and the flows between them. For pictures and tables. */
import { dataflowOf } from './dataflow.ts';
import type { Expression, FlatPort, Instance, ModuleDefinition, Signal } from './ir/index.ts';
import { eachNode } from './walk.ts';

/** An instance of a component. */
export interface StructurePart {
  readonly name: string;
  /** The component that it is an instance of. */
  readonly component: string;
  /** Where that is described: an absolute path, and a line. */
  readonly file: string;
  readonly line: number;
}

/**
 * A flow from one part to another: a valid signal and the words that travel with it. An end without a part is the edge of the
 * component.
 */
export interface StructureFlow {
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** Outermost port that the flow enters. */
  readonly port: string;
  /** Outermost port of the component itself, when one end of the flow is its edge. */
  readonly edge: string | undefined;
  /** Bits that travel beside the handshake. */
  readonly width: number;
}

/** Instances and flows of one component. */
export interface Structure {
  readonly parts: readonly StructurePart[];
  readonly flows: readonly StructureFlow[];
}

/** `valid`, or the channel's letters before it in the names of AXI: `tvalid`, `awvalid`. */
const validName = /^(t|aw|ar|w|b|r|)valid$/;

/** A port word of a part, or of the edge. */
interface Word {
  readonly part: string | undefined;
  readonly port: FlatPort;
}

const splitKey = (key: string): readonly [string, string] => {
  const dot = key.lastIndexOf('.');
  return [key.slice(0, dot + 1), key.slice(dot + 1)];
};

/** Words that travel with a valid signal: those beside or below it, in its direction. */
const payloadBits = (valid: FlatPort, words: readonly FlatPort[]): number => {
  const [path, name] = splitKey(valid.key);
  const channel = validName.exec(name)![1]!;
  return words
    .filter(
      ({ key, direction }) => direction === valid.direction && key !== valid.key && key.startsWith(path + channel),
    )
    .reduce((sum, { width }) => sum + width, 0);
};

const isValid = ({ key }: FlatPort): boolean => validName.test(splitKey(key)[1]);

/** The instances of a component, and which valid signal of one drives which of another. The component is elaborated for it. */
export const structureOf = (definition: ModuleDefinition): Structure => {
  const module = definition.elaborate();
  const { values } = dataflowOf(module);
  const words = new Map<Signal, Word>();
  const byName = new Map(definition.words.map(port => [port.name, port]));
  for (const signal of module.signals) {
    const port = signal.kind === 'input' || signal.kind === 'output' ? byName.get(signal.name) : undefined;
    if (port) words.set(signal, { part: undefined, port });
  }
  for (const instance of module.instances) {
    for (const [signal, port] of portsOf(instance)) words.set(signal, { part: instance.name, port });
  }
  const flows: StructureFlow[] = [];
  for (const [signal, { part, port }] of words) {
    const isSink = part === undefined ? port.direction === 'out' : port.direction === 'in';
    const value = values.get(signal);
    if (!isSink || !value || !isValid(port)) continue;
    const owner =
      part === undefined ? definition.words : module.instances.find(({ name }) => name === part)!.definition.words;
    for (const source of sourcesOf(value, values, words)) {
      if (!isValid(source.port)) continue;
      const edge = part === undefined ? port : source.part === undefined ? source.port : undefined;
      const width = payloadBits(port, owner);
      flows.push({ from: source.part, to: part, port: port.bundle, edge: edge?.bundle, width });
    }
  }
  return { parts: module.instances.map(partOf), flows };
};

const partOf = ({ name, definition: { name: component, location } }: Instance): StructurePart => ({
  name,
  component,
  file: location.file,
  line: location.line,
});

const portsOf = ({ definition, connections }: Instance): readonly (readonly [Signal, FlatPort])[] =>
  definition.words.flatMap(port => {
    const signal = connections.get(port.name);
    return signal ? [[signal, port] as const] : [];
  });

/** Port words that a value depends on in the same clock, through the wires of the component itself. */
const sourcesOf = (
  value: Expression,
  values: ReadonlyMap<Signal, Expression>,
  words: ReadonlyMap<Signal, Word>,
): ReadonlySet<Word> => {
  const found = new Set<Word>();
  const seen = new Set<Signal>();
  const waiting: Expression[] = [value];
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    eachNode([at], ({ signal }) => {
      if (!signal || seen.has(signal)) return;
      seen.add(signal);
      const word = words.get(signal);
      const own = signal.kind === 'wire' ? values.get(signal) : undefined;
      if (word) found.add(word);
      else if (own) waiting.push(own);
    });
  }
  return found;
};
