/** Counter that goes both ways, of one bit and of more. */
import { bit, component, emitVerilog, input, output, reg, u } from 'typescript-hdl';
import { expect, test } from 'vitest';
import { countUpDown } from '../../../hdl/lib/count-up-down.ts';
import { testBench } from '../../../sim/vitest.ts';
import { seededRandom } from '../../support/random.ts';

const counterOf = (bits: number) =>
  component(
    'counter',
    { bits },
    { up: input(bit()), down: input(bit()), held: output(u(bits)) },
    ({ up, down, held }) => {
      const { value } = reg({ value: u(bits, 0) });
      countUpDown(value, up, down);
      held.set(value);
    },
  );

test.each([1, 2, 7])('counts modulo 2 ** %i', async bits => {
  const bench = await testBench(emitVerilog(counterOf(bits)));
  await bench.reset();
  const random = seededRandom(bits);
  let value = 0;
  for (let i = 0; i < 60; i++) {
    const [up, down] = [random.chance(0.6), random.chance(0.4)];
    await bench.poke('up', up);
    await bench.poke('down', down);
    await bench.run(1);
    value = (value + Number(up) - Number(down) + 2 ** bits) % 2 ** bits;
    expect(Number(await bench.peek('held'))).toBe(value);
  }
});
