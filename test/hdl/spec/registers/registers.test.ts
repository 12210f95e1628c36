// SPDX-License-Identifier: Apache-2.0
/** The register map grows with the configuration, and no two registers ever share an address. */
import fc from 'fast-check';
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { registerBlock } from '../../../../hdl/control/register-block.ts';
import { type Config, configs } from '../../../../hdl/spec/configs.ts';
import { registerAddress, registerAddressBits, registerMap } from '../../../../hdl/spec/registers/registers.ts';

const base = configs['10g'];
const random = fc.record({
  functions: fc.integer({ min: 1, max: 256 }),
  queuesPerFunction: fc.constantFrom(1, 2, 4, 8, 16),
  ternaryRules: fc.constantFrom(16, 32, 512, 4096),
  forwardingBuckets: fc.constantFrom(4, 64, 1024, 16_384),
});
const sizes: readonly (readonly [string, Partial<Config>])[] = [
  ...Object.entries(configs).map(([name, config]) => [`of ${name}`, config] as const),
  ['of 512 rules', { ternaryRules: 512 }],
  ['beyond its places', { functions: 256, queuesPerFunction: 8, ternaryRules: 4096, forwardingBuckets: 16_384 }],
  ...fc.sample(random, { seed: 3, numRuns: 40 }).map(change => [JSON.stringify(change), change] as const),
];

describe.each(sizes)('the register map %s', (_, change) => {
  const config = { ...base, ...change };

  it('gives every register of every entry an address of its own, inside its width', () => {
    const addresses = registerMap(config).flatMap(({ base: from, stride, count, registers }) =>
      Array.from({ length: count }, (_, i) => registers.map(({ offset }) => from + i * stride + offset)).flat(),
    );
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(addresses.reduce((most, address) => Math.max(most, address))).toBeLessThan(2 ** registerAddressBits(config));
    const last = registerMap(config).at(-1)!;
    expect(registerAddress(config, last.name, last.count - 1, 'rx0_notify')).toBe(
      last.base + (last.count - 1) * last.stride,
    );
  });

  it('lets each block be found by the upper bits of an address alone', () => {
    let end = 0;
    for (const { name, base: from, stride, count } of registerMap(config)) {
      const region = 2 ** Math.ceil(Math.log2(stride * count));
      expect(from % region, name).toBe(0);
      expect(from, name).toBeGreaterThanOrEqual(end);
      end = from + region;
    }
  });
});

describe.each(sizes)('the pages of the functions %s', (_, change) => {
  const config = { ...base, ...change };
  const blocks = registerMap(config);
  const pages = blocks.at(-1)!;

  it('are pages of their own, apart from all that function 0 alone may reach', () => {
    expect(pages.name).toBe('function_page');
    expect([pages.stride, pages.base % 4096, pages.count]).toEqual([4096, 0, config.functions]);
    for (const { name, base: from, stride, count } of blocks.slice(0, -1)) {
      expect(from + stride * count, name).toBeLessThanOrEqual(pages.base);
    }
  });

  it('have a doorbell and a status for each virtqueue, four bytes apart', () => {
    const at = (name: string): number => registerAddress(config, 'function_page', 0, name) - pages.base;
    for (let n = 0; n < config.queuesPerFunction; n++) {
      expect([at(`rx${n}_notify`), at(`tx${n}_notify`)]).toEqual([8 * n, 8 * n + 4]);
      expect([at(`rx${n}_status`), at(`tx${n}_status`)]).toEqual([0x800 + 8 * n, 0x804 + 8 * n]);
    }
    expect(pages.registers).toHaveLength(4 * config.queuesPerFunction);
  });
});

it('the blocks of the target sizes are where those of 10g are', () => {
  const large = { ...base, functions: 64, queuesPerFunction: 4, ternaryRules: 512, forwardingBuckets: 1024 };
  const bases = (config: Config) => registerMap(config).map(({ name, base: from }) => [name, from]);
  expect(bases(large)).toEqual(bases(base));
  expect(registerAddressBits(large)).toBe(21);
});

it('a decoder is made for a map that has grown', () => {
  const { ports } = emitVerilog(registerBlock({ ...base, functions: 16, forwardingBuckets: 2048, ternaryRules: 1024 }));
  expect(ports.find(({ name }) => name === 'axil_awaddr_i')!.width).toBeGreaterThanOrEqual(21);
});
