// SPDX-License-Identifier: Apache-2.0
/**
 * Window check: does an access of a function stay inside the memory that function 0 gave it?
 *
 * Takes one question a clock, answers it 3 clocks later, never stalls a descriptor: questions about rings wait for a
 * clock without one. An access that wraps around the end of the address space is outside. The windows must stand still
 * while a queue of their function runs. Logic depth 2 LUTs at 10g.
 */

import { bit, component, flow, master, mux, output, reg, slave, stream } from 'typescript-hdl';
import { delayed } from 'typescript-hdl/lib';
import { hostAddressBits } from '../../lib/host-bus.ts';
import type { Config } from '../../spec/configs.ts';
import { windowLookup, windowRequestShape } from './host-shapes.ts';

/** Clocks from a question to its answer. */
export const windowCheckLatency = 3;

/** The window check of all queues; `inside` answers the descriptor of 3 clocks ago, `ringInside` the accepted ring. */
export const windowCheck = (config: Config) =>
  component(
    'window_check',
    { config: config.name },
    {
      lookup: windowLookup(config),
      descriptor: slave(flow(windowRequestShape(config))),
      ring: slave(stream(windowRequestShape(config))),
      inside: output(bit()),
      ringInside: master(flow({ inside: bit() })),
    },
    ({ lookup, descriptor, ring, inside, ringInside }) => {
      ring.ready.set(descriptor.valid.not());
      const asked = mux(descriptor.valid, descriptor.payload, ring.payload);
      lookup.function.set(asked.function);
      const { window } = lookup;
      const shape = windowRequestShape(config);
      const { held } = reg({ held: { first: shape.first, span: shape.span, base: shape.first, last: shape.first } });
      held.set({ first: asked.first, span: asked.span, base: window.base, last: window.last });

      const { sum } = reg({ sum: { starts: bit(), end: shape.first, wraps: bit(), last: shape.first } });
      const end = held.first.addWide(held.span.zext(hostAddressBits));
      sum.set({
        starts: held.base.le(held.first),
        end: end.trunc(hostAddressBits),
        wraps: end.bit(hostAddressBits),
        last: held.last,
      });

      const { answer } = reg({ answer: { inside: bit() } });
      answer.inside.set(sum.starts.and(sum.wraps.not()).and(sum.end.le(sum.last)));
      inside.set(answer.inside);
      ringInside.valid.set(delayed('ring', bit(0), ring.fire, windowCheckLatency));
      ringInside.payload.inside.set(answer.inside);
    },
    { maxDepth: 2, doc: 'Window check: one question a clock, answered 3 clocks later; descriptors go before rings.' },
  );
