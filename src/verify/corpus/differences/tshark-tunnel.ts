// SPDX-License-Identifier: Apache-2.0
/** Where tshark reads tunnels and payloads of UDP differently, and why the parser is right to. */
import { tunnels } from '../../../../hdl/spec/protocol/headers.ts';
import {
  type Difference,
  type DifferenceClass,
  fieldsBehind,
  fieldsFrom,
  lacking,
  layersNamed,
  when,
  word,
} from '../difference-class.ts';

const tool = 'tshark';

/** Message types of GTP-U (3GPP TS 29.281, table 6.1-1) that tshark knows. */
const gtpMessages = [1, 2, 26, 31, 254, 255];

/** UDP ports by which tshark knows a tunnel or payload without being told. */
const knownPorts = [319, 320, 2152, 3386, 4341, 4754, 4789, 4790, 4791, 6081, 8472];

/** What tshark calls what the parser may read after UDP, and what it calls bytes that it knows nothing about. */
const noOtherProtocol = ['vxlan', 'geneve', 'gtp', 'lisp-data', 'gre', 'infiniband', 'ptp', 'data', '_ws.malformed'];

/** Whether tshark says that UDP carries a protocol that the parser does not read there. */
const takesForOther = ({ notes = [] }: Difference): boolean => {
  const carried = notes.find(note => note.startsWith('udp carries '))?.slice('udp carries '.length);
  return carried !== undefined && !noOtherProtocol.includes(carried);
};

/** First half word of the GRE header on the walk; undefined without one. */
const greFlags = (difference: Difference): number | undefined => {
  const [gre] = layersNamed(difference, 'gre', 'greInUdp');
  return gre && word(difference.frame, gre.offset);
};

const greProtocol = (difference: Difference): number | undefined => {
  const [gre] = layersNamed(difference, 'gre', 'greInUdp');
  return gre && word(difference.frame, gre.offset + 2);
};

const hasLayer = (difference: Difference, name: string): boolean => layersNamed(difference, name).length > 0;

