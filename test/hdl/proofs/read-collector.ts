// SPDX-License-Identifier: Apache-2.0
/**
 * The read collector gives each read its own answer: of an arbitrary tag, whatever the bus sends under whatever ids, each beat goes
 * to its place in the slot of the tag, the read ends once, for the client that was told, and nothing counts while the tag
 * is not under way.
 */
import { anyconst, assert, assume, bit, cover, reg, u, type Val, when } from 'typescript-hdl';
import { type Inner, proof, type Seen, watched } from 'typescript-hdl/prove';
import { progressShape, readCollector } from '../../../hdl/dma/host/read-collector.ts';
import { readBeatBits, readSizes, tagBits } from '../../../hdl/dma/host/read-shapes.ts';
import { type Config, configs } from '../../../hdl/spec/configs.ts';

/** The narrowest bus has the most beats; a slow line has the fewest tags. */
const config: Config = { ...configs.tiny, hostDataBits: 64, lineRateBps: 1e9 };
const clients = ['one', 'two', 'three'].map(name => ({ name, contextBits: 1, ahead: 1 }));
const beat = u(readBeatBits(config));
const clientShape = u(readSizes(clients).clientBits);

type Collector = ReturnType<typeof readCollector>;
type Io = Seen<Collector['ports']>;

const implies = (condition: Val, conclusion: Val): Val<1> => condition.not().or(conclusion) as Val<1>;

/** The collector with any bus, and any reads as long as a tag is told only when it is not under way. */
export const collectedReads = (collector: Collector = readCollector(config, clients)) =>
  watched(collector, (io: Io, inner: Inner) => {
    const { tag } = anyconst({ tag: u(tagBits(config)) });
    const sweeping = inner.register('sweep_active');
    const r = reg({ underWay: bit(0), beats: beat, client: clientShape, came: beat });
    const told = io.expected.valid.and(io.expected.payload.tag.eq(tag));
    assume('told_when_free', implies(io.expected.valid, sweeping.not()));
    assume('told_once', implies(told, r.underWay.not()));
    const ends = io.ended.valid.and(io.ended.payload.tag.eq(tag));
    const found = inner.register('found', {
      valid: bit(),
      tag: u(tagBits(config)),
      last: bit(),
      wanted: beat,
      client: clientShape,
      begun: bit(),
      progress: progressShape(config),
    });
    const mine = found.valid.and(found.tag.eq(tag));
    const writes = inner.wire('under_way').and(found.tag.eq(tag));

    when(told, () => {
      r.underWay.set(1);
      r.beats.set(io.expected.payload.beats);
      r.client.set(io.expected.payload.client);
      r.came.set(0);
    });
    when(writes, () => r.came.set(r.came.add(1)));
    when(ends, () => r.underWay.set(0));

    // The promises.
    assert('ends_only_under_way', implies(ends, r.underWay));
    assert('ends_for_its_client', implies(ends, io.ended.payload.client.eq(r.client)));
    assert('ends_with_its_beats', implies(ends, io.ended.payload.beats.eq(r.beats)));
    assert('counts_only_under_way', implies(writes, r.underWay));
    const { stored } = io;
    const place = stored.payload.tag.eq(tag).and(stored.payload.beat.eq(r.came));
    assert('goes_to_its_place', stored.valid.and(stored.payload.tag.eq(tag)).eq(writes).and(implies(writes, place)));
    assert('whole_unless_lost', implies(ends.and(io.ended.payload.lost.not()), r.came.eq(r.beats).and(found.last)));
    assert('never_more_than_asked', implies(writes, r.came.le(r.beats)));
    assert('else_it_is_stray', implies(mine.and(writes.not()), io.stray.beat));

    // What the table holds of the tag.
    const begun = inner.word('begun', tag, bit());
    const progress = inner.word('progress', tag, progressShape(config));
    const wanted = inner.word('wanted', tag, { beats: beat, client: clientShape });
    const swept = sweeping.not();
    assert('idle_in_the_sweep', implies(sweeping, r.underWay.or(found.valid).or(inner.register('taken_valid')).not()));
    assert('parity_says_under_way', implies(swept, begun.ne(progress.done).eq(r.underWay)));
    assert('table_has_its_read', implies(r.underWay, wanted.beats.eq(r.beats).and(wanted.client.eq(r.client))));
    assert('table_counts', implies(swept, progress.beat.eq(r.underWay.repeat(beat.width).and(r.came as Val))));
    const fresh = found.progress.beat.eq(progress.beat).and(found.progress.done.eq(progress.done));
    assert('found_is_fresh', implies(mine, fresh));
    assert('found_parity', implies(mine.and(found.begun.ne(begun)), found.begun.eq(progress.done)));
    const same = found.wanted.eq(r.beats).and(found.client.eq(r.client));
    assert('found_has_its_read', implies(mine.and(r.underWay).and(found.begun.eq(begun)), same));
    assert('count_is_below', implies(r.underWay, r.came.le(r.beats)));
    cover('a_read_of_two_beats_ends', ends.and(r.beats.eq(1)).and(io.ended.payload.lost.not()) as Val<1>);
    cover('a_read_is_lost', ends.and(io.ended.payload.lost) as Val<1>);
    cover('a_stray_comes', mine.and(io.stray.beat).and(swept) as Val<1>);
  });

export const readCollectorProof = proof('read-collector', () => collectedReads(), { depth: 24, seconds: 600 });
