// SPDX-License-Identifier: Apache-2.0
/** Ways to make a part simpler by one step. */
import { Signal, type Statement } from '../ir/index.ts';
import type { Location } from '../location.ts';
import { asValue, type Val } from '../value.ts';
import { readSignal } from '../view.ts';
import { bodiesOf, eachNode } from '../walk.ts';
import { Choices } from './choices.ts';
import { mapStatements, mapValue } from './map-ir.ts';
import { type Part, rootsOf } from './parts.ts';

/** How much there is to read in a part. */
export const sizeOf = (part: Part): number => {
  let size = 0;
  eachNode(rootsOf(part), node => {
    size += node.op === 'signal' ? 1 : 2;
  });
  const count = (list: readonly Statement[]): number =>
    list.reduce((sum, one) => sum + 3 + bodiesOf(one).reduce((inner, body) => inner + count(body), 0), 0);
  return size + count(part.statements);
};

/** Simpler parts, which need not show the fault or even be valid, the simplest first. */
export const reductions = (part: Part): Part[] => {
  const shorter = shortened(part.statements).map(statements => ({ ...part, statements }));
  return [...shorter, ...simplerExpressions(part)]
    .map(one => [sizeOf(one), one] as const)
    .filter(([size]) => size < sizeOf(part))
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);
};

/** Lists with one statement less, or with one of the bodies of a conditional in its place. */
const shortened = (list: readonly Statement[]): Statement[][] =>
  list.flatMap((statement, i) => {
    const around = (middle: readonly Statement[]): Statement[] => [
      ...list.slice(0, i),
      ...middle,
      ...list.slice(i + 1),
    ];
    const inner = bodiesOf(statement).flatMap((body, place) =>
      shortened(body).map(shorter => around([withBody(statement, place, shorter)])),
    );
    return [around([]), ...bodiesOf(statement).map(around), ...inner];
  });

const withBody = (statement: Statement, place: number, body: Statement[]): Statement => {
  if (statement.kind === 'if') {
    const branches = statement.branches.map((one, i) => (i === place ? { ...one, body } : one));
    return place < branches.length ? { ...statement, branches } : { ...statement, otherwise: body };
  }
  if (statement.kind !== 'switch') return statement;
  const cases = statement.cases.map((one, i) => (i === place ? { ...one, body } : one));
  return place < cases.length ? { ...statement, cases } : { ...statement, otherwise: body };
};

/** Each operator in turn becomes one of its operands, or an input with values of its own. */
const simplerExpressions = (part: Part): Part[] => {
  const nodes: Val[] = [];
  eachNode(rootsOf(part), node => {
    if (node.op !== 'const' && node.op !== 'signal') nodes.push(asValue(node));
  });
  return nodes.flatMap(node => [
    ...node.args.filter(arg => arg.width === node.width).map(arg => exchanged(part, node, arg, part.values)),
    withInput(part, node),
  ]);
};

const withInput = (part: Part, node: Val): Part => {
  const taken = new Set([...part.values.keys()].map(({ name }) => name));
  let number = 1;
  while (taken.has(`free${number}`)) number++;
  const location = (part.signal ?? part.memory)!.location as Location;
  const free = new Signal('input', `free${number}`, node.width, location);
  const choices = new Choices(number);
  const clocks = [...part.values.values()][0]?.length ?? 0;
  const values = Array.from({ length: clocks }, () => choices.word(node.width));
  return exchanged(part, node, readSignal(free), new Map([...part.values, [free, values]]));
};

const exchanged = (part: Part, node: Val, by: Val, values: Part['values']): Part => {
  // hdl-lint-ok: the very same node
  const value = mapValue(one => (one === node ? by : undefined));
  const { memory } = part;
  const reads = memory?.reads.map(read => ({
    ...read,
    address: value(read.address),
    enable: (read.enable && value(read.enable)) as Val<1> | undefined,
  }));
  const same = { signal: (signal: Signal) => signal, domain: (domain: any) => domain };
  const changed = memory && { ...memory, reads: reads! };
  return {
    ...part,
    values,
    memory: changed,
    statements: mapStatements(part.statements, { value, memory: changed, ...same }),
  };
};
