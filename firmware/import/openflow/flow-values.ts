// SPDX-License-Identifier: Apache-2.0
/** Values of OpenFlow fields as `ovs-ofctl` writes them; what is none, or none that a policy can say, is a {@link Refusal}. */

import { tagTypes } from '../../policy/misreadings.ts';
import type { IpPrefix, PortRange } from '../../policy/policy.ts';
import { embeddedIpv4, formatAddress, Refusal, readPrefix } from '../../policy/policy-values.ts';
import type { MaskedMac } from './flow.ts';

/** Smaller ones are lengths. */
const leastEthertype = 0x0600;

/** Ranges of ports that one mask may stand for. */
const mostRanges = 64;

/** A whole number of at most so many bits, in decimal or hexadecimal. */
export const numberOf = (text: string, bits: number): number | Refusal => {
  if (!/^(\d+|0[xX][0-9a-fA-F]+)$/.test(text)) return new Refusal('is not a number; write it in decimal or with 0x');
  const value = Number(text);
  return value < 2 ** bits ? value : new Refusal(`is too great; it has ${bits} bits`);
};

/** `dl_type`: one that a frame has after its tags, and no length. */
export const ethertypeOf = (text: string): number | Refusal => {
  const type = numberOf(text, 16);
  if (type instanceof Refusal) return type;
  if (type < leastEthertype)
    return new Refusal('is that of frames of IEEE 802.3, which have a length and no type; remove the flow');
  return tagTypes.includes(type)
    ? new Refusal('is that of a VLAN tag, but a policy sees the type after the tags; write that type, and dl_vlan')
    : type;
};

/** A value and its mask, all ones if it has none. */
const maskedNumber = (text: string, bits: number): { readonly value: number; readonly mask: number } | Refusal => {
  const [valueText = '', maskText] = text.split('/');
  const value = numberOf(valueText, bits);
  if (value instanceof Refusal) return value;
  const mask = maskText === undefined ? 2 ** bits - 1 : numberOf(maskText, bits);
  if (mask instanceof Refusal) return mask;
  if ((value & ~mask) !== 0) return new Refusal('has bits outside of its mask, and so matches no frame; remove them');
  return { value, mask };
};

/** Bit of a tag field that is set where there is a tag (`OFPVID_PRESENT`; `CFI` of Open vSwitch). */
const tagPresent = 0x1000;
const tagAndId = tagPresent | 0xfff;

/** The VLAN id that a tag field of so many bits asks for: 0 for no tag. Priorities are no condition of a policy. */
const vlanOfTag = (text: string, bits: number): number | undefined | Refusal => {
  const tag = maskedNumber(text, bits);
  if (tag instanceof Refusal) return tag;
  const { value, mask } = tag;
  if (mask === 0) return undefined;
  if (value === 0 && (mask & tagPresent) !== 0) return 0;
  const id = value & 0xfff;
  if (mask === tagAndId && (value & tagPresent) !== 0) return vlanOfId(`${id}`);
  return new Refusal('asks for more than a VLAN id; write dl_vlan');
};

/** `vlan_tci`: 16 bits, the priority among them. */
export const vlanOfTci = (text: string): number | undefined | Refusal => vlanOfTag(text, 16);

/** `vlan_vid`: 13 bits, an id and whether there is a tag (OpenFlow 1.5.1, 7.2.3.8). */
export const vlanOfVid = (text: string): number | undefined | Refusal => vlanOfTag(text, 13);

/** `dl_vlan`: an id, or 0xffff for no tag. */
export const vlanOfId = (text: string): number | Refusal => {
  const id = numberOf(text, 16);
  if (id instanceof Refusal) return id;
  if (id === 0xffff) return 0;
  if (id === 0) return new Refusal('is that of a priority tag, which a policy takes for no tag; write 0xffff');
  return id < 4095 ? id : new Refusal('is no VLAN id; write 1 to 4094, or 0xffff for untagged frames');
};

const macNumber = (text: string): bigint | undefined =>
  /^[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}$/.test(text) ? BigInt(`0x${text.replaceAll(':', '')}`) : undefined;

export const maskedMac = (text: string): MaskedMac | Refusal => {
  const [valueText = '', maskText] = text.split('/');
  const value = macNumber(valueText);
  const mask = maskText === undefined ? 2n ** 48n - 1n : macNumber(maskText);
  if (value === undefined || mask === undefined) return new Refusal('is not a MAC address');
  return { value: value & mask, mask };
};

/** A mask of ones before zeros as a length; undefined for another one. */
const lengthOfMask = (mask: bigint, bits: number): number | undefined => {
  const zeros = (2n ** BigInt(bits) - 1n) ^ mask;
  return (zeros & (zeros + 1n)) === 0n ? bits - zeros.toString(2).replace(/^0$/, '').length : undefined;
};

/** An address with a prefix length or a mask; undefined for any address. */
export const prefixOf = (text: string, version: 4 | 6): IpPrefix | undefined | Refusal => {
  const bits = version === 4 ? 32 : 128;
  const [addressText = '', maskText] = text.split('/');
  const address = readPrefix(addressText);
  if (address instanceof Refusal || address.version !== version) return new Refusal(`is not an IPv${version} address`);
  let prefixLength: number | undefined = bits;
  if (maskText !== undefined && /^\d+$/.test(maskText)) prefixLength = Number(maskText);
  else if (maskText !== undefined) {
    const mask = readPrefix(maskText);
    if (mask instanceof Refusal || mask.version !== version) return new Refusal('has no valid mask');
    prefixLength = lengthOfMask(mask.address, bits);
    if (prefixLength === undefined)
      return new Refusal('has a mask with a gap, but a policy has prefixes; write a flow for each');
  }
  if (prefixLength > bits) return new Refusal(`has a prefix of more than ${bits} bits`);
  const hostBits = BigInt(bits - prefixLength);
  const network = (address.address >> hostBits) << hostBits;
  if (network !== address.address)
    return new Refusal(`has bits outside of its mask; write ${formatAddress(network, bits)}/${prefixLength}`);
  const prefix: IpPrefix = { version, address: network, prefixLength };
  const ipv4 = embeddedIpv4(prefix);
  if (ipv4 !== undefined)
    return new Refusal(
      `is an IPv4 address in the form of IPv6, which no IPv4 packet has on the wire; write ip and ${ipv4} in nw_src or nw_dst`,
    );
  return prefixLength === 0 ? undefined : prefix;
};

/** Ports under a mask as ranges, those next to each other joined; undefined for every port. */
export const portsOf = (text: string): readonly PortRange[] | undefined | Refusal => {
  const masked = maskedNumber(text, 16);
  if (masked instanceof Refusal) return masked;
  const { value, mask } = masked;
  if (mask === 0) return undefined;
  // The zeros at the end of the mask make a range; each zero before them doubles the number of ranges.
  const size = (~mask & (mask - 1)) + 1;
  const gaps = Array.from({ length: 16 }, (_, bit) => 2 ** bit).filter(bit => bit >= size && (mask & bit) === 0);
  if (2 ** gaps.length > mostRanges)
    return new Refusal(`stands for ${2 ** gaps.length} ranges of ports; write a flow for each range`);
  const starts = gaps.reduce<readonly number[]>((all, gap) => all.flatMap(start => [start, start + gap]), [value]);
  return starts.toSorted((a, b) => a - b).map(first => ({ first, last: first + size - 1 }));
};
