// SPDX-License-Identifier: Apache-2.0
/**
 * Who a function may say it is in the frames that it sends. Pure data.
 *
 * What is not listed is not its own: a function of which nothing was written may send nothing. `trusted` takes all checks
 * away but those of `linkControls`, which go by name.
 */
import type { Config } from '../configs.ts';
import { type Field, packFields, widthOf } from '../field.ts';
import { type WireClassName, wireClassBits, wireClassId } from '../wire-classes.ts';

/** Addresses of each kind, and VLANs, that a function may have. */
export const identitySlots = 4;

/** Protocols of the link that a function may send only if it is named for them, trusted or not. */
export const linkControls = [
  { name: 'macControl', bits: 1, doc: 'MAC control, which pauses the link: EtherType 0x8808.' },
  { name: 'lacp', bits: 1, doc: 'Slow protocols, of which LACP is one: EtherType 0x8809.' },
  { name: 'lldp', bits: 1, doc: 'LLDP: EtherType 0x88CC.' },
  {
    name: 'bridge',
    bits: 1,
    doc: 'Bridge protocols: everything to 01-80-C2-00-00-00 to -0F that is none of the others, and PVST+ to 01-00-0C-CC-CC-CD.',
  },
  { name: 'ptp', bits: 1, doc: 'PTP: EtherType 0x88F7, or UDP to or from ports 319 and 320.' },
] as const satisfies readonly Field[];

export const identitySettingsFields = [
  { name: 'trusted', bits: 1, doc: 'May say it is anybody, and send what cannot be read: routers.' },
  { name: 'promiscuous', bits: 1, doc: 'May send from any MAC address; all else holds: bridges.' },
  { name: 'tags', bits: 3, doc: 'VLAN tags that a frame may have, 0 to 4.' },
  ...linkControls,
  { name: 'denied', bits: 1, doc: 'May send nothing at all, whoever it says it is.' },
  { name: 'wireClass', bits: wireClassBits, doc: 'Class in which its frames leave on the wire (wire classes).' },
  {
    name: 'egressDenied',
    bits: 1,
    doc: 'What it sends and no rule of the tiers admin, egress and baseline decides is dropped.',
  },
] as const satisfies readonly Field[];

const valid = { name: 'valid', bits: 1, doc: 'The slot holds something.' } as const;

/** A VLAN that the outermost tag may name; VLAN 0 means frames without a tag, and with a priority tag. */
export const ownVlanFields = [{ name: 'id', bits: 12, doc: 'VLAN id.' }, valid] as const satisfies readonly Field[];
export const ownMacFields = [{ name: 'mac', bits: 48, doc: 'MAC address.' }, valid] as const satisfies readonly Field[];
export const ownIpv4Fields = [
  { name: 'address', bits: 32, doc: 'IPv4 address.' },
  valid,
] as const satisfies readonly Field[];
export const ownIpv6Fields = [
  { name: 'address', bits: 128, doc: 'IPv6 address.' },
  { name: 'prefix', bits: 1, doc: 'Its first 64 bits are a prefix of which every address is its own.' },
  valid,
] as const satisfies readonly Field[];

/** What a write replaces, by number: the settings of a function, or one slot of a kind. */
export const identityKinds = ['settings', 'vlan', 'mac', 'ipv4', 'ipv6'] as const;
export type IdentityKind = (typeof identityKinds)[number];
export const identityFieldsOf: { readonly [K in IdentityKind]: readonly Field[] } = {
  settings: identitySettingsFields,
  vlan: ownVlanFields,
  mac: ownMacFields,
  ipv4: ownIpv4Fields,
  ipv6: ownIpv6Fields,
};
/** Width of the widest of them. */
export const identityValueBits = Math.max(...identityKinds.map(kind => widthOf(identityFieldsOf[kind])));

/** Entries of the identity table: a slot of a kind of a function each. Settings have slot 0 alone. */
export const identitySlotBits = Math.ceil(Math.log2(identitySlots));
export const identityKindBits = Math.ceil(Math.log2(identityKinds.length));
export const identityEntriesPerFunction = 2 ** (identityKindBits + identitySlotBits);
/** Number of an entry. */
export const identityEntry = (fn: number, kind: IdentityKind, slot: number): number =>
  fn * identityEntriesPerFunction + (identityKinds.indexOf(kind) << identitySlotBits) + slot;

