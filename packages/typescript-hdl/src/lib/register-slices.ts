/** Register slices: cut the timing paths of a stream. */
import { bit, component, connect, expose, inst, master, mux, reg, type Shape, slave, stream, when } from '../index.ts';

/**
 * Registers valid and payload. Throughput one transfer a clock, latency 1; ready stays combinational:
 * `up.ready` is 1 when the register is empty or being emptied.
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
      down.payload.set(r.payload as never);
      when(up.ready, () => {
        r.valid.set(up.valid);
        r.payload.set(up.payload as never);
      });
    },
    { doc: 'Forward register slice: registers valid and payload.' },
  );

/** Registers ready. Throughput one transfer a clock, latency 0 while it flows. */
export const backwardSlice = <S extends Shape>(payload: S) =>
  component(
    'backward_slice',
    { payload },
    { up: slave(stream(payload)), down: master(stream(payload)) },
    ({ up, down }) => {
      const r = reg({ full: bit(0), hold: payload });
      up.ready.set(r.full.not());
      down.valid.set(up.valid.or(r.full));
      down.payload.set(mux(r.full, r.hold as never, up.payload as never) as never);
      when(up.fire.and(down.ready.not()), () => {
        r.full.set(1);
        r.hold.set(up.payload as never);
      }).elsewhen(down.ready, () => r.full.set(0));
    },
    { doc: 'Backward register slice: registers ready.' },
  );

/** Registers both directions. Throughput one transfer a clock, latency 1, holds two payloads. */
export const fullSlice = <S extends Shape>(payload: S) =>
  component(
    'full_slice',
    { payload },
    { up: slave(stream(payload)), down: master(stream(payload)) },
    ({ up, down }) => {
      const { backward, forward } = inst({ backward: backwardSlice(payload), forward: forwardSlice(payload) }) as any;
      connect(backward.up, up as never);
      connect(forward.up, backward.down);
      expose(down, forward.down);
    },
    { doc: 'Full register slice: registers valid, payload and ready.' },
  );
