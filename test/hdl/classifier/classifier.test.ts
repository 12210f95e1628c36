// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, test } from 'vitest';
import { classifier, classifierLatency } from '../../../hdl/classifier/classifier.ts';
import { findConfig } from '../../../hdl/spec/configs.ts';
import { eventId } from '../../../hdl/spec/events/drop-reasons.ts';
import { unpackFields } from '../../../hdl/spec/field.ts';
import { chunkCount, chunkRows } from '../../../hdl/spec/tables/rule-key.ts';
import type { TableImages } from '../../../hdl/spec/tables/table-images.ts';
import { lookUpVerdictFields } from '../../../hdl/spec/tables/verdict.ts';
import type { Bench, StreamSink, StreamSource, Transfer } from '../../../sim/bench.ts';
import { classify, packVerdict } from '../../../sim/model/classifier-model.ts';
import { parseFrame } from '../../../sim/model/parser-model.ts';
import { emptyHeaderVector, type HeaderVector } from '../../../sim/model/vector-model.ts';
import { testBench } from '../../../sim/vitest.ts';
import { arbitraryWireFrame } from '../../support/arbitrary-frames.ts';
import { arbitraryPolicy } from '../../support/arbitrary-policies.ts';
import { placedIfFits } from '../../support/placed-policy.ts';
import { handMadeImages } from '../../support/table-images.ts';
import { deniesEgress, pokeOrigin } from '../../support/verdict-bench.ts';
import { arbitraryHeaders, arbitraryImages } from './arbitrary-look-ups.ts';
import { entryWrites, TableWindows } from './table-writes.ts';

const designs = Object.fromEntries(
  ['tiny', '10g'].map(name => [name, emitVerilog(classifier(findConfig(name)!))] as const),
);

interface Opened {
  readonly bench: Bench;
  readonly tables: TableWindows;
  readonly headers: StreamSource;
  readonly verdicts: StreamSink;
}

const open = async (name: string, { seed = 1, idle = 0.3 } = {}): Promise<Opened> => {
  const bench = await testBench(designs[name]!, { seed });
  const tables = new TableWindows(bench, 0.2);
  const headers = bench.source('headers', { idle });
  const verdicts = bench.sink('verdicts');
  await pokeOrigin(bench, undefined, false);
  await bench.reset();
  await started(bench);
  return { bench, tables, headers, verdicts };
};

const started = async (bench: Bench): Promise<void> => {
  expect(await bench.runUntil({ port: 'ready', equals: 1 }, 1200)).toMatchObject({ reached: true });
};

const expectedVerdict = (images: TableImages, vector: HeaderVector, sender: number | undefined): Transfer => {
  const config = findConfig(images.config)!;
  return unpackFields(lookUpVerdictFields(config), packVerdict(config, classify(images, vector, sender)));
};

/** Looks every vector up as one that `sender` sends, so many clocks apart at least, and compares verdicts and latency. */
const expectVerdicts = async (
  { bench, headers, verdicts }: Opened,
  images: TableImages,
  vectors: readonly HeaderVector[],
  apart = 0,
  sender?: number,
): Promise<readonly Transfer[]> => {
  await headers.acceptedCycles();
  await pokeOrigin(bench, sender, deniesEgress(images, sender));
  if (apart === 0) headers.send(vectors);
  else {
    for (const vector of vectors) {
      headers.send([vector]);
      await bench.run(apart);
    }
  }
  const got = await verdicts.collectTimed(vectors.length);
  const transfers = got.map(record => record.transfer);
  expect(transfers).toEqual(vectors.map(vector => expectedVerdict(images, vector, sender)));
  const latency = classifierLatency(findConfig(images.config)!);
  expect(got.map(record => record.cycle)).toEqual((await headers.acceptedCycles()).map(cycle => cycle + latency));
  expect(await verdicts.received()).toEqual([]);
  return transfers;
};

