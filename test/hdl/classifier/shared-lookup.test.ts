// SPDX-License-Identifier: Apache-2.0
/** Shared look-up: received headers never wait, sent ones come in order in the clocks that are left, and liars are not looked up. */
import { bit, component, connectFlow, flow, input, inst, master, output, slave, stream, u, zero } from 'typescript-hdl';
import { delayed, delayLine } from 'typescript-hdl/lib';
import { describe, expect, test } from 'vitest';
import { classifierLatency } from '../../../hdl/classifier/classifier.ts';
import { sentLookupShape, sharedLookup, sharedLookupLatency } from '../../../hdl/classifier/shared-lookup.ts';
import { headerVectorShape, lookUpVerdictShape, verdictShape } from '../../../hdl/lib/frame-shapes.ts';
import { lookedUpShape, originShape } from '../../../hdl/lib/tx-shapes.ts';
import { configs } from '../../../hdl/spec/configs.ts';
import { headerVectorFields } from '../../../hdl/spec/protocol/header-vector.ts';
import { type Fields, StreamBench } from '../egress/stream-bench.ts';

const config = configs['10g'];

/** With a classifier that says of each frame the queue that its destination ends in, and tells of every look-up. */
const echoing = component(
  'echoing_lookup',
  { config: config.name },
  {
    received: slave(flow(headerVectorShape)),
    live: input(bit()),
    sent: slave(stream(sentLookupShape(config))),
    asked: master(flow({ mac: u(48), image: bit(), origin: originShape(config) })),
    judged: output({ received: bit(), sent: bit(), image: bit() }),
    receivedVerdicts: master(flow(verdictShape(config))),
    sentVerdicts: master(flow(lookedUpShape(config))),
  },
  ({ received, live, sent, asked, judged, receivedVerdicts, sentVerdicts }) => {
    const { lookup } = inst({ lookup: sharedLookup(config) });
    connectFlow(lookup.received, received);
    lookup.live.set(live);
    judged.set(lookup.judged);
    lookup.sent.valid.set(sent.valid);
    lookup.sent.payload.set(sent.payload);
    sent.ready.set(lookup.sent.ready);
    asked.valid.set(lookup.headers.valid);
    const { dstMac } = lookup.headers.payload;
    asked.payload.set({ mac: dstMac, image: lookup.image, origin: lookup.origin });
    const clocks = classifierLatency(config);
    lookup.verdicts.valid.set(delayed('valid', bit(0), lookup.headers.valid, clocks));
    const queue = delayLine('queue', u(7), dstMac.slice(0, 7), clocks);
    lookup.verdicts.payload.set({ ...zero(lookUpVerdictShape(config)), queue });
    connectFlow(receivedVerdicts, lookup.receivedVerdicts);
    connectFlow(sentVerdicts, lookup.sentVerdicts);
  },
);

const headersTo = (mac: number, prefix = ''): Fields =>
  Object.fromEntries(
    headerVectorFields.map(({ name }) => [prefix ? `${prefix}.${name}` : name, name === 'dstMac' ? mac : 0]),
  );

const open = (idle: number, seed = 1) => {
  const bench = new StreamBench(echoing, seed);
  const received = bench.source('received', { flow: true, idle });
  const sent = bench.source('sent');
  const asked = bench.sink('asked', ['mac', 'image', 'originSent', 'originSource', 'originEgressDenied'], {
    flow: true,
  });
  const wire = bench.sink('receivedVerdicts', ['queue'], { flow: true });
  const own = bench.sink('sentVerdicts', ['senderAllowed', 'senderReason', 'senderSource', 'verdictQueue'], {
    flow: true,
  });
  bench.reset();
  bench.run(2 * sharedLookupLatency(config));
  for (const sink of [asked, wire, own]) sink.drain();
  return { bench, received, sent, asked, wire, own };
};

const sentTo = (mac: number, allowed: boolean, image = 0): Fields => ({
  image,
  egressDenied: mac % 3 === 0,
  ...Object.fromEntries(
    Object.entries(headersTo(mac)).map(([name, value]) => [`headers${name[0]!.toUpperCase()}${name.slice(1)}`, value]),
  ),
  ...{
    senderAllowed: allowed,
    senderReason: allowed ? 0 : 4,
    senderSource: mac % config.functions,
    senderWireClass: 1,
    senderGroup: 0,
  },
});

