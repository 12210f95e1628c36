// SPDX-License-Identifier: Apache-2.0
/** From the facts about a packet to the bytes that its checksum covers. */
import { component, flow, lit, master, mux, pipeline, slave, type Val } from 'typescript-hdl';
import { coverageShape, factsShape, headerHalfBits, type PacketFacts, positionBits } from './checksum-shapes.ts';

/** Clocks from the facts to the coverage. */
export const packetCoverageClocks = 5;

/** Least length of UDP and least coverage of UDP-Lite in bytes: the header. */
const udpHeaderBytes = 8;
/** Bytes of IPv6 that its payload length does not count. */
const ipv6HeaderBytes = 40;
/** Where the addresses stand, in half words from the start of the header: IPv4 (RFC 791, 3.1), IPv6 (RFC 8200, 3). */
const ipv4Addresses = { from: 6, to: 10 } as const;
const ipv6Addresses = { from: 4, to: 20 } as const;

/** Width of a position that a length field of 16 bits may lead to. */
const reachBits = 17;

/** There is a checksum that the sender has filled in, over bytes and addresses that are all in this packet. */
const hasChecksum = (facts: PacketFacts): Val<1> => {
  const transport = facts.tcp.or(facts.udp.and(facts.udpChecksum)).or(facts.udpLite).or(facts.sctp).or(facts.icmp);
  const foreign = facts.addressOptions.and(hasPseudoHeader(facts));
  return transport.and(facts.fragment.or(facts.segmentsLeft).or(foreign).not());
};

/** SCTP and ICMP over IPv4 have no pseudo-header. */
const hasPseudoHeader = ({ sctp, icmp, ipv6 }: PacketFacts): Val<1> => sctp.or(icmp.and(ipv6.not())).not();

/** The half words that hold the addresses; none without a pseudo-header. */
const addressesOf = (facts: PacketFacts) => {
  const ip = facts.l3Offset.slice(1, headerHalfBits);
  const place = (end: 'from' | 'to'): Val =>
    ip.add(mux(facts.ipv6, lit(ipv6Addresses[end], headerHalfBits), lit(ipv4Addresses[end], headerHalfBits)));
  const from = place('from');
  return { from, to: mux(hasPseudoHeader(facts), place('to'), from) };
};

/**
 * Coverage of the checksum of one packet, by the rules of `packetChecksumFields`. A pipeline without back-pressure: one
 * packet a clock, latency {@link packetCoverageClocks} clocks. Logic depth 3 LUTs at 10g.
 */
export const packetCoverage = () =>
  component(
    'packet_coverage',
    {},
    { facts: slave(flow(factsShape)), coverage: master(flow(coverageShape)) },
    ({ facts, coverage }) => {
      const p = pipeline('packet', facts);
      const given: PacketFacts = p.carry({ ...facts.payload });
      const header = p.carry({
        ahead: given.l4Offset.sub(given.l3Offset),
        addresses: addressesOf(given),
        hasChecksum: hasChecksum(given),
        hasPseudo: hasPseudoHeader(given),
      });

      p.next();
      // Bytes before the transport header that the IP length counts.
      const counted = p.carry({ counted: header.ahead.sub(mux(given.ipv6, lit(ipv6HeaderBytes, 9), lit(0, 9))) });

      p.next();
      const held = p.carry({ held: given.ipLength.sub(counted.counted.zext(16)) });

      p.next();
      const own = given.udp.or(given.udpLite.and(given.udpLength.ne(0)));
      const fits = given.udpLength.ge(udpHeaderBytes).and(given.udpLength.le(held.held));
      const lengths = p.carry({
        judged: header.hasChecksum.and(own.not().or(fits)),
        covered: mux(own, given.udpLength, held.held),
        stated: mux(given.udp, given.udpLength, held.held),
        packetEnd: behind(given, held.held),
      });

      p.next();
      const sum = lengths.stated.zext(reachBits).add(given.ipProtocol.zext(reachBits));
      const ends = p.carry({
        end: behind(given, lengths.covered),
        packetLast: lengths.packetEnd.sub(1),
        pseudo: sum.and(header.hasPseudo.repeat(reachBits)),
      });

      p.next();
      p.finish(coverage, {
        // A packet that reaches after the longest frame is in no frame.
        judged: lengths.judged.and(
          ends.packetLast
            .slice(positionBits, reachBits - positionBits)
            .orR()
            .not(),
        ),
        packetLast: ends.packetLast.trunc(positionBits),
        range: {
          crc: given.sctp,
          start: given.l4Offset.slice(1, headerHalfBits),
          end: ends.end.trunc(positionBits),
          addresses: header.addresses,
        },
        pseudo: ends.pseudo,
      });
    },
    { maxDepth: 3, doc: 'Which bytes the checksum of a packet covers.' },
  );

/** Position `bytes` after the start of the transport header. */
const behind = ({ l4Offset }: PacketFacts, bytes: Val): Val => bytes.zext(reachBits).add(l4Offset.zext(reachBits));
