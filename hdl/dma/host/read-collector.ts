// SPDX-License-Identifier: Apache-2.0
/**
 * Read collector: takes the beats of all reads from the bus, in any order of ids, and says which place in the slot of
 * its tag each has.
 *
 * A tag is under way from `expected` until its last beat; `begun` and `done` differ as long as it is. Every beat finds in
 * the table which beat of its read it is, so that those of different reads may come in any mixture. When the last has come
 * the read is told on `ended`, with the fault `bus` if any of its beats bore an error.
 *
 * - A beat whose tag is not under way is dropped and told on `stray.beat` 2 clocks after it came, on `stray.last` if it was
 *   marked as a last one.
 * - A read that the bus ends at another beat than its last, or does not end there, fails, and its tag is `lost`: whatever still
 *   comes for it is a stray, and no other read ever gets it. Told on `broken`.
 *
 * Never makes the bus wait: one beat a clock. A read is told 2 clocks after its last beat came, in the clock in which that is
 * `stored`. Tags are cleared in the first clocks after reset, in which none may be `expected`. Logic depth 3 LUTs at 10g.
 */
import { bit, component, flow, lit, master, mux, named, output, ram, reg, slave, u, when } from 'typescript-hdl';
import { startUpSweep } from 'typescript-hdl/lib';
import { hostReadMaster } from '../../lib/host-bus.ts';
import type { Config } from '../../spec/configs.ts';
import { faultBits, faults } from './host-shapes.ts';
import {
  endedReadShape,
  expectedReadShape,
  type ReadClient,
  readBeatBits,
  readSizes,
  storedBeatShape,
  tagBits,
} from './read-shapes.ts';

/** The read data channel alone. */
const answerChannel = (config: Config) => {
  const { rid, rdata, rresp, rlast, rvalid, rready } = hostReadMaster(config);
  return { rid, rdata, rresp, rlast, rvalid, rready };
};

/** How far the read of a tag is: beats that came, whether one bore an error, and the parity of reads that ended. */
export const progressShape = (config: Config) => ({ beat: u(readBeatBits(config)), failed: bit(), done: bit() });

/** The collector; see the header comment. */
export const readCollector = (config: Config, clients: readonly ReadClient[]) =>
  component(
    'read_collector',
    {
      config: config.name,
      functions: config.functions,
      hostDataBits: config.hostDataBits,
      clients: JSON.stringify(clients),
    },
    {
      expected: slave(flow(expectedReadShape(config, clients))),
      read: answerChannel(config),
      ended: master(flow(endedReadShape(config, clients))),
      stored: master(flow(storedBeatShape(config))),
      stray: output({ beat: bit(), last: bit() }),
      broken: output(bit()),
    },
    ({ expected, read, ended, stored, stray, broken }) => {
      const tag = u(tagBits(config));
      const tags = 2 ** tag.width;
      const { wanted, begun, progress } = ram({
        wanted: {
          shape: { beats: u(readBeatBits(config)), client: u(readSizes(clients).clientBits) },
          depth: tags,
          kind: 'distributed',
        },
        begun: { shape: bit(), depth: tags, kind: 'distributed' },
        progress: { shape: progressShape(config), depth: tags, kind: 'distributed' },
      });
      const sweep = startUpSweep('sweep', tags);

      const { tag: next, beats, client } = expected.payload;
      when(expected.valid, () => wanted.write(next, { beats, client }));
      when(sweep.active.or(expected.valid), () =>
        begun.write(mux(sweep.active, sweep.index, next), mux(sweep.active, lit(0, 1), begun.read(next).not())),
      );

      // A beat as it came; then with what is known of its read.
      const came = { valid: bit(0), foreign: bit(0), tag, data: u(config.hostDataBits), error: bit(), last: bit() };
      const { taken, found } = reg({
        taken: came,
        found: {
          ...came,
          wanted: u(readBeatBits(config)),
          client: u(readSizes(clients).clientBits),
          begun: bit(),
          progress: progressShape(config),
        },
      });
      read.rready.set(1);
      const id = read.rid.slice(0, tag.width);
      const known = tag.width === read.rid.width ? lit(1, 1) : read.rid.shr(tag.width).eq(0);
      // In the sweep the table knows nothing.
      const counts = named('counts', known.and(sweep.active.not()));
      taken.set({
        valid: read.rvalid.and(counts),
        foreign: read.rvalid.and(counts.not()),
        tag: id,
        data: read.rdata,
        error: read.rresp.bit(1),
        last: read.rlast,
      });
      const { beat, failed, done } = found.progress;
      const underWay = named('under_way', found.valid.and(found.begun.ne(done)));
      const full = named('full', beat.eq(found.wanted));
      const ends = named('ends', full.or(found.last));
      const untimely = named('untimely', full.ne(found.last));
      const after = {
        beat: mux(ends, 0, beat.add(1)),
        failed: ends.not().and(failed.or(found.error)),
        done: mux(ends, found.begun, done),
      };
      // What the beat before, which is not in the RAM yet, makes of it.
      const same = named('same', underWay.and(found.tag.eq(taken.tag)));
      const entry = wanted.read(taken.tag);
      found.set({
        ...taken,
        wanted: entry.beats,
        client: entry.client,
        begun: begun.read(taken.tag),
        progress: mux(same, after, progress.read(taken.tag)),
      });
      when(sweep.active.or(underWay), () =>
        progress.write(mux(sweep.active, sweep.index, found.tag), {
          beat: mux(sweep.active, 0, after.beat),
          failed: sweep.active.not().and(after.failed),
          done: sweep.active.not().and(after.done),
        }),
      );
      stored.valid.set(underWay);
      stored.payload.set({ tag: found.tag, beat, data: found.data });

      const bad = failed.or(found.error).or(untimely);
      ended.valid.set(underWay.and(ends));
      ended.payload.set({
        tag: found.tag,
        beats: found.wanted,
        client: found.client,
        fault: mux(bad, lit(faults.bus, faultBits), faults.none),
        lost: untimely,
      });
      const strays = named('strays', found.foreign.or(found.valid.and(underWay.not())));
      stray.set({ beat: strays, last: strays.and(found.last) });
      broken.set(underWay.and(ends).and(untimely));
    },
    { maxDepth: 3, doc: 'Read collector: beats of all reads into the slots of their tags, in any order of ids.' },
  );
