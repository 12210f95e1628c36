/** Two readers that share nothing, the oracle's and the parser model, must see the same of any frame. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFrame } from '../../../firmware/oracle/oracle-frame.ts';
import { headerLayers } from '../../../hdl/spec/protocol/headers.ts';
import { parseFrame } from '../../../sim/model/parser-model.ts';
import { coverageFrames } from '../../../src/verify/fuzz/coverage-frames.ts';
import { framesOfGraph } from '../../hdl/parser/graph-frames.ts';
import { arbitraryFrame } from '../../support/arbitrary-frames.ts';

/** What the parser model says, in the shape of the oracle's reader. */
const readByModel = (frame: Uint8Array): ReturnType<typeof readFrame> => {
  if (frame.length < 14) return undefined;
  const v = parseFrame(frame);
  const frameFields = { destinationMac: v.dstMac, vlan: v.vlan, ethertype: v.ethertype };
  if (v.ipv4 === 0 && v.ipv6 === 0) return frameFields;
  return {
    ...frameFields,
    ip: {
      version: v.ipv4 === 1 ? 4 : 6,
      protocol: v.ipProtocol,
      source: v.srcIp,
      destination: v.dstIp,
      laterFragment: v.laterFragment === 1,
      ...(v.icmp === 1 && { icmpType: v.srcPort }),
      ...([v.tcp, v.udp, v.udpLite, v.sctp].includes(1) && { ports: { source: v.srcPort, destination: v.dstPort } }),
    },
  };
};

test('the oracle reads any frame as the parser model does', () => {
  fc.assert(
    fc.property(arbitraryFrame, frame => {
      expect(readFrame(frame)).toEqual(readByModel(frame));
    }),
    { numRuns: 5000 },
  );
});

test('frames that cover the graph of protocols, and random walks through it', () => {
  for (const frame of [...coverageFrames(headerLayers), ...framesOfGraph(headerLayers, 4000, 61)]) {
    expect(readFrame(frame), Buffer.from(frame).toString('hex')).toEqual(readByModel(frame));
  }
});

test('the random frames hold every part, so that the comparison says something', () => {
  const seen = fc.sample(arbitraryFrame, { numRuns: 6000, seed: 1 }).map(readFrame);
  const count = (holds: (frame: NonNullable<ReturnType<typeof readFrame>>) => boolean): number =>
    seen.filter(frame => frame !== undefined && holds(frame)).length;
  expect(seen.filter(frame => frame === undefined).length).toBeGreaterThan(30);
  expect(count(f => f.vlan !== 0)).toBeGreaterThan(300);
  for (const version of [4, 6] as const) {
    expect(count(f => f.ip?.version === version && f.ip.ports !== undefined)).toBeGreaterThan(100);
    expect(count(f => f.ip?.version === version && f.ip.icmpType !== undefined)).toBeGreaterThan(30);
    expect(count(f => f.ip?.version === version && f.ip.laterFragment)).toBeGreaterThan(30);
    const cutTcp = count(f => f.ip?.version === version && f.ip.protocol === 6 && f.ip.ports === undefined);
    expect(cutTcp).toBeGreaterThan(10);
  }
});
