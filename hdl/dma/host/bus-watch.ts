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
 * The engines know which answers they expect: they see all of them but in purging, reads of any number of beats in any order
 * of ids and any mixture. An answer, or the last beat of one, that ended nothing must not count: they say so on `uncounted`, reads 2
 * clocks after it, writes whenever they find it.
 *
 * Data of a write follows its address, not before the next clock, and at most 62 bursts wait for theirs. Otherwise all channels
 * pass through without delay, one transfer a clock. Logic depth 5 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  expose,
  indexWidth,
  input,
  mux,
  named,
  output,
  ram,
  reg,
  slave,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { delayed } from 'typescript-hdl/lib';
import { hostReadMaster, hostWriteMaster } from '../../lib/host-bus.ts';
import type { Config } from '../../spec/configs.ts';

/** Width of a number of accesses under way: more than the machine ever has. */
const countBits = 16;
/** Clocks after which an engine says that a last beat ended nothing. */
const correctionClocks = 2;
/** Bursts that may wait for their data, and one. */
const openDepth = 64;
/** What the seal holds once a reset has been seen; chance has it after power-up once in 2^32. */
const sealed = 0x534c_7761;

const busPorts = (config: Config) => ({ ...hostWriteMaster(config), ...hostReadMaster(config) });

/** The watch; see the header comment. */
export const busWatch = (config: Config) =>
  component(
    'bus_watch',
    { config: config.name, hostDataBits: config.hostDataBits },
    {
      machine: slave(busPorts(config)),
      bus: busPorts(config),
      uncounted: { read: input(bit()), write: input(bit()) },
      acknowledge: input(bit()),
      idle: output(bit()),
      purging: output(bit()),
      unclean: output(bit()),
    },
    ({ machine, bus, uncounted, acknowledge, idle, purging, unclean }) => {
      const { awvalid, awready, wvalid, wready, wstrb, wlast, bvalid, bready, arvalid, arready, rvalid, rready } =
        machine;
      const handled = new Set(['awvalid', 'awready', 'wvalid', 'wready', 'wstrb', 'wlast', 'bvalid', 'bready']);
      for (const name of ['arvalid', 'arready', 'rvalid', 'rready']) handled.add(name);
      expose(without(bus, handled), without(machine, handled));

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
      const { fresh } = reg({ fresh: bit(1) });
      const reading = r.reads.ne(0);
      const writing = r.answers.ne(0);
      const owed = named('owed', r.first.ne(r.next));
      // Found a clock in advance, in which one more burst may come.
      const { full } = reg({ full: bit() });
      const room = r.first.sub(r.next);
      full.set(room.eq(1).or(room.eq(2)));
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
      const shows = r.purging.not();
      bvalid.set(bus.bvalid.and(shows));
      const takesB = named('takes_b', bready.or(r.purging));
      bus.bready.set(takesB);
      rvalid.set(bus.rvalid.and(shows));
      const takesR = named('takes_r', rready.or(r.purging));
      bus.rready.set(takesR);
      // A stray counts until the correction comes, even below 0.
      const answered = named('answered', bus.bvalid.and(takesB).and(writing.or(shows)));
      const counted = named('read_counted', bus.rvalid.and(takesR).and(bus.rlast).and(reading.or(shows)));

      const written = named('written', bus.awready.and(awvalid).and(full.or(r.purging).not()));
      const filled = named('filled', bus.wready.and(owed).and(wvalid.or(r.purging)));
      const asked = named('read_asked', arvalid.and(bus.arready).and(r.purging.not()));
      const { corrects, strayed } = reg({ corrects: bit(0), strayed: bit(0) });
      strayed.set(uncounted.write);
      corrects.set(uncounted.read.and(delayed('earlier', bit(0), counted, correctionClocks)));
      r.reads.set(r.reads.add(change(asked, corrects, counted)));
      r.answers.set(r.answers.add(change(written, strayed, answered)));
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
    },
    { maxDepth: 5, doc: 'Bus watch: accesses under way on the host bus, and an end for those that a reset cuts off.' },
  );

/** The ports of a bundle but for some. */
const without = (ports: object, names: ReadonlySet<string>): object =>
  Object.fromEntries(Object.entries(ports).filter(([name]) => !names.has(name)));

/** Two that may be added and one that may be taken away, as one number of the width of a count. */
const change = (more: Val<1>, again: Val<1>, less: Val<1>): Val => {
  const negative = more.or(again).not().and(less);
  const two = more.and(again).and(less.not());
  return cat(negative.repeat(countBits - 2), negative.or(two), more.xor(again).xor(less));
};
