// SPDX-License-Identifier: Apache-2.0
/** The rule banks against linear search over the rules, bit by bit where a rule asks for it, and from reset on. */
import { describe, expect, test } from 'vitest';
import { bankedRulesLatency, ternaryAnswerLatency } from '../../../../../hdl/classifier/rules/bank/banked-rules.ts';
import { type Config, configs } from '../../../../../hdl/spec/configs.ts';
import { type BankKey, bankKeyFields } from '../../../../../hdl/spec/tables/bank-key.ts';
import { ruleTiers } from '../../../../../hdl/spec/tables/bank-mask.ts';
import { bankSlots, slotVerdicts } from '../../../../../hdl/spec/tables/bank-slot.ts';
import { drawHashRows } from '../../../../../hdl/spec/tables/key-hash.ts';
import { ruleOutcomes } from '../../../../../hdl/spec/tables/rule-outcome.ts';
import { seededRandom } from '../../../../support/random.ts';
import { slotWrites } from '../../table-writes.ts';
import {
  everything,
  expectSame,
  type LookUp,
  lookUpsFor,
  naive,
  open,
  randomImage,
  read,
  rulesFor,
  type Ternary,
} from './bank-bench.ts';
import { anyRule, type BankRule, keyFor, placeRules, randomMasks, slotsOf } from './bank-rules.ts';

const small: Config = { ...configs.tiny, name: 'few_banks', ruleBanks: 4, bucketsPerBank: 16 };

describe.each([configs.tiny, small, configs['10g-ecp5']])('rule banks of $name', config => {
  test.each([
    { seed: 1, idle: 0 },
    { seed: 2, idle: 0.3 },
  ])('find what linear search finds, each look-up in its image (seed $seed)', async ({ seed, idle }) => {
    const random = seededRandom(seed);
    const { lookUps, results, load, ask, tell, bench, prepare, slots } = await open(config, seed, { idle });
    const met = new Map<string, number>();
    let used: readonly number[] = [];
    for (let round = 0; round < 12; round++) {
      slots.send(used.flatMap(slot => slotWrites(slot, 0n)));
      const taken = new Set<number>();
      const count = Math.min(300, bankSlots(config) / 4);
      const images = [0, 1].map(() => randomImage(random, config, rulesFor(random, count), taken));
      used = [...taken];
      await prepare(0, images[0]!);
      for (const number of [0, 1] as const) await load(number, images[number]!);
      const ternary: Ternary =
        round % 2 === 0
          ? {}
          : Object.fromEntries(
              ruleTiers
                .filter(() => random.chance(0.6))
                .map(tier => [
                  tier,
                  {
                    priority: random.between(0, 2 ** 17 - 1),
                    verdict: random.pick(slotVerdicts),
                    entry: random.between(0, 9),
                  },
                ]),
            );
      await tell(ternary);
      const asked = Array.from({ length: 1500 }, () => {
        const number = random.chance(0.5) ? 1 : 0;
        return lookUpsFor(random, images[number]!, number, 1)[0]!;
      });
      await lookUps.acceptedCycles();
      ask(asked);
      const got = await results.collectTimed(asked.length);
      const expected = asked.map(one => naive(config, images[one.image]!, one, ternary));
      expectSame(
        got.map(({ transfer }) => read(transfer)),
        expected,
      );
      const latency = bankedRulesLatency(config);
      expect(got.map(({ cycle }) => cycle)).toEqual((await lookUps.acceptedCycles()).map(cycle => cycle + latency));
      for (const { refusal, outcome, sender, receiver, reported } of expected) {
        const kinds = [
          outcome,
          `sender ${refusal}`,
          sender === undefined ? 'no sender rule' : 'sender rule',
          receiver === undefined ? 'no receiver rule' : 'receiver rule',
          ...(reported ? ['reported'] : []),
        ];
        for (const kind of kinds) met.set(kind, (met.get(kind) ?? 0) + 1);
      }
      await bench.run(1);
    }
    const ofSenders = ruleOutcomes.map(outcome => `sender ${outcome}`);
    for (const kind of [
      ...ruleOutcomes,
      ...ofSenders,
      'sender rule',
      'no sender rule',
      'receiver rule',
      'no receiver rule',
    ]) {
      expect(met.get(kind) ?? 0, kind).toBeGreaterThan(100);
    }
    expect(met.get('reported') ?? 0).toBeGreaterThan(10);
  });
});

