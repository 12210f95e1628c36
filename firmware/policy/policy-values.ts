// SPDX-License-Identifier: Apache-2.0
/**
 * The grammar of single policy values. Each reader takes the text of one value and gives what it means, or a
 * {@link Refusal} that continues the sentence `<key> "<text>" ...`.
 */

import ipaddr from 'ipaddr.js';
import { nearest } from 'typescript-hdl/words';
import { cellBytes, configs } from '../../hdl/spec/configs.ts';
import { type LinkControl, linkControls } from '../../hdl/spec/tables/identity.ts';
import {
  type Action,
  ethertypes,
  type HashFields,
  type IpPrefix,
  type Malformed,
  type Origin,
  type PortRange,
  protocols,
  type RuleAction,
  type SharedClass,
  type Target,
  type Unreadable,
} from './policy.ts';
import { list } from './words.ts';

/** Why a value was not understood and what to write instead. */
export class Refusal {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** What a value may be in the terms of JSON Schema, for editors: at least as much as its reader takes. */
export type JsonForm = Readonly<Record<string, unknown>>;

/** Reads a value; with the form that editors are told of it, any text or number if there is none. */
export type Reader<T> = ((text: string) => T | Refusal) & { readonly form?: JsonForm };

/** A reader and its form. */
const withForm = <T>(form: JsonForm, read: (text: string) => T | Refusal): Reader<T> => Object.assign(read, { form });

/** Meaning of an integer in decimal or 0x notation; undefined when the text is none. Any size, never rounded. */
const integer = (text: string): bigint | undefined =>
  /^(0|[1-9][0-9]*|0[xX][0-9a-fA-F]+)$/.test(text) && text.length <= 64 ? BigInt(text) : undefined;

/** Reader of integers first..last; `advice` says what to do about another one. */
export const readInteger = (first: number, last: number, advice = ''): Reader<number> => {
  const hexadecimal = { type: 'string', pattern: '^(0|[1-9][0-9]*|0[xX][0-9a-fA-F]+)$' };
  const form = { anyOf: [{ type: 'integer', minimum: first, maximum: last }, hexadecimal] };
  return withForm(form, text => {
    const range = `write a number from ${first} to ${last}${advice}`;
    if (/^0[0-9]+$/.test(text))
      return new Refusal(`begins with 0; write it without, or with 0x when it is hexadecimal`);
    const value = integer(text);
    if (value === undefined) return new Refusal(`is not a whole number; ${range}`);
    if (value < BigInt(first) || value > BigInt(last)) return new Refusal(`is out of range; ${range}`);
    return Number(value);
  });
};

const reservedNames = ['any', 'group', 'wire'];

/** A name that is written as a number is one for the editor, and text for the compiler. */
const nameForm = { type: ['string', 'number'], pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}$' };

/** Names of VMs and rules: what can stand in a file name, a counter label and a message without quoting. */
export const readName: Reader<string> = withForm(nameForm, text => {
  if (reservedNames.includes(text))
    return new Refusal(`has a meaning of its own where VMs are named; choose another name`);
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}$/.test(text)) {
    return new Refusal('is no name; use 1 to 32 letters, digits, "-", "_" or ".", a letter or digit first');
  }
  return text;
});

const macExample = '52:54:00:00:00:10';

export const readMac: Reader<bigint> = withForm(
  { type: 'string', pattern: '^[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}$' },
  text => {
    if (!/^[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}$/.test(text)) {
      return new Refusal(`is not a MAC address; write six bytes in hexadecimal such as ${macExample}`);
    }
    const mac = BigInt(`0x${text.replaceAll(':', '')}`);
    if (mac === 0n) return new Refusal(`is the null address; write the address of the VM, such as ${macExample}`);
    if ((mac >> 40n) & 1n) {
      return new Refusal(
        `is a group address (its first byte is odd); write the unicast address of the VM, such as ${macExample}`,
      );
    }
    return mac;
  },
);

/** Sizes are multiples of a packet buffer cell, in bytes or with a binary unit. */
export const readQuota: Reader<number> = text => {
  const parts = /^([0-9]+) *([A-Za-z]*)$/.exec(text);
  const unit = { '': 1, B: 1, KiB: 1024, MiB: 1024 ** 2 }[parts?.[2] ?? 'none'];
  if (!parts || unit === undefined) return new Refusal('is not a size; write bytes, KiB or MiB, such as 64KiB');
  const bytes = BigInt(parts[1]!.slice(0, 64)) * BigInt(unit);
  if (bytes === 0n) return new Refusal('leaves the VM no packet buffer; write at least one frame, such as 64KiB');
  if (bytes > BigInt(2 ** 40)) return new Refusal('is larger than any packet buffer; write a size such as 64KiB');
  if (bytes % BigInt(cellBytes) !== 0n) {
    return new Refusal(
      `is not a multiple of the ${cellBytes}-byte cell of the packet buffer; write ${(bytes / BigInt(cellBytes) + 1n) * BigInt(cellBytes)}`,
    );
  }
  return Number(bytes);
};

