// SPDX-License-Identifier: Apache-2.0
/**
 * Reader of flows as `ovs-ofctl dump-flows` prints them, and `add-flows` takes them: one a line, conditions before `actions=`. What no
 * policy can say is refused with its line and column, all mistakes of a file at once.
 */
import { ipProtocols, ethertypes as types } from '../../../hdl/spec/protocol/headers.ts';
import { type Diagnostic, PolicyError } from '../../policy/diagnostic.ts';
import { portProtocols } from '../../policy/policy.ts';
import { Refusal } from '../../policy/policy-values.ts';
import { type Flow, type FlowAction, type FlowMatch, intersection } from './flow.ts';
import { flowFields, flowStatistics, flowWords } from './flow-fields.ts';

/** OpenFlow's priority of a flow that names none. */
const defaultPriority = 32_768;

/** What a line says, or a mistake and the column where it is. */
class FlowMistake extends Error {
  readonly column: number;

  constructor(column: number, message: string) {
    super(message);
    this.column = column;
  }
}

interface Word {
  readonly text: string;
  /** From 1. */
  readonly column: number;
}

/** Pieces between commas and blanks, with their columns. */
const wordsOf = (text: string): readonly Word[] =>
  [...text.matchAll(/(?:"[^"]*"|[^,\s"])+/g)].map(({ 0: word, index }) => ({ text: word, column: index + 1 }));

const wholeNumber = ({ text, column }: Word, name: string, most: number): number => {
  if (/^\d+$/.test(text) && Number(text) <= most) return Number(text);
  throw new FlowMistake(column, `${name} ${text} is not a number from 0 to ${most}; correct it`);
};

const readAction = ({ text, column }: Word): FlowAction => {
  if (text === 'drop') return { kind: 'drop' };
  if (text === 'NORMAL') return { kind: 'normal' };
  const table = /^(?:resubmit\(,(\d+)\)|goto_table:(\d+))$/.exec(text);
  if (table) return { kind: 'table', table: Number(table[1] ?? table[2]) };
  const port = /^(?:output:)?(?:(\d+)|"([^"]+)")$/.exec(text) ?? /^output:([A-Za-z][\w.-]*)$/.exec(text);
  if (port) return { kind: 'output', port: (port[1] ?? port[2])! };
  throw new FlowMistake(
    column,
    `action ${text} is none that a policy can say, which has drop, NORMAL, output to a port and resubmit to a table; rewrite the flow`,
  );
};

/** The one action of a flow. */
const readActions = (text: string, column: number): FlowAction => {
  const found = [...text.matchAll(/(?:\([^)]*\)|"[^"]*"|[^,\s("])+/g)];
  const [first, second] = found.map(({ 0: word, index }) => ({ text: word, column: column + index }));
  if (!first) throw new FlowMistake(column, 'actions are empty; write drop, or what else happens');
  const action = readAction(first);
  if (second)
    throw new FlowMistake(
      second.column,
      `action ${second.text} is a second one, but a rule of a policy does one thing; split the flow, or remove the action`,
    );
  return action;
};

/** Conditions that say nothing unless others say what they are about; ovs-ofctl leaves them out. */
const checkNeeds = (match: FlowMatch, column: number): void => {
  const isIp = match.ethertype === types.ipv4 || match.ethertype === types.ipv6;
  const needs = (what: string, remedy: string): never => {
    throw new FlowMistake(column, `the flow asks for ${what}, which means nothing without ${remedy}; add it`);
  };
  if (match.protocol !== undefined && !isIp) needs('a protocol', 'ip or ipv6');
  if ((match.sourcePorts || match.destinationPorts) && !portProtocols.includes(match.protocol ?? -1))
    needs('ports', 'tcp, udp or sctp');
  const icmp = match.ethertype === types.ipv4 ? ipProtocols.icmp : ipProtocols.icmpv6;
  if (match.icmpType !== undefined && match.protocol !== icmp) needs('a type of ICMP', 'icmp or icmp6');
  if (match.laterFragment && !isIp) needs('a fragment', 'ip or ipv6');
};

