// SPDX-License-Identifier: Apache-2.0
/** The reader of ClassBench filter sets: what each column means, and mistakes with their line and column. */
import { describe, expect, test } from 'vitest';
import { readClassbench } from '../../../firmware/import/classbench.ts';

const line = '@10.1.2.3/32\t192.168.0.0/16\t0 : 65535\t1521 : 1530\t0x06/0xFF\t0x1000/0x1000\t';

describe('a filter', () => {
  test('is a rule over addresses, ports and protocol', () => {
    expect(readClassbench(`${line}\n`, 'acl')).toEqual([
      {
        to: { kind: 'any' },
        match: {
          ipVersion: 4,
          protocol: 6,
          source: { version: 4, address: 0x0a010203n, prefixLength: 32 },
          destination: { version: 4, address: 0xc0a80000n, prefixLength: 16 },
          destinationPort: { first: 1521, last: 1530 },
        },
        action: 'allow',
        queue: 0,
        position: { line: 1, column: 1 },
        positions: {},
      },
    ]);
  });

  test('leaves out what it does not ask for', () => {
    const [rule] = readClassbench('@0.0.0.0/0 0.0.0.0/0 0:65535 0:65535 0x00/0x00', 'acl');
    expect(rule!.match).toEqual({ ipVersion: 4 });
  });

  test('has no host bits in its prefixes', () => {
    const [rule] = readClassbench('@10.1.2.255/25 255.255.255.255/1 7 : 7 0 : 65535 0x11/0xFF', 'acl');
    expect(rule!.match.source!.address).toBe(0x0a010280n);
    expect(rule!.match.destination!.address).toBe(0x80000000n);
    expect(rule!.match.sourcePort).toEqual({ first: 7, last: 7 });
  });

  test('keeps the line that it is in', () => {
    const rules = readClassbench(`${line}\r\n\r\n${line}\n`, 'acl');
    expect(rules.map(({ position }) => position.line)).toEqual([1, 3]);
  });
});

describe('a mistake', () => {
  const refusal = (text: string): string => {
    try {
      readClassbench(text, 'acl');
    } catch (error) {
      return (error as Error).message;
    }
    throw new Error('the text was taken');
  };

  test.each([
    ['10.1.2.3/32', 'acl:1:1: "10.1.2.3/32" is not a filter, which begins with @'],
    ['@10.1.2/32 1.1.1.1/32', 'acl:1:8: "/32" is not an IPv4 address of four bytes as source'],
    ['@10.1.256.3/32', 'acl:1:7: 256 is too great for a byte of an IPv4 address, which is 255 at most'],
    ['@10.1.2.3', 'acl:1:10: the line lacks /LENGTH after the source address'],
    ['@10.1.2.3/33', 'acl:1:11: 33 is too great for a prefix length, which is 32 at most'],
    ['@1.1.1.1/1 2.2.2.2/2 5 : 65536', 'acl:1:26: 65536 is too great for a source port, which is 65535 at most'],
    ['@1.1.1.1/1 2.2.2.2/2 0 : 1 9 : 8', 'acl:1:32: the last destination port 8 is before the first, 9'],
    [
      '@1.1.1.1/1 2.2.2.2/2 0 : 1 8 : 9 0x06/0x0F',
      'acl:1:39: protocol mask 15 takes single bits; write 0xFF for one protocol or 0x00 for any',
    ],
    ['@1.1.1.1/1 2.2.2.2/2 0 : 1 8 : 9 0x106/0xFF', 'acl:1:34: protocol 262 is too great; it is 255 at most'],
    ['@1.1.1.1/1 2.2.2.2/2 0 : 1 8 : 9 6', 'acl:1:34: "6" is not a protocol such as 0x06'],
    [`${line}more`, `acl:1:${line.length + 1}: "more" is not the end of the line`],
  ])('%s', (text, message) => expect(refusal(text)).toBe(message));

  test('is told of with all others', () => {
    expect(refusal(`${line}\n@x\n${line}\n@1.1.1.1/x\n`).split('\n')).toEqual([
      'acl:2:2: "x" is not a byte of an IPv4 address',
      'acl:4:10: "x" is not a prefix length',
    ]);
  });
});