/** A rate limit that the card keeps to a hundredth, in bit/s. */
const leastRate = 250_000;

/** Rates are bits a second with a decimal unit. */
export const readRate: Reader<number> = text => {
  const parts = /^([0-9]{1,15}(?:\.[0-9]{1,9})?) *([A-Za-z]+)bit\/s$/.exec(text);
  const unit = { k: 1e3, M: 1e6, G: 1e9 }[parts?.[2] ?? 'none'];
  if (!parts || unit === undefined)
    return new Refusal('is not a rate; write kbit/s, Mbit/s or Gbit/s, such as 2.5Gbit/s');
  const rate = Number(parts[1]) * unit;
  return rate < leastRate ? new Refusal('is less than the card can keep to; write at least 250kbit/s') : rate;
};

/** Reader of one of a few words. */
const oneOf = <const W extends string>(words: readonly W[]): Reader<W> =>
  withForm({ enum: words }, text => {
    const found = words.find(word => word === text);
    if (found !== undefined) return found;
    const meant = nearest(text, words);
    return new Refusal(
      meant === undefined ? `is unknown; write ${list(words, 'or')}` : `is unknown; did you mean ${meant}?`,
    );
  });

export const readAction: Reader<Action> = oneOf(['allow', 'deny']);
export const readRuleAction: Reader<RuleAction> = oneOf(['allow', 'deny', 'pass']);
/** What a VM does with later fragments; `follow` is part of the language, but there is no table yet that it needs. */
export const readFragments: Reader<Action> = withForm(readAction.form!, text =>
  text === 'follow'
    ? new Refusal('needs a table of first fragments, which there is not yet; write allow or deny')
    : readAction(text),
);
export const readFlag: Reader<boolean> = withForm({ type: 'boolean' }, text => {
  const word = oneOf(['true', 'false'])(text);
  return word instanceof Refusal ? word : word === 'true';
});
export const readLinkControl: Reader<LinkControl> = oneOf(linkControls.map(({ name }) => name));
export const readWireClass: Reader<SharedClass> = oneOf(['storage', 'tenant']);
export const readHash: Reader<HashFields> = oneOf(['addresses', 'ports']);
export const readUnreadable: Reader<Unreadable> = oneOf(['enforce', 'report']);
export const readMalformed: Reader<Malformed> = oneOf(['drop', 'judge']);
export const readFragment: Reader<'later'> = oneOf(['later']);
export const readConfigName: Reader<string> = oneOf(Object.keys(configs));

export const readTarget: Reader<Target> = text =>
  text === 'any' || text === 'group' || text === 'wire' ? { kind: text } : { kind: 'vm', name: text };

/** Who sends the frames of a rule. */
export const readOrigin: Reader<Origin | { readonly kind: 'any' }> = text =>
  text === 'any' || text === 'wire' ? { kind: text } : { kind: 'vm', name: text };

/** Whoever sends a frame: undefined for the wire, else the name of a VM. */
export const readSource: Reader<{ readonly vm: string | undefined }> = text => ({
  vm: text === 'wire' ? undefined : text,
});

/** Reader of a number that has names. */
const namedNumber = (
  names: Readonly<Record<string, number>>,
  first: number,
  last: number,
  advice: string,
): Reader<number> => {
  const form = { anyOf: [{ enum: Object.keys(names) }, readInteger(first, last).form] };
  return withForm(form, text => {
    if (Object.hasOwn(names, text)) return names[text]!;
    if (/^[0-9]/.test(text)) return readInteger(first, last, advice)(text);
    const meant = nearest(text, Object.keys(names));
    return new Refusal(
      meant === undefined
        ? `is unknown; write ${list(Object.keys(names), 'or')}, or a number from ${first} to ${last}`
        : `is unknown; did you mean ${meant}?`,
    );
  });
};

/** EtherTypes begin at 0x0600; smaller values are lengths of 802.3 frames. */
export const readEthertype = namedNumber(
  ethertypes,
  0x0600,
  0xffff,
  ' such as 0x88f7 (smaller ones are 802.3 lengths)',
);
export const readProtocol = namedNumber(protocols, 0, 255, '');
export const readIcmpType = readInteger(0, 255);

const readVlanId = readInteger(1, 4094, ', or none for untagged traffic');
/** The VLAN of a frame, as a number that is 0 for frames of none. */
export const readFrameVlan: Reader<number> = withForm({ anyOf: [{ enum: ['none'] }, readVlanId.form] }, text =>
  text === 'none' ? 0 : readVlanId(text),
);

const readPort = readInteger(0, 65535);

/** One port, or two joined with `-`. */
export const readPortRange: Reader<PortRange> = text => {
  const ends = text.split('-').map(end => readPort(end.trim()));
  const refused = ends.find(end => end instanceof Refusal);
  if (refused instanceof Refusal && ends.length === 1 && /^[0-9a-fA-FxX]+$/.test(text)) return refused;
  if (refused instanceof Refusal || ends.length > 2) {
    return new Refusal(
      'is neither a port nor a range; write one such as 80 or 8000-8001, and a rule of its own for other ports',
    );
  }
  const [first, last = first] = ends as [number, number?];
  return last < first
    ? new Refusal(`is empty because ${first} is above ${last}; write ${last}-${first}`)
    : { first, last };
};

