// SPDX-License-Identifier: Apache-2.0
/** Memories as Verilog text, in the shapes that synthesis tools recognise. */
import {
  type ClockDomain,
  type Expression,
  isRegistered,
  type Memory,
  type ReadPort,
  ramStyle,
  type Statement,
} from '../ir/index.ts';
import { indexWidth } from '../shape.ts';
import { quoted } from '../verilog-text.ts';
import { eachLeaf, project } from '../walk.ts';
import type { MemoryBlock } from './blocks.ts';
import { attributeList } from './clocked.ts';
import { literalText } from './expression.ts';
import { type StatementStyle, statementLines } from './statements.ts';

/** The array, its initial contents, and an `always` block for every clocked port (those of a simple memory share one). */
export const memoryLines = (
  { memory, statements }: MemoryBlock,
  style: StatementStyle,
  clockOf: (domain: ClockDomain | undefined) => string,
  freshName: (base: string) => string,
  formal: boolean,
): string[] => {
  const range = memory.width === 1 ? '' : `[${memory.width - 1}:0] `;
  const attributes = attributeList({ ram_style: ramStyle(memory.kind), ...memory.attributes });
  // A proof must take reads beyond the last word for anything: there it finds words of unknown contents.
  const depth = formal ? 2 ** indexWidth(memory.depth) : memory.depth;
  const array = `${memory.name} [0:${depth - 1}];`;
  const declaration = [
    `    (* ${attributes} *)`,
    `    reg ${range}${array}${style.locator(memory.location, memory.name)}`,
  ];
  const lines = [...(hasTwoClocks(memory) ? twoClocksMeant(declaration) : declaration), ...initLines(memory)];
  const clockedReads = memory.reads.filter(read => isRegistered(memory, read));
  for (const { domain, port } of blocksOf(memory, clockedReads)) {
    const own = project(statements, leaf => leaf.kind === 'write' && leaf.domain === domain && leaf.port === port);
    const reads = clockedReads.filter(read => read.output.domain === domain && read.port === port);
    const lane = hasMask(own) ? freshName(`${memory.name}_lane`) : undefined;
    if (lane !== undefined) lines.push(`    integer ${lane};`);
    lines.push(
      `    always @(posedge ${clockOf(domain)}) begin`,
      ...statementLines(own, lane === undefined ? style : { ...style, lane }, '        '),
      ...reads.flatMap(read => readLines(memory, read, style)),
      '    end',
    );
  }
  for (const read of memory.reads.filter(one => !isRegistered(memory, one))) {
    const word = `${memory.name}[${style.text(read.address)}]`;
    lines.push(`    assign ${read.output.name} = ${word};${style.mark(read.output.location)}`);
  }
  return lines;
};

const hasMask = (statements: readonly Statement[]): boolean => {
  let found = false;
  eachLeaf(statements, leaf => {
    found ||= leaf.kind === 'write' && leaf.mask !== undefined;
  });
  return found;
};

const hasTwoClocks = ({ writePorts }: Memory): boolean => new Set(writePorts.map(port => port.domain)).size > 1;

/** Verilator takes a second clock that writes a variable for a mistake; of a dual port memory it is the point. */
const twoClocksMeant = (declaration: readonly string[]): string[] => [
  '    // Each port writes with its own clock.',
  '    /* verilator lint_off MULTIDRIVEN */',
  ...declaration,
  '    /* verilator lint_on MULTIDRIVEN */',
];

interface PortBlock {
  readonly domain: ClockDomain | undefined;
  readonly port: number;
}

/** One entry for each pair of domain and port number, writers first. */
const blocksOf = (memory: Memory, reads: readonly ReadPort[]): PortBlock[] => {
  const blocks: PortBlock[] = [];
  for (const { domain, port } of [...memory.writePorts, ...reads.map(read => ({ ...read.output, port: read.port }))]) {
    if (!blocks.some(block => block.domain === domain && block.port === port)) blocks.push({ domain, port });
  }
  return blocks;
};

const isConstant = (node: Expression, value: bigint): boolean => node.op === 'const' && node.extra === value;

const readLines = (memory: Memory, read: ReadPort, style: StatementStyle): string[] => {
  const word = `${memory.name}[${style.text(read.address)}]`;
  const load = `${read.output.name} <= ${word};${style.mark(read.output.location)}`;
  if (!read.enable || isConstant(read.enable, 1n)) return [`        ${load}`];
  if (isConstant(read.enable, 0n)) return [`        ${read.output.name} <= ${read.output.name};`];
  return [`        if (${style.text(read.enable)}) begin`, `            ${load}`, '        end'];
};

const initLines = (memory: Memory): string[] => {
  if (memory.initFile !== undefined) return [`    initial $readmemh(${quoted(memory.initFile)}, ${memory.name});`];
  if (!memory.init) return [];
  const words = Array.from({ length: memory.depth }, (_, i) => memory.init![i] ?? 0n);
  return [
    '    initial begin',
    ...words.map((word, i) => `        ${memory.name}[${i}] = ${literalText(word, memory.width)};`),
    '    end',
  ];
};
