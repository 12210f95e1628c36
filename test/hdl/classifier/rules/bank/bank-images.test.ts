// SPDX-License-Identifier: Apache-2.0
/** Images of the rule banks that change under full rate: each look-up sees one, and unchanged rules cost no write. */
import { expect, test } from 'vitest';
import { bankedRulesLatency } from '../../../../../hdl/classifier/rules/bank/banked-rules.ts';
import { configs } from '../../../../../hdl/spec/configs.ts';
import { seededRandom } from '../../../../support/random.ts';
import { slotWrites } from '../../table-writes.ts';
import {
  expectSame,
  type LookUp,
  lookUpsFor,
  naive,
  open,
  randomImage,
  read,
  rewrites,
  rulesFor,
  ruleWrites,
} from './bank-bench.ts';
import { type BankImage, placeRules } from './bank-rules.ts';

const config = configs['10g-ecp5'];

test('an image is replaced under full rate: each look-up sees one, none is lost, unchanged rules are not written', async () => {
  const random = seededRandom(11);
  const { bench, prepare, load, ask, results, slots, lookUps } = await open(config, 11);
  const taken = new Set<number>();
  const shared = randomImage(random, config, rulesFor(random, 120), taken);
  await load(0, shared);
  // Rules that are in both images.
  slots.send(shared.rules.flatMap(({ rule, slots: places }) => rewrites(rule, places, 3)));
  await slots.drained();
  await prepare(1, shared);
  let live: 0 | 1 = 0;
  let current = shared.rules;
  const asked: { readonly one: LookUp; readonly image: BankImage }[] = [];
  const send = (count: number, number: 0 | 1, rules: BankImage['rules']): void => {
    const image = { ...shared, rules };
    const more = lookUpsFor(random, image, number, count);
    ask(more);
    asked.push(...more.map(one => ({ one, image })));
  };
  await lookUps.acceptedCycles();
  const start = bench.cycle;
  let written = 0;
  let changes = 0;
  for (let round = 0; round < 24; round++) {
    const next: 0 | 1 = live === 0 ? 1 : 0;
    const removed = current.filter(() => random.chance(0.2));
    const places = new Set(current.flatMap(({ slots: of }) => of));
    const added = placeRules(random, config, shared, rulesFor(random, 20), places);
    const writes = [
      ...added.flatMap(({ rule, slots: of }) => ruleWrites(rule, of, 1 << next)),
      ...removed.flatMap(({ rule, slots: of }) => rewrites(rule, of, 1 << live)),
    ];
    const after = [
      ...added.flatMap(({ rule, slots: of }) => ruleWrites(rule, of, 3)),
      ...removed.flatMap(({ slots: of }) => of.flatMap(slot => slotWrites(slot, 0n))),
    ];
    changes += [...added, ...removed].flatMap(({ slots: of }) => of).length;
    written += (writes.length + after.length) / 7;
    send(writes.length + 20, live, current);
    slots.send(writes);
    await slots.drained();
    current = [...current.filter(one => !removed.includes(one)), ...added];
    live = next;
    const before = asked.length;
    send(after.length + 100, live, current);
    // One is taken a clock: so many clocks later no frame of the old image is under way.
    await bench.run(start + before + bankedRulesLatency(config) - bench.cycle);
    slots.send(after);
    await slots.drained();
  }
  const got = await results.collect(asked.length);
  expectSame(
    got.map(read),
    asked.map(({ one, image }) => naive(config, image, one, {})),
  );
  const cycles = await lookUps.acceptedCycles();
  expect(cycles.at(-1)! - cycles[0]!).toBe(cycles.length - 1);
  // Each changed slot is written once before the change and once after it.
  expect(written).toBe(2 * changes);
  expect(changes).toBeGreaterThan(50);
});