const dottedTail = /[^:]*\.[^:]*$/;

/**
 * An IPv6 address with its last 32 bits in hexadecimal (RFC 4291, section 2.2, form 3), because the library reads every
 * dotted tail as IPv4-mapped: `::10.0.0.1` would become `::ffff:10.0.0.1`.
 */
const withHexTail = (text: string): string =>
  text.replace(dottedTail, tail => {
    const [a, b, c, d] = ipaddr.IPv4.parse(tail).toByteArray() as [number, number, number, number];
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });

const addressBytes = (text: string): readonly number[] | undefined => {
  // The library also takes addresses that inet_aton took: octal, hexadecimal, fewer than four parts.
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text).toByteArray();
  const tail = dottedTail.exec(text)?.[0];
  if (tail !== undefined && !ipaddr.IPv4.isValidFourPartDecimal(tail)) return undefined;
  if (!ipaddr.IPv6.isValid(text) || text.includes('%')) return undefined;
  return ipaddr.IPv6.parse(withHexTail(text)).toByteArray();
};

/** IPv4 or IPv6 address, alone or with a prefix length. */
export const readPrefix: Reader<IpPrefix> = text => {
  const [addressText = '', lengthText, ...rest] = text.split('/');
  const bytes = addressBytes(addressText);
  if (!bytes || rest.length > 0)
    return new Refusal('is not an IP address or prefix; write one such as 10.0.0.0/24 or fd00::/64');
  const bits = bytes.length * 8;
  const length = lengthText === undefined ? bits : readInteger(0, bits)(lengthText);
  if (length instanceof Refusal)
    return new Refusal(`has no valid prefix length; write a number from 0 to ${bits} after the "/"`);
  const address = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const hostBits = BigInt(bits - length);
  const network = (address >> hostBits) << hostBits;
  if (network !== address) {
    return new Refusal(
      `has bits set after its ${length}-bit prefix; write ${formatAddress(network, bits)}/${length}, or ${addressText}/${bits} for this address alone`,
    );
  }
  return { version: bits === 32 ? 4 : 6, address, prefixLength: length };
};

/** Kinds of addresses that no packet of a host comes from. */
const kindsOfNoHost: Readonly<Record<string, string>> = {
  unspecified: 'the unspecified address',
  broadcast: 'the broadcast address',
  multicast: 'a multicast address',
  loopback: 'a loopback address',
};

/** An address of a VM, or a prefix of 64 bits of IPv6 in which every address is its own. */
export const readOwnAddress: Reader<IpPrefix> = text => {
  const own = readPrefix(text);
  if (own instanceof Refusal) return own;
  const { version, address, prefixLength } = own;
  const ipv4 = embeddedIpv4(own);
  if (ipv4 !== undefined)
    return new Refusal(`is an IPv4 address in the form of IPv6, which no IPv4 packet has on the wire; write ${ipv4}`);
  const kind = kindsOfNoHost[ipaddr.parse(formatAddress(address, version === 4 ? 32 : 128)).range()];
  if (kind !== undefined) return new Refusal(`is ${kind}, which no host sends from; write the addresses of the VM`);
  if (prefixLength === (version === 4 ? 32 : 128) || (version === 6 && prefixLength === 64)) return own;
  return new Refusal(
    version === 4
      ? 'is no single address; write each IPv4 address of the VM'
      : 'is neither an address nor a prefix of 64 bits; write the addresses of the VM, or their /64',
  );
};

/** The IPv4 address or prefix that an IPv6 one spells: mapped (RFC 4291, 2.5.5.2) or compatible (2.5.5.1). */
export const embeddedIpv4 = ({ version, address, prefixLength }: IpPrefix): string | undefined => {
  if (version !== 6 || prefixLength <= 96) return undefined;
  const high = address >> 32n;
  const low = address & 0xffff_ffffn;
  // Below that, :: and ::1 have a meaning of their own, and others are not written for IPv4 addresses.
  if (high !== 0xffffn && (high !== 0n || low < 0x0100_0000n)) return undefined;
  const text = formatAddress(low, 32);
  return prefixLength === 128 ? text : `${text}/${prefixLength - 96}`;
};

/** An address of 32 or 128 bits as text. */
export const formatAddress = (address: bigint, bits: number): string => {
  const bytes = Array.from({ length: bits / 8 }, (_, i) => Number((address >> BigInt(bits - 8 - i * 8)) & 0xffn));
  return ipaddr.fromByteArray(bytes).toString();
};

/** A prefix as a policy writes it; a single address without its length. */
export const formatPrefix = ({ version, address, prefixLength }: IpPrefix): string => {
  const bits = version === 4 ? 32 : 128;
  return `${formatAddress(address, bits)}${prefixLength === bits ? '' : `/${prefixLength}`}`;
};
