import fc from 'fast-check';
import { component, emitVerilog, expose, flow, inst, output, slave, u } from 'typescript-hdl';
import { delayed } from 'typescript-hdl/lib';
import { describe, expect, test } from 'vitest';
import { forwardingLatency } from '../../../../hdl/classifier/forwarding/forwarding-table.ts';
import { ruleKey, ruleKeyLatency } from '../../../../hdl/classifier/rules/key-builder.ts';
import { headerVectorShape } from '../../../../hdl/lib/frame-shapes.ts';
import { type Config, configs } from '../../../../hdl/spec/configs.ts';
import { unpackFields } from '../../../../hdl/spec/field.ts';
import { headerVectorFields } from '../../../../hdl/spec/protocol/header-vector.ts';
import { ruleKeyFields } from '../../../../hdl/spec/tables/rule-key.ts';
import { ruleKey as modelKey, packRuleKey } from '../../../../sim/model/rule-key-model.ts';
import { packHeaderVector } from '../../../../sim/model/vector-model.ts';
import { testBench } from '../../../../sim/vitest.ts';
import { arbitraryHeaders } from '../arbitrary-look-ups.ts';

/** The key builder with a forwarding result that comes with its header vector, and with what leaves beside the key in it. */
const wrapped = (config: Config) => {
  const { addressed, keys } = ruleKey(config).ports;
  return component(
    'rule_key_wrapper',
    { config: config.name },
    {
      headers: slave(flow({ ...headerVectorShape, functions: u(config.functions) })),
      keys,
      addressed: { ...flow(addressed.shape), valid: output(u(1)) },
    },
    ({ headers, keys, addressed: beside }) => {
      const { key } = inst({ key: ruleKey(config) });
      const { functions, ...vector } = headers.payload;
      key.headers.valid.set(headers.valid);
      key.headers.payload.set(vector);
      key.functions.set(delayed('functions', u(config.functions), functions, forwardingLatency(config)));
      expose(keys, key.keys);
      beside.valid.set(key.keys.valid);
      beside.payload.set(key.addressed);
    },
  );
};

describe.each(['tiny', '10g'])('rule key of %s', name => {
  const config = configs[name]!;
  const design = emitVerilog(wrapped(config));

  test.each([0, 0.5])('is the key of the model, for the function of its own frame (idle %d)', async idle => {
    const bench = await testBench(design, { seed: 1 });
    await bench.reset();
    const headers = bench.source('headers', { idle });
    const keys = bench.sink('keys');
    const addressed = bench.sink<'functions' | 'group'>('addressed');
    const frames = fc.sample(fc.tuple(arbitraryHeaders, fc.nat(config.functions - 1)), { seed: 1, numRuns: 400 });
    headers.send(
      frames.map(([vector, destination]) => ({
        ...unpackFields(headerVectorFields, packHeaderVector(vector)),
        functions: 1n << BigInt(destination),
      })),
    );
    const got = await keys.collectTimed(frames.length);
    const expected = frames.map(([vector, destination]) => modelKey(vector, destination));
    expect(got.map(({ transfer }) => transfer)).toEqual(
      expected.map(key => unpackFields(ruleKeyFields, packRuleKey(key))),
    );
    const latency = ruleKeyLatency(config);
    expect(got.map(({ cycle }) => cycle)).toEqual((await headers.acceptedCycles()).map(cycle => cycle + latency));
    expect((await addressed.received()).map(({ transfer }) => transfer)).toEqual(
      frames.map(([, destination], i) => ({
        functions: 1n << BigInt(destination),
        group: BigInt(expected[i]!.group),
      })),
    );
  });
});
