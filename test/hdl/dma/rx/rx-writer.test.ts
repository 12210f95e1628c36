// SPDX-License-Identifier: Apache-2.0
/**
 * The receive writer against arithmetic on bytes: each frame with its header lies in its segments, byte for byte, and nothing
 * else is written; bursts as AXI4 wants them; used elements and events; nothing of a frame in another's memory even when
 * lengths contradict each other; its pace.
 */
import { Simulator } from 'typescript-hdl';
import { logicDepth } from 'typescript-hdl/depth';
import { describe, expect, it } from 'vitest';
import { rxWriter } from '../../../../hdl/dma/rx/rx-writer.ts';
import { takeOutcomes } from '../../../../hdl/lib/take-shapes.ts';
import { type Config, configs, queueCount } from '../../../../hdl/spec/configs.ts';
import { eventId } from '../../../../hdl/spec/events/drop-reasons.ts';
import { type Random, seededRandom } from '../../../support/random.ts';

const narrow: Config = { ...configs.tiny!, functions: 4, queuesPerFunction: 2 };
const wide: Config = { ...narrow, hostDataBits: 512 };

interface Segment {
  readonly address: bigint;
  readonly bytes: number;
  readonly endsBuffer: number;
  readonly id: number;
  readonly slots: number;
  readonly last: number;
}

interface Frame {
  readonly outcome: keyof typeof takeOutcomes;
  readonly queue: number;
  readonly epoch: number;
  readonly verified: number;
  readonly data: Uint8Array;
  readonly segments: readonly Segment[];
  readonly buffers: number;
  /** Pieces of the buffers, those that get no byte of the frame included. */
  readonly pieces: number;
}

/** Cuts `total` bytes into segments, now and then of a single byte or with the header alone, and with buffers of no bytes between. */
const arbitrarySegments = (random: Random, total: number, serial: number): Segment[] => {
  const style = random.between(0, 4);
  const segments: Segment[] = [];
  let left = total;
  while (left > 0) {
    const most = segments.length === 31 ? left : style === 0 ? left : style === 1 ? 3 : style === 2 ? 64 : 900;
    const header = style === 3 && segments.length === 0;
    const none = segments.length < 28 && (segments.at(-1)?.endsBuffer ?? 1) === 1 && random.chance(0.1);
    const bytes = none ? 0 : header ? 12 : Math.min(left, segments.length === 31 ? left : random.between(1, most));
    left -= bytes;
    const block = (BigInt(serial) * 64n + BigInt(segments.length)) * 0x4000n + 0x1_0000_0000n;
    const near = random.chance(0.3) ? 4096 - random.between(0, Math.min(bytes, 4096)) : random.between(0, 4095);
    segments.push({
      address: block + BigInt(near),
      bytes,
      endsBuffer: Number(left === 0 || none || random.chance(0.4)),
      id: random.between(0, 65535),
      slots: random.between(1, 32),
      last: Number(left === 0),
    });
  }
  return segments;
};

const arbitraryFrame = (config: Config, random: Random, serial: number): Frame => {
  const queue = random.between(0, queueCount(config) - 1);
  const outcome = random.chance(0.75) ? 'granted' : random.pick(['parked', 'returned', 'stopped'] as const);
  const data = random.bytes(random.chance(0.5) ? random.between(60, 140) : random.between(60, 1522));
  const segments =
    outcome === 'granted'
      ? arbitrarySegments(random, data.length + 12, serial)
      : outcome === 'returned'
        ? Array.from({ length: random.between(1, 4) }, () => ({
            address: 0n,
            bytes: 0,
            endsBuffer: 1,
            id: random.between(0, 65535),
            slots: random.between(1, 32),
            last: 0,
          }))
        : [];
  const closed = segments.map((segment, i) => ({ ...segment, last: Number(i === segments.length - 1) }));
  return {
    outcome,
    queue,
    epoch: random.between(0, 255),
    verified: random.between(0, 1),
    data,
    segments: closed,
    buffers: closed.filter(segment => segment.endsBuffer).length,
    pieces: closed.length + random.pick([0, 0, 5, 31]),
  };
};

interface Moods {
  readonly offer: number;
  readonly ready: number;
}

const checksumQueues = (queue: number): boolean => queue % 2 === 1;

