// SPDX-License-Identifier: Apache-2.0
/** Transport headers as tshark dissects them. */
import { ipProtocols } from '../../../hdl/spec/protocol/headers/numbers.ts';
import type { Scope } from '../../../hdl/spec/protocol/headers/scope.ts';
import { type DissectedField, type DissectionReader, type Draft, give } from './dissection-reader.ts';
import { type ReadInnerIp, readGre, readUdpPayload } from './tshark-tunnels.ts';

/** What the transport header of a protocol gives, by its outer names; undefined when none is read. */
const transportFields = (
  reader: DissectionReader,
  protocol: number,
  offset: number,
): Readonly<Record<string, number | undefined>> | undefined => {
  const behind = (bytes: number) => ({ payloadOffset: offset + bytes });
  const verdict = (name: 'udp' | 'sctp' | 'icmp' | 'icmpv6') => ({
    l4Checksum: reader.verdict(`${name}.checksum.status`),
  });
  const pair = (source: DissectedField, destination: DissectedField) => ({
    srcPort: reader.number(source),
    dstPort: reader.number(destination),
  });
  if (protocol === ipProtocols.tcp && reader.has('tcp.srcport'))
    return tcpFields(reader, pair('tcp.srcport', 'tcp.dstport'), offset);
  if (protocol === ipProtocols.udp && reader.has('udp.srcport')) {
    const udpChecksum = Math.min(1, reader.number('udp.checksum'));
    const udpLength = reader.number('udp.length');
    return { udp: 1, ...pair('udp.srcport', 'udp.dstport'), udpLength, udpChecksum, ...behind(8), ...verdict('udp') };
  }
  if (protocol === ipProtocols.udpLite && reader.has('udp.srcport')) {
    const udpLength = reader.number('udp.checksum_coverage');
    return { udpLite: 1, ...pair('udp.srcport', 'udp.dstport'), udpLength, ...behind(8), ...verdict('udp') };
  }
  if (protocol === ipProtocols.sctp && reader.has('sctp.srcport')) {
    return { sctp: 1, ...pair('sctp.srcport', 'sctp.dstport'), ...behind(12), ...verdict('sctp') };
  }
  if (protocol === ipProtocols.icmp && reader.has('icmp.type')) {
    return { icmp: 1, ...pair('icmp.type', 'icmp.code'), ...verdict('icmp') };
  }
  if (protocol === ipProtocols.icmpv6 && reader.has('icmpv6.type')) {
    return { icmp: 1, ...pair('icmpv6.type', 'icmpv6.code'), ...verdict('icmpv6') };
  }
  return undefined;
};

const tcpFields = (reader: DissectionReader, ports: { srcPort: number; dstPort: number }, offset: number) => ({
  tcp: 1,
  ...ports,
  tcpFlags: reader.number('tcp.flags') & 0xff,
  payloadOffset: offset + reader.number('tcp.hdr_len'),
  l4Checksum: reader.verdict('tcp.checksum.status'),
});

/** Reads the transport header that `protocol` names, and the tunnel after it. */
export const readTransport = (
  reader: DissectionReader,
  draft: Draft,
  scope: Scope,
  { protocol, offset }: { readonly protocol: number; readonly offset: number },
  readInnerIp: ReadInnerIp,
): void => {
  const fields = transportFields(reader, protocol, offset);
  if (fields) give(draft, scope, fields);
  if (scope === 'inner') return;
  if (protocol === ipProtocols.igmp)
    if (reader.dissected('igmp'))
      // The type of some messages (DVMRP, say) is a field of theirs.
      Object.assign(draft, { igmp: 1, srcPort: reader.number('igmp.type') });
  if (protocol === ipProtocols.gre) readGre(reader, draft, offset, readInnerIp);
  if (protocol === ipProtocols.udp && fields) readUdpPayload(reader, draft, offset + 8, readInnerIp);
};
