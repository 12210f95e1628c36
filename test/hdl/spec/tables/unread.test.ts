// SPDX-License-Identifier: Apache-2.0
/** The levels of `unread.ts` against the graph: what is unknown at a header is what it and those after it would have given. */
import { expect, test } from 'vitest';
import type { HeaderRule } from '../../../../hdl/spec/protocol/header-graph.ts';
import type { HeaderVectorField } from '../../../../hdl/spec/protocol/header-vector.ts';
import { headerLayers } from '../../../../hdl/spec/protocol/headers.ts';
import {
  ipv6Extensions,
  leadingProtocols,
  overlapping,
  stopHeaders,
  type UnreadLevel,
  unreadLevels,
} from '../../../../hdl/spec/tables/unread.ts';

const headers = new Map(headerLayers.flatMap(layer => layer.headers).map(header => [header.name, header]));

const targetsOf = ({ next = [] }: HeaderRule): readonly string[] =>
  next.flatMap(({ cases, otherwise }) => [...cases.map(({ header }) => header), ...(otherwise ? [otherwise] : [])]);

/** A header and everything that it leads to. */
const reach = (name: string, seen = new Set<string>()): ReadonlySet<string> => {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const target of targetsOf(headers.get(name)!)) reach(target, seen);
  return seen;
};

/** Fields of the vector that rules look at, by the level at which they become unknown. */
const fieldsOf: Readonly<Record<UnreadLevel, readonly HeaderVectorField[]>> = {
  ethertype: ['ethertype'],
  network: ['ipv4', 'ipv6', 'srcIp', 'dstIp'],
  protocol: ['ipProtocol', 'laterFragment'],
  ports: ['srcPort', 'dstPort'],
};

const gives = (name: string, fields: readonly HeaderVectorField[]): boolean =>
  [...reach(name)].some(one => fields.some(field => field in headers.get(one)!.vector));

test.each([...headers.keys()])('%s', name => {
  const wanted = unreadLevels.find(level => gives(name, fieldsOf[level]));
  expect(unreadLevels.filter(level => stopHeaders[level].includes(name))).toEqual(wanted === undefined ? [] : [wanted]);
});

test('the headers in front of a transport are those that lead on by its number', () => {
  const numbersOf = (name: string): readonly number[] =>
    headers
      .get(name)!
      .next!.flatMap(({ cases }) => cases)
      .filter(({ header }) => stopHeaders.protocol.includes(header))
      .flatMap(({ values }) => values);
  for (const version of [4, 6] as const) {
    expect(numbersOf(`ipv${version}`).toSorted()).toEqual(leadingProtocols[version].toSorted());
  }
  expect(ipv6Extensions.filter(name => !stopHeaders.protocol.includes(name))).toEqual([]);
  const isFragment = (name: string): boolean => 'laterFragment' in headers.get(name)!.vector;
  expect(stopHeaders.protocol.filter(isFragment).every(name => ipv6Extensions.includes(name))).toBe(true);
});

test('a later fragment overlaps its transport header as far as that is longer than eight bytes', () => {
  for (const name of stopHeaders.ports) {
    const protocols = headers
      .get('ipv4')!
      .next!.flatMap(({ cases }) => cases)
      .filter(({ header }) => header === name)
      .flatMap(({ values }) => values);
    const last = Math.ceil(headers.get(name)!.bytes / 8) - 1;
    const listed = overlapping.filter(({ protocol }) => protocols.includes(protocol));
    expect(listed, name).toEqual(last === 0 ? [] : [{ protocol: protocols[0], last }]);
  }
});