describe('rule banks', () => {
  const config = configs.tiny;
  const masks = randomMasks(seededRandom(1), config).map(mask => ({ ...mask, tier: 'admin' as const }));
  const open1 = { ...masks[0]!, tier: 'admin' as const };
  const rows = drawHashRows(new Uint8Array(16));

  test.each([
    ['IPv4', 1n, 32],
    ['IPv6', 2n, 128],
  ] as const)('every bit of a key of %s counts where a rule asks for it', async (_, version, length) => {
    const random = seededRandom(7);
    const bytes = (bits: number): bigint =>
      random.bytes(bits / 8).reduce((word, byte) => (word << 8n) | BigInt(byte), 0n);
    const address = (): bigint => (bytes(length) << BigInt(128 - length)) as bigint;
    const exact: BankKey = {
      ...{ source: address(), destination: address(), sourcePort: bytes(16), destinationPort: bytes(16) },
      ...{ protocol: 6n, receiver: 5n, sender: 9n, vlan: 0x123n, sourceLabel: 0n, destinationLabel: 0n },
      ...{ version, unread: 0n, l4: 1n, laterFragment: 0n, unreadFragment: 0n, plain: 1n },
    };
    const rule: BankRule = {
      ...{ tier: 'admin', priority: 3, verdict: 'allow' },
      source: { of: 'address', value: exact.source, length },
      destination: { of: 'address', value: exact.destination, length },
      sourcePort: [exact.sourcePort, exact.sourcePort],
      destinationPort: [exact.destinationPort, exact.destinationPort],
      ...{ protocol: 6n, receiver: 5n, sender: 9n, vlan: 0x123n, versions: [version], unread: [0n] },
      flags: { l4: 1n, laterFragment: 0n, unreadFragment: 0n, plain: 1n },
    };
    const labelled: BankRule = {
      ...{ ...anyRule, tier: 'admin', priority: 4, verdict: 'deny' },
      source: { of: 'label', value: 0xabcdn, length: 16 },
      destination: { of: 'label', value: 0x1234n, length: 16 },
    };
    const { load, ask, results } = await open(config, 7);
    const allOpen = masks.map(() => open1);
    const image = {
      masks: allOpen,
      rows,
      rules: placeRules(random, config, { masks: allOpen, rows }, [rule, labelled]),
    };
    expect(image.rules).toHaveLength(2);
    await load(0, image);
    // All masks ask for nothing, so that only the comparison tells keys apart.
    const looked = (key: BankKey): LookUp => ({ key, image: 0, reports: false, sides: everything });
    const flips = bankKeyFields
      .filter(({ name }) => !name.endsWith('Label'))
      .flatMap(({ name, bits }) =>
        Array.from({ length: bits }, (_, bit) => ({ ...exact, [name]: exact[name] ^ (1n << BigInt(bit)) })),
      )
      .filter(({ source, destination }) => length === 128 || ((source | destination) & ((1n << 96n) - 1n)) === 0n);
    const byLabel = { ...exact, protocol: 17n, sourceLabel: 0xabcdn, destinationLabel: 0x1234n };
    const labelFlips = (['sourceLabel', 'destinationLabel'] as const).flatMap(name =>
      Array.from({ length: 16 }, (_, bit) => ({ ...byLabel, [name]: byLabel[name] ^ (1n << BigInt(bit)) })),
    );
    const none = [...flips, ...labelFlips];
    ask([exact, byLabel, ...none].map(looked));
    const got = (await results.collect(2 + none.length)).map(transfer => read(transfer).outcome);
    expect(got).toEqual(['allow', 'rule_deny', ...none.map(() => 'default_deny')]);
  });

  test('an answer of the ternary array belongs to the look-up so many clocks before it', async () => {
    const { bench, ask, results, lookUps, tell } = await open(config, 5);
    const key = keyFor(seededRandom(5), []);
    const count = 100;
    await lookUps.acceptedCycles();
    ask(Array.from({ length: count }, () => ({ key, image: 0, reports: false, sides: everything }) as const));
    await bench.run(50);
    await tell({ admin: { priority: 1, verdict: 'allow', entry: 2 } });
    const from = bench.cycle;
    const got = (await results.collect(count)).map(read);
    const cycles = await lookUps.acceptedCycles();
    const latency = ternaryAnswerLatency(config);
    const number = bankSlots(config) + 2;
    expect(got).toEqual(
      cycles.map(cycle =>
        cycle + latency >= from
          ? { refusal: 'allow', outcome: 'allow', sender: number, receiver: number, reported: false }
          : {
              ...{ refusal: 'default_deny', outcome: 'default_deny', reported: false },
              ...{ sender: undefined, receiver: undefined },
            },
      ),
    );
    expect(new Set(got.map(({ outcome }) => outcome)).size).toBe(2);
  });

  test('two slots make a rule only together, and in an image to which both belong', async () => {
    const random = seededRandom(17);
    const { prepare, slots, ask, results } = await open(config, 17);
    const allOpen = masks.map(() => open1);
    for (const image of [0, 1] as const) await prepare(image, { masks: allOpen, rows });
    const source = { of: 'address', value: 0x20010db8_0000_0001_0000_0000_0000_0001n, length: 128 } as const;
    const rule: BankRule = { ...anyRule, tier: 'admin', priority: 0, verdict: 'allow', source, versions: [2n] };
    const key = keyFor(random, [{ ...rule, sender: 3n }]);
    const matching = { ...key, source: source.value, version: 2n };
    const asked = ([0, 1] as const).map(image => ({ key: matching, image, reports: false, sides: everything }));
    const [, rest] = slotsOf(rule, 3) as readonly [bigint, bigint];
    for (const [head, tail] of [
      [3, 3],
      [3, 2],
      [3, 1],
      [3, 0],
      [2, 3],
      [0, 3],
      [1, 2],
    ] as const) {
      slots.send([...slotWrites(1, slotsOf(rule, tail)[1]!), ...slotWrites(0, slotsOf(rule, head)[0]!)]);
      await slots.drained();
      ask(asked);
      const got = (await results.collect(2)).map(transfer => read(transfer).outcome);
      const both = head & tail;
      expect(got).toEqual([0, 1].map(image => ((both >> image) & 1 ? 'allow' : 'default_deny')));
    }
    // A slot that is one of two does not match without the other, whatever that holds.
    slots.send([...slotWrites(1, rest & ~(1n << 214n)), ...slotWrites(0, slotsOf(rule, 3)[0]!)]);
    await slots.drained();
    ask(asked);
    expect((await results.collect(2)).map(transfer => read(transfer).outcome)).toEqual([
      'default_deny',
      'default_deny',
    ]);
  });

  test('nothing matches from reset on, whatever the slots held', async () => {
    const large = configs['10g-ecp5'];
    const random = seededRandom(13);
    const { bench, load, ask, results, ready, sendMasks } = await open(large, 13);
    const bySource = Array.from({ length: large.ruleBanks }, () => ({ ...open1, source: 7 }));
    const rules = Array.from({ length: 200 }, (_, i): BankRule => {
      const source = { of: 'address', value: BigInt(0x0a000000 + i) << 96n, length: 32 } as const;
      return { ...anyRule, tier: 'admin', priority: i, verdict: 'allow', source, versions: [1n] };
    });
    const image = { masks: bySource, rows, rules: placeRules(random, large, { masks: bySource, rows }, rules) };
    await load(0, image);
    const lookUps = image.rules.map(({ rule }): LookUp => {
      const key = { ...keyFor(random, []), source: rule.source.value, version: 1n };
      return { key, image: 0, reports: false, sides: everything };
    });
    expect(lookUps.length).toBeGreaterThan(150);
    const outcomes = async (): Promise<ReadonlySet<string>> => {
      ask(lookUps);
      return new Set((await results.collect(lookUps.length)).map(transfer => read(transfer).outcome));
    };
    expect(await outcomes()).toEqual(new Set(['allow']));
    await bench.reset();
    // From the first clock on, while the slots are cleared and afterwards. Only masks bring look-ups to the last of them.
    sendMasks(0, bySource);
    expect(await outcomes()).toEqual(new Set(['default_deny']));
    await ready();
  });
});
