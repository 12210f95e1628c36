// SPDX-License-Identifier: Apache-2.0
/** Where one bit of a value comes from, followed through wires, ports and inverters and no further. */
import { type ClockDomain, type Expression, isRegistered, type Signal } from '../ir/index.ts';
import type { Location } from '../location.ts';
import { partAt } from '../walk.ts';
import { moduleDrivers, portOf, portSignal, type Scope } from './scopes.ts';

/** The one thing that a bit comes from; `logic` where it is more than one, or more than wiring lies between. */
export interface Origin {
  readonly kind: 'register' | 'port' | 'box' | 'clock' | 'reset' | 'crossing' | 'constant' | 'logic';
  readonly scope: Scope;
  readonly signal: Signal | undefined;
  readonly bit: number;
  readonly inverted: boolean;
  /** Of a clock or a reset: its domain in `scope`. */
  readonly domain?: ClockDomain | undefined;
  /** Where the author of a component on the way said which domain launches the bit. */
  readonly claim?: Claim | undefined;
  readonly location: Location | undefined;
  /** Of logic: what it looks at. */
  readonly cone: readonly Expression[];
}

/** `synchronousTo` of an input. */
export interface Claim {
  readonly scope: Scope;
  readonly domain: ClockDomain | undefined;
}

interface Way {
  inverted: boolean;
  claim: Claim | undefined;
}

/** The origin of a bit of a value. */
export const originOf = (scope: Scope, value: Expression, bit: number): Origin => ofValue(scope, value, bit, newWay());

/** The origin of a bit of a signal; of a crossing what it lets through. */
export const originOfSignal = (scope: Scope, signal: Signal, bit: number): Origin =>
  signal.isCrossing ? ofDriver(scope, signal, bit, newWay()) : ofSignal(scope, signal, bit, newWay());

const newWay = (): Way => ({ inverted: false, claim: undefined });

const ofValue = (scope: Scope, value: Expression, bit: number, way: Way): Origin => {
  switch (value.op) {
    case 'const':
      return end('constant', scope, undefined, bit, way);
    case 'signal':
      return ofSignal(scope, value.signal!, bit, way);
    case 'not':
      way.inverted = !way.inverted;
      return ofValue(scope, value.args[0]!, bit, way);
    case 'slice':
      return ofValue(scope, value.args[0]!, bit + Number(value.extra), way);
    case 'repeat':
      return ofValue(scope, value.args[0]!, bit % value.args[0]!.width, way);
    case 'cat': {
      const place = partAt(value, bit);
      return ofValue(scope, place.part, place.bit, way);
    }
    default:
      return { ...end('logic', scope, undefined, bit, way), cone: [value] };
  }
};

const ofSignal = (scope: Scope, signal: Signal, bit: number, way: Way): Origin => {
  const { module } = scope;
  if (signal.isCrossing) {
    const isSameClock = module.crossings.some(one => one.wire === signal && one.kind === 'same-clock');
    return isSameClock ? ofDriver(scope, signal, bit, way) : end('crossing', scope, signal, bit, way);
  }
  switch (signal.kind) {
    case 'reg':
      return end('register', scope, signal, bit, way);
    case 'memory-read': {
      const isClocked = module.memories.some(memory =>
        memory.reads.some(read => read.output === signal && isRegistered(memory, read)),
      );
      return end(isClocked ? 'register' : 'logic', scope, signal, bit, way);
    }
    case 'input':
      return ofInput(scope, signal, bit, way);
    case 'instance-output': {
      const { instance, port } = portOf(module, signal)!;
      const child = scope.children.get(instance);
      return child ? ofSignal(child, portSignal(child.module, port)!, bit, way) : end('box', scope, signal, bit, way);
    }
    default:
      return ofDriver(scope, signal, bit, way);
  }
};

const ofInput = (scope: Scope, signal: Signal, bit: number, way: Way): Origin => {
  const read = scope.module.clockReads.find(one => one.signal === signal);
  if (read) return end(read.what, scope, signal, bit, way, read.domain);
  if (signal.launchedIn) way.claim ??= { scope, domain: signal.launchedIn.domain };
  if (!scope.parent) return end('port', scope, signal, bit, way);
  return ofSignal(scope.parent, scope.instance!.connections.get(signal.name)!, bit, way);
};

/** Through the one unconditional assignment that drives the bit. */
const ofDriver = (scope: Scope, signal: Signal, bit: number, way: Way): Origin => {
  const drivers = (moduleDrivers(scope.module).get(signal) ?? []).filter(
    ({ target }) => target.index || (bit >= target.lo && bit < target.lo + target.width),
  );
  if (drivers.length === 0) return end('constant', scope, signal, bit, way);
  const [{ target, value, conditions }] = drivers as [(typeof drivers)[number]];
  if (drivers.length > 1 || target.index || conditions.length > 0) {
    const cone = drivers.flatMap(one => [
      ...one.conditions,
      one.value,
      ...(one.target.index ? [one.target.index.value] : []),
    ]);
    return { ...end('logic', scope, signal, bit, way), cone };
  }
  return ofValue(scope, value, bit - target.lo, way);
};

const end = (
  kind: Origin['kind'],
  scope: Scope,
  signal: Signal | undefined,
  bit: number,
  { inverted, claim }: Way,
  domain?: ClockDomain,
): Origin => ({ kind, scope, signal, bit, inverted, claim, domain, location: signal?.location, cone: [] });
