import { it } from 'vitest';
import { configs } from '../../../hdl/spec/configs.ts';
import { dmaBench, framesFor } from './dma-bench.ts';
import { HandRing } from './hand-ring.ts';

const tenGig = configs['10g'];
it.each([0, 20000])(
  'flood %i',
  async n => {
    const dma = await dmaBench(tenGig, {
      read: { latencyCycles: 125, maxOutstanding: 128 },
      write: { latencyCycles: 32, maxOutstanding: 128 },
    });
    await dma.start();
    const victimQueues = [0, 2, 9];
    const victims = victimQueues.map(queue => dma.driver(queue, { bufferOffset: 2, size: 256, bufferBytes: 80 }));
    for (const victim of victims) await dma.startDriver(victim);
    const ring = new HandRing(dma, 3);
    ring.clear();
    ring.enable();
    await dma.settled(3);
    await dma.bench.run(2000);
    dma.doorbell.send(Array.from({ length: n }, () => ({ queue: 3 })));
    const sent = Array.from({ length: 1000 }, (_, i) => framesFor(victimQueues[i % victimQueues.length]!, [60])[0]!);
    const t0 = dma.bench.cycle;
    const r0 = await dma.bus.read.read!.activity();
    dma.send(sent);
    const ev: any[] = [];
    for (let i = 0; i < 200 && ev.length < 1000; i++) {
      await dma.bench.run(500);
      ev.push(...(await dma.moreEvents()));
    }
    const r1 = await dma.bus.read.read!.activity();
    const cycles = await dma.frameCycles();
    console.log(
      n,
      'rate',
      (cycles.at(-1)! - cycles[0]!) / 999,
      'ev',
      (ev.at(-1).cycle - ev[0].cycle) / 999,
      'reads',
      r1.done - r0.done,
      ev
        .slice(0, 900)
        .filter((_, i) => i % 50 === 0)
        .map(e => e.cycle - t0)
        .join(' '),
    );
  },
  200000,
);
it('avail ring', async () => {
  const dma = await dmaBench(tenGig, {});
  await dma.start();
  const ring = new HandRing(dma, 3);
  ring.clear();
  for (let id = 0; id < 6; id++) ring.putGood(id);
  ring.enable();
  await dma.settled(3);
  const first = ring.plan.availRing + 16n;
  dma.memory.addRegion({ first, last: first + 15n, slaveError: true });
  ring.putGood(6);
  ring.publish();
  for (let i = 0; i < 5; i++) {
    await dma.bench.run(1000);
    console.log(ring.plan.availRing.toString(16), await dma.status(3), await dma.bus.read.read!.activity());
  }
  dma.send(framesFor(3, [60, 60, 60, 60, 60, 60, 60, 60]));
  for (let i = 0; i < 5; i++) {
    await dma.bench.run(1000);
    console.log(await dma.status(3), await dma.moreEvents());
  }
}, 200000);
