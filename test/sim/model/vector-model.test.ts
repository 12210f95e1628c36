// SPDX-License-Identifier: Apache-2.0
/** Packing of the header vector and of the rule key, against bit positions counted by hand. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { headerVectorBits } from '../../../hdl/spec/protocol/header-vector.ts';
import { headerNames } from '../../../hdl/spec/protocol/headers.ts';
import { frameReading } from '../../../sim/model/frame-reading-model.ts';
import { packRuleKey, type RuleKey, ruleKey } from '../../../sim/model/rule-key-model.ts';
import {
  emptyHeaderVector,
  exceptionId,
  exceptionName,
  type HeaderVector,
  packHeaderVector,
  unpackHeaderVector,
} from '../../../sim/model/vector-model.ts';

describe('header vector', () => {
  test('packs the first field lowest', () => {
    const link = { dstMac: 0x525400000010n, srcMac: 1n, vlanCount: 2, vlan: 10, priority: 7 };
    const vector = { ...emptyHeaderVector(), headers: 5n, ...link };
    // A bit a header, 48 + 48 bits of MAC, then 3 of vlanCount, 12 of vlan, 3 of priority.
    const packedLink = 0x525400000010n | (1n << 48n) | (2n << 96n) | (10n << 99n) | (7n << 111n);
    expect(packHeaderVector(vector)).toBe((packedLink << BigInt(headerNames.length)) | 5n);
  });

  test('holds the exception and its header in its highest bits', () => {
    const vector = { ...emptyHeaderVector(), exception: 5, exceptionHeader: 77 };
    expect(packHeaderVector(vector)).toBe(
      (77n << BigInt(headerVectorBits - 7)) | (5n << BigInt(headerVectorBits - 10)),
    );
  });

  test('any word unpacks and packs to itself', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << BigInt(headerVectorBits)) - 1n }), word => {
        expect(packHeaderVector(unpackHeaderVector(word))).toBe(word);
      }),
    );
  });

  test.each([
    ['vlan', 4096],
    ['priority', 8],
    ['ipProtocol', -1],
  ])('refuses %s = %i', (field, value) => {
    expect(() => packHeaderVector({ ...emptyHeaderVector(), [field]: value })).toThrow(
      new RegExp(`${field} is ${value}, which does not fit`),
    );
  });

  test('names exceptions and refuses unknown ones', () => {
    expect(exceptionName(exceptionId('too_many'))).toBe('too_many');
    expect(() => exceptionName(7)).toThrow('7 is not a parser exception');
  });
});

const keyOf = (headers: HeaderVector, to: number): RuleKey => ruleKey(headers, to, frameReading(headers, 9014));

describe('rule key', () => {
  const headers = {
    ...emptyHeaderVector(),
    dstMac: 0x525400000010n,
    ethertype: 0x0800,
    ipv4: 1,
    ipProtocol: 6,
    tcp: 1,
    srcPort: 0x1234,
    dstPort: 80,
    srcIp: 0x0a000001n,
    dstIp: 0x0a000002n,
  };

  test('of a unicast frame carries the destination function', () => {
    expect(packRuleKey(keyOf(headers, 3))).toBe(
      3n | // function, bits 7:0
        (0x0800n << 9n) | // ethertype, bits 24:9, above group
        (1n << 25n) | // ipv4
        (1n << 28n) | // l4, above ipv6 and laterFragment
        (6n << 29n) | // ipProtocol
        (0x1234n << 37n) | // srcPort
        (80n << 53n) | // dstPort
        (0x0a000001n << 69n) | // srcIp
        (0x0a000002n << 197n) | // dstIp
        (0x7fn << 330n), // sender
    );
  });

  test.each([0xffffffffffffn, 0x01005e000001n, 0x333300000001n])('of group address %i carries 0xff', dstMac => {
    expect(keyOf({ ...headers, dstMac }, 3)).toMatchObject({ function: 0xff, group: 1 });
  });

  test.each(['tcp', 'udp', 'icmp'] as const)('l4 is set by %s', layer => {
    expect(keyOf({ ...headers, tcp: 0, [layer]: 1 }, 1)).toMatchObject({ l4: 1 });
  });

  test('l4 is clear without a whole L4 header; IPv6 and later fragments have their bits', () => {
    expect(keyOf({ ...headers, tcp: 0, ipv4: 0, ipv6: 1, laterFragment: 1 }, 1)).toMatchObject({
      l4: 0,
      ipv4: 0,
      ipv6: 1,
      laterFragment: 1,
    });
  });
});
