// SPDX-License-Identifier: Apache-2.0
/**
 * A frame typed as words: `tcp 10.0.0.1:1234 > 10.0.0.2:80 to web`.
 *
 * First what it is: `tcp`, `udp`, `sctp`, `udplite`, `icmp`, `icmpv6`, `arp`, `protocol NUMBER` or `ethertype TYPE`; then, but
 * for `ethertype`, from where to where, IPv6 addresses with a port in brackets, the arrow as one likes; then words with values
 * in any order ({@link settings}).
 */
import { nearest, quote } from 'typescript-hdl/words';
import { buildFrame, type FrameFields, type Payload } from '../../firmware/frames/build-frame.ts';
import { type Content, farUnits } from '../../firmware/frames/ip-packet.ts';
import { steppedOver } from '../../firmware/policy/misreadings.ts';
import { type IpPrefix, type Policy, portProtocols, protocols, type Vm } from '../../firmware/policy/policy.ts';
import {
  type Reader,
  Refusal,
  readEthertype,
  readIcmpType,
  readInteger,
  readMac,
  readPrefix,
  readProtocol,
} from '../../firmware/policy/policy-values.ts';
import { list } from '../../firmware/policy/words.ts';
import { ethertypes } from '../../hdl/spec/protocol/headers/numbers.ts';

/** Why the words make no frame: a sentence of what is wrong and, after a semicolon, what to write. */
export class TypedFrameError extends Error {}

const refuse = (what: string, remedy: string): TypedFrameError => new TypedFrameError(`${what}; ${remedy}`);

/** Words that are followed by a value. */
const settings = {
  to: (text: string): string => text,
  vlan: readInteger(1, 4094),
  type: readIcmpType,
  code: readIcmpType,
  fragment: (text: string) =>
    text === 'first' || text === 'later' ? text : new Refusal('is unknown; write first or later'),
} satisfies Readonly<Record<string, Reader<unknown>>>;

type Settings = {
  readonly [K in keyof typeof settings]?: Exclude<ReturnType<(typeof settings)[K]>, Refusal>;
};

/** MAC address of whoever sends from the wire: one that is administered locally. */
const wireMac = 0x0200_0000_0001n;
const everybody = 0xffff_ffff_ffffn;

const kinds = [...Object.keys(protocols), 'arp', 'protocol', 'ethertype'];
const example = 'such as "tcp 10.0.0.1:1234 > 10.0.0.2:80 to web"';

/** Whether words begin as a typed frame does. */
export const isTypedFrame = (words: readonly string[]): boolean => kinds.includes(words[0] ?? '');

const read = <T>(name: string, text: string | undefined, reader: Reader<T>): T => {
  if (text === undefined) throw refuse(`${name} lacks its value`, `write a frame ${example}`);
  const value = reader(text);
  if (value instanceof Refusal) throw new TypedFrameError(`${name} ${quote(text)} ${value.reason}`);
  return value;
};

interface Endpoint {
  readonly address: IpPrefix;
  readonly port: number | undefined;
}

const endpoint = (name: string, text: string | undefined): Endpoint => {
  // An IPv6 address without brackets has several colons, and no port.
  const parts = /^\[(.+)\](?::(.*))?$/.exec(text ?? '') ?? /^([^:]+)(?::([^:]*))?$/.exec(text ?? '');
  const address = read(name, parts?.[1] ?? text, readPrefix);
  if (address.prefixLength !== (address.version === 4 ? 32 : 128))
    throw refuse(`${name} ${quote(text!)} is a prefix`, 'write one address of it');
  const port = parts?.[2];
  return { address, port: port === undefined ? undefined : read(`port of the ${name}`, port, readInteger(0, 65535)) };
};

const readSettings = (words: readonly string[]): Settings => {
  const given: Record<string, unknown> = {};
  for (let i = 0; i < words.length; i += 2) {
    const name = words[i]!;
    if (!Object.hasOwn(settings, name)) {
      const near = nearest(name, Object.keys(settings));
      const known = list(Object.keys(settings), 'or');
      throw refuse(
        `${quote(name)} is no word of a frame`,
        near ? `did you mean ${near}?` : `write ${known} with a value`,
      );
    }
    if (Object.hasOwn(given, name)) throw refuse(`${name} is given twice`, 'write it once');
    given[name] = read<unknown>(name, words[i + 1], settings[name as keyof Settings]);
  }
  return given as Settings;
};

/** Everything that the words say, before anybody is looked for in the policy. */
interface Typed {
  readonly ethertype: number;
  readonly protocol?: number;
  readonly ends?: readonly [Endpoint, Endpoint];
  readonly settings: Settings;
}

const typedOf = (words: readonly string[]): Typed => {
  const [kind, ...rest] = words.filter(word => word !== '>' && word !== '->');
  if (kind === 'ethertype') {
    return { ethertype: read('ethertype', rest[0], readEthertype), settings: readSettings(rest.slice(1)) };
  }
  const after = kind === 'protocol' ? rest.slice(1) : rest;
  const ends = [endpoint('source', after[0]), endpoint('destination', after[1])] as const;
  const given = readSettings(after.slice(2));
  const [source, destination] = ends;
  if (source.address.version !== destination.address.version)
    throw refuse('source and destination are of different IP versions', 'write two of one');
  if (kind === 'arp') return { ethertype: ethertypes.arp, ends, settings: given };
  const protocol = kind === 'protocol' ? read('protocol', rest[0], readProtocol) : read('protocol', kind, readProtocol);
  return { ethertype: ethertypes[source.address.version === 4 ? 'ipv4' : 'ipv6'], protocol, ends, settings: given };
};

