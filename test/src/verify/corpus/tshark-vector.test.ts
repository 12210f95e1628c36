// SPDX-License-Identifier: Apache-2.0
/** Dissections as tshark prints them, in the terms of the header vector. */
import { expect, test } from 'vitest';
import { type Dissection, type FieldName, fieldNames } from '../../../../src/verify/corpus/tshark.ts';
import { notesOf, vectorOf } from '../../../../src/verify/corpus/tshark-vector.ts';

const dissection = (fields: Partial<Record<FieldName, readonly string[]>>): Dissection => ({
  ...(Object.fromEntries(fieldNames.map(name => [name, []])) as unknown as Dissection),
  ...fields,
});

const twoFrames = {
  'eth.dst': ['52:54:00:00:00:10', '02:00:00:00:00:01'],
  'eth.src': ['02:00:00:00:00:99', '02:00:00:00:00:02'],
};
const ip = {
  'ip.hdr_len': ['20', '24'],
  'ip.len': ['100', '50'],
  'ip.dsfield.dscp': ['46', '0'],
  'ip.dsfield.ecn': ['0', '3'],
  'ip.ttl': ['64', '63'],
  'ip.flags.mf': ['False', 'True'],
  'ip.frag_offset': ['0', '0'],
  'ip.proto': ['17', '6'],
  'ip.src': ['10.0.0.1', '10.0.0.3'],
  'ip.dst': ['10.0.0.2', '10.0.0.4'],
  'ip.checksum.status': ['1', '0'],
};

test('occurrences belong to headers in their order: VXLAN with a tagged frame', () => {
  const vector = vectorOf(
    dissection({
      ...twoFrames,
      ...ip,
      'frame.protocols': ['eth:ethertype:ip:udp:vxlan:eth:ethertype:vlan:ethertype:ip:tcp'],
      'eth.type': ['0x0800', '0x8100'],
      'vlan.id': ['7'],
      'vlan.priority': ['2'],
      'vlan.etype': ['0x0800'],
      'udp.srcport': ['50000'],
      'udp.dstport': ['4789'],
      'udp.length': ['80'],
      'udp.checksum': ['0x0000'],
      'udp.checksum.status': ['3'],
      'vxlan.vni': ['77'],
      'tcp.srcport': ['1'],
      'tcp.dstport': ['3260'],
      'tcp.flags': ['0x0112'],
      'tcp.hdr_len': ['32'],
      'tcp.checksum.status': ['2'],
    }),
  );
  expect(vector).toMatchObject({
    ...{ dstMac: 0x525400000010n, vlanCount: 0, ethertype: 0x0800, l3Offset: 14, ipv4: 1, ipv4Checksum: 1, dscp: 46 },
    ...{ srcIp: 0x0a000001n, l4Offset: 34, udp: 1, udpChecksum: 0, l4Checksum: 0, payloadOffset: 42, dstPort: 4789 },
    ...{ tunnel: 5, tunnelId: 77, innerOffset: 50, innerDstMac: 0x020000000001n, innerVlanCount: 1, innerVlan: 7 },
    ...{ innerL3Offset: 68, innerIpv4HeaderWords: 6, innerIpv4Checksum: 2, innerEcn: 3, innerFragment: 1 },
    ...{
      innerL4Offset: 92,
      innerTcp: 1,
      innerTcpFlags: 0x12,
      innerPayloadOffset: 124,
      innerL4Checksum: 0,
    },
  });
  for (const own of ['headers', 'exception', 'exceptionHeader']) expect(vector).not.toHaveProperty(own);
});

test('a length and LLC outside, an EtherType inside', () => {
  const vector = vectorOf(
    dissection({
      ...twoFrames,
      ...ip,
      'frame.protocols': ['eth:llc:ip:udp:vxlan:eth:ethertype:data'],
      'eth.len': ['108'],
      'eth.type': ['0x1234'],
      'llc.dsap': ['0xaa'],
      'llc.oui': ['0'],
      'llc.type': ['0x0800'],
      'udp.srcport': ['50000'],
      'udp.dstport': ['4789'],
      'udp.length': ['80'],
      'udp.checksum': ['0x1234'],
      'vxlan.vni': ['77'],
    }),
  );
  expect(vector).toMatchObject({ llc: 1, snap: 1, ethertype: 0x0800, l3Offset: 22, innerEthertype: 0x1234 });
});

test('nothing is said where fields do not tell: which of two 802.1ad stacks stands inside', () => {
  const vector = vectorOf(
    dissection({ ...twoFrames, 'ieee8021ad.id': ['5'], 'ieee8021ad.svid': ['6'], 'ieee8021ad.cvid': ['7'] }),
  );
  expect(vector).toEqual({ dstMac: 0x525400000010n, srcMac: 0x020000000099n });
});

test('a header that tshark does not show is absent', () => {
  const vector = vectorOf(dissection({ ...twoFrames, 'frame.protocols': ['eth:ethertype'], 'eth.type': ['0x0800'] }));
  expect(vector).toMatchObject({ ethertype: 0x0800, ipv4: 0, l4Offset: 0, tcp: 0, l4Checksum: 0 });
});

test('notes', () => {
  expect(notesOf(dissection({}))).toEqual([]);
  const noted = dissection({ '_ws.malformed': ['Malformed Packet'], '_ws.unreassembled': ['Unreassembled'] });
  expect(notesOf(noted)).toEqual(['malformed', 'unreassembled']);
});