export type LinkControl = (typeof linkControls)[number]['name'];

/** What a row says. */
export interface IdentityRow {
  readonly trusted: boolean;
  readonly promiscuous: boolean;
  /** Most VLAN tags of a frame. */
  readonly tags: number;
  readonly controls: readonly LinkControl[];
  readonly denied: boolean;
  /** What no rule decides is dropped; absent: it leaves. */
  readonly egressDenied?: boolean;
  readonly wireClass: WireClassName;
  readonly vlans: readonly number[];
  readonly macs: readonly bigint[];
  readonly ipv4: readonly bigint[];
  /** With `prefix` every address of its first 64 bits. */
  readonly ipv6: readonly { readonly address: bigint; readonly prefix: boolean }[];
}

const packSettings = ({ trusted, promiscuous, tags, controls, wireClass, ...row }: IdentityRow): bigint => {
  const named = linkControls.map(({ name }) => [name, Number(controls.includes(name))]);
  const others = {
    ...{ trusted: Number(trusted), promiscuous: Number(promiscuous), tags },
    ...{
      denied: Number(row.denied),
      egressDenied: Number(row.egressDenied ?? false),
      wireClass: wireClassId(wireClass),
    },
  };
  const values = { ...others, ...Object.fromEntries(named) } as Record<SettingName, number>;
  return packFields(identitySettingsFields, values);
};
type SettingName = (typeof identitySettingsFields)[number]['name'];

/** The entries of all functions; one without a row may send nothing. A RangeError when there are more values than slots. */
export const packIdentities = (
  { functions }: Pick<Config, 'functions'>,
  rowOf: (fn: number) => IdentityRow | undefined,
): readonly bigint[] => {
  const entries = Array.from({ length: functions * identityEntriesPerFunction }, () => 0n);
  const fill = (fn: number, kind: IdentityKind, values: readonly bigint[]): void => {
    if (values.length > identitySlots)
      throw new RangeError(`${values.length} values of ${kind} for ${identitySlots} slots`);
    for (const [slot, value] of values.entries()) entries[identityEntry(fn, kind, slot)] = value;
  };
  for (let fn = 0; fn < functions; fn++) {
    const row = rowOf(fn);
    if (!row) continue;
    fill(fn, 'settings', [packSettings(row)]);
    fill(
      fn,
      'vlan',
      row.vlans.map(id => packFields(ownVlanFields, { id, valid: 1 })),
    );
    fill(
      fn,
      'mac',
      row.macs.map(mac => packFields(ownMacFields, { mac, valid: 1 })),
    );
    fill(
      fn,
      'ipv4',
      row.ipv4.map(address => packFields(ownIpv4Fields, { address, valid: 1 })),
    );
    const ipv6 = row.ipv6.map(({ address, prefix }) =>
      packFields(ownIpv6Fields, { address, prefix: Number(prefix), valid: 1 }),
    );
    fill(fn, 'ipv6', ipv6);
  }
  return entries;
};

/** Types of ICMPv6 that take part in neighbour discovery (RFC 4861, 4). */
export const neighbourTypes = {
  routerSolicit: 133,
  routerAdvert: 134,
  solicit: 135,
  advert: 136,
  redirect: 137,
} as const;
/** Types of ICMPv6 that may come from the unspecified address: MLD reports and done by RFC 3590, solicitations by RFC 4861. */
export const unspecifiedTypes = [131, 143, neighbourTypes.routerSolicit, neighbourTypes.solicit] as const;
/** Options of neighbour messages that a function may send, each 8 bytes long: link-layer addresses, and a nonce (RFC 7527). */
export const neighbourOptions = { sourceAddress: 1, targetAddress: 2, nonce: 14 } as const;
/** Options that are read. */
export const neighbourOptionCount = 2;
/** UDP ports from and to which a host without an address asks for one (RFC 2131, 4.1). */
export const dhcpPorts = { client: 68, server: 67 } as const;

/** Offsets at which ARP and IPv6 are read: after as many tags as an untrusted function may send in front of them, 0 to 2. */
export const readOffsets = [14, 18, 22] as const;
/** Bytes after such an offset that are read: IPv6, the longest neighbour message, its options. */
export const readBytes = 40 + 24 + 8 * neighbourOptionCount;
