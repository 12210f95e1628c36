import { describe, expect, it } from 'vitest';
import { type Config, configs } from '../../../hdl/spec/configs.ts';
import { seededRandom } from '../../support/random.ts';
import { SupplyBench } from './supply-bench.ts';

const config: Config = { ...configs['10g']!, name: 'supply', functions: 4, queuesPerFunction: 2 };

describe('the buffer supply', () => {
  it('gives single descriptors to frames', () => {
    const bench = new SupplyBench({ config, random: seededRandom(1) });
    const queue = bench.start(3, { size: 64 });
    for (let i = 0; i < 40; i++) bench.post(queue, [2048]);
    bench.kick(queue);
    const t0 = Date.now();
    const c0 = bench.clock;
    for (let i = 0; i < 20; i++) bench.send(queue, 100 + i);
    bench.runUntil(() => queue.fates.length === 20, 'all frames are decided', 5000);
    console.log(bench.clock - c0, Date.now() - t0, bench.reads);
    expect(queue.fates.every(({ outcome }) => outcome === 'granted')).toBe(true);
  });
});
