// SPDX-License-Identifier: Apache-2.0
/**
 * Bus watch: stands between the machine and the host bus, knows what is under way, and ends what a reset has cut off.
 *
 * - `idle` is 1 when every read has its data and every write its data and its response.
 * - A reset that finds accesses under way is noted in `unclean` until software acknowledges it, past further resets. From then
 *   on the machine is kept off the bus (`purging`) until it is clean: data that writes are owed is sent without strobes, so
 *   that no byte of memory changes, and answers are taken and given to nobody. If the bus was reset too, they never come;
 *   the acknowledgement says so and ends the wait. What was offered and not yet accepted is withdrawn. All this is known
 *   from registers without a reset; a seal tells their contents from what power-up leaves.
 * - `stray`: an answer came while none was under way. The machine does not see it.
 *
 * Reads that are answered in order (`ordered`) have one beat each: `broken` tells that one was ended at another. Which answer
 * belongs to which read is unknown from then on, so that all are passed on as errors until the next reset. Reads of a read engine
 * (`tagged`) have any number of beats, which come in any order of ids and any mixture. The engine knows what it expects: it
 * sees all beats but in purging, and says of a last beat that ended nothing that it must not count (`uncounted`, 2 clocks
 * after it).
 *
 * Data of a write follows its address, not before the next clock, and at most 63 bursts wait for theirs. Otherwise all channels
 * pass through without delay, one transfer a clock. Logic depth 4 LUTs at 10g.
 */
import {
  bit,
  component,
  expose,
  indexWidth,
  input,
  lit,
  mux,
  named,
  output,
  ram,
  reg,
  slave,
  u,
  unused,
  type Val,
  when,
} from 'typescript-hdl';
import { countUpDown, delayed } from 'typescript-hdl/lib';
import { hostReadMaster, hostWriteMaster } from '../../lib/host-bus.ts';
import type { Config } from '../../spec/configs.ts';

/** Width of a number of accesses under way: more than the machine ever has. */
const widthOfCount = { ordered: 8, tagged: 16 } as const;
/** Clocks after which an engine says that a last beat ended nothing. */
const correctionClocks = 2;
/** Bursts that may wait for their data, and one. */
const openDepth = 64;
/** What the seal holds once a reset has been seen; chance has it after power-up once in 2^32. */
const sealed = 0x534c_7761;

const busPorts = (config: Config) => ({ ...hostWriteMaster(config), ...hostReadMaster(config) });

/** How reads are answered: in order, one beat each; or as those of a read engine. */
export type Answering = 'ordered' | 'tagged';

