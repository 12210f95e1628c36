// SPDX-License-Identifier: Apache-2.0
/**
 * Answer packer: turns the beats of read answers so that each byte has the lane of its place in the reorder memory.
 *
 * A beat reaches into two neighbouring words at most, of which one has an even number: it is written in one clock whatever
 * its alignment. Bytes of a beat that do not belong to the read are left out, and so are all of a read that failed: that stops
 * its queue (`stop`). `answered` tells of each read after its last byte was written.
 *
 * A beat a clock, never waits. Latency 3 clocks with 128 bits, 4 with 256 or 512. Logic depth 3 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  flow,
  type Inside,
  master,
  mux,
  named,
  type Rd,
  reg,
  slave,
  stream,
  u,
  unpack,
  type Val,
  when,
} from 'typescript-hdl';
import { delayed } from 'typescript-hdl/lib';
import { byteRotator, rotatorStages } from '../../lib/byte-rotator.ts';
import { beatBytes, laneBits } from '../../lib/host-bus.ts';
import { functionOf } from '../../lib/queue-number.ts';
import type { Config } from '../../spec/configs.ts';
import { sentReadBytes } from '../../spec/virtio/mover-sizes.ts';
import { beatOf } from '../../virtqueue/fetch/fetch-shapes.ts';
import { errorOfFault } from '../../virtqueue/queue-errors.ts';
import { runStopShape } from '../../virtqueue/queue-shapes.ts';
import { dataReadShape, frameNumberShape, ringWordBits, wordsWriteShape } from './send-shapes.ts';

const ports = (config: Config) => ({
  answers: slave(stream(beatOf(config, dataReadShape(config)))),
  writes: master(flow(wordsWriteShape(config))),
  answered: master(flow(frameNumberShape(config))),
  stop: master(flow(runStopShape(config))),
});
type Io = Inside<ReturnType<typeof ports>>;

/** Which bytes of a turned beat belong to the word that it begins in, and to the next, and where that is. */
const turnedShape = (config: Config) => ({
  valid: bit(0),
  last: bit(),
  ...frameNumberShape(config),
  /** Number of the word in its ring. */
  word: u(ringWordBits(config)),
  /** Lanes, counted on into the next word, of the first byte and of the last. */
  first: u(laneBits(config) + 1),
  end: u(laneBits(config) + 1),
  none: bit(),
});

/** The packer; see the header comment. */
export const answerPacker = (config: Config) =>
  component(
    'answer_packer',
    {
      config: config.name,
      functions: config.functions,
      queuesPerFunction: config.queuesPerFunction,
      hostDataBits: config.hostDataBits,
    },
    ports(config),
    io => pack(config, io),
    { maxDepth: 3, doc: 'Answer packer: beats of read answers to their places in the reorder memory.' },
  );

const pack = (config: Config, { answers, writes, answered, stop }: Io): void => {
  const lanes = laneBits(config);
  const wide = lanes + 1;
  answers.ready.set(1);
  const { beat } = reg({ beat: { valid: bit(0), first: bit(1), ...beatOf(config, dataReadShape(config)) } });
  const { data, last, context, fault } = answers.payload;
  beat.set({ valid: answers.valid, first: mux(beat.valid, beat.last, beat.first), data, last, context, fault });
  const { queue, epoch, frame, lane, bytes, place } = unpack(dataReadShape(config), beat.context);

  stop.valid.set(beat.valid.and(beat.last).and(beat.fault.orR()));
  stop.payload.set({ queue, epoch, error: errorOfFault(beat.fault) });

  // The first beat begins in the word of the place, or in the one before it if its bytes lie in higher lanes.
  const offset = named('offset', place.slice(0, lanes).sub(lane));
  const borrows = named('borrows', place.slice(0, lanes).lt(lane));
  const base = place.slice(lanes, ringWordBits(config)).sub(borrows.zext(ringWordBits(config)));
  const { beats } = reg({ beats: u(Math.log2(sentReadBytes) - lanes + 1, 0) });
  when(beat.valid, () => beats.set(mux(beat.last, 0, beats.add(1))));
  const endLane = lane.add(bytes.slice(0, lanes));
  const word = base.add(resized(beats, ringWordBits(config)));
  const from = mux(beat.first, lane, 0);
  const to = mux(beat.last, endLane, 2 ** lanes - 1);
  const stages = rotatorStages(config.hostDataBits);
  const { turned } = reg({ turned: turnedShape(config) });
  turned.set({
    valid: beat.valid,
    last: beat.last,
    function: functionOf(config, queue),
    frame,
    word,
    first: from.zext(wide).add(offset.zext(wide)),
    end: to.zext(wide).add(offset.zext(wide)),
    none: beat.fault.orR(),
  });
  const rotated = byteRotator('turn', beat.data, offset);
  const then = delayed('then', turnedShape(config), turned, stages - 1);
  placeWords(config, { writes, answered }, then, rotated);
};

/** The marked bytes of a turned beat, to the word of even number and to that of odd. */
const placeWords = (
  config: Config,
  { writes, answered }: Pick<Io, 'writes' | 'answered'>,
  turned: Rd<ReturnType<typeof turnedShape>>,
  data: Val,
): void => {
  const size = beatBytes(config);
  const good = turned.valid.and(turned.none.not());
  const covers = (lane: number): Val<1> => good.and(turned.first.le(lane)).and(turned.end.ge(lane)) as Val<1>;
  const mask = (from: number): Val => cat(...Array.from({ length: size }, (_, i) => covers(from + i)).reverse());
  const odd = turned.word.bit(0) as Val<1>;
  const [here, next] = [mask(0), mask(size)];
  const pair = turned.word.slice(1, ringWordBits(config) - 1);
  const { out } = reg({ out: { ...wordsWriteShape(config) } });
  out.set({
    data,
    even: {
      address: cat(turned.function, pair.add(odd.zext(pair.width))),
      mask: mux(odd, next, here),
    },
    odd: { address: cat(turned.function, pair), mask: mux(odd, here, next) },
  });
  const { done } = reg({ done: { valid: bit(0), writes: bit(0), ...frameNumberShape(config) } });
  done.set({ valid: turned.valid.and(turned.last), writes: good, function: turned.function, frame: turned.frame });
  writes.valid.set(done.writes);
  writes.payload.set(out);
  answered.valid.set(done.valid);
  answered.payload.set({ function: done.function, frame: done.frame });
};

/** A number in another width, which holds it. */
const resized = (value: Val, bits: number): Val => (value.width > bits ? value.trunc(bits) : value.zext(bits));
