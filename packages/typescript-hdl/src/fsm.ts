// SPDX-License-Identifier: Apache-2.0
/** State machines whose states the TypeScript compiler knows. */
import { HdlError } from './diagnostic.ts';
import { Signal, type Switch } from './ir/index.ts';
import { captureLocation } from './location.ts';
import { joinName } from './names.ts';
import { builder, pushSwitch } from './scope.ts';
import { checkStates, indexWidth, type UInt } from './shape.ts';
import { constant, Val } from './value.ts';
import { driveSignal, type Wr } from './view.ts';

/** A running state machine. */
export interface Fsm<S extends string> {
  /** 1 while the machine is in the state. */
  is(state: S): Val<1>;
}

/**
 * A state machine named `name`: register `<name>_q`, reset to the first state, one `case` with named states.
 * Each handler runs at once and receives `goto`; a typo and a missing state are compile errors. Codes without a state act as
 * the last state does. A machine of one state needs no register: its handler says what always happens.
 */
export const fsm = <const S extends string>(
  name: string,
  states: readonly S[],
  handlers: { readonly [K in S]: (goto: (state: S) => void) => void },
): Fsm<S> => {
  const b = builder('fsm()');
  const location = captureLocation();
  const what = `State machine '${name}'`;
  checkStates(what, states);
  const missing = states.find(state => typeof handlers[state] !== 'function');
  if (missing !== undefined)
    throw new HdlError('HDL-CASE', `${what} does not say what it does in '${missing}'.`, location);
  if (states.length === 1) return alwaysIn(what, states[0]!, handlers);
  const width = indexWidth(states.length);
  const signal = b.signal(new Signal('reg', `${joinName(name)}_q`, width, location, 0n, b.nextGroup()));
  const register = driveSignal(signal) as Wr<UInt>;
  const codes = new Map(
    states.map((state, i) => {
      const label = b.claim(joinName(name, state).toUpperCase(), location);
      b.module.constants.push({ name: label, value: BigInt(i), width });
      return [state, new Val('const', width, [], BigInt(i), undefined, label)];
    }),
  );
  const codeOf = (state: S): Val => codes.get(state) ?? noSuchState(what, state, states);
  const reached = new Set<S>();
  const goto = (state: S): void => {
    register.set(codeOf(state));
    reached.add(state);
  };
  pushSwitch(
    driveSignal(signal),
    states.map((state, i) => ({ value: BigInt(i), label: codes.get(state)!.label, body: () => handlers[state](goto) })),
    undefined,
  );
  // Codes that stand for no state would leave what the handlers drive without a value: the last state takes them.
  const statement = b.scope.at(-1) as Switch;
  const last = states.at(-1)!;
  if (states.length < 2 ** width && reached.has(last)) {
    const arm = statement.cases.pop()!;
    Object.assign(statement, { otherwise: arm.body, otherwiseLabel: arm.label });
  }
  return { is: state => (register as Val).eq(codeOf(state)) };
};

/** Throws that the machine lacks a state. */
const noSuchState = (what: string, state: string, states: readonly string[]): never => {
  throw new HdlError(
    'HDL-CASE',
    `${what} has no state '${state}'; its states are ${states.join(', ')}.`,
    captureLocation(),
  );
};

/** The machine whose only state is `only`. */
const alwaysIn = <S extends string>(
  what: string,
  only: S,
  handlers: { readonly [K in S]: (goto: (state: S) => void) => void },
): Fsm<S> => {
  const check = (state: S): void => {
    if (state !== only) noSuchState(what, state, [only]);
  };
  // A case without alternatives, so that what the handler sets may replace what was set before it, as in any machine.
  pushSwitch(constant(0n, 1), [], () => handlers[only](check));
  const is = (state: S): Val<1> => {
    check(state);
    return constant(1n, 1);
  };
  return { is };
};
