// SPDX-License-Identifier: Apache-2.0
/** The classifier model on tables made by hand, one of them row by row. */
import { describe, expect, test } from 'vitest';
import { configs } from '../../../hdl/spec/configs.ts';
import type { TableImages } from '../../../hdl/spec/tables/table-images.ts';
import { classify, matchingRules, packVerdict } from '../../../sim/model/classifier-model.ts';
import { emptyHeaderVector, type HeaderVector } from '../../../sim/model/vector-model.ts';
import { handMadeImages } from '../../support/table-images.ts';

const web = 0x525400000010n;
const database = 0x525400000020n;
const broadcast = 0xffffffffffffn;
const forwarding = [
  { mac: web, functions: [1] },
  { mac: web, vlan: 10, functions: [3] },
  { mac: database, functions: [2] },
  { mac: broadcast, functions: [1, 2] },
  { mac: broadcast, vlan: 10, functions: [3] },
];
const headers = (fields: Partial<HeaderVector>): HeaderVector => ({ ...emptyHeaderVector(), dstMac: web, ...fields });

describe('forwarding', () => {
  const images = handMadeImages({ forwarding, permitUnicast: true, permitGroup: true });

  test.each([
    ['web, untagged', { dstMac: web }, [1]],
    ['web, VLAN 10', { dstMac: web, vlan: 10 }, [3]],
    ['database', { dstMac: database }, [2]],
    ['broadcast', { dstMac: broadcast }, [1, 2]],
    ['multicast, which shares the entry of broadcast', { dstMac: 0x01005e000001n }, [1, 2]],
    ['multicast in VLAN 10', { dstMac: 0x333300000001n, vlan: 10 }, [3]],
  ])('%s', (_, fields, functions) => {
    expect(classify(images, headers(fields))).toEqual({ functions, event: 'delivered', queue: 0 });
  });

  test.each([
    ['a MAC without entry', { dstMac: 0x525400000011n }],
    ['a MAC whose VLAN has no entry', { dstMac: database, vlan: 10 }],
    ['a group of a VLAN without entry', { dstMac: broadcast, vlan: 11 }],
    ['MAC 0, which unused entries hold', { dstMac: 0n }],
  ])('%s is unknown', (_, fields) => {
    expect(classify(images, headers(fields))).toEqual({ functions: [], event: 'unknown_destination', queue: 0 });
  });

  test('an entry that is not valid does not take part', () => {
    const invalid = images.forwarding.map(word => word & ~(1n << 60n));
    expect(classify({ ...images, forwarding: invalid }, headers({})).event).toBe('unknown_destination');
  });

  test.each([
    [web, []],
    [web, [1, 2]],
    [broadcast, []],
  ])('an entry for %i with functions %j breaks the contract', (mac, functions) => {
    const broken = handMadeImages({ forwarding: [{ mac, functions }] });
    expect(() => classify(broken, headers({ dstMac: mac }))).toThrow(`names ${functions.length} functions`);
  });
});

describe('rules', () => {
  test('the first match decides, with its queue', () => {
    const images = handMadeImages({
      forwarding,
      rules: [
        { match: { ipProtocol: { value: 6 }, dstPort: { value: 80 } }, permit: true, queue: 1 },
        { match: { ipProtocol: { value: 6 } }, permit: false },
        { match: {}, permit: true },
      ],
    });
    expect(classify(images, headers({ ipv4: 1, ipProtocol: 6, dstPort: 80 }))).toEqual({
      functions: [1],
      event: 'delivered',
      queue: 1,
    });
    expect(classify(images, headers({ ipv4: 1, ipProtocol: 6, dstPort: 81 })).event).toBe('rule_deny');
    expect(classify(images, headers({ ipProtocol: 17, dstPort: 80 }))).toMatchObject({ event: 'delivered', queue: 0 });
  });

  test('masks look at the bits they set', () => {
    const subnet = { value: 0x0a000000n, mask: 0xffffff00n };
    const images = handMadeImages({ forwarding, rules: [{ match: { srcIp: subnet }, permit: true }] });
    expect(classify(images, headers({ srcIp: 0x0a0000ffn })).event).toBe('delivered');
    expect(classify(images, headers({ srcIp: 0x0a000100n })).event).toBe('default_deny');
  });

  test('a denied group frame keeps every function it addressed', () => {
    const images = handMadeImages({ forwarding, rules: [{ match: { group: { value: 1 } }, permit: false, queue: 5 }] });
    expect(classify(images, headers({ dstMac: broadcast }))).toEqual({
      functions: [1, 2],
      event: 'rule_deny',
      queue: 0,
    });
  });

  test.each([
    [false, false, 'default_deny', 'default_deny'],
    [true, false, 'delivered', 'default_deny'],
    [false, true, 'default_deny', 'delivered'],
  ])('defaults: unicast %s, group %s', (permitUnicast, permitGroup, unicast, group) => {
    const images = handMadeImages({ forwarding, permitUnicast, permitGroup });
    expect(classify(images, headers({}))).toEqual({ functions: [1], event: unicast, queue: 0 });
    expect(classify(images, headers({ dstMac: broadcast }))).toEqual({ functions: [1, 2], event: group, queue: 0 });
  });

  test('rows written by hand: rule 2 takes chunk 0 = 9 and chunk 64 = 31, rule 3 anything', () => {
    const images: TableImages = {
      ...handMadeImages({ forwarding }),
      ruleRows: Array.from({ length: 70 * 32 }, (_, row) => {
        if (row === 9 || row === 64 * 32 + 31) return 0b1100n;
        return row < 32 || (row >= 64 * 32 && row < 65 * 32) ? 0b1000n : 0b1110n;
      }),
    };
    expect(matchingRules(images, 9n | (31n << 320n))).toEqual([2, 3]);
    expect(matchingRules(images, 9n | (30n << 320n))).toEqual([3]);
    expect(matchingRules(images, 8n | (31n << 320n))).toEqual([3]);
    expect(matchingRules(images, 9n | (0x1fn << 5n) | (31n << 320n))).toEqual([2, 3]);
  });

  test('images that are too short, or for no known configuration, are refused', () => {
    const images = handMadeImages({ forwarding, rules: [{ match: {}, permit: true }] });
    expect(() => classify({ ...images, ruleRows: [] }, headers({}))).toThrow('lack row 1 of chunk 0');
    expect(() => classify({ ...images, ruleActions: [] }, headers({}))).toThrow('lack the action of rule 0');
    expect(() => classify({ ...images, config: '11g' }, headers({}))).toThrow('"11g", which does not exist');
  });
});

describe('packed verdict', () => {
  test('of a permitted group frame', () => {
    const verdict = packVerdict(configs['10g'], { functions: [1, 7], event: 'delivered', queue: 1 });
    expect(verdict).toBe(0b1000_0010n | (1n << 14n));
  });

  test('of an unknown destination: no function, drop, reason 4', () => {
    const verdict = packVerdict(configs['10g'], { functions: [], event: 'unknown_destination', queue: 0 });
    expect(verdict).toBe((1n << 8n) | (4n << 9n));
  });
});
