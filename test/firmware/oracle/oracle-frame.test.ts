// SPDX-License-Identifier: Apache-2.0
/** Two readers that share nothing, the oracle's and the parser model, must see the same of any frame. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Field } from '../../../firmware/oracle/eater.ts';
import { readFrame } from '../../../firmware/oracle/oracle-frame.ts';
import { headerLayers } from '../../../hdl/spec/protocol/headers.ts';
import { type UnreadLevel, unreadLevels } from '../../../hdl/spec/tables/unread.ts';
import { frameReading } from '../../../sim/model/frame-reading-model.ts';
import { parseFrame } from '../../../sim/model/parser-model.ts';
import { coverageFrames } from '../../../src/verify/fuzz/coverage-frames.ts';
import { framesOfGraph } from '../../hdl/parser/graph-frames.ts';
import { arbitraryFrame } from '../../support/arbitrary-frames.ts';

const maxFrameBytes = 9014;

const hasValue = <T>(field: Field<T>, value: T): boolean => typeof field === 'object' && field.value === value;

const read = (frame: Uint8Array) => readFrame(frame, maxFrameBytes);

/** A field that has a value if it `exists`, and is unknown if something from its level, or from one before, on is. */
const field = <T>(unknown: boolean, exists: boolean, value: T): Field<T> =>
  unknown ? 'unknown' : exists ? { value } : 'absent';

/** What parser model and reading model say, in the shape of the oracle's reader. */
const readByModel = (frame: Uint8Array): ReturnType<typeof read> => {
  if (frame.length < 14) return undefined;
  const v = parseFrame(frame);
  const { malformed, ip, l4, unread, unreadFragment } = frameReading(v, maxFrameBytes);
  const lost = (level: UnreadLevel): boolean =>
    unread !== undefined && unreadLevels.indexOf(unread) <= unreadLevels.indexOf(level);
  const isType = v.icmp === 1 || v.igmp === 1;
  const hasFlow = (v.tcp === 1 || v.udp === 1) && v.fragment === 0;
  const ports = { source: v.srcPort, destination: v.dstPort };
  const transport = isType ? { icmpType: v.srcPort } : hasFlow ? { ports, hasFlow } : { ports };
  return {
    destinationMac: v.dstMac,
    vlan: v.vlan,
    ethertype: field(lost('ethertype'), true, v.ethertype),
    malformed,
    ip: {
      version: field(lost('network'), ip, v.ipv4 === 1 ? 4 : 6),
      source: field(lost('network'), ip, v.srcIp),
      destination: field(lost('network'), ip, v.dstIp),
      laterFragment: field(unreadFragment, ip, v.laterFragment === 1),
      protocol: field(lost('protocol'), ip, v.ipProtocol),
      transport: field(lost('ports'), l4, transport),
    },
  };
};

test('the oracle reads any frame as the parser model does', () => {
  fc.assert(
    fc.property(arbitraryFrame, frame => {
      expect(read(frame)).toEqual(readByModel(frame));
    }),
    { numRuns: 5000 },
  );
});

test('frames that cover the graph of protocols, and random walks through it', () => {
  for (const frame of [...coverageFrames(headerLayers), ...framesOfGraph(headerLayers, 4000, 61)]) {
    expect(read(frame), Buffer.from(frame).toString('hex')).toEqual(readByModel(frame));
  }
});

test('the random frames hold every part, so that the comparison says something', () => {
  const seen = fc.sample(arbitraryFrame, { numRuns: 6000, seed: 1 }).map(read);
  const count = (holds: (frame: NonNullable<ReturnType<typeof read>>) => boolean): number =>
    seen.filter(frame => frame !== undefined && holds(frame)).length;
  expect(seen.filter(frame => frame === undefined).length).toBeGreaterThan(30);
  expect(count(f => f.vlan !== 0)).toBeGreaterThan(300);
  for (const version of [4, 6] as const) {
    const of = (holds: (ip: NonNullable<ReturnType<typeof read>>['ip']) => boolean): number =>
      count(({ ip }) => hasValue(ip.version, version) && holds(ip));
    expect(of(({ transport }) => typeof transport === 'object' && transport.value.ports !== undefined)).toBeGreaterThan(
      100,
    );
    expect(
      of(({ transport }) => typeof transport === 'object' && transport.value.icmpType !== undefined),
    ).toBeGreaterThan(30);
    expect(of(({ laterFragment }) => hasValue(laterFragment, true))).toBeGreaterThan(30);
    expect(of(({ transport, protocol }) => hasValue(protocol, 6) && transport === 'absent')).toBeGreaterThan(10);
    expect(of(({ transport }) => transport === 'unknown')).toBeGreaterThan(3);
  }
  expect(count(f => f.ethertype === 'unknown')).toBeGreaterThan(5);
  expect(count(f => f.ip.protocol === 'unknown')).toBeGreaterThan(10);
  expect(count(f => f.malformed)).toBeGreaterThan(100);
});
