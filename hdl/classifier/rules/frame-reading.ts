// SPDX-License-Identifier: Apache-2.0
/** How far a frame could be read, for the rule key and the verdict: the rules of `hdl/spec/tables/unread.ts`. */
import { balanced, bit, component, flow, lit, mux, output, type Rd, slave, unused, type Val } from 'typescript-hdl';
import { registered } from 'typescript-hdl/lib';
import { headerVectorShape } from '../../lib/frame-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { checksumVerdicts, type ParserException, parserExceptions } from '../../spec/protocol/header-vector.ts';
import { ipProtocols } from '../../spec/protocol/headers/numbers.ts';
import { headerNames } from '../../spec/protocol/headers.ts';
import {
  fragmentEnds,
  ipv6Extensions,
  ipv6HeaderBytes,
  leadingProtocols,
  linkBytes,
  overlapping,
  parserLimits,
  stopHeaders,
} from '../../spec/tables/unread.ts';

/** Clocks from a header vector to what this says about its frame. */
export const frameReadingLatency = 3;

const { linkLength, llc, pppoe, l3Offset, mplsCount, pppCompressed } = headerVectorShape;
const { ipv4, ipv4Checksum, ipv6, ipLength, ipProtocol } = headerVectorShape;
const { fragment, laterFragment, fragmentStart } = headerVectorShape;
const { tcp, udp, udpLite, sctp, icmp, igmp, ports } = headerVectorShape;
const { frameBytes, longer, exception, exceptionHeader } = headerVectorShape;

/** What is looked at of a header vector. */
export const readFromShape = {
  ...{ linkLength, llc, pppoe, l3Offset, mplsCount, pppCompressed },
  ...{ ipv4, ipv4Checksum, ipv6, ipLength, ipProtocol },
  ...{ fragment, laterFragment, fragmentStart },
  ...{ tcp, udp, udpLite, sctp, icmp, igmp, ports },
  ...{ frameBytes, longer, exception, exceptionHeader },
};

/** `ip`: rules look at an IP packet; `l4`: its ports or type are known; the others as fields of the rule key. */
export const frameReadingShape = {
  malformed: bit(),
  ip: bit(),
  l4: bit(),
  unreadEthertype: bit(),
  unreadNetwork: bit(),
  unreadProtocol: bit(),
  unreadPorts: bit(),
  unreadFragment: bit(),
};

/** Width of the end of an IP packet as an offset in the frame. */
const endBits = 17;

const anyOf = (bits: readonly Val<1>[]): Val<1> => balanced(bits, (a, b) => a.or(b));
const isOneOf = (value: Val, numbers: readonly number[]): Val<1> => anyOf(numbers.map(number => value.eq(number)));
const stopsAt = (header: Val, names: readonly string[]): Val<1> =>
  isOneOf(
    header,
    names.map(name => headerNames.indexOf(name)),
  );
const isException = (value: Val, names: readonly ParserException[]): Val<1> =>
  isOneOf(
    value,
    parserExceptions.filter(({ name }) => names.includes(name)).map(({ id }) => id),
  );

/** Bytes within a link length that `ipLength` does not count. */
const headersInLink = ({ ipv6, pppoe }: Rd<typeof readFromShape>): Val => {
  const before = mux(pppoe, lit(linkBytes.pppoe, endBits), linkBytes.llc);
  return mux(
    ipv6,
    mux(pppoe, lit(linkBytes.pppoe + ipv6HeaderBytes, endBits), linkBytes.llc + ipv6HeaderBytes),
    before,
  );
};