describe.each([0.1, 0.5, 0.9])('received headers with %d of the clocks idle', idle => {
  test('come back in order after the same time, and so do sent ones, each on its side', () => {
    const run = open(idle, 7);
    const count = 400;
    const allowed = Array.from({ length: count }, () => run.bench.random.chance(0.7));
    for (let i = 0; i < count; i++) {
      run.received.send(headersTo(2 * i));
      run.sent.send(sentTo(2 * i + 1, allowed[i]!));
    }
    run.bench.settle();
    expect(run.wire.left.map(({ fields }) => Number(fields['queue']))).toEqual(allowed.map((_, i) => (2 * i) % 128));
    expect(run.wire.left.map(({ cycle }) => cycle)).toEqual(
      run.received.taken.map(cycle => cycle + sharedLookupLatency(config)),
    );
    expect(run.own.left.map(({ cycle }) => cycle)).toEqual(
      run.sent.taken.map(cycle => cycle + sharedLookupLatency(config)),
    );
    const answers = run.own.left.map(({ fields }) => fields);
    expect(answers.map(fields => fields['senderAllowed'])).toEqual(allowed.map(one => BigInt(one)));
    expect(answers.map(fields => fields['senderReason'])).toEqual(allowed.map(one => (one ? 0n : 4n)));
    expect(answers.map(fields => Number(fields['senderSource']))).toEqual(allowed.map((_, i) => (2 * i + 1) % 8));
    for (const [i, fields] of answers.entries())
      if (allowed[i]) expect(Number(fields['verdictQueue'])).toBe((2 * i + 1) % 128);
    // Nobody is looked up in the name of another.
    for (const { fields } of run.asked.left) {
      const mac = Number(fields['mac']);
      expect(fields['originSent']).toBe(BigInt(mac % 2));
      if (mac % 2 === 0) continue;
      expect(Number(fields['originSource'])).toBe(mac % config.functions);
      expect(fields['originEgressDenied']).toBe(mac % 3 === 0 ? 1n : 0n);
    }
    const odd = run.asked.left.map(({ fields }) => Number(fields['mac'])).filter(mac => mac % 2 === 1);
    expect(odd).toEqual(allowed.flatMap((one, i) => (one ? [2 * i + 1] : [])));
  });
});

test('received frames take the image that is live, sent ones keep that of their identity check', () => {
  const run = open(0.5, 9);
  const images = Array.from({ length: 200 }, () => run.bench.random.between(0, 1));
  for (const [i, image] of images.entries()) {
    run.received.send(headersTo(2 * i));
    run.sent.send(sentTo(2 * i + 1, true, image));
  }
  // The live image changes while they come.
  const live = new Map<number, number>();
  const judged: number[] = [];
  while (!(run.received.idle && run.sent.idle)) {
    const now = run.bench.random.between(0, 1);
    run.bench.poke({ live: now });
    live.set(run.bench.cycle, now);
    run.bench.run(1);
    if (run.bench.peek('judgedSent') === 1n) judged.push(Number(run.bench.peek('judgedImage')));
  }
  run.bench.settle();
  const asked = run.asked.left.map(({ fields }) => [Number(fields['mac']), Number(fields['image'])] as const);
  expect(asked.filter(([mac]) => mac % 2 === 1).map(([, image]) => image)).toEqual(images);
  expect(asked.filter(([mac]) => mac % 2 === 0).map(([, image]) => image)).toEqual(
    run.received.taken.map(cycle => live.get(cycle)),
  );
  expect(judged.length).toBeGreaterThan(100);
  expect(judged).toEqual(images.slice(0, judged.length));
});

test.each([2, 5, 10])('a sent header waits a clock at most when received ones come every %i clocks', every => {
  const run = open(0);
  run.received.offers = cycle => cycle % every === 0;
  const offered: number[] = [];
  run.sent.offers = cycle => {
    if (cycle % 3 !== 0) return false;
    offered.push(cycle);
    return true;
  };
  for (let i = 0; i < 300; i++) run.received.send(headersTo(i));
  for (let i = 0; i < 200; i++) run.sent.send(sentTo(i, true));
  run.bench.settle();
  const waits = run.sent.taken.map((cycle, i) => cycle - offered[i]!);
  expect(Math.max(...waits)).toBe(1);
});
