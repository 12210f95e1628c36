// SPDX-License-Identifier: Apache-2.0
/**
 * Reader of ClassBench filter sets (Taylor and Turner, "ClassBench: A Packet Classification Benchmark", 2007), of which the
 * first filter that matches wins. One filter a line:
 *
 *     @SOURCE/LENGTH  DESTINATION/LENGTH  FIRST : LAST  FIRST : LAST  PROTOCOL/MASK  FLAGS/MASK
 *
 * with source ports before destination ports and hexadecimal numbers in the last two. A filter is taken as its five-tuple, as
 * programs that compare classifiers take it: the last field, which some sets lack, is checked for its form and left out.
 */

import { defaultConfigName } from '../../hdl/spec/configs.ts';
import { PolicyError } from '../policy/diagnostic.ts';
import type { IpPrefix, Match, Policy, PortRange, Rule } from '../policy/policy.ts';
import { LineScanner } from './line-scanner.ts';

const blanks = /[ \t]+/y;
const number = /\d+/y;
const hexadecimal = /0[xX][0-9a-fA-F]+/y;
const maxPort = 65_535;

const wholeNumber = (line: LineScanner, most: number, wanted: string): number => {
  const { column } = line;
  const text = line.take(number, wanted);
  if (Number(text) > most) throw line.refusal(column, `${text} is too great for ${wanted}, which is ${most} at most`);
  return Number(text);
};

const octet = (line: LineScanner): number => wholeNumber(line, 255, 'a byte of an IPv4 address');

const prefix = (line: LineScanner, name: string): IpPrefix => {
  let address = octet(line);
  for (let i = 0; i < 3; i++) {
    line.take(/\./y, `an IPv4 address of four bytes as ${name}`);
    address = address * 256 + octet(line);
  }
  line.take(/\//y, `/LENGTH after the ${name} address`);
  const prefixLength = wholeNumber(line, 32, 'a prefix length');
  const hostBits = 2 ** (32 - prefixLength);
  return { version: 4, address: BigInt(address - (address % hostBits)), prefixLength };
};

const ports = (line: LineScanner, name: string): PortRange => {
  const first = wholeNumber(line, maxPort, `a ${name} port`);
  line.take(/[ \t]*:[ \t]*/y, `: between the ${name} ports`);
  const { column } = line;
  const last = wholeNumber(line, maxPort, `a ${name} port`);
  if (last < first) throw line.refusal(column, `the last ${name} port ${last} is before the first, ${first}`);
  return { first, last };
};

const protocol = (line: LineScanner): number | undefined => {
  const valueColumn = line.column;
  const value = Number(line.take(hexadecimal, 'a protocol such as 0x06'));
  line.take(/\//y, '/MASK after the protocol');
  const maskColumn = line.column;
  const mask = Number(line.take(hexadecimal, 'a protocol mask, 0xFF or 0x00'));
  if (value > 255) throw line.refusal(valueColumn, `protocol ${value} is too great; it is 255 at most`);
  if (mask !== 0 && mask !== 255)
    throw line.refusal(
      maskColumn,
      `protocol mask ${mask} takes single bits; write 0xFF for one protocol or 0x00 for any`,
    );
  return mask === 0 ? undefined : value;
};

const flags = (line: LineScanner): void => {
  line.take(hexadecimal, 'flags such as 0x0000');
  line.take(/\//y, '/MASK after the flags');
  line.take(hexadecimal, 'a mask of the flags');
};

const isAny = ({ first, last }: PortRange): boolean => first === 0 && last === maxPort;

const filter = (line: LineScanner): Match => {
  line.take(/@/y, 'a filter, which begins with @');
  const source = prefix(line, 'source');
  line.take(blanks, 'the destination after a blank');
  const destination = prefix(line, 'destination');
  line.take(blanks, 'the source ports after a blank');
  const sourcePort = ports(line, 'source');
  line.take(blanks, 'the destination ports after a blank');
  const destinationPort = ports(line, 'destination');
  line.take(blanks, 'the protocol after a blank');
  const one = protocol(line);
  if (!line.isAtEnd()) {
    line.take(blanks, 'the flags after a blank');
    flags(line);
  }
  line.take(/[ \t]*/y, 'a blank');
  line.take(/$/y, 'the end of the line');
  return {
    ipVersion: 4,
    ...(one !== undefined && { protocol: one }),
    ...(source.prefixLength > 0 && { source }),
    ...(destination.prefixLength > 0 && { destination }),
    ...(!isAny(sourcePort) && { sourcePort }),
    ...(!isAny(destinationPort) && { destinationPort }),
  };
};

/** Mistakes after which the reader gives up. */
const mostMistakes = 1000;

/**
 * The filters of a set as rules that allow, in their order; blank lines are passed over. Throws a {@link PolicyError} with every
 * mistake, each at its line and column.
 */
export const readClassbench = (text: string, file: string): readonly Rule[] => {
  const rules: Rule[] = [];
  const mistakes = [];
  for (const [index, content] of text.split(/\r?\n/).entries()) {
    if (content.trim() === '') continue;
    const line = new LineScanner(file, index + 1, content);
    try {
      const match = filter(line);
      const position = { line: index + 1, column: 1 };
      rules.push({ to: { kind: 'any' }, match, action: 'allow', queue: 0, position, positions: {} });
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      mistakes.push(...error.diagnostics);
      if (mistakes.length >= mostMistakes) break;
    }
  }
  if (mistakes.length > 0) throw new PolicyError(mistakes);
  return rules;
};

/** A filter set as a policy without VMs, whose rules are for all. */
export const classbenchPolicy = (text: string, file: string): Policy => ({
  file,
  config: defaultConfigName,
  vms: [],
  rules: readClassbench(text, file),
  defaults: { unicast: 'deny', group: 'deny', egress: 'allow' },
  malformed: 'drop',
  position: { line: 1, column: 1 },
  positions: {},
});
