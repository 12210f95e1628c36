// SPDX-License-Identifier: Apache-2.0
/**
 * Ring settings: the memory that register writes of all queues go to, and the copy of one queue's settings that a start checks
 * and hands out. What a register write does to a queue is seen at its next start.
 *
 * `load` copies the settings of `queue`, `loaded` is pulsed when they have come and `verdict` says whether they can be; they
 * stay until the next load. What is checked is what is handed out, whatever is written meanwhile. `room` names one of the three
 * parts of memory that the queue uses; `first` and `span` (last byte less first) tell 1 clock later where it lies,
 * in whole beats of the bus if it is read: the window must hold all of that.
 *
 * One write a clock. Logic depth 3 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  flow,
  input,
  lit,
  match,
  mux,
  output,
  type Rd,
  ram,
  reg,
  slave,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { delayed } from 'typescript-hdl/lib';
import { clocked } from '../../lib/clocked-ram.ts';
import { wordWriteShape } from '../../lib/frame-shapes.ts';
import { beatBytes, hostAddressBits, laneBits } from '../../lib/host-bus.ts';
import { type Direction, queueIndex } from '../../lib/queue-number.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import {
  type QueueFeature,
  queueFeatures,
  type VirtqueueRegister,
  virtqueueField,
  virtqueueWord,
  virtqueueWords,
} from '../../spec/registers/virtqueue-registers.ts';
import { maxBuffersPerFrame } from '../../spec/virtio/mover-sizes.ts';
import { maxQueueSize } from '../../spec/virtio/virtqueue.ts';
import { queueSizeBits, ringPlaceBits } from '../queue-shapes.ts';
import {
  featureBits,
  queueOfAddress,
  queueWordAddressBits,
  queueWordBits,
  ringSettingsShape,
  roomBits,
  settingsVerdictShape,
  wordPart,
} from './control-shapes.ts';

/** Words that a load copies: all before the control register. */
const settingWords = virtqueueWord('control');
/** Clocks from the address of a word to the word, and from the last word to the verdict. */
const readClocks = 2;
const judgeClocks = 3;

/** The settings as words, as they lie in the memory. */
const rawShape = Object.fromEntries(
  Array.from({ length: settingWords }, (_, word) => [`word${word}`, u(32)]),
) as Readonly<Record<string, ReturnType<typeof u<32>>>>;

/** Settings of all queues; see the header comment. */
export const ringSettings = (config: Config, direction: Direction, offered: readonly QueueFeature[]) =>
  component(
    `${direction}_ring_settings`,
    {
      config: config.name,
      queues: queueCount(config),
      hostDataBits: config.hostDataBits,
      offered: offered.join(' '),
    },
    {
      write: slave(flow(wordWriteShape(queueWordAddressBits(config)))),
      queue: input(queueIndex(config)),
      load: input(bit()),
      resume: input(bit()),
      loaded: output(bit()),
      settings: output(ringSettingsShape(config)),
      verdict: output(settingsVerdictShape),
      room: input(u(roomBits)),
      first: output(u(hostAddressBits)),
      span: output(u(32)),
    },
    ({ write, queue, load, resume, loaded, settings, verdict, room, first, span }) => {
      const { staged } = ram({ staged: clocked(u(32), queueCount(config) * virtqueueWords) });
      const { address, data } = write.payload;
      when(write.valid.and(wordPart(address).lt(settingWords)), () =>
        staged.write(cat(queueOfAddress(config, address), wordPart(address)), data),
      );

      // One word a clock.
      const { word, loading } = reg({ word: u(queueWordBits, 0), loading: bit(0) });
      const last = word.eq(settingWords - 1);
      when(load, () => loading.set(1)).elsewhen(last, () => loading.set(0));
      when(loading, () => word.set(mux(last, 0, word.add(1))));
      const current = staged.read(cat(queue, word), lit(1, 1), { outputRegister: true });
      const arrives = delayed(
        'arrives',
        { valid: bit(0), word: u(queueWordBits) },
        { valid: loading, word },
        readClocks,
      );
      const { copy } = reg({ copy: rawShape });
      when(arrives.valid, () => {
        const cases = Array.from({ length: settingWords }, (_, i) => [i, () => copy[`word${i}`]!.set(current)]);
        match(arrives.word, Object.fromEntries(cases));
      });
      const complete = loading.and(last);
      loaded.set(delayed('complete', bit(0), complete, readClocks + judgeClocks));

      const words = (name: VirtqueueRegister): Val<32> => copy[`word${virtqueueWord(name)}`]!;
      const chosen = chosenSettings(config, words);
      settings.set(chosen);
      verdict.set(judged(words, chosen, resume, offered));
      placeRoom(config, chosen, room, { first, span });
    },
    { maxDepth: 3, doc: 'Settings of all queues as they were written, and a checked copy of those of one queue.' },
  );

type Words = (name: VirtqueueRegister) => Val<32>;
type Settings = Rd<ReturnType<typeof ringSettingsShape>>;

