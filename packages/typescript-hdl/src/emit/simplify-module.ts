// SPDX-License-Identifier: Apache-2.0
/** A module with all its expressions simplified, and assignments whose index constants decide made plain. */
import type { Assign, Expression, If, Memory, Module, Signal, Statement } from '../ir/index.ts';
import { constant } from '../value.ts';
import { eachLeaf } from '../walk.ts';
import { Simplifier } from './simplify.ts';

/** A module as the emitter writes it, and what has become of some expressions of it. */
export interface SimplifiedModule {
  readonly module: Module;
  readonly followed: ReadonlySet<Expression>;
}

/** The module as the emitter writes it; signals, instances and their order stay. It says what has become of the expressions in `follow`. */
export const simplifyModule = (module: Module, follow: ReadonlySet<Expression>): SimplifiedModule => {
  const simplifier = new Simplifier(plainWires(module));
  const memories = new Map(module.memories.map(memory => [memory, simplifyReads(memory, simplifier)]));
  const statements = module.statements.map(statement => simplifyStatement(statement, simplifier, memories));
  return {
    module: { ...module, memories: [...memories.values()], statements },
    followed: new Set([...follow].flatMap(node => simplifier.resultOf(node) ?? [])),
  };
};

/** Wires with one driver, under no condition, for all their bits. */
const plainWires = (module: Module): Map<Signal, Expression> => {
  const drivers = new Map<Signal, Expression | undefined>();
  eachLeaf(module.statements, (leaf, conditions) => {
    if (leaf.kind !== 'assign') return;
    const { signal, width } = leaf.target;
    const isPlain = conditions.length === 0 && width === signal.width && !leaf.target.index;
    drivers.set(signal, isPlain && !drivers.has(signal) ? leaf.value : undefined);
  });
  return new Map(
    [...drivers].filter((one): one is [Signal, Expression] => one[0].kind !== 'reg' && one[1] !== undefined),
  );
};

const simplifyReads = (memory: Memory, simplifier: Simplifier): Memory => ({
  ...memory,
  reads: memory.reads.map(read => {
    const enable = read.enable && simplifier.of(read.enable);
    // A port that is never enabled looks at no address.
    const isIdle = enable?.op === 'const' && enable.extra === 0n;
    return { ...read, enable, address: isIdle ? constant(0n, read.address.width) : simplifier.of(read.address) };
  }),
});

const simplifyStatement = (
  statement: Statement,
  simplifier: Simplifier,
  memories: ReadonlyMap<Memory, Memory>,
): Statement => {
  const list = (body: readonly Statement[]): Statement[] =>
    body.map(one => simplifyStatement(one, simplifier, memories));
  switch (statement.kind) {
    case 'assign':
      return simplifyAssign(statement, simplifier);
    case 'check':
      return { ...statement, condition: simplifier.of(statement.condition) };
    case 'write': {
      const { memory, address, data, mask } = statement;
      return {
        ...statement,
        memory: memories.get(memory)!,
        address: ownNode(simplifier.of(address)),
        data: simplifier.of(data),
        mask: mask && simplifier.of(mask),
      };
    }
    case 'if':
      return {
        ...statement,
        branches: statement.branches.map(({ condition, body }) => ({
          condition: simplifier.of(condition),
          body: list(body),
        })),
        otherwise: statement.otherwise && list(statement.otherwise),
      };
    case 'switch':
      return {
        ...statement,
        subject: simplifier.of(statement.subject),
        cases: statement.cases.map(one => ({ ...one, body: list(one.body) })),
        otherwise: statement.otherwise && list(statement.otherwise),
      };
  }
};

/** A constant that nothing else looks at, so that it can have a name. */
const ownNode = (node: Expression): Expression => (node.op === 'const' ? constant(node.extra, node.width) : node);

const simplifyAssign = (statement: Assign, simplifier: Simplifier): Assign | If => {
  const { target, location } = statement;
  const value = simplifier.of(statement.value);
  if (!target.index) return { ...statement, value };
  const index = { ...target.index, value: simplifier.of(target.index.value) };
  const chosen = index.value.op === 'const' ? index.value.extra : undefined;
  if (chosen === undefined) return { ...statement, target: { ...target, index }, value };
  const isThere = chosen < BigInt(index.count);
  const lo = target.lo + (isThere ? Number(chosen) * index.stride : 0);
  const plain: Assign = { ...statement, target: { ...target, lo, index: undefined }, value };
  // Beyond the last element nothing is driven; the assignment stays where it is all there is about a signal.
  return isThere
    ? plain
    : { kind: 'if', branches: [{ condition: constant(0n, 1), body: [plain] }], otherwise: undefined, location };
};
