// SPDX-License-Identifier: Apache-2.0
/** A policy is never half a policy: what is written is in force only when all of it is, and for whole frames. */
import { describe, expect, it } from 'vitest';
import { packFields } from '../../../hdl/spec/field.ts';
import { afterFailure, liveOf, NoRoomError } from '../../../hdl/spec/tables/load-writes.ts';
import { conditionFields } from '../../../hdl/spec/tables/table-entry.ts';
import type { Machine } from '../../../sim/machine.ts';
import { internetSum } from '../../../sim/model/internet-checksum.ts';
import type { RegisterWrite } from '../../../sim/register-access.ts';
import { denyAllBy, framesOf, openTenGig, total, vms } from './open-machine.ts';

describe('tables of a card that judges frames', () => {
  const port = (machine: Machine, name: string, data: number) => ({
    address: machine.map.address('table', 0, name),
    data,
  });

  it('refuse every word without a load, so that no frame is delivered that the policy denies', async () => {
    const machine = await openTenGig({ record: false, seed: 5 });
    await machine.start(denyAllBy(3));
    const frames = framesOf(1500, i => 60 + (i % 7) * 30);
    machine.mac.send(frames);
    const data = machine.map.address('table', 0, 'data');
    const writes = machine.map.load(machine.card.tables, vms.images).filter(({ address }) => address === data);
    expect(writes.length).toBeGreaterThan(100);
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

  it('of a load that broke off judge no frame, and the next load is whole', async () => {
    const machine = await openTenGig({ record: false, seed: 6, registerPause: 0 });
    await machine.start(denyAllBy(3));
    const frames = framesOf(6000, () => 60);
    machine.mac.send(frames);
    const before = machine.card.tables;
    const load = machine.map.load(before, vms.images);
    const whole = machine.map.load(afterFailure(before), vms.images);
    const half = load.slice(0, load.length / 2);
    /** Why the card does not take these writes. */
    const refusal = async (writes: readonly RegisterWrite[]) => {
      await machine.registers.perform(writes);
      const { swaps, loading, refusal: why } = await machine.card.tableStatus();
      expect([swaps, loading]).toEqual([before.swaps, false]);
      return why;
    };
    await machine.registers.write(half);
    expect(await machine.card.tableStatus()).toMatchObject({ live: liveOf(before), loading: true, refusal: 'none' });
    // Nothing makes live what half a load has made of the other image but a load that is whole, and whole it must be.
    expect(await refusal([load[0]!, load.at(-1)!])).toBe('not_loading');
    expect(await refusal(machine.map.loadOf(before.swaps, []))).toBe('not_loading');
    expect(await refusal(machine.map.loadOf(before.swaps, [], { whole: true }))).toBe('incomplete');
    await machine.mac.finished();
    await machine.rest();
    expect(await total(machine, 'rule_deny')).toBe(frames.length);
    expect((await machine.card.refused()).tables).toBe(5);
    // And the whole load is in force with the next frame.
    await machine.registers.write(whole);
    await machine.run(framesOf(40, () => 64));
    expect(await total(machine, 'delivered')).toBe(40);
  });

  it.each([4, 11])('can be replaced under traffic: every frame meets one policy (seed %i)', async seed => {
    const machine = await openTenGig({ record: false, seed, registerPause: 0.1 });
    await machine.start(denyAllBy(0));
    const frames = framesOf(4000, i => (i % 40 === 0 ? 9022 : 60 + (i % 3)));
    machine.mac.send(frames);
    for (const rule of [15, 6, 1]) {
      await machine.bench.run(700 * (seed % 3) + 400);
      await machine.card.swapTables(denyAllBy(rule));
    }
    await machine.mac.finished();
    await machine.rest();
    expect(await total(machine, 'delivered')).toBe(0);
    expect(await total(machine, 'rule_deny')).toBe(frames.length);
    expect(await machine.card.faults()).toEqual([]);
    // And a policy that allows them is in force with the next frame.
    await machine.card.swapTables(vms.images);
    await machine.run(framesOf(40, () => 64));
    expect(await total(machine, 'delivered')).toBe(40);
  });

  it('take an image that has no room beside the live one while the card is closed', async () => {
    const machine = await openTenGig({ record: false, seed: 7 });
    await machine.start(denyAllBy(5));
    const crowded = { ...denyAllBy(5), ruleRows: vms.images.ruleRows.map(() => 0n) };
    await expect(machine.card.swapTables(crowded)).rejects.toThrow(NoRoomError);
    const frames = framesOf(900, () => 60);
    machine.mac.send(frames);
    await machine.card.replaceTables(crowded);
    await machine.mac.finished();
    await machine.rest();
    const denied = await total(machine, 'rule_deny');
    const closed = await total(machine, 'ingress_overflow');
    expect(closed).toBeGreaterThan(0);
    expect(denied + closed + (await total(machine, 'delivered'))).toBe(frames.length);
    await machine.run(framesOf(40, () => 64));
    expect(await total(machine, 'delivered')).toBeGreaterThanOrEqual(40);
    expect(await total(machine, 'rule_deny')).toBe(denied);
  });

  it('refuse a second load while the image of before the first has a frame under judgement', async () => {
    const machine = await openTenGig({ record: false, seed: 8, registerPause: 0 });
    await machine.start(vms.images);
    await machine.card.swapTables(vms.images);
    machine.mac.send(framesOf(3000, () => 60));
    await machine.bench.run(900);
    // The bus takes 4 clocks from one write to the next, the look-up more than five times that.
    let refusals = 0;
    for (let i = 0; i < 20; i++) {
      const { swaps } = await machine.card.tableStatus();
      const [begin, commit] = machine.map.loadOf(swaps, []);
      const next = machine.map.loadOf(swaps + 1, [])[0]!;
      const answers = await machine.registers.perform([begin!, commit!, next, port(machine, 'data', 0)]);
      const { refusal, loading } = await machine.card.tableStatus();
      expect(answers[3]!.response).toBe(loading ? 0 : 2);
      if (!loading) {
        expect(refusal).toBe('not_loading');
        refusals++;
      }
      await machine.bench.run(200);
    }
    expect(refusals).toBeGreaterThan(3);
    await machine.mac.finished();
    await machine.rest();
    expect(await total(machine, 'delivered')).toBe(3000);
  });
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

  it('are part of the image: those of one that is not live deny nothing', async () => {
    const machine = await openTenGig({ record: false, seed: 3 });
    await machine.start(policy(0n));
    const writes = machine.map.load(machine.card.tables, policy(dropFragments));
    await machine.registers.write(writes.slice(0, -1));
    const frames = laterFragments(300);
    await machine.run(frames);
    expect(await total(machine, 'delivered')).toBe(frames.length);
    await machine.registers.write(writes.slice(-1));
    await machine.run(frames);
    expect(await total(machine, 'delivered')).toBe(frames.length);
    expect(await total(machine, 'rule_deny')).toBe(frames.length);
  });

  it('change with the tables as documented: every frame meets the old ones or the new ones', async () => {
    const machine = await openTenGig({ record: false, seed: 8 });
    await machine.start(policy(dropFragments));
    const [before, after] = [laterFragments(400), laterFragments(400)];
    await machine.run(before);
    expect(await total(machine, 'rule_deny')).toBe(before.length);
    await machine.card.swapTables(policy(0n));
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