/** What the copied words say. */
const chosenSettings = (config: Config, words: Words): Settings => {
  const bitOf = (index: number): Val<1> => words('features').bit(index) as Val<1>;
  const flag = (name: QueueFeature): Val<1> => bitOf(virtqueueField('features', name));
  const packed = flag('packed');
  const asked = words('features').slice(virtqueueField('features', 'merge_limit'), 8);
  const limitBits = ringSettingsShape(config).mergeLimit.width;
  const position = (name: 'available' | 'used') => ({
    index: words(name).slice(0, ringPlaceBits) as Val<16>,
    wrap: words(name).bit(ringPlaceBits).or(packed.not()) as Val<1>,
  });
  return {
    descriptors: cat(words('desc_hi'), words('desc_lo')),
    driver: cat(words('driver_hi'), words('driver_lo')),
    device: cat(words('device_hi'), words('device_lo')),
    size: words('size').slice(0, queueSizeBits) as Val,
    vector: words('vector').slice(0, 16) as Val<16>,
    features: {
      packed,
      mergeable: flag('mergeable'),
      indirect: flag('indirect'),
      eventIndex: flag('event_index'),
      inOrder: flag('in_order'),
      guestChecksum: flag('guest_checksum'),
    },
    mergeLimit: mux(
      flag('mergeable'),
      mux(asked.eq(0), lit(maxBuffersPerFrame, limitBits), asked.trunc(limitBits) as Val),
      lit(1, limitBits),
    ) as Val,
    available: position('available'),
    used: position('used'),
  };
};

/** Whether a start may take the settings, 2 clocks after they have come. */
const judged = (words: Words, chosen: Settings, resume: Val<1>, offered: readonly QueueFeature[]) => {
  const { size, features, available, used } = chosen;
  const { packed } = features;
  const unknown = lit(
    queueFeatures.reduce((mask, { name }, i) => (offered.includes(name) ? mask : mask | (1 << i)), 0),
    featureBits,
  );
  const limit = words('features').slice(virtqueueField('features', 'merge_limit'), 8);
  const between = words('features').slice(featureBits, virtqueueField('features', 'merge_limit') - featureBits);
  const { first, found } = reg({
    first: {
      strange: bit(),
      between: bit(),
      tooMany: bit(),
      large: bit(),
      none: bit(),
      shared: u(queueSizeBits),
      aligned: bit(),
      ahead: u(ringPlaceBits),
      availableInside: bit(),
      usedInside: bit(),
    },
    found: settingsVerdictShape,
  });
  const driverLow = chosen.driver.slice(0, 2);
  first.set({
    strange: words('features').slice(0, featureBits).and(unknown).orR(),
    between: between.orR(),
    tooMany: limit.gt(maxBuffersPerFrame),
    large: words('size').gt(maxQueueSize),
    none: words('size').eq(0),
    // A power of two and the number before it have no bit in common.
    shared: size.and(size.sub(1)) as Val,
    aligned: chosen.descriptors
      .slice(0, 4)
      .eq(0)
      .and(mux(packed, driverLow.eq(0), driverLow.bit(0).not()))
      .and(chosen.device.slice(0, 2).eq(0)),
    ahead: available.index.sub(used.index) as Val,
    availableInside: available.index.lt(size.trunc(ringPlaceBits)),
    usedInside: used.index.lt(size.trunc(ringPlaceBits)),
  });
  // Places count only for a start that goes on there: else they may never have been written.
  const places = mux(packed, first.availableInside.and(first.usedInside), first.ahead.zext(32).le(words('size')));
  const fits = packed.or(first.shared.eq(0)).and(places.or(resume.not()));
  found.set({
    offered: first.strange.or(first.between).not(),
    fit: first.tooMany.or(first.large).or(first.none).not().and(first.aligned).and(fits),
  });
  return found;
};

interface Place {
  readonly first: { set(value: Val): void };
  readonly span: { set(value: Val): void };
}

/**
 * Where a part of the memory lies. Split: 16 bytes a descriptor; flags, index, 2 bytes an entry and used_event; the same with 8
 * bytes an entry and avail_event. Packed: 16 bytes a descriptor, and two event areas of 4 bytes.
 */
const placeRoom = (config: Config, chosen: Settings, room: Val, { first, span }: Place): void => {
  const { features, size, descriptors, driver, device } = chosen;
  const most = size.sub(1).trunc(queueSizeBits - 1);
  const entries = (bytes: number): Val => cat(most, lit(0, Math.log2(bytes))).zext(32);
  const events = (last: Val): Val => mux(features.packed, lit(3, 32), last as Val<32>);
  const rooms = [
    { at: descriptors, last: entries(16).or(15), isRead: true },
    { at: driver, last: events(entries(2).add(7)), isRead: true },
    { at: device, last: events(entries(8).add(13)), isRead: false },
  ];
  const pick = (values: readonly Val[]): Val =>
    mux(room.eq(0) as Val<1>, values[0]!, mux(room.eq(1) as Val<1>, values[1]!, values[2]!)) as Val;
  const { place } = reg({ place: { at: u(hostAddressBits), last: u(32), isRead: bit() } });
  place.set({
    at: pick(rooms.map(({ at }) => at)),
    last: pick(rooms.map(({ last }) => last)),
    isRead: room.eq(2).not(),
  });
  const lanes = laneBits(config);
  const lane = place.at.slice(0, lanes);
  const beats = place.at.slice(lanes, hostAddressBits - lanes);
  first.set(cat(beats, mux(place.isRead, 0, lane)));
  const inBeats = place.last.add(lane.zext(32)).or(beatBytes(config) - 1);
  span.set(mux(place.isRead, inBeats, place.last));
};