const joined = (match: FlowMatch, more: FlowMatch, { text, column }: Word): FlowMatch => {
  const both = intersection(match, more);
  if (both) return both;
  throw new FlowMistake(column, `${text} and what is before it match no frame together; correct the flow`);
};

/** Fields that say what a packet is; others are about such packets alone. */
const kindFields: readonly string[] = ['dl_type', 'eth_type', 'nw_proto', 'ip_proto'];

/** ovs-ofctl leaves out an address or a port that says itself what packet it is of, such as nw_src without ip. */
const checkStated = (match: FlowMatch, stated: FlowMatch, column: number): void => {
  if (match.ethertype === stated.ethertype && match.protocol === stated.protocol) return;
  throw new FlowMistake(
    column,
    'the flow asks for an address or a port without saying of which packets, such as ip, ipv6, tcp or udp, so that Open vSwitch leaves it out; add that',
  );
};

const readMatch = (words: readonly Word[]): Pick<Flow, 'match' | 'table' | 'priority'> => {
  let match: FlowMatch = {};
  let stated: FlowMatch = {};
  let table = 0;
  let priority = defaultPriority;
  for (const word of words) {
    const { text, column } = word;
    const [name = '', ...rest] = text.split('=');
    const value = { text: rest.join('='), column: column + name.length + 1 };
    if (name === 'table') table = wholeNumber(value, 'table', 254);
    else if (name === 'priority') priority = wholeNumber(value, 'priority', 65_535);
    else if (name === 'idle_timeout' || name === 'hard_timeout') {
      if (value.text !== '0')
        throw new FlowMistake(
          column,
          `${text} ends the flow after a time, but rules of a policy stay; remove the flow, or this`,
        );
    } else if (flowStatistics.includes(name)) continue;
    else if (rest.length === 0 && Object.hasOwn(flowWords, name)) {
      match = joined(match, flowWords[name]!, word);
      stated = { ...stated, ...flowWords[name]! };
    } else if (rest.length > 0 && Object.hasOwn(flowFields, name)) {
      const more = flowFields[name]!(value.text);
      if (more instanceof Refusal) throw new FlowMistake(column, `${name}=${value.text} ${more.reason}`);
      match = joined(match, more, word);
      if (kindFields.includes(name)) stated = { ...stated, ...more };
    } else
      throw new FlowMistake(column, `${text} is no condition that is known here; remove the flow, or what it asks for`);
  }
  const column = words[0]?.column ?? 1;
  checkNeeds(match, column);
  checkStated(match, stated, column);
  return { match, table, priority };
};

/** Lines of a dump that are no flows. */
const isHeading = (text: string): boolean => /^(NXST_FLOW|OFPST_FLOW) reply|^#|^$/.test(text);

const readFlow = (text: string, line: number): Flow => {
  const start = /(?:^|[\s,])actions?=/.exec(text);
  if (!start) throw new FlowMistake(1, 'the line has no actions=; write flows as ovs-ofctl dump-flows prints them');
  const end = start.index + start[0].length;
  const words = wordsOf(text.slice(0, start.index));
  return { line, text: text.trim(), ...readMatch(words), action: readActions(text.slice(end), end + 1) };
};

/** The flows of a file in its order; a {@link PolicyError} with every line that is refused. */
export const readFlows = (text: string, file: string): readonly Flow[] => {
  const mistakes: Diagnostic[] = [];
  const flows = text.split(/\r?\n/).flatMap((content, index): readonly Flow[] => {
    if (isHeading(content.trim())) return [];
    try {
      return [readFlow(content, index + 1)];
    } catch (error) {
      if (!(error instanceof FlowMistake)) throw error;
      const position = { line: index + 1, column: error.column };
      mistakes.push({ file, position, severity: 'error', message: error.message });
      return [];
    }
  });
  if (mistakes.length > 0) throw new PolicyError(mistakes);
  return flows;
};
