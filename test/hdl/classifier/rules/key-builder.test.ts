// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { bit, component, connectFlow, emitVerilog, expose, flow, inst, output, slave, u } from 'typescript-hdl';
import { delayed } from 'typescript-hdl/lib';
import { describe, expect, test } from 'vitest';
import { forwardingLatency } from '../../../../hdl/classifier/forwarding/forwarding-table.ts';
import { type addressedShape, ruleKey, ruleKeyLatency } from '../../../../hdl/classifier/rules/key-builder.ts';
import { headerVectorShape } from '../../../../hdl/lib/frame-shapes.ts';
import { conditionWriteShape } from '../../../../hdl/lib/setting-shapes.ts';
import { originShape } from '../../../../hdl/lib/tx-shapes.ts';
import { type Config, findConfig } from '../../../../hdl/spec/configs.ts';
import { unpackFields } from '../../../../hdl/spec/field.ts';
import { headerVectorFields } from '../../../../hdl/spec/protocol/header-vector.ts';
import { ruleKeyFields } from '../../../../hdl/spec/tables/rule-key.ts';
import { frameReading } from '../../../../sim/model/frame-reading-model.ts';
import { isGroupAddress, ruleKey as modelKey, packRuleKey } from '../../../../sim/model/rule-key-model.ts';
import { packHeaderVector } from '../../../../sim/model/vector-model.ts';
import { testBench } from '../../../../sim/vitest.ts';
import { pokeWrites } from '../../../support/poke-writes.ts';
import { arbitraryHeaders } from '../arbitrary-look-ups.ts';

/** The key builder with a forwarding result that comes with its header vector, and with what leaves beside the key in it. */
const wrapped = (config: Config) => {
  const { addressed, keys } = ruleKey(config).ports;
  return component(
    'rule_key_wrapper',
    { config: config.name },
    {
      headers: slave(
        flow({ ...headerVectorShape, image: bit(), origin: originShape(config), functions: u(config.functions) }),
      ),
      conditionWrite: slave(flow(conditionWriteShape(config))),
      keys,
      addressed: { ...flow(addressed.shape), valid: output(u(1)) },
    },
    ({ headers, conditionWrite, keys, addressed: beside }) => {
      const { key } = inst({ key: ruleKey(config) });
      const { image, origin, functions, ...vector } = headers.payload;
      key.image.set(image);
      key.origin.set(origin);
      key.headers.valid.set(headers.valid);
      key.headers.payload.set(vector);
      key.functions.set(delayed('functions', u(config.functions), functions, forwardingLatency));
      connectFlow(key.conditionWrite, conditionWrite);
      expose(keys, key.keys);
      beside.valid.set(key.keys.valid);
      beside.payload.set(key.addressed);
    },
  );
};

describe.each(['tiny', '10g'])('rule key of %s', name => {
  const config = findConfig(name)!;
  const conditionWords = [0, 1].map(image =>
    Array.from({ length: config.functions }, (_, f) => [2, 1, 3, 0][(f + 3 * image) % 4]!),
  );
  /** Functions whose condition has the bit in an image. */
  const maskOf = (image: number, bit: number): bigint =>
    conditionWords[image]!.reduce((mask, value, f) => mask | ((value & bit) === 0 ? 0n : 1n << BigInt(f)), 0n);
  const design = emitVerilog(wrapped(config));

  test.each([0, 0.5])('is the key of the model, for the function of its own frame (idle %d)', async idle => {
    const bench = await testBench(design, { seed: 1 });
    await bench.reset();
    const conditions = conditionWords.flatMap((words, image) =>
      words.map((word, f) => ({ image, function: f, report: word & 1, deny_fragments: word >> 1 })),
    );
    await pokeWrites(bench, 'condition_write', conditions);
    const headers = bench.source('headers', { idle });
    const keys = bench.sink('keys');
    const addressed = bench.sink<keyof ReturnType<typeof addressedShape>>('addressed');
    const destinations = fc.bigInt({ min: 0n, max: (1n << BigInt(config.functions)) - 1n });
    const unicast = fc.oneof(
      { weight: 6, arbitrary: fc.nat(config.functions - 1).map(f => 1n << BigInt(f)) },
      { weight: 1, arbitrary: fc.constant(0n) },
    );
    const origin = fc.record({ sent: fc.nat(1), source: fc.nat(config.functions - 1), egressDenied: fc.nat(1) });
    const frames = fc
      .sample(fc.tuple(arbitraryHeaders, unicast, destinations, origin), { seed: 1, numRuns: 800 })
      .map(([vector, one, several, from], i) => ({
        ...{ vector, from },
        functions: isGroupAddress(vector.dstMac) ? several : one,
        image: (i * 5) % 3 === 0 ? 1 : 0,
      }));
    headers.send(
      frames.map(({ vector, functions, image, from }) => ({
        ...unpackFields(headerVectorFields, packHeaderVector(vector)),
        image,
        ...{ originSent: from.sent, originSource: from.source, originEgressDenied: from.egressDenied },
        functions,
      })),
    );
    const got = await keys.collectTimed(frames.length);
    const readings = frames.map(({ vector }) => frameReading(vector, config.maxFrameBytes));
    const expected = frames.map(({ vector, functions, from: { sent, source } }, i) =>
      modelKey(
        vector,
        functions === 0n ? undefined : Math.log2(Number(functions)),
        readings[i]!,
        sent === 1 ? source : undefined,
      ),
    );
    expect(got.map(({ transfer }) => transfer)).toEqual(
      expected.map(key => unpackFields(ruleKeyFields, packRuleKey(key))),
    );
    const latency = ruleKeyLatency;
    expect(got.map(({ cycle }) => cycle)).toEqual((await headers.acceptedCycles()).map(cycle => cycle + latency));
    const beside = (await addressed.received()).map(({ transfer }) => transfer);
    expect(beside).toEqual(
      frames.map(({ functions, image, from }, i) => {
        // Nobody receives what he sent.
        const receivers = functions & ~(from.sent === 1 ? 1n << BigInt(from.source) : 0n);
        const refuses = (receivers & maskOf(image, 2)) !== 0n;
        return {
          functions,
          judgedSender: from.sent === 1 && from.source !== 0 ? 1n : 0n,
          egressDenied: BigInt(from.egressDenied),
          group: BigInt(expected[i]!.group),
          malformed: readings[i]!.malformed ? 1n : 0n,
          refused: refuses && expected[i]!.laterFragment === 1 ? 1n : 0n,
          uncertain: refuses && readings[i]!.unreadFragment ? 1n : 0n,
          reports: (receivers & ~maskOf(image, 1)) === 0n ? 1n : 0n,
          image: BigInt(image),
        };
      }),
    );
    for (const name of ['malformed', 'refused', 'uncertain', 'reports', 'judgedSender'] as const) {
      expect(new Set(beside.map(one => one[name])).size, name).toBe(2);
    }
  });
});