/** Drives the writer and notes what comes out. */
class Scene {
  readonly s: Simulator;
  readonly lanes: number;
  readonly random: Random;
  readonly inputs: { [stream: string]: { [field: string]: number | bigint }[] } = {
    outcomes: [],
    frames: [],
    segments: [],
    words: [],
  };
  readonly #offered: { [stream: string]: boolean } = {};
  readonly writes: {
    address: bigint;
    beats: number;
    queue: number;
    epoch: number;
    final: boolean;
    elements: number;
  }[] = [];
  readonly beats: { data: bigint; strobe: bigint; last: number; clock: number }[] = [];
  readonly elements: { [field: string]: number }[] = [];
  readonly events: { slot: number; event: number; bytes: number }[] = [];
  readonly costs: { function: number; bus: number; wire: number }[] = [];
  planned = 0;
  clock = 0;

  constructor(config: Config, random: Random) {
    this.lanes = config.hostDataBits / 8;
    this.random = random;
    this.s = new Simulator(rxWriter(config), { powerUpSeed: 1 });
    this.s.reset();
    for (let i = 0; i < 2 * queueCount(config); i++) this.s.step();
    for (let queue = 0; queue < queueCount(config); queue++) {
      this.s.poke('start_valid_i', 1);
      this.s.poke('start_queue_i', queue);
      this.s.poke('start_guest_checksum_i', Number(checksumQueues(queue)));
      this.s.step();
    }
    this.s.poke('start_valid_i', 0);
  }

  /** `words`: what the packet buffer sends of the frame, if not the frame as it is. */
  add(frame: Frame, sent = frame.data): void {
    const { outcomes, frames, segments, words } = this.inputs;
    const { buffers, pieces } = frame;
    outcomes!.push({ queue: frame.queue, series: 0, outcome: takeOutcomes[frame.outcome], buffers, pieces });
    if (frame.outcome === 'parked') return;
    frames!.push({ queue: frame.queue, epoch: frame.epoch, length: frame.data.length, verified: frame.verified });
    for (const segment of frame.segments) {
      const { endsBuffer, ...rest } = segment;
      segments!.push({ ...rest, ends_buffer: endsBuffer });
    }
    if (frame.outcome !== 'granted') return;
    for (let at = 0; at < sent.length; at += this.lanes) {
      let data = 0n;
      // Bytes beyond the frame are whatever the memory held.
      for (let lane = this.lanes - 1; lane >= 0; lane--) {
        data = (data << 8n) | BigInt(sent[at + lane] ?? this.random.between(0, 255));
      }
      words!.push({ data, last: Number(at + this.lanes >= sent.length) });
    }
  }

  get waiting(): number {
    return Object.values(this.inputs).reduce((sum, list) => sum + list.length, 0);
  }

