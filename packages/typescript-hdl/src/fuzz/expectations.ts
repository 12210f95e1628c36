// SPDX-License-Identifier: Apache-2.0
/** What a design must and must not have in its Verilog, whatever any tool makes of it. */

import type { Expression } from '../ir/index.ts';
import { layOut } from '../simulate/storage.ts';
import { eachNode, eachRoot } from '../walk.ts';
import type { Finding } from './compare.ts';
import type { Subject } from './subject.ts';

/** What is wrong with the Verilog of a subject as it stands. */
export const complaintOfText = (subject: Subject): Finding | undefined =>
  found('ports', portsText(subject)) ?? found('product', productText(subject));

const found = (cause: string, text: string | undefined): Finding | undefined =>
  text === undefined ? undefined : { kind: 'complaint', tool: 'language', cause, text };

/** The top has other ports besides those of its component than it should, where that is known. */
export const portsText = ({
  emitted,
  definition,
  clockPorts,
}: Pick<Subject, 'emitted' | 'definition' | 'clockPorts'>): string | undefined => {
  if (!clockPorts) return undefined;
  const declared = new Set(definition.words.map(word => word.name));
  const own = emitted.ports.map(port => port.name).filter(name => !declared.has(name));
  const [left, right] = [own.sort().join(' '), [...clockPorts].sort().join(' ')];
  return left === right ? undefined : `The clock and reset ports of '${emitted.top}' are '${left}', not '${right}'.`;
};

/** The Verilog multiplies although the design does not: an element chosen by a value costs no product. */
const productText = (subject: Subject): string | undefined => {
  const line = productIn(subject.emitted.verilog);
  return line === undefined || multiplies(subject)
    ? undefined
    : `'${subject.emitted.top}' multiplies nothing, but its Verilog has: ${line.trim()}`;
};

/** The first line with a product, not counting those of the loop variable of a masked write, which are constants. */
const productIn = (verilog: string): string | undefined =>
  verilog.split('\n').find(line => line.replaceAll(/_lane(_\d+)? \* \d/g, '').includes(' * '));

const multiplies = ({ definition, domain }: Subject): boolean => {
  let found = false;
  for (const { module } of layOut(definition, domain).scopes) {
    const roots: Expression[] = [];
    eachRoot(module, root => roots.push(root));
    eachNode(roots, node => {
      found ||= node.op === 'mul';
    });
  }
  return found;
};
