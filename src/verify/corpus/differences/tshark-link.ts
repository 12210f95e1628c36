// SPDX-License-Identifier: Apache-2.0
/** Where tshark reads headers on the link differently, and why the parser is right to. */
import { type Difference, type DifferenceClass, fieldsFrom, layersNamed, when, word } from '../difference-class.ts';

const tool = 'tshark';

const isTagged8021ad = ({ frame, ours }: Difference): boolean =>
  ours.vlanCount > 0 && word(frame, 8 + 4 * ours.vlanCount) === 0x88a8;

/** The 802.3 length that leads to LLC. */
const llcLength = (difference: Difference): number | undefined => {
  const [llc] = layersNamed(difference, 'llc');
  return llc && word(difference.frame, llc.offset - 2);
};

/** The first five bytes of the destination of an ISL frame. */
const islAddresses = [0x01000c0000n, 0x03000c0000n];

export const link: readonly DifferenceClass[] = [
  {
    tool,
    name: 'inter_switch_link',
    doc: "tshark takes a frame to the addresses of Cisco's Inter-Switch Link for a frame within a frame. The parser reads its Ethernet header.",
    fields: 'all',
    explains: ({ ours }) => when(islAddresses.includes(ours.dstMac >> 8n), fieldsFrom('ethernet')),
  },
  {
    tool,
    name: 'raw_ipx',
    doc: 'Novell sent IPX right after the 802.3 length; tshark knows it by its checksum field 0xffff. To the parser that is LLC with both service access points 0xff, and payload.',
    fields: '`llc`',
    explains: difference => {
      const [llc] = layersNamed(difference, 'llc');
      return when(llc !== undefined && word(difference.frame, llc.offset) === 0xffff, ['llc']);
    },
  },
  {
    tool,
    name: 'undefined_length',
    doc: 'tshark reads nothing after a length of 0, and nothing after 1501 to 1535, which IEEE 802.3 (3.2.6) gives no meaning. The parser takes them for lengths, so that LLC and SNAP after them are seen.',
    fields: 'those of LLC and of headers after it',
    explains: difference => {
      const length = llcLength(difference);
      return when(length === 0 || (length ?? 0) > 1500, ['ethertype', 'l3Offset', ...fieldsFrom('llc')]);
    },
  },
  {
    tool,
    name: 'tag_behind_snap',
    doc: 'tshark reads a VLAN tag that SNAP names the type of. To the parser it is payload, and `ethertype` the TPID.',
    fields: '`vlanCount`, `ethertype`, `l3Offset`',
    explains: ({ ours }) =>
      when(ours.snap === 1 && [0x8100, 0x88a8].includes(ours.ethertype), ['vlanCount', 'ethertype', 'l3Offset']),
  },
  {
    tool,
    name: 'snap_control',
    doc: 'tshark reads SNAP after the service access points 0xaa whatever the control field says. The parser reads it in unnumbered information (RFC 1042).',
    fields: 'those of SNAP and of headers after it',
    explains: difference =>
      when(
        layersNamed(difference, 'llc').some(
          ({ offset }) => word(difference.frame, offset) === 0xaaaa && difference.frame[offset + 2] !== 3,
        ),
        ['ethertype', 'l3Offset', ...fieldsFrom('snap')],
      ),
  },
  {
    tool,
    name: 'ppp_compressed_protocol',
    doc: 'tshark takes an odd first byte of the PPP protocol for all of it. RFC 2516 (7) advises against that compression, and the parser reads two bytes.',
    fields: 'those of headers after PPPoE',
    explains: difference =>
      when(
        layersNamed(difference, 'pppoe').some(({ offset }) => (difference.frame[offset + 6]! & 1) === 1),
        ['l3Offset', ...fieldsFrom('ipv4')],
      ),
  },
  {
    tool,
    name: 'llc_beyond_length',
    doc: 'tshark reads the three bytes of LLC also where the 802.3 length says that there are only one or two. To the parser there is no room for LLC.',
    fields: '`llc`',
    explains: ({ ours, frame }) =>
      when(
        ours.llc === 0 && ours.ethertype > 0 && ours.ethertype < 3 && word(frame, ours.l3Offset - 2) === ours.ethertype,
        ['llc'],
      ),
  },
  {
    tool,
    name: 'llc_after_service_tag',
    doc: 'tshark takes a length after an 802.1ad tag for an unknown EtherType. The parser reads LLC after every tag.',
    fields: 'those of LLC and of headers after it',
    explains: difference =>
      when(llcLength(difference) !== undefined && isTagged8021ad(difference), [
        'ethertype',
        'l3Offset',
        ...fieldsFrom('llc'),
      ]),
  },
  {
    tool,
    name: 'fcoe_before_standard',
    doc: 'Where the reserved bytes of an FCoE header are not 0, tshark reads the layout of drafts before the standard. The parser reads that of FC-BB-5 and does not look at them.',
    fields: 'those of FCoE',
    explains: difference =>
      when(
        layersNamed(difference, 'fcoe').some(({ offset }) => word(difference.frame, offset) !== 0),
        ['fcoe', 'fcRouting', 'fcDestination', 'fcSource'],
      ),
  },
  {
    tool,
    name: 'fc_extended_header',
    doc: 'After a virtual fabric tagging header (R_CTL 0x50) tshark shows the Fibre Channel header that follows. The parser gives the first one.',
    fields: '`fcRouting`, `fcDestination`, `fcSource`',
    explains: ({ ours }) => when(ours.fcRouting === 0x50, ['fcRouting', 'fcDestination', 'fcSource']),
  },
];