  step({ offer, ready }: Moods): void {
    const { s, random } = this;
    for (const [name, list] of Object.entries(this.inputs)) {
      this.#offered[name] ||= list.length > 0 && random.chance(offer);
      s.poke(`${name}_valid_i`, Number(this.#offered[name]));
      for (const [field, value] of Object.entries(list[0] ?? {})) s.poke(`${name}_${field}_i`, value);
    }
    const takes = (name: string): boolean => {
      const is = random.chance(ready);
      s.poke(`${name}_ready_i`, Number(is));
      return is;
    };
    const taken = Object.fromEntries(['writes', 'beats', 'elements', 'events'].map(name => [name, takes(name)]));
    const comes = (name: string): boolean => taken[name]! && s.peekNumber(`${name}_valid_o`) === 1;
    if (s.peekNumber('planned_valid_o')) this.planned++;
    if (s.peekNumber('cost_valid_o')) {
      const [fn, bus, wire] = ['function', 'bus', 'wire'].map(field => s.peekNumber(`cost_${field}_o`));
      this.costs.push({ function: fn!, bus: bus!, wire: wire! });
    }
    if (comes('elements')) {
      const fields = ['queue', 'epoch', 'id', 'bytes', 'slots', 'last', 'returned'];
      this.elements.push(Object.fromEntries(fields.map(field => [field, s.peekNumber(`elements_${field}_o`)])));
    }
    if (comes('writes')) {
      expect(this.planned).toBeGreaterThan(this.writes.length);
      const queue = s.peekNumber('writes_context_queue_o');
      this.writes.push({
        address: s.peek('writes_address_o'),
        beats: s.peekNumber('writes_beats_o') + 1,
        queue,
        epoch: s.peekNumber('writes_context_epoch_o'),
        final: s.peekNumber('writes_context_step_o') === 1,
        elements: this.elements.length,
      });
      expect(s.peekNumber('writes_function_o')).toBe(Math.floor(queue / 2));
    }
    if (comes('beats')) {
      const last = s.peekNumber('beats_last_o');
      this.beats.push({ data: s.peek('beats_data_o'), strobe: s.peek('beats_strobe_o'), last, clock: this.clock });
    }
    if (comes('events')) {
      const [slot, event] = [s.peekNumber('events_slot_o'), s.peekNumber('events_event_o')];
      this.events.push({ slot, event, bytes: s.peekNumber('events_bytes_o') });
    }
    const gone = Object.keys(this.inputs).filter(name => this.#offered[name] && s.peekNumber(`${name}_ready_o`) === 1);
    s.step();
    this.clock++;
    for (const name of gone) {
      this.inputs[name]!.shift();
      this.#offered[name] = false;
    }
  }

  run(moods: Moods, clocks = 100_000): void {
    for (let clock = 0; clock < clocks && this.waiting > 0; clock++) this.step(moods);
    for (let clock = 0; clock < 400; clock++) this.step({ offer: moods.offer, ready: 1 });
  }

  /** The bytes of every burst by address; each burst is inside its block and has as many beats as it says. */
  memory(): Map<bigint, number> {
    const memory = new Map<bigint, number>();
    const beats = [...this.beats];
    for (const { address, beats: count } of this.writes) {
      const first = address - (address % BigInt(this.lanes));
      expect((first % 4096n) + BigInt(count * this.lanes)).toBeLessThanOrEqual(4096n);
      expect(count).toBeLessThanOrEqual(256);
      for (let i = 0; i < count; i++) {
        const beat = beats.shift()!;
        expect(beat.last).toBe(Number(i === count - 1));
        expect(beat.strobe).not.toBe(0n);
        for (let lane = 0; lane < this.lanes; lane++) {
          const value = Number((beat.data >> BigInt(8 * lane)) & 0xffn);
          if (!((beat.strobe >> BigInt(lane)) & 1n)) {
            expect(value).toBe(0);
            continue;
          }
          const at = first + BigInt(i * this.lanes + lane);
          expect(at).toBeGreaterThanOrEqual(address);
          expect(memory.has(at)).toBe(false);
          memory.set(at, value);
        }
      }
    }
    expect(beats).toEqual([]);
    return memory;
  }

  busy(queue: number): boolean {
    this.s.poke('drain_queue_i', queue);
    for (let i = 0; i < 2; i++) this.step({ offer: 0, ready: 0 });
    return this.s.peekNumber('drain_busy_o') === 1;
  }
}

const withHeader = ({ data, buffers, queue, verified }: Frame): Uint8Array => {
  const flags = verified && checksumQueues(queue) ? 2 : 0;
  return Uint8Array.from([flags, 0, 0, 0, 0, 0, 0, 0, 0, 0, buffers, 0, ...data]);
};

const expectedMemory = (frames: readonly Frame[]): Map<bigint, number> => {
  const memory = new Map<bigint, number>();
  for (const frame of frames.filter(({ outcome }) => outcome === 'granted')) {
    const bytes = withHeader(frame);
    let at = 0;
    for (const { address, bytes: count } of frame.segments) {
      for (let i = 0; i < count; i++) memory.set(address + BigInt(i), bytes[at++]!);
    }
    expect(at).toBe(bytes.length);
  }
  return memory;
};

/** What is charged: whole beats, 16 bytes a piece and 10 a buffer, and no less than 3 clocks a piece and 2 the first. */
const expectedCosts = (frames: readonly Frame[], lanes: number) =>
  frames
    .filter(({ outcome }) => outcome === 'granted' || outcome === 'returned')
    .map(({ outcome, queue, segments, pieces, buffers, data }) => {
      const beatsOf = ({ address, bytes }: Segment): number =>
        bytes === 0 ? 0 : Math.ceil((Number(address % BigInt(lanes)) + bytes) / lanes);
      const beats = segments.reduce((sum, segment) => sum + beatsOf(segment), 0);
      const bus = Math.max(beats * lanes + 16 * pieces + 10 * buffers, (3 * pieces - 1) * lanes);
      return { function: Math.floor(queue / 2), bus, wire: outcome === 'granted' ? data.length + 24 : 0 };
    });

const expectedElements = (frames: readonly Frame[]) =>
  frames.flatMap(({ outcome, queue, epoch, segments }) => {
    let bytes = 0;
    return segments.flatMap(segment => {
      bytes += segment.bytes;
      if (!segment.endsBuffer) return [];
      const { id, slots, last } = segment;
      const element = { queue, epoch, id, bytes, slots, last, returned: Number(outcome === 'returned') };
      bytes = 0;
      return [element];
    });
  });

describe.each([
  ['128 bits', narrow],
  ['512 bits', wide],
])('the receive writer at %s', (_, config) => {
  it.each([
    [1, { offer: 1, ready: 1 }],
    [2, { offer: 0.7, ready: 0.6 }],
    [3, { offer: 0.4, ready: 0.9 }],
    [4, { offer: 1, ready: 0.3 }],
  ])('writes frames and headers to their segments and nothing else (seed %i, %o)', (seed, moods) => {
    const random = seededRandom(seed);
    const scene = new Scene(config, random);
    const frames = Array.from({ length: 120 }, (_, i) => arbitraryFrame(config, random, i));
    for (const frame of frames) scene.add(frame);
    scene.run(moods);
    expect(scene.waiting).toBe(0);
    expect(scene.memory()).toEqual(expectedMemory(frames));
    expect(scene.elements).toEqual(expectedElements(frames));
    expect(scene.planned).toBe(scene.writes.length);
    expect(scene.costs).toEqual(expectedCosts(frames, scene.lanes));
    // Every granted frame has one final burst, offered after all of its elements.
    const granted = frames.filter(({ outcome }) => outcome === 'granted');
    const finals = scene.writes.filter(write => write.final);
    expect(finals.map(({ queue, epoch }) => ({ queue, epoch }))).toEqual(
      granted.map(({ queue, epoch }) => ({ queue, epoch })),
    );
    let [elements, at] = [0, 0];
    for (const frame of frames) {
      elements += frame.buffers * Number(frame.outcome === 'granted' || frame.outcome === 'returned');
      if (frame.outcome === 'granted') expect(finals[at++]!.elements).toBeGreaterThanOrEqual(elements);
    }
    expect(scene.events).toEqual(
      frames.flatMap(({ outcome, queue, data }) => {
        const event = { returned: 'buffer_too_small', stopped: 'queue_stopped' }[
          outcome as 'returned'
        ] as 'queue_stopped';
        return event ? [{ slot: Math.floor(queue / 2), event: eventId(event), bytes: data.length }] : [];
      }),
    );
    for (let queue = 0; queue < queueCount(config); queue++) expect(scene.busy(queue)).toBe(false);
  });

  it('keeps frames apart when segments and words contradict each other', () => {
    const random = seededRandom(5);
    const scene = new Scene(config, random);
    const frames = Array.from({ length: 60 }, (_, i) => ({
      ...arbitraryFrame(config, random, i),
      outcome: 'granted' as const,
      buffers: 1,
      pieces: 1,
    })).map((frame, i) => ({
      ...frame,
      segments: arbitrarySegments(random, frame.data.length + 12, i)
        .filter(({ bytes }) => bytes > 0)
        .map(one => ({ ...one, endsBuffer: one.last })),
    }));
    const sent = frames.map(({ data }, i) => {
      if (i % 3 === 0) return Uint8Array.from([...data, ...random.bytes(random.between(1, 300))]);
      return i % 3 === 1 ? data.slice(0, random.between(1, data.length - 1)) : data;
    });
    frames.forEach((frame, i) => {
      scene.add(frame, sent[i]);
    });
    scene.run({ offer: 0.8, ready: 0.8 });
    const memory = scene.memory();
    expect([...memory.keys()].sort()).toEqual([...expectedMemory(frames).keys()].sort());
    const whole = scene.lanes;
    frames.forEach((frame, i) => {
      const bytes = withHeader(frame);
      // Bytes of the words that came after the header; what of them goes into a word of its own follows from the frame's length.
      const spills = (frame.data.length - 1) % whole >= whole - 12;
      const given = i % 3 === 1 ? Math.ceil(sent[i]!.length / whole) * whole + (spills ? 12 : 0) : bytes.length;
      let at = 0;
      for (const { address, bytes: count } of frame.segments) {
        for (let k = 0; k < count; k++, at++) {
          const value = memory.get(address + BigInt(k));
          if (at < Math.min(given, 12 + sent[i]!.length, bytes.length)) expect(value).toBe(bytes[at]);
          else if (at >= given) expect(value).toBe(0);
        }
      }
    });
  });

  it('is busy with a queue until its last burst is taken', () => {
    const scene = new Scene(config, seededRandom(6));
    const random = seededRandom(7);
    let frame = arbitraryFrame(config, random, 1);
    while (frame.outcome !== 'granted') frame = arbitraryFrame(config, random, 1);
    scene.add(frame);
    for (let i = 0; i < 200; i++) scene.step({ offer: 1, ready: 0 });
    expect(scene.busy(frame.queue)).toBe(true);
    expect(scene.busy((frame.queue + 1) % 8)).toBe(false);
    scene.run({ offer: 1, ready: 1 });
    expect(scene.busy(frame.queue)).toBe(false);
  });

  const paceOf = (layout: (serial: number) => Segment[], bytes: number): number => {
    const scene = new Scene(config, seededRandom(8));
    const count = 100;
    for (let i = 0; i < count; i++) {
      const segments = layout(i);
      const buffers = segments.filter(one => one.endsBuffer).length;
      const data = seededRandom(i + 1).bytes(bytes);
      scene.add({
        outcome: 'granted',
        queue: i % 8,
        epoch: 0,
        verified: 0,
        data,
        segments,
        buffers,
        pieces: segments.length,
      });
    }
    scene.run({ offer: 1, ready: 1 });
    const beats = scene.beats;
    // From the second frame on, for the pipeline to be full.
    const from = beats[beats.length / count]!.clock;
    return (beats.at(-1)!.clock - from + 1) / (count - 1);
  };
  const one =
    (offset: number, bytes: number) =>
    (serial: number): Segment[] => [
      {
        address: 0x10000n * BigInt(serial) + BigInt(offset),
        bytes: bytes + 12,
        endsBuffer: 1,
        id: 0,
        slots: 1,
        last: 1,
      },
    ];
  const beatsOf = (offset: number, bytes: number): number =>
    Math.ceil(((offset % (config.hostDataBits / 8)) + bytes + 12) / (config.hostDataBits / 8));

  it.each([
    [0, 60],
    [0, 64],
    [2, 60],
    [10, 200],
    [0, 1514],
    [52, 1500],
  ])('takes at most a clock more than the beats of a frame, and 2 at least (offset %i, %i bytes)', (offset, bytes) => {
    const pace = paceOf(one(offset, bytes), bytes);
    expect(pace).toBeLessThanOrEqual(Math.max(2, beatsOf(offset, bytes) + 1));
    expect(pace).toBeGreaterThanOrEqual(beatsOf(offset, bytes) - 0.1);
  });

  it('takes a clock for a segment of a byte', () => {
    const layout = (serial: number): Segment[] =>
      Array.from({ length: 32 }, (_, i) => ({
        address: 0x10000n * BigInt(serial) + BigInt(100 * i + 3),
        bytes: i < 31 ? 1 : 60 + 12 - 31,
        endsBuffer: Number(i === 31),
        id: 0,
        slots: 32,
        last: Number(i === 31),
      }));
    expect(paceOf(layout, 60)).toBeLessThanOrEqual(32 + 5);
  });
});

it.each([
  ['8 x 2 at 128 bits', configs['10g']!],
  ['64 x 4 at 512 bits', { ...configs['10g']!, functions: 64, queuesPerFunction: 4, hostDataBits: 512 }],
])('the receive writer is not deeper than it says with %s', (_, config) => {
  const definition = rxWriter(config);
  expect(logicDepth(definition).levels).toBeLessThanOrEqual(definition.options.maxDepth!);
});
