// SPDX-License-Identifier: Apache-2.0
/** Packet types of DPDK in the terms of the header vector. */
import { expect, test } from 'vitest';
import { fieldsOfType } from '../../../../src/verify/corpus/ptype-fields.ts';

const none = { l2: 14, l3: 0, l4: 0, tunnel: 0, innerL2: 0, innerL3: 0, innerL4: 0 };
const noTransport = { tcp: 0, udp: 0, sctp: 0 };

test('TCP over IPv4 with options after a tag', () => {
  expect(fieldsOfType({ ...none, type: 0x136, l2: 18, l3: 24, l4: 32 })).toEqual({
    ...{ l3Offset: 18, ipv4: 1, ipv6: 0, l4Offset: 42, fragment: 0, ...noTransport, tcp: 1, payloadOffset: 74 },
  });
});

test('a fragment says nothing of its transport', () => {
  expect(fieldsOfType({ ...none, type: 0x341, l3: 48 })).toEqual({
    ...{ l3Offset: 14, ipv4: 0, ipv6: 1, l4Offset: 62, fragment: 1 },
  });
});

test('NVGRE with a tagged frame that carries IPv6 and UDP', () => {
  const type = 0x02324091;
  expect(fieldsOfType({ ...none, type, l3: 20, tunnel: 8, innerL2: 18, innerL3: 40, innerL4: 8 })).toEqual({
    ...{ l3Offset: 14, ipv4: 1, ipv6: 0, l4Offset: 34, fragment: 0, ...noTransport },
    ...{ tunnel: 3, innerOffset: 42, innerEthernet: 1, innerVlanCount: 1, innerL3Offset: 60 },
    ...{ innerIpv4: 0, innerIpv6: 1, innerL4Offset: 100, innerFragment: 0 },
    ...{ innerTcp: 0, innerUdp: 1, innerSctp: 0, innerPayloadOffset: 108 },
  });
});

test('IP in IP has no Ethernet inside', () => {
  expect(fieldsOfType({ ...none, type: 0x00101091, l3: 20, innerL3: 20 })).toMatchObject({
    ...{ tunnel: 1, innerOffset: 34, innerEthernet: 0, innerL3Offset: 34, innerIpv4: 1, innerL4Offset: 54 },
  });
});

test('ARP, MPLS, and what it does not know', () => {
  expect(fieldsOfType({ ...none, type: 0x3 })).toEqual({ ethertype: 0x0806, ipv4: 0, ipv6: 0 });
  expect(fieldsOfType({ ...none, type: 0xa, l2: 22 })).toEqual({ l3Offset: 22 });
  expect(fieldsOfType({ ...none, type: 0x1 })).toEqual({ ipv4: 0, ipv6: 0 });
});
