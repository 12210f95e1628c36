// SPDX-License-Identifier: Apache-2.0
/**
 * What comes after the end of an IP packet is padding: whatever it holds, the parser sees the same. Tried for every length
 * that the packet can claim, so that it ends before, inside and after each header and each optional word.
 */
import { expect, test } from 'vitest';
import { parseFrame } from '../../../sim/model/parser-model.ts';
import {
  ethernet,
  fragmentHeader,
  ipv4,
  ipv6,
  join,
  optionsHeader,
  type Segment,
  segmentOf,
  tcp,
  udp,
} from '../../support/frames.ts';
import { authenticationHeader, routingHeader, sctp } from '../../support/transport-frames.ts';
import {
  erspan1,
  erspan2,
  erspan3,
  geneve,
  gre,
  gtpu,
  ipInIp,
  lisp,
  nvgre,
  vxlan,
  vxlanGpe,
} from '../../support/tunnel-frames.ts';

const addresses = { source: '10.0.0.1', destination: '10.0.0.2' };
const addresses6 = { source: 'fd00::1', destination: 'fd00::2' };
const web = tcp({ sourcePort: 40000, destinationPort: 80, flags: 2 });
const inner = ipv4(addresses, web);
const frame = ethernet({ destination: '02:00:00:00:00:01' }, inner);
const over = (destinationPort: number, bytes: Uint8Array): Segment =>
  udp({ sourcePort: 40000, destinationPort }, bytes);
const extension = { type: 0x85, content: [0x10, 9] };

const segments: Readonly<Record<string, Segment>> = {
  TCP: web,
  SCTP: sctp({ sourcePort: 1, destinationPort: 2 }),
  'an authentication header': authenticationHeader(web),
  'GRE without options': gre({ protocol: 0x0800 }, inner.bytes),
  'GRE with checksum, key and sequence': gre({ protocol: 0x0800, checksum: true, key: 7, sequence: 8 }, inner.bytes),
  'GRE with key': gre({ protocol: 0x6558, key: 7 }, frame),
  PPTP: gre({ protocol: 0x880b, version: 1, key: 0x0010_0055, sequence: 5, acknowledgment: 4 }, inner.bytes),
  'PPTP without a sequence': gre({ protocol: 0x880b, version: 1, key: 0x55, acknowledgment: 4 }, inner.bytes),
  NVGRE: nvgre({ segment: 77 }, frame),
  'ERSPAN I': erspan1(frame),
  'ERSPAN II': erspan2({ session: 5 }, frame),
  'ERSPAN III': erspan3({ session: 5 }, frame),
  'ERSPAN III with subheader': erspan3({ session: 5, subheader: true }, frame),
  'ERSPAN III without sequence': erspan3({ session: 5, sequenced: false }, frame),
  VXLAN: over(4789, vxlan({ identifier: 9 }, frame)),
  'VXLAN-GPE': over(4790, vxlanGpe({ identifier: 9, next: 1 }, inner.bytes)),
  'Geneve with options': over(
    6081,
    geneve({ identifier: 3, protocol: 0x6558, options: [0, 1, 2, 1, 9, 9, 9, 9] }, frame),
  ),
  'GTP-U': over(2152, gtpu({ endpoint: 0xabcd }, inner.bytes)),
  'GTP-U with extensions': over(
    2152,
    gtpu({ endpoint: 0xabcd, sequence: 1, extensions: [extension, extension] }, inner.bytes),
  ),
  LISP: over(4341, lisp({ instance: 4 }, inner.bytes)),
  'GRE in UDP': over(4754, join(gre({ protocol: 0x0800, key: 6 }, inner.bytes).bytes(new Uint8Array(32)))),
  'IP in IP': ipInIp(inner),
  'IPv6 in IP': ipInIp(ipv6(addresses6, web)),
};
const onlyIpv6: Readonly<Record<string, Segment>> = {
  options: optionsHeader(0, optionsHeader(60, web, 2)),
  'a routing header': routingHeader({ segmentsLeft: 0, route: [] }, web),
  'a fragment header': fragmentHeader({ more: true }, web),
  'no next header': segmentOf(59, [1, 2, 3, 4]),
};

/** The frame with a packet that ends after `kept` bytes of its segment, and other bytes after it. */
const ending = (version: 4 | 6, segment: Segment, kept: number, fill: number): Uint8Array => {
  const whole = segment.bytes(new Uint8Array(version === 4 ? 8 : 32));
  const short: Segment = { protocol: segment.protocol, bytes: () => whole.slice(0, kept) };
  const packet = version === 4 ? ipv4(addresses, short) : ipv6(addresses6, short);
  const padding = whole.slice(kept).map(byte => byte ^ fill);
  return ethernet({ destination: '02:00:00:00:00:02' }, { ...packet, bytes: join(packet.bytes, padding) });
};

test.each([
  ...Object.entries(segments).flatMap(([name, segment]) => [[name, 4, segment] as const, [name, 6, segment] as const]),
  ...Object.entries(onlyIpv6).map(([name, segment]) => [name, 6, segment] as const),
])('after %s in IPv%i', (_, version, segment) => {
  const { length } = segment.bytes(new Uint8Array(32));
  const seen = (kept: number, fill: number) => parseFrame(ending(version, segment, kept, fill));
  for (let kept = 0; kept <= length; kept++) {
    // The rest of the headers themselves, the same with every bit turned over, and with some of them.
    const rest = seen(kept, 0);
    for (const fill of [0xff, 0x55]) expect(seen(kept, fill), `${kept} of ${length} bytes`).toEqual(rest);
  }
});
