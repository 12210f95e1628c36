// SPDX-License-Identifier: Apache-2.0
/** IP and its extension headers as tshark dissects them, outside and inside a tunnel. */
import { ipProtocols, tunnels } from '../../../hdl/spec/protocol/headers/numbers.ts';
import type { Scope } from '../../../hdl/spec/protocol/headers/scope.ts';
import { ipNumber } from './addresses.ts';
import { type DissectionReader, type Draft, give } from './dissection-reader.ts';
import { readTransport } from './tshark-transport.ts';

/** What follows the IP headers. */
interface Payload {
  readonly protocol: number;
  readonly offset: number;
  /** A later fragment. */
  readonly ends?: boolean;
}

/** Reads the packet whose IP header starts at `offset`. */
export const readIp = (reader: DissectionReader, draft: Draft, scope: Scope, version: 4 | 6, offset: number): void => {
  const payload = version === 4 ? readIpv4(reader, draft, scope, offset) : readIpv6(reader, draft, scope, offset);
  if (!payload) return;
  give(draft, scope, { ipProtocol: payload.protocol, l4Offset: payload.offset });
  if (payload.ends) return;
  const { ipv4, ipv6 } = ipProtocols;
  if (payload.protocol !== ipv4 && payload.protocol !== ipv6) {
    const readInnerIp = (inner: 4 | 6, start: number): void => readIp(reader, draft, 'inner', inner, start);
    readTransport(reader, draft, scope, payload, readInnerIp);
  } else if (scope === 'outer') {
    Object.assign(draft, { tunnel: tunnels.ip, innerOffset: payload.offset, innerL3Offset: payload.offset });
    readIp(reader, draft, 'inner', payload.protocol === ipv4 ? 4 : 6, payload.offset);
  }
};

const fragmentBits = (offset: number, more: number) => ({
  fragment: Math.min(1, offset + more),
  laterFragment: Math.min(1, offset),
});

const readIpv4 = (reader: DissectionReader, draft: Draft, scope: Scope, offset: number): Payload | undefined => {
  if (!reader.has('ip.hdr_len')) return undefined;
  const headerBytes = reader.number('ip.hdr_len');
  const fragmentOffset = reader.number('ip.frag_offset');
  give(draft, scope, {
    ipv4: 1,
    ipv4HeaderWords: headerBytes / 4,
    ipv4Checksum: reader.verdict('ip.checksum.status'),
    ipLength: reader.number('ip.len'),
    dscp: reader.number('ip.dsfield.dscp'),
    ecn: reader.number('ip.dsfield.ecn'),
    ttl: reader.number('ip.ttl'),
    ...fragmentBits(fragmentOffset, reader.number('ip.flags.mf')),
    srcIp: reader.value('ip.src', ipNumber),
    dstIp: reader.value('ip.dst', ipNumber),
  });
  const payload = { protocol: reader.number('ip.proto'), offset: offset + headerBytes, ends: !(fragmentOffset === 0) };
  return payload.protocol === ipProtocols.authentication && !payload.ends
    ? (readAuthentication(reader, draft, scope, payload.offset) ?? payload)
    : payload;
};

const readIpv6 = (reader: DissectionReader, draft: Draft, scope: Scope, offset: number): Payload | undefined => {
  if (reader.text('ipv6.version') === undefined) return undefined;
  give(draft, scope, {
    ipv6: 1,
    ipLength: reader.number('ipv6.plen'),
    dscp: reader.number('ipv6.tclass.dscp'),
    ecn: reader.number('ipv6.tclass.ecn'),
    ttl: reader.number('ipv6.hlim'),
    srcIp: reader.value('ipv6.src', ipNumber),
    dstIp: reader.value('ipv6.dst', ipNumber),
  });
  let payload: Payload = { protocol: reader.number('ipv6.nxt'), offset: offset + 40 };
  while (!payload.ends) {
    const next = readExtension(reader, draft, scope, payload);
    if (!next) return payload;
    payload = next;
  }
  return payload;
};

const readAuthentication = (
  reader: DissectionReader,
  draft: Draft,
  scope: Scope,
  offset: number,
): Payload | undefined => {
  if (!reader.has('ah.length')) return undefined;
  give(draft, scope, { authentication: 1 });
  return { protocol: reader.number('ah.next_header'), offset: offset + reader.number('ah.length') * 4 + 8 };
};

/** The extension header that `protocol` names; undefined when it names none. */
const readExtension = (
  reader: DissectionReader,
  draft: Draft,
  scope: Scope,
  { protocol, offset }: Payload,
): Payload | undefined => {
  const options = (name: 'hopopts' | 'dstopts' | 'routing'): Payload | undefined =>
    reader.has(`ipv6.${name}.len`)
      ? {
          protocol: reader.number(`ipv6.${name}.nxt`),
          offset: offset + reader.number(`ipv6.${name}.len`) * 8 + 8,
        }
      : undefined;
  switch (protocol) {
    case ipProtocols.hopByHop:
      return options('hopopts');
    case ipProtocols.destination:
      return options('dstopts');
    case ipProtocols.routing:
      if (reader.has('ipv6.routing.segleft') && reader.number('ipv6.routing.segleft') !== 0)
        give(draft, scope, { segmentsLeft: 1 });
      return options('routing');
    case ipProtocols.fragment: {
      if (!reader.has('ipv6.fraghdr.nxt')) return undefined;
      const fragmentOffset = reader.number('ipv6.fraghdr.offset');
      if (fragmentOffset !== 0) give(draft, scope, { fragment: 1, laterFragment: 1 });
      if (reader.number('ipv6.fraghdr.more') !== 0) give(draft, scope, { fragment: 1 });
      return { protocol: reader.number('ipv6.fraghdr.nxt'), offset: offset + 8, ends: fragmentOffset !== 0 };
    }
    case ipProtocols.authentication:
      return readAuthentication(reader, draft, scope, offset);
    default:
      return undefined;
  }
};
