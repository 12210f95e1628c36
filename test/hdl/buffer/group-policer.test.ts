// SPDX-License-Identifier: Apache-2.0
/** Copies of frames for several functions are held to a rate, whole frames at a time, and frames for one function never are. */
import { describe, expect, it } from 'vitest';
import { burstBytes, tokenStepClocks, tokensPerByte, wireOverheadBytes } from '../../../hdl/spec/shares.ts';
import { simulatedConfigs } from '../../support/simulated-configs.ts';
import { openBuffer } from './buffer-bench.ts';
import { frameOf } from './traffic.ts';

const tokens = (bytesPerClock: number): number => Math.round(bytesPerClock * tokensPerByte * tokenStepClocks);

describe.each(Object.entries(simulatedConfigs))('the buffer at %s', (_, config) => {
  const everyone = Array.from({ length: config.functions }, (_, f) => f);
  const quotas = everyone.map(() => Math.floor(config.bufferCells / config.functions) - 1);

  /** Frames for all, each with some for one function after it; every copy is read at once. */
  const storm = async (bytesPerClock: number, lengths: readonly number[], single: number) => {
    const buffer = await openBuffer(config, { quotas, seed: 5 });
    await buffer.bench.poke('group_rate', tokens(bytesPerClock));
    const begin = buffer.bench.cycle;
    const copies = everyone.map(() => 0);
    let limited = 0;
    const others: string[] = [];
    for (const [i, length] of lengths.entries()) {
      const alone = Array.from({ length: single }, (_, k) => frameOf(buffer.random, 100, [(i + k) % config.functions]));
      buffer.send([frameOf(buffer.random, length, everyone), ...alone]);
      await buffer.up.drained();
      await buffer.bench.run(30 + Math.ceil(length / 8));
      const queues = (await buffer.enqueued.received()).map(({ transfer }) => Number(transfer.queue));
      for (const queue of queues) copies[Math.floor(queue / config.queuesPerFunction)]!++;
      for (const { event } of await buffer.timedEvents()) event === 'group_rate' ? limited++ : others.push(event);
      buffer.read(queues);
      await buffer.collector.take();
    }
    return { copies, limited, others, clocks: buffer.bench.cycle - begin };
  };

  it('gives copies of whole frames at the rate, and every frame for one function', async () => {
    const length = 300;
    const perFrame = (length + wireOverheadBytes) * config.functions;
    const count = Math.ceil((3 * burstBytes) / perFrame) + 40;
    const { copies, limited, others, clocks } = await storm(1 / 2, Array(count).fill(length), 2);
    expect(others).toEqual([]);
    expect(limited % config.functions).toBe(0);
    const dropped = limited / config.functions;
    const single = everyone.map(
      f =>
        Array.from({ length: 2 * count }, (_, n) => (Math.floor(n / 2) + (n % 2)) % config.functions).filter(
          to => to === f,
        ).length,
    );
    expect(copies).toEqual(single.map(own => own + count - dropped));
    const given = (count - dropped) * perFrame;
    const due = clocks / 2;
    expect(given).toBeLessThanOrEqual(burstBytes + due + perFrame);
    expect(given).toBeGreaterThanOrEqual(Math.min(count * perFrame, due - perFrame));
    expect(dropped).toBeGreaterThan(count / 4);
  });

  it('owes all copies of a long frame, and earns them back', async () => {
    const long = config.maxFrameBytes;
    const perFrame = (long + wireOverheadBytes) * config.functions;
    const { limited, others } = await storm(1 / 16, [60, long, 60, 60, long], 1);
    // The first long one is in credit; what it owes is more than is earned until the end.
    expect(others).toEqual([]);
    expect(limited / config.functions).toBe(perFrame > burstBytes ? 3 : 0);
  });

  it('has no limit at rate 0', async () => {
    const { limited } = await storm(0, Array(60).fill(300), 0);
    expect(limited).toBe(0);
  });
});