describe.each(['tiny', '10g'])('classifier of %s', name => {
  test.each([
    { seed: 1, idle: 0.5 },
    { seed: 4, idle: 0 },
  ])('answers as the model on tables of any content, rewritten between look-ups (seed $seed)', async options => {
    const opened = await open(name, options);
    const reasons = new Map<bigint, number>();
    const refusals = new Map<bigint, number>();
    for (const ruleDefault of [0, 1, 2, 3]) {
      const seed = 10 * options.seed + ruleDefault;
      const images = fc.sample(arbitraryImages(name, ruleDefault), { numRuns: 1, seed })[0]!;
      await opened.tables.load(images);
      for (const sender of [undefined, 0, 1, findConfig(name)!.functions - 1]) {
        const vectors = fc.sample(arbitraryHeaders, { numRuns: 150, seed: seed + 1000 * (sender ?? 99) });
        for (const { reason, refused } of await expectVerdicts(opened, images, vectors, 0, sender)) {
          reasons.set(reason!, (reasons.get(reason!) ?? 0) + 1);
          if (refused === 1n) refusals.set(reason!, (refusals.get(reason!) ?? 0) + 1);
        }
      }
    }
    for (const event of ['delivered', 'unknown_destination', 'rule_deny', 'default_deny'] as const) {
      expect(reasons.get(BigInt(eventId(event))) ?? 0, event).toBeGreaterThan(10);
    }
    for (const event of ['rule_deny', 'default_deny', 'unreadable'] as const)
      expect(refusals.get(BigInt(eventId(event))) ?? 0, event).toBeGreaterThan(10);
  });

  test('answers as the model on compiled policies and parsed frames', async () => {
    const config = findConfig(name)!;
    const opened = await open(name, { seed: 3, idle: 0.1 });
    const policies = fc
      .sample(arbitraryPolicy(name, { tiers: true }), { numRuns: 12, seed: 3 })
      .flatMap(policy => placedIfFits(policy, config) ?? []);
    expect(policies.some(({ ruleSlots }) => ruleSlots.some(slot => slot !== 0n))).toBe(true);
    for (const images of policies.slice(0, 4)) {
      await opened.tables.load(images);
      const frames = fc.sample(arbitraryWireFrame, { numRuns: 150, seed: 3 });
      for (const [i, sender] of [undefined, 0, 1, config.functions - 1].entries())
        await expectVerdicts(
          opened,
          images,
          frames.slice(i * 30, i * 30 + 60).map(frame => parseFrame(frame)),
          // Frames do not come faster than the longest of them can be hashed.
          6,
          sender,
        );
    }
  });

  test('permits nothing after reset, whatever the tables held', async () => {
    const opened = await open(name, { seed: 4, idle: 0 });
    const { bench, tables } = opened;
    const vector = { ...emptyHeaderVector(), dstMac: 0x52_5400_0000_10n };
    const everything = permitEverything(name);
    await tables.load(everything);
    const before = await expectVerdicts(opened, everything, [vector]);
    expect(before).toMatchObject([{ drop: 0n, queue: 1n }]);

    await bench.reset();
    const nothing = handMadeImages({ config: name, forwarding: [] });
    // Look-ups from the first clock after reset on, across the whole clearing of the tables.
    await expectVerdicts(
      opened,
      nothing,
      Array.from({ length: findConfig(name)!.forwardingBuckets + 80 }, () => vector),
    );
    await started(bench);

    const { forwarding } = everything;
    await tables.load({ ...nothing, forwarding });
    expect(await expectVerdicts(opened, { ...nothing, forwarding }, [vector])).toMatchObject([{ drop: 1n }]);
  });

  test('no image holds a rule whose action was not written since reset', async () => {
    const opened = await open(name, { seed: 5, idle: 0 });
    const permitting = permitEverything(name);
    await opened.tables.load(permitting);
    await opened.bench.reset();
    await started(opened.bench);
    const { ruleActions: _, ...others } = permitting;
    const denying = { ...others, ruleDefault: 0, ruleActions: permitting.ruleActions.map(() => 0) };
    const { tables } = opened;
    await tables.load({ ...denying, ruleActions: [] });
    const vector = { ...emptyHeaderVector(), dstMac: 0x52_5400_0000_10n };
    const got = await expectVerdicts(opened, denying, [vector]);
    expect(got).toMatchObject([{ drop: 1n, reason: BigInt(eventId('default_deny')) }]);
  });

  test('the last word alone of a forwarding entry, written after reset, makes nothing live', async () => {
    const opened = await open(name, { seed: 6 });
    const permitting = permitEverything(name);
    await opened.tables.load(permitting);
    await opened.bench.reset();
    await started(opened.bench);
    await opened.tables.load({ ...permitting, forwarding: [] });
    // The word holds functions alone; at tiny, whose two words leave them there, also VLAN and valid bits, which are 0.
    const slot = permitting.forwarding.findIndex(entry => entry !== 0n);
    const words = entryWrites(findConfig(name)!.functions, slot, permitting.forwarding[slot]!);
    const last = { address: words.at(-1)!.address, data: name === 'tiny' ? 0xc000_0000 : 0x1f };
    opened.tables.forwarding.send([last]);
    await opened.tables.written();
    const none = { ...permitting, forwarding: permitting.forwarding.map(() => 0n) };
    const vector = { ...emptyHeaderVector(), dstMac: 0x52_5400_0000_10n };
    await expectVerdicts(opened, none, [vector, emptyHeaderVector()]);
  });
});

/** One VM, every key accepted by every rule, all of them permitting to queue 1. */
const permitEverything = (name: string): TableImages => {
  const config = findConfig(name)!;
  const all = (1n << BigInt(config.ternaryRules)) - 1n;
  return {
    ...handMadeImages({
      config: name,
      forwarding: [{ mac: 0x52_5400_0000_10n, functions: [1] }],
      permitUnicast: true,
      permitGroup: true,
    }),
    ruleRows: Array.from({ length: chunkCount * chunkRows }, () => all),
    // Allow, queue 1, tier ingress, in both images.
    ruleActions: Array.from({ length: config.ternaryRules }, () => 2 ** 2 + 2 * 2 ** 9 + 3 * 2 ** 28),
  };
};
