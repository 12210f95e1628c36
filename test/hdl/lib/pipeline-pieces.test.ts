import { bit, component, emitVerilog, flow, input, master, output, slave, u } from 'typescript-hdl';
import { describe, expect, test } from 'vitest';
import { decoded } from '../../../hdl/lib/decoded.ts';
import { delayed } from '../../../hdl/lib/delayed.ts';
import { startUpSweep } from '../../../hdl/lib/start-up-sweep.ts';
import { testBench } from '../../../sim/vitest.ts';

describe('delayed', () => {
  const echo = (clocks: number) =>
    component(
      'echo',
      { clocks },
      { up: slave(flow({ word: u(12) })), down: master(flow({ word: u(12) })) },
      ({ up, down }) => {
        down.valid.set(delayed('valid', bit(0), up.valid, clocks));
        down.payload.set(delayed('payload', { word: u(12) }, up.payload, clocks));
      },
    );

  test.each([1, 2, 5])('gives each value again after %i clocks', async clocks => {
    const bench = await testBench(emitVerilog(echo(clocks)));
    await bench.reset();
    const up = bench.source<'word'>('up', { idle: 0.5 });
    const down = bench.sink<'word'>('down');
    const words = Array.from({ length: 200 }, (_, i) => ({ word: BigInt((i * 37) % 4096) }));
    up.send(words);
    const got = await down.collectTimed(words.length);
    expect(got.map(({ transfer }) => transfer)).toEqual(words);
    expect(got.map(({ cycle }) => cycle)).toEqual((await up.acceptedCycles()).map(cycle => cycle + clocks));
  });

  test('is no hardware at all for 0 clocks', () => {
    expect(emitVerilog(echo(0)).ports.map(({ name }) => name)).not.toContain('clk');
  });
});

describe('decoded', () => {
  test.each([1, 5, 8])('sets the bit of the number, and none beyond %i', async count => {
    const design = emitVerilog(
      component('decoder', { count }, { index: input(u(3)), lines: output(u(count)) }, ({ index, lines }) =>
        lines.set(decoded(index, count)),
      ),
    );
    const bench = await testBench(design);
    for (let index = 0; index < 8; index++) {
      await bench.poke('index', index);
      expect(await bench.peek('lines')).toBe(index < count ? 1n << BigInt(index) : 0n);
    }
  });
});

describe('start-up sweep', () => {
  test.each([2, 5, 16])('names each of %i words once after every reset', async depth => {
    const design = emitVerilog(
      component(
        'sweeper',
        { depth },
        { clear: master(flow({ index: u(Math.ceil(Math.log2(depth))) })) },
        ({ clear }) => {
          const sweep = startUpSweep('sweep', depth);
          clear.valid.set(sweep.active);
          clear.payload.index.set(sweep.index);
        },
      ),
    );
    const bench = await testBench(design);
    await bench.reset();
    const clear = bench.sink<'index'>('clear');
    const named = async (): Promise<readonly number[]> => {
      await bench.run(3 * depth);
      return (await clear.received()).map(({ transfer }) => Number(transfer.index));
    };
    const each = Array.from({ length: depth }, (_, i) => i);
    expect(await named()).toEqual(each);
    expect(await named()).toEqual([]);
    await bench.reset();
    expect(await named()).toEqual(each);
  });
});
