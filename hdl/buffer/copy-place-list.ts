// SPDX-License-Identifier: Apache-2.0
/**
 * Copy places: the places in queues that no copy has.
 *
 * `next` is a free place and `take` takes it; `back` brings one back. `available` is 1 while at least 16 are free, so that
 * it may be asked some clocks before a place is taken. After reset a sweep frees all, one a clock; none is available before.
 *
 * A take and a return in every clock. Logic depth 2 LUTs at 10g.
 */
import { bit, component, flow, indexWidth, input, lit, mux, output, ram, reg, slave, u, when } from 'typescript-hdl';
import { countUpDown, startUpSweep } from 'typescript-hdl/lib';
import { type Config, copyPlaces } from '../spec/configs.ts';
import { ownPlaceIndex } from './buffer-shapes.ts';

/** Places that must be free for one to be taken: more than there are clocks from the question to the taking. */
const margin = 16;

/** The free places of copies; see the header comment. */
export const copyPlaceList = (config: Config) =>
  component(
    'copy_place_list',
    { bufferCells: config.bufferCells },
    {
      available: output(bit()),
      next: output(ownPlaceIndex(config)),
      take: input(bit()),
      back: slave(flow({ place: ownPlaceIndex(config) })),
    },
    ({ available, next, take, back }) => {
      const count = copyPlaces(config);
      const bits = indexWidth(count);
      const { places } = ram({ places: { shape: ownPlaceIndex(config), depth: count } });
      const sweep = startUpSweep('sweep', count);
      const r = reg({ first: u(bits, 0), end: u(bits, 0), free: u(bits + 1, 0), available: bit(0) });
      const returns = sweep.active.or(back.valid);
      const swept = sweep.index.zext(ownPlaceIndex(config).width).add(config.bufferCells);
      when(returns, () => {
        places.write(r.end, mux(sweep.active, swept, back.payload.place));
        r.end.set(r.end.add(1));
      });
      // The RAM is addressed with the first place of the coming clock.
      const first = r.first.add(mux(take, lit(1, bits), 0));
      r.first.set(first);
      next.set(places.read(first));
      countUpDown(r.free, returns, take);
      r.available.set(r.free.ge(margin).and(sweep.active.not()));
      available.set(r.available);
    },
    { maxDepth: 2, doc: 'The places in queues that no copy has.' },
  );
