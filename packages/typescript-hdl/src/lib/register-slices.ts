// SPDX-License-Identifier: Apache-2.0
/** Register slices: cut the timing paths of a stream. */
import { bit, component, connect, expose, inst, master, mux, reg, type Shape, slave, stream, when } from '../index.ts';

/**
 * Registers valid and payload. Throughput one transfer a clock, latency 1; ready stays combinational:
 * `up.ready` is 1 when the register is empty or being emptied. Logic depth: none on the payload, one LUT on ready.
 */
export const forwardSlice = <S extends Shape>(payload: S) =>
  component(
    'forward_slice',
    { payload },
    { up: slave(stream(payload)), down: master(stream(payload)) },
    ({ up, down }) => {
      const r = reg({ valid: bit(0), payload });
      up.ready.set(r.valid.not().or(down.ready));
      down.valid.set(r.valid);
      down.payload.set(r.payload);
      when(up.ready, () => {
        r.valid.set(up.valid);
        r.payload.set(up.payload);
      });
    },
    { shared: true, doc: 'Forward register slice: registers valid and payload.' },
  );

/**
 * Registers ready: the skid buffer. Throughput one transfer a clock, latency 0 while it flows, holds one payload. Once
 * `down.valid` is 1 the payload stays until it is taken, even if the producer takes its offer back. Logic depth: one 2:1
 * multiplexer on the payload.
 */
export const backwardSlice = <S extends Shape>(payload: S) =>
  component(
    'backward_slice',
    { payload },
    { up: slave(stream(payload)), down: master(stream(payload)) },
    ({ up, down }) => {
      const r = reg({ full: bit(0), hold: payload });
      up.ready.set(r.full.not());
      down.valid.set(up.valid.or(r.full));
      down.payload.set(mux(r.full, r.hold, up.payload));
      when(up.fire.and(down.ready.not()), () => {
        r.full.set(1);
        r.hold.set(up.payload);
      }).elsewhen(down.ready, () => r.full.set(0));
    },
    { shared: true, doc: 'Backward register slice (skid buffer): registers ready.' },
  );

/**
 * Registers both directions, so that no path passes through. Throughput one transfer a clock, latency 1, holds two payloads.
 * Logic depth: one 2:1 multiplexer before the payload's register.
 */
export const fullSlice = <S extends Shape>(payload: S) =>
  component(
    'full_slice',
    { payload },
    { up: slave(stream(payload)), down: master(stream(payload)) },
    ({ up, down }) => {
      const { backward, forward } = inst({ backward: backwardSlice(payload), forward: forwardSlice(payload) });
      connect(backward.up, up as never);
      connect(forward.up, backward.down);
      expose(down, forward.down);
    },
    { shared: true, doc: 'Full register slice: registers valid, payload and ready.' },
  );
