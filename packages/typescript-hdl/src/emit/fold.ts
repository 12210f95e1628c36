/** Conditions that constants decide: tools fold them, so the emitter does it first and knows what is left. */
import type { Action, Memory, Module, Signal, Statement } from '../ir.ts';
import { allOnes } from '../shape.ts';
import type { Val } from '../value.ts';
import { eachLeaf, project } from '../walk.ts';

const known = new WeakMap<Val, bigint | null>();

/** The value of an expression of constants; undefined when a signal matters. */
export const constantOf = (node: Val): bigint | undefined => {
  if (node.op === 'const') return node.extra;
  if (node.op === 'signal') return undefined;
  let value = known.get(node);
  if (value === undefined) {
    value = compute(node) ?? null;
    known.set(node, value);
  }
  return value ?? undefined;
};

const compute = (node: Val): bigint | undefined => {
  if (node.op === 'mux') {
    const test = constantOf(node.args[0]!);
    return test === undefined ? undefined : constantOf(node.args[test === 0n ? 2 : 1]!);
  }
  const values: bigint[] = [];
  for (const arg of node.args) {
    const value = constantOf(arg);
    if (value === undefined) return absorbed(node);
    values.push(value);
  }
  return BigInt.asUintN(node.width, apply(node, values));
};

/** What one constant operand decides alone. */
const absorbed = (node: Val): bigint | undefined => {
  const isAny = (wanted: bigint): boolean => node.args.some(arg => constantOf(arg) === wanted);
  if ((node.op === 'and' || node.op === 'mul') && isAny(0n)) return 0n;
  if (node.op === 'or' && isAny(allOnes(node.width))) return allOnes(node.width);
  const amount = node.op === 'shl' || node.op === 'shr' ? constantOf(node.args[1]!) : undefined;
  return amount !== undefined && amount >= BigInt(node.width as number) ? 0n : undefined;
};

const apply = (node: Val, values: readonly bigint[]): bigint => {
  const [a, b = 0n] = values as [bigint, bigint?];
  const width = node.args[0]!.width as number;
  const signed = (value: bigint): bigint => BigInt.asIntN(width, value);
  switch (node.op) {
    case 'not':
      return ~a;
    case 'and':
      return a & b;
    case 'or':
      return a | b;
    case 'xor':
      return a ^ b;
    case 'add':
      return a + b;
    case 'sub':
      return a - b;
    case 'mul':
      return a * b;
    case 'eq':
      return BigInt(a === b);
    case 'ne':
      return BigInt(a !== b);
    case 'lt':
      return BigInt(a < b);
    case 'le':
      return BigInt(a <= b);
    case 'slt':
      return BigInt(signed(a) < signed(b));
    case 'sle':
      return BigInt(signed(a) <= signed(b));
    case 'shl':
      return b >= BigInt(width) ? 0n : a << b;
    case 'shr':
      return b >= BigInt(width) ? 0n : a >> b;
    case 'sshr':
      return signed(a) >> (b >= BigInt(width) ? BigInt(width) : b);
    case 'slice':
      return a >> node.extra;
    case 'index':
      return a >> (b * node.extra);
    case 'cat':
      return values.reduce((all, value, i) => (all << BigInt(node.args[i]!.width as number)) | value, 0n);
    case 'repeat':
      return Array.from({ length: Number(node.extra) }).reduce((all: bigint) => (all << BigInt(width)) | a, 0n);
    case 'andR':
      return BigInt(a === allOnes(width));
    case 'orR':
      return BigInt(a !== 0n);
    default:
      return BigInt([...a.toString(2)].filter(digit => digit === '1').length % 2);
  }
};

/** The module without branches that constants exclude, except those that hold all there is about a signal or memory. */
export const foldConditions = (module: Module): Module => {
  const statements = foldList(module.statements);
  if (statements === module.statements) return module;
  const left = new Set<Subject>();
  eachLeaf(statements, leaf => left.add(subjectOf(leaf)));
  const isLost = (leaf: Action): boolean => !left.has(subjectOf(leaf));
  const kept = foldList(project(module.statements, leaf => !isLost(leaf)));
  return { ...module, statements: [...kept, ...project(module.statements, isLost)] };
};

type Subject = Signal | Memory | Action;

const subjectOf = (leaf: Action): Subject =>
  leaf.kind === 'assign' ? leaf.target.signal : leaf.kind === 'write' ? leaf.memory : leaf;

const sameList = (a: readonly Statement[] | undefined, b: readonly Statement[] | undefined): boolean =>
  a?.length === b?.length && (a ?? []).every((one, i) => one === b![i]);

/** The same list when nothing in it is decided by constants. */
const foldList = (statements: readonly Statement[]): readonly Statement[] => {
  let changed = false;
  const folded = statements.flatMap((statement): readonly Statement[] => {
    if (statement.kind !== 'if' && statement.kind !== 'switch') return [statement];
    const result = statement.kind === 'if' ? foldIf(statement) : foldSwitch(statement);
    changed ||= result.length !== 1 || result[0] !== statement;
    return result;
  });
  return changed ? folded : statements;
};

const foldIf = (statement: Extract<Statement, { kind: 'if' }>): readonly Statement[] => {
  const branches: typeof statement.branches = [];
  let otherwise = statement.otherwise && [...foldList(statement.otherwise)];
  let changed = !sameList(otherwise, statement.otherwise);
  for (const branch of statement.branches) {
    const value = constantOf(branch.condition);
    const body = value === 0n ? [] : [...foldList(branch.body)];
    changed ||= value !== undefined || !sameList(body, branch.body);
    if (value === undefined) branches.push({ condition: branch.condition, body });
    if (value !== undefined && value !== 0n) {
      otherwise = body;
      break;
    }
  }
  if (!changed) return [statement];
  return branches.length === 0 ? (otherwise ?? []) : [{ ...statement, branches, otherwise }];
};

const foldSwitch = (statement: Extract<Statement, { kind: 'switch' }>): readonly Statement[] => {
  const value = constantOf(statement.subject);
  if (value !== undefined) {
    const chosen = statement.cases.find(one => one.value === value)?.body ?? statement.otherwise ?? [];
    return foldList(chosen);
  }
  const cases = statement.cases.map(one => ({ ...one, body: [...foldList(one.body)] }));
  const otherwise = statement.otherwise && [...foldList(statement.otherwise)];
  const unchanged =
    cases.every((one, i) => sameList(one.body, statement.cases[i]!.body)) && sameList(otherwise, statement.otherwise);
  return unchanged ? [statement] : [{ ...statement, cases, otherwise }];
};