export const tunnel: readonly DifferenceClass[] = [
  {
    tool,
    name: 'nvgre',
    doc: 'tshark calls NVGRE what it is made of: GRE with a key that carries Ethernet. The parser tells its segment from its flow (RFC 7637, 3.2).',
    fields: '`tunnel`, `tunnelId`',
    explains: difference => {
      const isNvgre = (greFlags(difference)! & 0xf007) === 0x2000 && greProtocol(difference) === 0x6558;
      const id = difference.theirs.tunnelId ?? difference.ours.tunnelId;
      return when(isNvgre && id >>> 8 === difference.ours.tunnelId, ['tunnel', 'tunnelId']);
    },
  },
  {
    tool,
    name: 'gre_version',
    doc: 'tshark tells PPTP from GRE by the protocol, and reads IP after version 1. The parser goes by the version, and reads nothing after version 1.',
    fields: '`tunnel`, `tunnelId`, and those of headers after GRE',
    explains: difference =>
      when((greFlags(difference)! & 7) === 1, ['tunnel', 'tunnelId', 'payloadOffset', ...fieldsBehind('gre')]),
  },
  {
    tool,
    name: 'gre_routing',
    doc: 'tshark reads the list of source routes of GRE (RFC 1701) and what is after it, or stops in it. The parser says nothing about what is after it.',
    fields: '`tunnelId`, `payloadOffset`, and those of headers after GRE',
    explains: difference =>
      when((greFlags(difference)! & 0x4000) !== 0, ['tunnelId', 'payloadOffset', ...fieldsBehind('gre')]),
  },
  {
    tool,
    name: 'erspan_in_udp',
    doc: 'tshark reads ERSPAN in GRE after UDP. The parser reads it after IP alone.',
    fields: '`tunnel`, and those of headers after GRE',
    explains: difference =>
      when(hasLayer(difference, 'greInUdp') && [0x88be, 0x22eb].includes(greProtocol(difference)!), [
        'tunnel',
        'tunnelId',
        ...fieldsBehind('greInUdp'),
        'innerOffset',
      ]),
  },
  {
    tool,
    name: 'lisp_next_protocol',
    doc: 'tshark does not know the P flag of LISP-GPE (RFC 9305, 3) and goes by the first four bits of the payload. The parser goes by the next protocol that the flag announces.',
    fields: 'those of headers inside LISP',
    explains: difference =>
      when(
        layersNamed(difference, 'lisp').some(({ offset }) => (difference.frame[offset]! & 4) !== 0),
        fieldsBehind('lisp'),
      ),
  },
  {
    tool,
    name: 'either_port',
    doc: 'tshark knows what UDP carries by the port on either side, and by more ports. The parser goes by the destination port and its tables.',
    fields: 'those of headers after UDP',
    explains: difference => {
      const { udp, srcPort, dstPort, tunnel: kind, roce, ptp } = difference.ours;
      const isKnown = knownPorts.includes(srcPort) || knownPorts.includes(dstPort);
      return when(udp === 1 && kind + roce + ptp === 0 && isKnown, fieldsBehind('udp'));
    },
  },
  {
    tool,
    name: 'other_port_first',
    doc: 'tshark asks what the lower of two UDP ports means first: from the port of some other protocol to that of a tunnel, it reads that protocol and no tunnel. The parser goes by the destination port.',
    fields: 'those of headers after UDP that tshark does not read',
    explains: difference => {
      const { udp, srcPort, dstPort } = difference.ours;
      const lower = udp === 1 && srcPort < dstPort && knownPorts.includes(dstPort);
      return when(lower && takesForOther(difference), lacking(difference, fieldsBehind('udp')));
    },
  },
  {
    tool,
    name: 'ptp_version',
    doc: 'tshark takes a message on the ports of PTP for something else unless its version is 1 or 2. The parser goes by the port.',
    fields: '`ptp`, `ptpMessage`',
    explains: difference =>
      when(
        layersNamed(difference, 'ptp').some(
          ({ offset }) => word(difference.frame, offset) !== 1 && (difference.frame[offset + 1]! & 15) !== 2,
        ),
        ['ptp', 'ptpMessage'],
      ),
  },
  {
    tool,
    name: 'gtp_message',
    doc: 'tshark dissects nothing of a GTP-U packet of a message type that it does not know. The parser reads the header, and nothing after it.',
    fields: '`tunnel`, `tunnelId`, `innerOffset`, `innerL3Offset`',
    explains: difference =>
      when(
        layersNamed(difference, 'gtpu').some(({ offset }) => !gtpMessages.includes(difference.frame[offset + 1]!)),
        lacking(difference, ['tunnel', 'tunnelId', 'innerOffset', 'innerL3Offset']),
      ),
  },
  {
    tool,
    name: 'gtp_longest_ipv4',
    doc: 'tshark takes a first byte of 0x4f in GTP-U for compressed IPv6, not for IPv4 with a header of 60 bytes. The parser goes by the version.',
    fields: 'those of headers inside GTP-U that tshark does not read',
    explains: difference =>
      when(
        difference.ours.tunnel === tunnels.gtpu && difference.frame[difference.ours.innerOffset] === 0x4f,
        lacking(difference, fieldsFrom('innerIpv4')),
      ),
  },
  {
    tool,
    name: 'erspan_version',
    doc: 'tshark goes by the version of an ERSPAN header: 1 for type II, 2 for type III, nothing after others. The parser goes by the protocol of GRE, and does not look at the version.',
    fields: 'those of ERSPAN and of headers after it',
    explains: difference =>
      when(
        layersNamed(difference, 'erspan2', 'erspan3').some(
          ({ name, offset }) => difference.frame[offset]! >> 4 !== (name === 'erspan2' ? 1 : 2),
        ),
        fieldsFrom('erspan2'),
      ),
  },
  {
    tool,
    name: 'gpe_without_next_protocol',
    doc: 'tshark goes by the next protocol of VXLAN-GPE even where the P flag says that there is none. Without it the packet is VXLAN and carries Ethernet (draft-ietf-nvo3-vxlan-gpe, 3.1).',
    fields: 'those of headers after VXLAN-GPE',
    explains: difference =>
      when(
        layersNamed(difference, 'vxlanGpe').some(({ offset }) => (difference.frame[offset]! & 4) === 0),
        fieldsBehind('vxlanGpe'),
      ),
  },
];
