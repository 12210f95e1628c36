/** Event merge: two streams of counter events into one. */
import { bit, component, master, mux, named, reg, slave, stream, when } from 'typescript-hdl';
import type { Config } from '../layout/configs.ts';
import { eventShape } from '../lib/frame-shapes.ts';

/** Passes events of `a` and `b` on in turns. One event a clock, latency 1 clock; `down` stays until taken. */
export const eventMerge = (config: Config) =>
  component(
    'event_merge',
    { config: config.name },
    {
      a: slave(stream(eventShape(config))),
      b: slave(stream(eventShape(config))),
      down: master(stream(eventShape(config))),
    },
    ({ a, b, down }) => {
      const r = reg({ held: { valid: bit(0), event: eventShape(config) }, bLast: bit(0) });
      const pickB = named('pick_b', b.valid.and(a.valid.not().or(r.bLast.not())));
      const free = named('free', r.held.valid.not().or(down.ready));
      a.ready.set(free.and(pickB.not()));
      b.ready.set(free.and(pickB));
      when(free, () => {
        r.held.valid.set(a.valid.or(b.valid));
        r.held.event.set(mux(pickB, b.payload, a.payload));
        r.bLast.set(pickB);
      });
      down.valid.set(r.held.valid);
      down.payload.set(r.held.event);
    },
    { doc: 'Event merge: two streams of counter events in turns.' },
  );
