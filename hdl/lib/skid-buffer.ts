/** Skid buffer: cuts the ready path of a stream. */
import { bit, component, master, mux, reg, type Shape, slave, stream, when } from 'typescript-hdl';

/**
 * Registers `ready` upstream. Throughput 1 transfer a clock, latency 0 clocks while it flows; once `down.valid` is 1 the
 * payload stays until it is taken. Logic depth 1 (one 2:1 multiplexer on the payload).
 */
export const skidBuffer = <S extends Shape>(payload: S) =>
  component(
    'skid_buffer',
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
    { doc: 'Skid buffer: registers the ready path of a stream.' },
  );
