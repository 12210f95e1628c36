// SPDX-License-Identifier: Apache-2.0
/** Crossings between clock domains: levels, resets, pulses and single words. Each brings its timing exceptions along. */
import {
  always,
  attribute,
  bit,
  bitsOf,
  type ClockDomain,
  cat,
  clockDomain,
  clockOf,
  component,
  crossing,
  inDomain,
  input,
  lit,
  master,
  output,
  pack,
  provideDomain,
  reg,
  type Shape,
  slave,
  stream,
  u,
  unpack,
  type Val,
  when,
} from '../index.ts';
import { checkCount } from './parameters.ts';

/** Flip-flops that a level passes before anything looks at it. */
export const defaultStages = 2;

/** What a crossing can be told besides its sizes. */
export interface SynchroniserOptions {
  /**
   * Why bits that the check would refuse may cross one by one: bits of one word, bits that meet again in logic, or logic before
   * the crossing.
   */
  readonly because?: string;
}

/**
 * Carries `width` independent bits into the domain in force. Latency `stages` clocks; a pulse shorter than a clock of this
 * domain may be lost. For words whose bits belong together use {@link handshakeCrossing} or the asynchronous FIFO; emission
 * refuses them here (HDL-CROSSING) unless `because` gives a reason.
 */
export const synchroniser = (width = 1, stages = defaultStages, options: SynchroniserOptions = {}) => {
  checkCount('The width of a synchroniser', width);
  checkCount('The number of flip-flops of a synchroniser', stages, 2);
  return component(
    'synchroniser',
    { width, stages },
    { d: input(u(width)), q: output(u(width)) },
    ({ d, q }) => {
      const names = Array.from({ length: stages }, (_, i) => (i === 0 ? 'meta' : `sync${i}`));
      const flops = names.map(name => reg({ [name]: u(width, 0) })[name]!);
      attribute(flops, { async_reg: 'true' });
      flops.forEach((flop, i) => {
        flop.set(
          i === 0 ? crossing('arriving', d, { kind: 'false-path', to: flop, because: options.because }) : flops[i - 1]!,
        );
      });
      q.set(flops.at(-1) as unknown as Val);
    },
    { doc: 'Synchroniser: independent bits from any clock domain into this one.' },
  );
};

/**
 * A reset for the domain in force from one that comes at any time: `out` (active high) rises at once with `in` and falls
 * `stages` clocks after it, in step with the clock. `in` is active high and free of glitches: a flip-flop, a pin or an output
 * of a black box. Logic is refused (HDL-CROSSING) unless `because` says why it makes none.
 */
export const resetSynchroniser = (stages = defaultStages, options: SynchroniserOptions = {}) => {
  checkCount('The number of flip-flops of a reset synchroniser', stages);
  return component(
    'reset_synchroniser',
    { stages },
    { in: input(bit()), out: output(bit()) },
    ({ in: asserted, out }) => {
      const local = clockDomain('own', { reset: { kind: 'async' } });
      const { shift } = inDomain(local, () => {
        const r = reg({ shift: u(stages, (1n << BigInt(stages)) - 1n) });
        r.shift.set(stages === 1 ? 0 : (cat(r.shift.slice(0, Math.max(1, stages - 1)), lit(0, 1)) as Val));
        return r;
      });
      attribute(shift, { async_reg: 'true' });
      provideDomain(local, {
        clock: clockOf(),
        reset: crossing('asserted', asserted, { kind: 'async-reset', to: shift, because: options.because }),
      });
      out.set(crossing('released', shift.bit(stages - 1), { kind: 'same-clock' }));
    },
    { doc: 'Reset synchroniser: asserted at once, released in step with the clock.' },
  );
};

/**
 * A pulse of one clock in `from` becomes a pulse of one clock in `to`, 2 to 3 clocks of `to` later. At least two edges of
 * `to` must lie between one pulse and the next: two clocks of `to` do.
 */
export const pulseCrossing = (from: ClockDomain, to: ClockDomain) =>
  component(
    'pulse_crossing',
    { from: from.name, to: to.name },
    { pulse: input(bit()), arrived: output(bit()) },
    ({ pulse, arrived }) => {
      const { toggle } = inDomain(from, () => reg({ toggle: bit(0) }));
      when(pulse, () => toggle.set(toggle.not()));
      inDomain(to, () => {
        const level = levelInto('level', toggle, { because: 'Each pulse is an event of its own.' });
        const { seen } = reg({ seen: bit(0) });
        seen.set(level);
        arrived.set(seen.xor(level) as Val<1>);
      });
    },
    { doc: 'Pulse crossing: one pulse in, one pulse out in another clock domain.' },
  );

/**
 * Carries single words from `from` to `to`: one word in flight besides the one at the output, three clocks of each domain
 * a word. A word is offered after the third edge of `to` since it came (after the fourth when a flip-flop was metastable).
 * Nothing is lost and nothing doubled. `down.payload` is stable while `down.valid` is 1.
 */
export const handshakeCrossing = <S extends Shape>(payload: S, from: ClockDomain, to: ClockDomain) =>
  component(
    'handshake_crossing',
    { payload, from: from.name, to: to.name },
    { up: slave(stream(payload)), down: master(stream(payload)) },
    ({ up, down }) => {
      const width = bitsOf(payload);
      const launch = inDomain(from, () => reg({ request: bit(0), word: u(width) }));
      const capture = inDomain(to, () => reg({ done: bit(0), full: bit(0), out: u(width) }));
      inDomain(from, () => {
        const answered = levelInto('answer', capture.done, heldUntilAnswered);
        up.ready.set(answered.eq(launch.request));
        when(up.fire, () => {
          launch.request.set(launch.request.not());
          launch.word.set(pack(payload, up.payload));
        });
      });
      inDomain(to, () => {
        const asked = levelInto('ask', launch.request, heldUntilAnswered);
        const held = crossing('held', launch.word as Val, { kind: 'max-delay', from: launch.word, to: capture.out });
        when(asked.ne(capture.done).and(capture.full.not()), () => {
          capture.out.set(held);
          capture.full.set(1);
          capture.done.set(asked);
        });
        when(down.fire, () => capture.full.set(0));
      });
      down.valid.set(capture.full);
      down.payload.set(unpack(payload, capture.out));
    },
    { doc: 'Handshake crossing: single words into another clock domain, one in flight.' },
  );

const heldUntilAnswered: SynchroniserOptions = { because: 'Each level is held until the other side has answered it.' };

/** A registered level of another domain, as a level of the domain in force, through two flip-flops. */
export const levelInto = (name: string, level: Val, options: SynchroniserOptions = {}): Val<1> => {
  const [meta, sync] = [`${name}Meta`, `${name}Sync`];
  const flops = reg({ [meta]: bit(0), [sync]: bit(0) });
  const [first, second] = [flops[meta]!, flops[sync]!];
  attribute(flops, { async_reg: 'true' });
  always(() => {
    first.set(crossing(`${name}Arriving`, level, { kind: 'false-path', to: first, because: options.because }));
    second.set(first);
  });
  return second;
};
