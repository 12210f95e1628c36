// SPDX-License-Identifier: Apache-2.0
/** Each reason why Open vSwitch may differ holds for a frame of its kind and not for the frame next to it. */
import { expect, test } from 'vitest';
import { reasonOf, verdictDifferences } from '../../../src/verify/ovs/verdict-differences.ts';

const hex = (...parts: readonly string[]): Uint8Array => Buffer.from(parts.join('').replaceAll(' ', ''), 'hex');

const macs = '525400000010 020000000001';
/** IPv4 from 10.0.0.1 to 10.0.0.2 with these fields; the header checksum is right for the cases here. */
const ip = (length: string, fragment: string, protocol: string, checksum: string): string =>
  `0800 4500 ${length} 0000 ${fragment} 40 ${protocol} ${checksum} 0a000001 0a000002`;
const tcp = (offset: string): string => `03e8 0050 00000000 00000000 ${offset}02 2000 0000 0000`;

const plain = hex(macs, ip('0028', '0000', '06', '66ce'), tcp('50'));

const cases: Readonly<Record<string, Uint8Array>> = {
  'priority tag': hex(macs, '8100 2000', ip('0028', '0000', '06', '66ce'), tcp('50')),
  'malformed packet': hex(macs, ip('0028', '0000', '06', '66cf'), tcp('50')),
  unreadable: hex(macs, '8100 0001'.repeat(5), ip('0028', '0000', '06', '66ce').slice(0), tcp('50')),
  'third tag': hex(macs, '8100 0001'.repeat(3), ip('0028', '0000', '06', '66ce'), tcp('50')),
  'reserved group address': hex('0180c200000e 020000000001 88cc 0207', '00'.repeat(44)),
  'IPv4 authentication header': hex(macs, ip('0034', '0000', '33', '6695'), '0601 0000 00000001 00000001', tcp('50')),
  'first fragment': hex(macs, ip('0028', '2000', '06', '46ce'), tcp('50')),
  'later fragment of IPv6': hex(
    macs,
    '86dd 60000000 001c 2c 40',
    '20010db8000000000000000000000001 20010db8000000000000000000000002',
    '0600 0200 00000001',
    tcp('50'),
  ),
  'IP after MPLS labels or PPPoE': hex(macs, '8847 00001140', ip('0028', '0000', '06', '66ce').slice(4), tcp('50')),
  'reserved bits of a fragment header': hex(
    macs,
    '86dd 60000000 001c 2c 40',
    '20010db8000000000000000000000001 20010db8000000000000000000000002',
    '0600 0006 00000001',
    tcp('50'),
  ),
  'length of a TCP header': hex(macs, ip('0028', '0000', '06', '66ce'), tcp('40')),
  'transport header cut short': hex(macs, ip('001c', '0000', '06', '66da'), '03e8 0050 00000000', '00'.repeat(18)),
};

test('every reason has a case', () => {
  expect(Object.keys(cases).toSorted()).toEqual(verdictDifferences.map(({ name }) => name).toSorted());
});

test.each(Object.entries(cases))('%s', (name, frame) => {
  const only = verdictDifferences.find(one => one.name === name)?.only;
  expect(reasonOf(frame, 9022, { exported: only !== 'imported' })).toBe(name);
  if (only) expect(reasonOf(frame, 9022, { exported: only === 'imported' })).not.toBe(name);
});

test('an ordinary frame has no reason', () => {
  expect(reasonOf(plain, 9022)).toBeUndefined();
  expect(
    reasonOf(hex(macs, '8100 000a', '8100 0001', ip('0028', '0000', '06', '66ce'), tcp('50')), 9022),
  ).toBeUndefined();
});
