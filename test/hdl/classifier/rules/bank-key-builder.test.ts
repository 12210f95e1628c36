// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { emitVerilog } from 'typescript-hdl';
import { expect, test } from 'vitest';
import { bankKeyBuilder, bankKeyLatency } from '../../../../hdl/classifier/rules/bank-key-builder.ts';
import { bankKeyFields } from '../../../../hdl/spec/tables/bank-key.ts';
import { ruleKeyFields } from '../../../../hdl/spec/tables/rule-key.ts';
import { bankKey } from '../../../../sim/model/bank-key-model.ts';
import { frameReading } from '../../../../sim/model/frame-reading-model.ts';
import { ruleKey } from '../../../../sim/model/rule-key-model.ts';
import { testBench } from '../../../../sim/vitest.ts';
import { arbitraryHeaders } from '../arbitrary-look-ups.ts';

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);

test('the key of the banks is that of the model, whatever was read of the frame', async () => {
  const bench = await testBench(emitVerilog(bankKeyBuilder), { seed: 1 });
  const seen = new Map<string, number>();
  // IP by its EtherType, as the frames have it, beside any other.
  const ethertype = fc.constantFrom(0x0800, 0x86dd, 0x8847, undefined);
  // Undefined are the network, at either end.
  const end = fc.option(fc.nat(7), { nil: undefined });
  for (const [vector, type, receiver, sender] of fc.sample(fc.tuple(arbitraryHeaders, ethertype, end, end), {
    seed: 1,
    numRuns: 400,
  })) {
    // The parser gives one IP version.
    const headers = { ...vector, ipv6: vector.ipv4 ? 0 : vector.ipv6, ethertype: type ?? vector.ethertype };
    const key = ruleKey(headers, receiver, frameReading(headers, 9022), sender);
    for (const { name } of ruleKeyFields) await bench.poke(`key_${snake(name)}`, key[name]);
    await bench.run(bankKeyLatency);
    const expected = bankKey(key);
    for (const { name } of bankKeyFields) {
      expect(await bench.peek(`bank_key_${snake(name)}`), name).toBe(expected[name]);
    }
    for (const kind of [
      `version ${expected.version}`,
      `l4 ${expected.l4}`,
      `plain ${expected.plain}`,
      `to ${expected.receiver}`,
    ])
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
  }
  for (const kind of ['version 0', 'version 1', 'version 2', 'l4 0', 'l4 1', 'plain 0', 'plain 1', 'to 126', 'to 127'])
    expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(9);
});
