// SPDX-License-Identifier: Apache-2.0
/** Enough waits for the wire: whoever asks for more is told so, in time, and not because of a class that the link has stopped. */
import { expect, test } from 'vitest';
import { checksumInserter } from '../../../hdl/egress/checksum-inserter.ts';
import { configs } from '../../../hdl/spec/configs.ts';
import { insertedBytesAhead } from '../../../hdl/spec/virtio/mover-sizes.ts';
import { classAheadBytes, wireClassId } from '../../../hdl/spec/wire-classes.ts';
import { sentBeatFields } from './sent-frames.ts';
import { StreamBench } from './stream-bench.ts';
import { openWire, priorityPause } from './wire-bench.ts';

const config = configs['10g'];
const [control, storage, tenant] = [wireClassId('control'), wireClassId('storage'), wireClassId('tenant')];
type Wire = ReturnType<typeof openWire>;

const openStill = (settings = {}): Wire => {
  const wire = openWire(config, settings);
  wire.net.takes = () => false;
  return wire;
};
const send = (wire: Wire, wireClass: number, bytes: number, count: number): void => {
  for (let i = 0; i < count; i++) wire.send({ source: 0, bytes: wire.bench.random.bytes(bytes), wireClass });
  wire.bench.run(Math.ceil((count * bytes) / 8) + 100);
};
const behind = (wire: Wire): number => Number(wire.bench.peek('behind'));

test.each([60, 1514])(
  'frames of %i bytes of a class wait until they are as much as line rate brings in a while',
  bytes => {
    const wire = openStill();
    const enough = Math.ceil(classAheadBytes(config) / (8 * Math.ceil(bytes / 8)));
    send(wire, tenant, bytes, enough - 1);
    expect(behind(wire)).toBe(0);
    send(wire, tenant, bytes, 3);
    expect(behind(wire)).toBe(1);
    wire.net.takes = () => true;
    wire.bench.run(800);
    expect(behind(wire)).toBe(0);
  },
);

test('two long frames are not enough, however long they are', () => {
  const wire = openStill();
  send(wire, tenant, config.maxFrameBytes, 2);
  expect(behind(wire)).toBe(0);
});

test('a class that the link has stopped, or that may lose frames, holds back nobody', () => {
  const stopped = openStill({ pausedBy: [0, 1 << 3, 0] });
  stopped.receive(priorityPause({ 3: 0xffff }));
  stopped.bench.run(50);
  expect(stopped.stopped(storage)).toBe(true);
  send(stopped, storage, 1514, 12);
  expect(behind(stopped)).toBe(0);
  send(stopped, tenant, 1514, 8);
  expect(behind(stopped)).toBe(1);
  const limited = openStill();
  send(limited, control, 1514, 12);
  expect(behind(limited)).toBe(0);
});

test('frames that wait for their checksum are told of when they are many, and more than two', () => {
  const bench = new StreamBench(checksumInserter(config), 1);
  const [frames, words] = [bench.source('frames'), bench.source('words')];
  const change = bench.source('change', { flow: true });
  const beats = bench.sink('beats', sentBeatFields);
  bench.sink('events', ['source', 'event', 'bytes']);
  bench.poke({ drainQueue: 0 });
  bench.reset();
  change.send({ queue: 0, running: true, beginning: true, epoch: 0 });
  bench.run(10);
  beats.takes = () => false;
  const give = (bytes: number, count: number): void => {
    const wordCount = Math.ceil(bytes / 16);
    for (let i = 0; i < count; i++) {
      frames.send({ queue: 0, epoch: 0, length: bytes, checksum: false, start: 0, place: 0 });
      words.send(...Array.from({ length: wordCount }, (_, at) => ({ data: 0n, last: at === wordCount - 1 })));
    }
    bench.run(count * wordCount + 50);
  };
  give(9018, 2);
  expect(Number(bench.peek('behind'))).toBe(0);
  expect(2 * 9018).toBeGreaterThan(insertedBytesAhead(config));
  give(60, 5);
  expect(Number(bench.peek('behind'))).toBe(1);
});
