// SPDX-License-Identifier: Apache-2.0
/** The register map grows with the configuration, and no two registers ever share an address. */
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { registerBlock } from '../../../../hdl/control/register-block.ts';
import { type Config, configs } from '../../../../hdl/spec/configs.ts';
import { registerAddress, registerAddressBits, registerMap } from '../../../../hdl/spec/registers/registers.ts';

const base = configs['10g'];
const sizes: readonly (readonly [string, Partial<Config>])[] = [
  ['as it is', {}],
  ['of 512 rules', { ternaryRules: 512 }],
  ['of 2,048 forwarding entries', { forwardingEntries: 2048 }],
  [
    'of 64 functions with 4 queues, 512 rules and 2,048 entries',
    { functions: 64, queuesPerFunction: 4, ternaryRules: 512, forwardingEntries: 2048 },
  ],
  ['beyond its windows', { functions: 256, queuesPerFunction: 8, ternaryRules: 4096, forwardingEntries: 65_536 }],
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
    expect(registerAddress(config, last.name, last.count - 1, 'notify')).toBe(
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

it('the blocks of the target sizes are where those of 10g are', () => {
  const large = { ...base, functions: 64, queuesPerFunction: 4, ternaryRules: 512, forwardingEntries: 4096 };
  const bases = (config: Config) => registerMap(config).map(({ name, base: from }) => [name, from]);
  expect(bases(large)).toEqual(bases(base));
  expect(registerAddressBits(large)).toBe(21);
});

it('a decoder is made for a map that has grown', () => {
  const { ports } = emitVerilog(registerBlock({ ...base, functions: 16, forwardingEntries: 8192, ternaryRules: 1024 }));
  expect(ports.find(({ name }) => name === 'axil_awaddr_i')!.width).toBeGreaterThanOrEqual(21);
});
