// SPDX-License-Identifier: Apache-2.0
/**
 * Values that lead the parser to a header and that a running card can be taught: EtherTypes of tags, UDP ports of tunnels,
 * TCP ports of storage. Pure data; every table is a few registers of 16 bits.
 */
export const parserTables = [
  {
    name: 'serviceTagTypes',
    entries: 4,
    defaults: [0x88a8],
    doc: 'TPIDs that announce a VLAN tag, besides 0x8100 (IEEE 802.1Q, 9.6).',
  },
  { name: 'vxlanPorts', entries: 2, defaults: [4789], doc: 'UDP destination ports of VXLAN (RFC 7348, 5).' },
  { name: 'vxlanGpePorts', entries: 2, defaults: [4790], doc: 'UDP destination ports of VXLAN-GPE.' },
  { name: 'genevePorts', entries: 2, defaults: [6081], doc: 'UDP destination ports of Geneve (RFC 8926, 3.3).' },
  { name: 'gtpuPorts', entries: 2, defaults: [2152], doc: 'UDP destination ports of GTP-U (3GPP TS 29.281, 4.4.2).' },
  { name: 'rocePorts', entries: 2, defaults: [4791], doc: 'UDP destination ports of RoCE v2 (InfiniBand annex A17).' },
  { name: 'iscsiPorts', entries: 2, defaults: [3260, 860], doc: 'TCP ports of iSCSI targets (RFC 7143, 14).' },
  { name: 'nvmePorts', entries: 2, defaults: [4420, 8009], doc: 'TCP ports of NVMe/TCP controllers and discovery.' },
] as const satisfies readonly {
  readonly name: string;
  readonly entries: number;
  /** Values after reset; the other entries are 0, which is no value of any table. */
  readonly defaults: readonly number[];
  readonly doc: string;
}[];

export type ParserTable = (typeof parserTables)[number]['name'];

/** Contents of all tables, each with `entries` values; 0 marks an entry without a value. */
export type ParserTableValues = Readonly<Record<ParserTable, readonly number[]>>;

/** Width of an entry in bits. */
export const parserTableEntryBits = 16;

/** What the tables hold after reset. */
export const defaultParserTables: ParserTableValues = Object.fromEntries(
  parserTables.map(({ name, entries, defaults }) => [
    name,
    Array.from({ length: entries }, (_, i) => (defaults as readonly number[])[i] ?? 0),
  ]),
) as unknown as ParserTableValues;