/** What a header vector says by itself: first registers. */
const firstLook = (config: Config, vector: Rd<typeof readFromShape>) => {
  const { exception: why, exceptionHeader: where, ipProtocol: protocol } = vector;
  const leads = mux(vector.ipv4, isOneOf(protocol, leadingProtocols[4]), isOneOf(protocol, leadingProtocols[6]));
  const overlaps = overlapping.map(({ protocol: transport, last }) =>
    protocol.eq(transport).and(vector.fragmentStart.le(last)),
  );
  const guessed = vector.mplsCount.orR();
  return {
    ip: vector.ipv4.or(vector.ipv6),
    guessed,
    ends: vector.l3Offset
      .zext(endBits)
      .add(vector.ipLength.zext(endBits))
      .add(mux(vector.ipv6, lit(ipv6HeaderBytes, endBits), 0)),
    fills: vector.ipLength.zext(endBits).add(headersInLink(vector)),
    fillable: vector.linkLength,
    inLink: vector.llc.or(vector.pppoe),
    seen: mux(vector.longer, lit(config.maxFrameBytes, endBits), vector.frameBytes.zext(endBits)),
    badSum: vector.ipv4.and(vector.ipv4Checksum.eq(checksumVerdicts.bad)),
    broken: isException(why, ['malformed', 'truncated', 'no_room']).and(stopsAt(where, ['ipv4', 'ipv6'])),
    jumbogram: vector.ipv6
      .and(vector.ipLength.orR().not())
      .and(protocol.eq(ipProtocols.hopByHop))
      .and(isException(why, ['no_room']))
      .and(stopsAt(where, ['options1'])),
    limit: isException(why, parserLimits),
    stopped: isException(why, parserLimits).or(vector.fragment.and(isException(why, fragmentEnds))),
    atEthertype: stopsAt(where, stopHeaders.ethertype),
    atNetwork: stopsAt(where, stopHeaders.network),
    atProtocol: stopsAt(where, stopHeaders.protocol),
    atPorts: stopsAt(where, stopHeaders.ports),
    atExtension: stopsAt(where, ipv6Extensions),
    compressed: vector.pppCompressed,
    laterLeads: vector.laterFragment.and(leads),
    laterOverlaps: vector.laterFragment.and(anyOf(overlaps)),
    ports: vector.ports,
    whole: anyOf([vector.tcp, vector.udp, vector.udpLite, vector.sctp, vector.icmp, vector.igmp]),
  };
};

/** Flow in, so nothing holds it back: one vector a clock, `frameReadingLatency` clocks; logic depth 4 LUTs at 10g. */
export const frameReading = (config: Config) =>
  component(
    'frame_reading',
    { maxFrameBytes: config.maxFrameBytes },
    { headers: slave(flow(readFromShape)), reading: output(frameReadingShape) },
    ({ headers, reading }) => {
      unused(headers.valid);
      const look = registered('look', firstLook(config, headers.payload));
      const { stopped } = look;
      const weighed = registered('weighed', {
        ip: look.ip,
        guessed: look.guessed,
        broken: look.broken,
        whole: look.whole,
        laterLeads: look.laterLeads,
        laterOverlaps: look.laterOverlaps,
        jumbogram: look.jumbogram,
        hidden: look.limit.and(look.atExtension).or(look.jumbogram),
        refused: look.badSum
          .or(look.ip.and(look.ends.gt(look.seen)))
          .or(look.ip.and(look.inLink).and(look.fills.gt(look.fillable.zext(endBits)))),
        stopsEthertype: stopped.and(look.atEthertype),
        stopsNetwork: stopped.and(look.atNetwork).or(look.compressed),
        stopsProtocol: stopped.and(look.atProtocol).or(look.jumbogram),
        // Of a header that the walk stopped at, the ports may be there.
        stopsPorts: stopped.and(look.atPorts).and(look.ports.not()),
        partly: stopped.and(look.atPorts).and(look.ports),
      });
      // A guess that turns out wrong leaves nothing after it, read or unread.
      const stands = weighed.guessed.and(weighed.refused).not();
      const ethertype = weighed.stopsEthertype.and(stands);
      const network = weighed.stopsNetwork.and(stands).or(ethertype);
      const protocol = weighed.stopsProtocol.or(weighed.laterLeads).and(stands).or(network);
      const hidden = weighed.hidden.and(stands);
      const bad = weighed.broken.or(weighed.refused).or(weighed.jumbogram);
      reading.set(
        registered('result', {
          malformed: weighed.guessed.not().and(bad),
          ip: weighed.ip.and(stands),
          l4: weighed.whole.or(weighed.partly).and(stands),
          unreadEthertype: ethertype,
          unreadNetwork: network,
          unreadProtocol: protocol,
          unreadPorts: weighed.stopsPorts.or(weighed.laterOverlaps).and(stands).or(protocol),
          unreadFragment: network.or(hidden),
        }),
      );
    },
    { maxDepth: 4, doc: `How far a frame could be read, from its header vector, ${frameReadingLatency} clocks later.` },
  );
