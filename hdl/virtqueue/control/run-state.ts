// SPDX-License-Identifier: Apache-2.0
/** The state of the run of a queue, as queue control keeps it in RAM, and how it is shown. */
import { bit, cat, lit, mux, u, type Val } from 'typescript-hdl';
import { epochBits } from '../../lib/queue-epoch.ts';
import { errorBits } from '../../lib/queue-stop.ts';
import { virtqueueField } from '../../spec/registers/virtqueue-registers.ts';
import { requestParities } from './queue-requests.ts';

/**
 * Phases of a queue: nothing of it is anywhere; it runs; it begins nothing more and finishes what it has begun; what is left
 * of it is dropped.
 */
export const phases = { idle: 0, running: 1, ending: 2, draining: 3 } as const;
export const phaseBits = 2;

/** Ticks of the clock that ages a wait, and the ages: none, begun, one tick seen, two ticks seen. */
export const tickBits = 4;
export const stuckAge = 3;

/**
 * A queue that was found busy at least this many clocks after its stop, and at most twice as many, counts as stuck: 0.4 to
 * 0.8 ms at 156.25 MHz, far beyond what any answer of a working host takes.
 */
export const stuckClocks = 2 ** 16;

/** `resumes`: it ran when its function was suspended. `known`: it has run since reset. The parities of obeyed requests. */
export const runStateShape = {
  phase: u(phaseBits),
  epoch: u(epochBits),
  error: u(errorBits),
  resumes: bit(),
  known: bit(),
  ...requestParities,
  tick: u(tickBits),
  age: u(2),
};

interface State {
  readonly phase: Val;
  readonly error: Val;
  readonly resumes: Val<1>;
  readonly age: Val;
  readonly stop: Val<1>;
  readonly start: Val<1>;
}

interface Asked {
  readonly enable: Val<1>;
  readonly stop: Val<1>;
  readonly start: Val<1>;
}

/** The status register: what was asked shows at once, before it is obeyed. */
export const statusWord = (state: State, asked: Asked): Val<32> => {
  const inPhase = (phase: keyof typeof phases): Val<1> => state.phase.eq(phases[phase]) as Val<1>;
  const leaving = inPhase('ending').or(inPhase('draining'));
  const stops = asked.stop.ne(state.stop);
  const starts = asked.start.ne(state.start).and(asked.enable).and(inPhase('running').not().or(stops));
  const fields: readonly (readonly [string, Val])[] = [
    ['error', state.error],
    ['enabled', inPhase('running').and(stops.not())],
    ['busy', leaving.or(stops).or(starts)],
    ['stuck', leaving.and(state.age.eq(stuckAge) as Val<1>)],
    ['suspended', state.resumes],
  ];
  return fields
    .map(([name, value]) => value.zext(32).shl(virtqueueField('status', name)) as Val<32>)
    .reduce((a, b) => a.or(b));
};

/** A position as a register shows it; zeros for a queue that never ran. */
export const positionWord = (known: Val<1>, { index, wrap }: { readonly index: Val; readonly wrap: Val<1> }): Val<32> =>
  mux(known, cat(wrap, index).zext(32) as Val<32>, lit(0, 32));