/** The watch; see the header comment. */
export const busWatch = (config: Config, answering: Answering = 'ordered') =>
  component(
    'bus_watch',
    { config: config.name, hostDataBits: config.hostDataBits, answering },
    {
      machine: slave(busPorts(config)),
      bus: busPorts(config),
      uncounted: input(bit()),
      acknowledge: input(bit()),
      idle: output(bit()),
      purging: output(bit()),
      unclean: output(bit()),
      stray: output(bit()),
      broken: output(bit()),
    },
    ({ machine, bus, uncounted, acknowledge, idle, purging, unclean, stray, broken }) => {
      const {
        awvalid,
        awready,
        wvalid,
        wready,
        wstrb,
        wlast,
        bvalid,
        bready,
        arvalid,
        arready,
        rvalid,
        rready,
        rresp,
      } = machine;
      const handled = new Set(['awvalid', 'awready', 'wvalid', 'wready', 'wstrb', 'wlast', 'bvalid', 'bready']);
      for (const name of ['arvalid', 'arready', 'rvalid', 'rready', 'rresp']) handled.add(name);
      expose(without(bus, handled), without(machine, handled));

      const countBits = widthOfCount[answering];
      const r = reg({
        seal: u(32),
        reads: u(countBits),
        answers: u(countBits),
        first: u(indexWidth(openDepth)),
        next: u(indexWidth(openDepth)),
        beat: u(8),
        purging: bit(),
        unclean: bit(),
      });
      const { lengths } = ram({ lengths: { shape: u(8), depth: openDepth, kind: 'distributed' } });
      const { fresh, failing } = reg({ fresh: bit(1), failing: bit(0) });
      const reading = r.reads.ne(0);
      const writing = r.answers.ne(0);
      const owed = named('owed', r.first.ne(r.next));
      const full = named('full', r.next.add(1).eq(r.first));
      const busy = named('busy', reading.or(writing).or(owed));
      const ends = r.beat.eq(lengths.read(r.first));

      bus.awvalid.set(awvalid.and(full.or(r.purging).not()));
      awready.set(bus.awready.and(full.or(r.purging).not()));
      bus.arvalid.set(arvalid.and(r.purging.not()));
      arready.set(bus.arready.and(r.purging.not()));
      bus.wvalid.set(owed.and(wvalid.or(r.purging)));
      wready.set(bus.wready.and(owed).and(r.purging.not()));
      bus.wstrb.set(mux(r.purging, 0, wstrb));
      bus.wlast.set(mux(r.purging, ends, wlast));
      bvalid.set(bus.bvalid.and(writing).and(r.purging.not()));
      const takesB = named('takes_b', bready.or(writing.not()).or(r.purging));
      bus.bready.set(takesB);
      const inOrder = answering === 'ordered';
      const shows = inOrder ? reading.and(r.purging.not()) : r.purging.not();
      rvalid.set(bus.rvalid.and(shows));
      const takesR = named('takes_r', rready.or(shows.not()));
      bus.rready.set(takesR);
      // With an engine a stray counts until the correction comes, even below 0.
      const ending = inOrder ? reading : bus.rlast.and(reading.or(r.purging.not()));
      const counted = named('read_counted', bus.rvalid.and(takesR).and(ending));
      const untimely = named('untimely', inOrder ? bus.rvalid.and(takesR).and(shows).and(bus.rlast.not()) : lit(0, 1));
      rresp.set(bus.rresp.or(poison(failing.or(untimely))));
      when(untimely, () => failing.set(1));

      const written = named('written', bus.awready.and(awvalid).and(full.or(r.purging).not()));
      const filled = named('filled', bus.wready.and(owed).and(wvalid.or(r.purging)));
      const asked = named('read_asked', arvalid.and(bus.arready).and(r.purging.not()));
      if (inOrder) {
        unused(uncounted);
        countUpDown(r.reads, asked, counted);
      } else {
        const { corrects } = reg({ corrects: bit(0) });
        corrects.set(uncounted.and(delayed('earlier', bit(0), counted, correctionClocks)));
        const more = asked.zext(countBits).add(corrects.zext(countBits));
        r.reads.set(r.reads.add(more).sub(counted.zext(countBits)));
      }
      countUpDown(r.answers, written, bus.bvalid.and(takesB).and(writing));
      when(written, () => {
        lengths.write(r.next, machine.awlen);
        r.next.set(r.next.add(1));
      });
      when(filled, () => {
        r.beat.set(mux(ends, 0, r.beat.add(1)));
        when(ends, () => r.first.set(r.first.add(1)));
      });

      fresh.set(0);
      const forget = (): void => {
        for (const count of [r.reads, r.answers, r.first, r.next, r.beat]) count.set(0);
        r.purging.set(0);
        r.unclean.set(0);
      };
      when(busy.not(), () => r.purging.set(0));
      when(acknowledge, () => {
        r.unclean.set(0);
        when(r.purging, forget);
      });
      when(fresh, () => {
        r.seal.set(sealed);
        when(r.seal.ne(sealed), forget).elsewhen(busy, () => {
          r.purging.set(1);
          r.unclean.set(1);
        });
      });
      idle.set(busy.or(fresh).not());
      purging.set(r.purging);
      unclean.set(r.unclean.and(fresh.not()));
      const strayRead = inOrder ? bus.rvalid.and(reading.not()) : lit(0, 1);
      stray.set(strayRead.or(bus.bvalid.and(writing.not())));
      broken.set(untimely);
    },
    { maxDepth: 4, doc: 'Bus watch: accesses under way on the host bus, and an end for those that a reset cuts off.' },
  );

/** The ports of a bundle but for some. */
const without = (ports: object, names: ReadonlySet<string>): object =>
  Object.fromEntries(Object.entries(ports).filter(([name]) => !names.has(name)));

/** SLVERR when asked for. */
const poison = (failed: Val<1>): Val<2> => failed.zext(2).shl(1) as Val<2>;
