// SPDX-License-Identifier: Apache-2.0
/** Shared look-up: received headers never wait, sent ones come in order in the clocks that are left, and liars are not looked up. */
import { bit, component, connectFlow, flow, inst, master, slave, stream, u, zero } from 'typescript-hdl';
import { delayed, delayLine } from 'typescript-hdl/lib';
import { describe, expect, test } from 'vitest';
import { classifierLatency } from '../../../hdl/classifier/classifier.ts';
import { sentLookupShape, sharedLookup, sharedLookupLatency } from '../../../hdl/classifier/shared-lookup.ts';
import { headerVectorShape, verdictShape } from '../../../hdl/lib/frame-shapes.ts';
import { lookedUpShape } from '../../../hdl/lib/tx-shapes.ts';
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
    sent: slave(stream(sentLookupShape(config))),
    asked: master(flow({ mac: u(48) })),
    receivedVerdicts: master(flow(verdictShape(config))),
    sentVerdicts: master(flow(lookedUpShape(config))),
  },
  ({ received, sent, asked, receivedVerdicts, sentVerdicts }) => {
    const { lookup } = inst({ lookup: sharedLookup(config) });
    connectFlow(lookup.received, received);
    lookup.sent.valid.set(sent.valid);
    lookup.sent.payload.set(sent.payload);
    sent.ready.set(lookup.sent.ready);
    asked.valid.set(lookup.headers.valid);
    const { dstMac } = lookup.headers.payload;
    asked.payload.set({ mac: dstMac });
    const clocks = classifierLatency(config);
    lookup.verdicts.valid.set(delayed('valid', bit(0), lookup.headers.valid, clocks));
    const queue = delayLine('queue', u(7), dstMac.slice(0, 7), clocks);
    lookup.verdicts.payload.set({ ...zero(verdictShape(config)), queue });
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
  const asked = bench.sink('asked', ['mac'], { flow: true });
  const wire = bench.sink('receivedVerdicts', ['queue'], { flow: true });
  const own = bench.sink('sentVerdicts', ['senderAllowed', 'senderReason', 'senderSource', 'verdictQueue'], {
    flow: true,
  });
  bench.reset();
  bench.run(2 * sharedLookupLatency(config));
  for (const sink of [asked, wire, own]) sink.drain();
  return { bench, received, sent, asked, wire, own };
};

const sentTo = (mac: number, allowed: boolean): Fields => ({
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
    const odd = run.asked.left.map(({ fields }) => Number(fields['mac'])).filter(mac => mac % 2 === 1);
    expect(odd).toEqual(allowed.flatMap((one, i) => (one ? [2 * i + 1] : [])));
  });
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
