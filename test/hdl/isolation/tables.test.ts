// SPDX-License-Identifier: Apache-2.0
/** A policy is never half a policy: tables stand still while a frame is judged. */
import { describe, expect, it } from 'vitest';
import { packFields } from '../../../hdl/spec/field.ts';
import { conditionFields } from '../../../hdl/spec/tables/table-entry.ts';
import { internetSum } from '../../../sim/model/internet-checksum.ts';
import { denyAllBy, framesOf, openTenGig, total, vms } from './open-machine.ts';

describe('tables of a card that judges frames', () => {
  it('refuse every write, so that no frame is delivered that both policies deny', async () => {
    const machine = await openTenGig({ record: false, seed: 5 });
    await machine.start(denyAllBy(3));
    const frames = framesOf(1500, i => 60 + (i % 7) * 30);
    machine.mac.send(frames);
    const data = machine.map.address('table', 0, 'data');
    const writes = machine.map.tables(denyAllBy(9)).filter(({ address }) => address === data);
    const answers = await machine.registers.perform(writes);
    expect(new Set(answers.map(({ response }) => response))).toEqual(new Set([2]));
    await machine.mac.finished();
    await machine.rest();
    expect(await total(machine, 'delivered')).toBe(0);
    expect(await total(machine, 'rule_deny')).toBe(frames.length);
    expect(await machine.card.faults()).toEqual(['table_refused']);
    expect(await machine.card.refused()).toEqual({ tables: writes.length, windows: 0 });
    await machine.card.clearFaults();
    expect(await machine.card.faults()).toEqual([]);
  });

  it('refuse writes after the last frame was let in, until it has its verdict', async () => {
    const machine = await openTenGig({ record: false, registerPause: 0 });
    await machine.start(denyAllBy(2));
    const global = (name: string) => machine.map.address('global', 0, name);
    const frames = framesOf(200, () => 60);
    machine.mac.send(frames);
    await machine.bench.run(900);
    // The bus takes 4 clocks from one write to the next, parser and classifier more than ten times that.
    const place = machine.map.table('rule_row', [], 77);
    await machine.registers.write(place);
    const closing = [
      { address: global('control'), data: 0 },
      { address: machine.map.address('table', 0, 'data'), data: 0 },
      { address: global('status') },
    ];
    const answers = await machine.registers.perform(closing);
    expect(answers.map(({ response }) => response)).toEqual([0, 2, 0]);
    expect(answers[2]!.data & 2).toBe(2);
    let looks = 0;
    while ((await machine.card.status()).judging) {
      expect(++looks).toBeLessThan(500);
      await machine.bench.run(10);
    }
    expect((await machine.registers.perform([closing[1]!]))[0]!.response).toBe(0);
    await machine.mac.finished();
    await machine.rest();
    const denied = await total(machine, 'rule_deny');
    expect(denied).toBeGreaterThan(50);
    expect(denied + (await total(machine, 'ingress_overflow'))).toBe(frames.length);
  });

  it.each([4, 11])(
    'can be replaced as documented: every frame meets one policy, and the rest is counted (seed %i)',
    async seed => {
      const machine = await openTenGig({ record: false, seed, registerPause: 0.1 });
      await machine.start(denyAllBy(0));
      const frames = framesOf(6000, i => (i % 40 === 0 ? 9022 : 60 + (i % 3)));
      machine.mac.send(frames);
      for (const rule of [15, 6, 1]) {
        await machine.bench.run(700 * (seed % 3) + 400);
        await machine.card.replaceTables(denyAllBy(rule));
      }
      await machine.mac.finished();
      await machine.rest();
      expect(await total(machine, 'delivered')).toBe(0);
      const denied = await total(machine, 'rule_deny');
      expect(denied).toBeGreaterThan(100);
      expect(denied + (await total(machine, 'ingress_overflow'))).toBe(frames.length);
      expect(await machine.card.faults()).toEqual([]);
      // And a policy that allows them is in force with the next frame.
      await machine.card.replaceTables(vms.images);
      await machine.run(framesOf(40, () => 64));
      expect(await total(machine, 'delivered')).toBe(40);
    },
  );
});

/** Second fragments of packets to the VMs in turns. */
const laterFragments = (count: number) =>
  framesOf(count, i => 60 + (i % 90)).map(({ bytes }) => {
    const view = new DataView(bytes.buffer);
    view.setUint16(20, 64);
    view.setUint16(24, 0);
    view.setUint16(24, 0xffff - internetSum(bytes, 14, 34));
    return { bytes };
  });

describe('the conditions of functions', () => {
  const dropFragments = packFields(conditionFields, { report: 0, deny_fragments: 1 });
  const policy = (conditions: bigint) => ({
    ...vms.images,
    conditions: vms.images.conditions.map(() => Number(conditions)),
  });

  it('are part of the policy: a load under traffic changes none of them, and no frame passes that they deny', async () => {
    const machine = await openTenGig({ record: false, seed: 3 });
    await machine.start(policy(dropFragments));
    const frames = laterFragments(1200);
    machine.mac.send(frames);
    await machine.bench.run(500);
    const addresses = vms.images.conditions.map((_, fn) => machine.map.address('function', fn, 'conditions'));
    const writes = addresses.map(address => ({ address, data: 0 }));
    const answers = await machine.registers.perform(Array.from({ length: 5 }, () => writes).flat());
    expect(new Set(answers.map(({ response }) => response))).toEqual(new Set([2]));
    expect(await machine.registers.read(addresses)).toEqual(addresses.map(() => Number(dropFragments)));
    await machine.mac.finished();
    await machine.rest();
    expect(await total(machine, 'delivered')).toBe(0);
    expect(await total(machine, 'rule_deny')).toBe(frames.length);
    expect(await machine.card.faults()).toEqual(['table_refused']);
    expect(await machine.card.refused()).toEqual({ tables: answers.length, windows: 0 });
  });

  it('change with the tables as documented: every frame meets the old ones or the new ones', async () => {
    const machine = await openTenGig({ record: false, seed: 8 });
    await machine.start(policy(dropFragments));
    const [before, after] = [laterFragments(400), laterFragments(400)];
    await machine.run(before);
    expect(await total(machine, 'rule_deny')).toBe(before.length);
    await machine.card.replaceTables(policy(0n));
    await machine.run(after);
    expect(await total(machine, 'delivered')).toBe(after.length);
    expect(await total(machine, 'rule_deny')).toBe(before.length);
    expect(await machine.card.faults()).toEqual([]);
  });
});

it('the parser tables are tables too', async () => {
  const machine = await openTenGig({ record: false });
  await machine.start(vms.images);
  const port = { address: machine.map.address('parser_table', 0, 'vxlan_ports_1'), data: 8472 };
  expect((await machine.registers.perform([port]))[0]!.response).toBe(2);
  expect(await machine.registers.read([port.address])).toEqual([0]);
  await machine.card.accept(false);
  await machine.bench.run(100);
  await machine.registers.write([port]);
  expect(await machine.registers.read([port.address])).toEqual([8472]);
});