const isIcmp = (protocol: number | undefined): boolean => protocol === protocols.icmp || protocol === protocols.icmpv6;

/** Words that say nothing about such a frame are refused: they would be left out unseen. */
const checkSettings = ({ protocol, ends, settings: given, ethertype }: Typed): void => {
  const hasPort = ends?.some(({ port }) => port !== undefined) ?? false;
  if (hasPort && !portProtocols.includes(protocol ?? -1))
    throw refuse('a port is given for a frame without ports', 'remove it, or write tcp, udp, sctp or udplite');
  if (given.fragment === 'later' && hasPort) throw refuse('a later fragment has no ports', 'remove them');
  const icmpWords = (['type', 'code'] as const).filter(name => given[name] !== undefined);
  if (given.fragment === 'later' && isIcmp(protocol) && icmpWords.length > 0)
    throw refuse(`a later fragment has no ${list(icmpWords, 'or')}`, 'remove it');
  const header = protocol === undefined || !ends ? undefined : steppedOver(protocol, ends[0].address.version);
  if (header !== undefined)
    throw refuse(`protocol ${protocol} is ${header}, after which comes the protocol of the packet`, 'write that one');
  for (const name of ['type', 'code'] as const)
    if (given[name] !== undefined && !isIcmp(protocol))
      throw refuse(`${name} is given for a frame that has none`, 'write icmp or icmpv6');
  if (given.fragment !== undefined && protocol === undefined)
    throw refuse('fragment is given for a frame that is no IP packet', 'remove it');
  if (ethertype === ethertypes.arp && ends?.[0].address.version === 6)
    throw refuse('arp asks for IPv4 addresses', 'write icmpv6 with type 135 for IPv6');
  const wanted = ends?.[0].address.version === 6 ? protocols.icmpv6 : protocols.icmp;
  if (isIcmp(protocol) && protocol !== wanted)
    throw refuse('icmp is of IPv4 and icmpv6 of IPv6', 'write the one of the addresses');
};

const contentOf = (protocol: number, { type = 0, code = 0, fragment }: Settings, ends: Typed['ends'] & {}): Content => {
  if (fragment === 'later') return { kind: 'laterFragment', units: farUnits };
  const more = fragment === 'first';
  if (isIcmp(protocol)) return { kind: 'type', type, code, more };
  if (!portProtocols.includes(protocol)) return { kind: more ? 'firstFragment' : 'absent' };
  return { kind: 'ports', source: ends[0].port ?? 0, destination: ends[1].port ?? 0, more };
};

const payloadOf = ({ protocol, ends, settings: given }: Typed): Payload => {
  if (!ends) return { kind: 'nothing' };
  const [source, destination] = ends.map(({ address }) => address) as [IpPrefix, IpPrefix];
  if (protocol === undefined) return { kind: 'arp', sender: source.address, target: destination.address };
  const content = contentOf(protocol, given, ends);
  const { version } = source;
  return {
    kind: 'ip',
    packet: { version, source: source.address, destination: destination.address, protocol, content },
  };
};

const owns = ({ sender }: Vm, { version, address }: IpPrefix): boolean =>
  sender.addresses.some(own => own.version === version && own.address === address);

const isMulticast = ({ version, address }: IpPrefix): boolean =>
  version === 4 ? address >> 28n === 0xen || address === 0xffff_ffffn : address >> 120n === 0xffn;

interface Destination {
  readonly mac: bigint;
  readonly vlan: number;
}

/** Whom the frame is for: who is named after `to`, else the VM that has the address. */
const destinationOf = (policy: Policy, { settings: given, ends }: Typed, sender: Vm | undefined): Destination => {
  const vlan = given.vlan ?? sender?.vlan ?? 0;
  const ofVm = (vm: Vm): Destination => ({ mac: vm.mac, vlan: given.vlan ?? vm.vlan });
  const { to } = given;
  const named = policy.vms.find(({ name }) => name === to);
  if (named) return ofVm(named);
  if (to === 'group') return { mac: everybody, vlan };
  if (to !== undefined && /^[0-9a-f]{2}:/i.test(to)) {
    // A group address is a good destination, though not of a VM.
    const mac = /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(to)
      ? BigInt(`0x${to.replaceAll(':', '')}`)
      : read('to', to, readMac);
    return { mac, vlan };
  }
  const names = policy.vms.map(({ name }) => name);
  if (to !== undefined) {
    const near = nearest(to, [...names, 'group']);
    throw refuse(
      `there is no VM ${quote(to)}`,
      near ? `did you mean ${near}?` : `write ${list([...names, 'group'], 'or')}, or a MAC address`,
    );
  }
  const address = ends?.[1].address;
  if (address && isMulticast(address)) return { mac: everybody, vlan };
  const owners = policy.vms.filter(vm => address && owns(vm, address));
  if (owners.length === 1) return ofVm(owners[0]!);
  throw refuse(
    owners.length === 0 ? 'no VM has the destination among its addresses' : 'several VMs have the destination',
    `say whom the frame is for, as in "to ${names[0]}"`,
  );
};

/** The bytes of a typed frame, from the wire or from a VM of the policy; a {@link TypedFrameError} says what is wrong. */
export const typedFrame = (words: readonly string[], policy: Policy, sender: Vm | undefined): Uint8Array => {
  const typed = typedOf(words);
  checkSettings(typed);
  const { mac, vlan } = destinationOf(policy, typed, sender);
  const fields: FrameFields = {
    ...{ destinationMac: mac, sourceMac: sender?.mac ?? wireMac, vlan },
    ...{ ethertype: typed.ethertype, payload: payloadOf(typed) },
  };
  return buildFrame(fields);
};
