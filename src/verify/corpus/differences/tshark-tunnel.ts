/** Where tshark reads tunnels and payloads of UDP differently, and why the parser is right to. */
import { tunnels } from '../../../../hdl/spec/protocol/headers.ts';
import { frameLayers } from '../../../parse/frame-layers.ts';
import {
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

export const tunnel: readonly DifferenceClass[] = [
  {
    tool,
    name: 'other_port_first',
    doc: 'tshark asks what the lower of two UDP ports means first: from the port of some other protocol to that of a tunnel, it reads no tunnel. The parser goes by the destination port.',
    fields: 'those of headers behind UDP that tshark does not read',
    explains: difference => {
      const { udp, srcPort, dstPort } = difference.ours;
      return when(udp === 1 && srcPort < dstPort, lacking(difference, fieldsBehind('udp')));
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
    doc: 'tshark dissects nothing of a GTP-U packet of a message type that it does not know. The parser reads the header, and nothing behind it.',
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
    name: 'gtp_extensions',
    doc: 'tshark reads GTP-U extension headers of any length. Behind one of more than 16 bytes the parser reads nothing.',
    fields: 'those of headers behind the extension header',
    explains: ({ frame, ours }) => {
      const last = frameLayers(frame, ours).at(-1);
      return when(last?.name.startsWith('gtpuExtension') === true && frame[last.offset]! > 4, fieldsBehind('gtpu'));
    },
  },
  {
    tool,
    name: 'erspan_version',
    doc: 'tshark goes by the version of an ERSPAN header: 1 for type II, 2 for type III, nothing behind others. The parser goes by the protocol of GRE, and does not look at the version.',
    fields: 'those of ERSPAN and of headers behind it',
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
    fields: 'those of headers behind VXLAN-GPE',
    explains: difference =>
      when(
        layersNamed(difference, 'vxlanGpe').some(({ offset }) => (difference.frame[offset]! & 4) === 0),
        fieldsBehind('vxlanGpe'),
      ),
  },
];
