/** Skid buffers with one fault each, which the promise of a skid buffer must expose. */
import { bit, component, lit, master, mux, reg, slave, stream, when } from 'typescript-hdl';
import { payload, type Skid } from './skid-buffer.ts';

/** Faults of the skid buffer, each with an assertion that it breaks. */
export const skidFaults = {
  'is always ready': 'order_silent_at_most_0',
  'keeps a word that has gone': 'order_accepts',
  'takes the next word for the held one': 'down_payload_stays',
  'offers only what it holds': 'passes_at_once',
  'never empties': 'order_accepts',
} as const;
type SkidFault = keyof typeof skidFaults;

/** The skid buffer with a fault. */
export const brokenSkidBuffer = (fault: SkidFault): Skid =>
  component(
    'broken_skid_buffer',
    { payload, fault },
    { up: slave(stream(payload)), down: master(stream(payload)) },
    ({ up, down }) => {
      const has = (one: SkidFault): boolean => one === fault;
      const r = reg({ full: bit(0), hold: payload });
      up.ready.set(has('is always ready') ? lit(1, 1) : r.full.not());
      down.valid.set(has('offers only what it holds') ? r.full : up.valid.or(r.full));
      down.payload.set(mux(r.full, r.hold, up.payload));
      const waits = down.ready.not();
      when(has('keeps a word that has gone') ? up.fire : up.fire.and(waits), () => {
        r.full.set(1);
      }).elsewhen(has('never empties') ? r.full.and(down.ready).and(up.valid.not()) : down.ready, () => r.full.set(0));
      const stores = has('takes the next word for the held one') ? up.valid : up.fire;
      when(stores.and(waits), () => r.hold.set(up.payload));
    },
  );
