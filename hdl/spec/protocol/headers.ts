// SPDX-License-Identifier: Apache-2.0
/**
 * The protocol graph: every header the parser knows, layer by layer, from the first byte of the frame. The headers are
 * declared in `headers/`, grouped as they stand in a frame; `header-graph.ts` says what each entry means.
 *
 * Headers that never stand in one frame share a layer: every layer costs the parser registers and clocks.
 */
import type { HeaderLayer, HeaderRule } from './header-graph.ts';
import { gtpu, gtpuExtended, gtpuExtensions, gtpuOptions } from './headers/gtp.ts';
import { innerEthernet, innerTags } from './headers/inner-link.ts';
import { extensionLayers, ipv4, ipv6 } from './headers/ip.ts';
import { ethernet, llc, mplsLabels, mplsPayload, pppoe, snap, tags } from './headers/link.ts';
import { arp, baseTransport, fcoe, fip, globalRoute, lldp, macControl, ptp, slowProtocol } from './headers/local.ts';
import { tunnelPayload } from './headers/payload.ts';
import { icmp, igmp, sctp, tcp, udp, udpLite } from './headers/transport.ts';
import { erspan2, erspan3, geneve, gre, greInUdp, lisp, vxlan, vxlanGpe } from './headers/tunnel.ts';

export { ethertypes, ipProtocols, leastEthertype, tunnels, vlanTagCount } from './headers/numbers.ts';

const layer = (name: string, ...headers: readonly HeaderRule[]): HeaderLayer => ({ name, headers });

const [label1, label2, ...deeperLabels] = mplsLabels as [HeaderRule, HeaderRule, ...HeaderRule[]];

/** The graph in layers, in wire order; every walk starts at the one header of the first layer. */
export const headerLayers: readonly HeaderLayer[] = [
  layer('ethernet', ethernet),
  ...tags.map(header => layer(header.name, header)),
  layer('link1', llc, label1, pppoe),
  layer('link2', snap, label2),
  ...deeperLabels.map((header, i) => layer(`link${i + 3}`, header)),
  layer('linkPayload', mplsPayload),
  layer('network', arp, ipv4('outer'), ipv6('outer'), macControl, slowProtocol, lldp, fcoe, fip, globalRoute),
  ...extensionLayers('outer'),
  layer('transport', tcp('outer'), udp('outer'), udpLite('outer'), sctp('outer'), icmp('outer'), igmp, gre),
  layer('tunnel', vxlan, vxlanGpe, geneve, gtpu, erspan2, erspan3, baseTransport, ptp, greInUdp, lisp),
  layer('tunnel2', gtpuOptions, gtpuExtended, innerEthernet),
  layer('tunnel3', gtpuExtensions[0]!, innerTags[0]!),
  layer('tunnel4', gtpuExtensions[1]!, innerTags[1]!),
  layer('tunnelPayload', tunnelPayload),
  layer('innerNetwork', ipv4('inner'), ipv6('inner')),
  ...extensionLayers('inner'),
  layer('innerTransport', tcp('inner'), udp('inner'), udpLite('inner'), sctp('inner'), icmp('inner')),
];

/** Names of all headers of the graph in order; the index is the header's number. */
export const headerNames: readonly string[] = headerLayers.flatMap(({ headers }) => headers.map(({ name }) => name));
