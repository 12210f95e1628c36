// SPDX-License-Identifier: Apache-2.0
/**
 * A policy after parsing: every value resolved to numbers, every name kept, every position remembered.
 * Plain read-only data; the policy oracle, the checks and the lowering all read this and nothing else of the file.
 */

import { ipProtocols, ethertypes as layoutTypes } from '../../hdl/spec/protocol/headers.ts';
import type { RuleTier } from '../../hdl/spec/tables/bank-mask.ts';
import type { LinkControl } from '../../hdl/spec/tables/identity.ts';

/** Place in the policy file, both 1-based as editors count. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where an object of the file begins, and where each value in it does (nested keys joined with a dot: `match.source`). */
export interface Located {
  readonly position: Position;
  readonly positions: Readonly<Record<string, Position>>;
}

/** A virtual machine; the VM at index i of a policy is function i + 1 of the machine. */
export interface Vm extends Located {
  readonly name: string;
  /** Unicast MAC address, first byte on the wire in the highest of 48 bits. */
  readonly mac: bigint;
  /** VLAN id 1..4094 of the outermost tag, or 0 for untagged (and priority-tagged) traffic. */
  readonly vlan: number;
  /** Receive queues in use, numbered from 0. */
  readonly queues: number;
  /** What of unicast frames chooses among its queues, where their rule names none or queue 0; absent: they stay in queue 0. */
  readonly hash?: HashFields;
  /** Share of the host bus, against the weights of the other VMs, 1 to 255. */
  readonly weight: number;
  /** Most bits a second that it is given, all bytes on the wire counted; absent: no limit. */
  readonly bitsPerSecond?: number;
  /** Packet buffer quota in bytes; absent means an equal share of what the other quotas leave. */
  readonly quotaBytes?: number;
  /** What becomes of a frame that a restricting rule may match or not: it acts, or is passed over and counted. */
  readonly unreadable: Unreadable;
  /** Whether the VM takes IP fragments with a non-zero offset, as far as the rules allow them. */
  readonly fragments: Action;
  readonly sender: Sender;
}

/** What a VM may send, and who it may say it is. */
export interface Sender {
  /** What becomes of what it sends where no rule of the tiers admin, egress and baseline decides; absent: as `defaults.egress` says. */
  readonly egress?: Action;
  /** It may say it is anybody, for routers. */
  readonly trusted: boolean;
  /** It may send from any MAC address, for bridges. */
  readonly promiscuous: boolean;
  /** MAC addresses that are its own beside {@link Vm.mac}. */
  readonly macs: readonly bigint[];
  /** Its own IP addresses; of IPv6 also the prefixes of 64 bits in which every address is its own. */
  readonly addresses: readonly IpPrefix[];
  /** Protocols of the link that it may speak, trusted or not. */
  readonly linkControl: readonly LinkControl[];
  /** Class in which its frames share the wire. */
  readonly wireClass: SharedClass;
}

/** Classes of the wire that a VM may have: those that share by weight. */
export type SharedClass = 'storage' | 'tenant';

/** A VM of which the file says nothing more. */
export const plainSender: Sender = {
  ...{ trusted: false, promiscuous: false, macs: [], addresses: [], linkControl: [], wireClass: 'tenant' },
};

export type Unreadable = 'enforce' | 'report';

/** What is hashed of a frame: the addresses of its IP packet, or with them the ports of TCP and UDP. */
export type HashFields = 'addresses' | 'ports';

/** What happens to an outermost IP packet that every stack discards: dropped before the rules, or judged by them. */
export type Malformed = 'drop' | 'judge';

/** An IP prefix without host bits; an IPv4 address is in the low 32 bits. */
export interface IpPrefix {
  readonly version: 4 | 6;
  readonly address: bigint;
  /** 0..32 for IPv4, 0..128 for IPv6. */
  readonly prefixLength: number;
}

/** An inclusive range of ports, first <= last. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Which frames a rule looks at: unicast frames to one VM, frames to a group address, those that a VM sends to nobody on the card (`wire`), or
 * all of them.
 */
export type Target =
  | { readonly kind: 'any' }
  | { readonly kind: 'group' }
  | { readonly kind: 'wire' }
  | { readonly kind: 'vm'; readonly name: string };

/** Who sends the frames that a rule looks at: the wire, or a VM. */
export type Origin = { readonly kind: 'wire' } | { readonly kind: 'vm'; readonly name: string };

/**
 * Conditions on the fields of a frame; an absent one is always true, the present ones must all hold. A condition on a field
 * that is absent from the frame is false; one on a field that is unknown, because a limit stopped the reading, is unknown,
 * and so is the rule unless another condition is false. An unknown rule acts when it denies and is passed over when it allows.
 */
export interface Match {
  /** VLAN id of the outermost tag; 0 for frames without a tag and with a priority tag. Never unknown. */
  readonly vlan?: number;
  /** The header vector's `ethertype` has this value (whether or not the header after it is well formed). */
  readonly ethertype?: number;
  /**
   * A well-formed header of this IP version is present. Not written in the file: `source` and `destination` imply their
   * version, protocol 1 (icmp) implies 4 and protocol 58 (icmpv6) implies 6.
   */
  readonly ipVersion?: 4 | 6;
  /** A well-formed IP header is present and its protocol (IPv6: next header) has this value. */
  readonly protocol?: number;
  /** The source address lies in the prefix. */
  readonly source?: IpPrefix;
  /** The destination address lies in the prefix. */
  readonly destination?: IpPrefix;
  /** The header is whole and its source port lies in the range; only with one of {@link portProtocols}. */
  readonly sourcePort?: PortRange;
  /** As sourcePort, for the destination port. */
  readonly destinationPort?: PortRange;
  /** A whole ICMP or ICMPv6 header start is present and its type has this value; only with protocol 1 or 58. */
  readonly icmpType?: number;
  /** The frame carries an IP fragment with a non-zero offset. */
  readonly fragment?: 'later';
}

export type Action = 'allow' | 'deny';
/** What a rule does: `pass` goes on to the next tier. */
export type RuleAction = Action | 'pass';

/** One rule; of each tier the first rule decides whose origin, target and conditions hold. */
export interface Rule extends Located {
  readonly name?: string;
  /** Absent: `ingress`. */
  readonly tier?: RuleTier;
  /** Absent: anybody. */
  readonly from?: Origin;
  readonly to: Target;
  readonly match: Match;
  readonly action: RuleAction;
  /** Receive queue inside each VM that gets the frame; 0 leaves it to the hash of the VM. 0 unless the rule allows. */
  readonly queue: number;
}

/** What the policy must come to for some frames; the compiler proves it. */
export interface Expectation extends Located {
  readonly name?: string;
  /** Name of the VM that sends them; absent for the wire. */
  readonly from?: string;
  readonly to: Target;
  readonly match: Match;
  /** `allow`: all of them are delivered. `deny`: none is, nor any that may be one of them. */
  readonly verdict: Action;
}

/** What happens to a frame that no rule decided. */
export interface Defaults {
  readonly unicast: Action;
  readonly group: Action;
  /** Of frames that VMs send which do not say it themselves. */
  readonly egress: Action;
}

export interface Policy extends Located {
  /** File name as given by the caller, for messages. */
  readonly file: string;
  /** Configuration the file asks for (`config:`), or the default one. */
  readonly config: string;
  readonly vms: readonly Vm[];
  /** By tier, in the order in which tiers are asked, and in each as they are written. */
  readonly rules: readonly Rule[];
  readonly expect?: readonly Expectation[];
  readonly defaults: Defaults;
  readonly malformed: Malformed;
  /** Most bits a second on the wire of all copies of frames for several VMs; undefined leaves it to the compiler. */
  readonly groupBitsPerSecond?: number;
}

/** IP protocols that the policy language knows by name. */
export const protocols = {
  icmp: ipProtocols.icmp,
  tcp: ipProtocols.tcp,
  udp: ipProtocols.udp,
  icmpv6: ipProtocols.icmpv6,
  sctp: ipProtocols.sctp,
  udplite: ipProtocols.udpLite,
} as const;

/** Protocols whose ports rules can match. */
export const portProtocols: readonly number[] = [protocols.tcp, protocols.udp, protocols.sctp, protocols.udplite];

/** EtherTypes that the policy language knows by name. */
export const ethertypes = {
  ipv4: layoutTypes.ipv4,
  arp: layoutTypes.arp,
  ipv6: layoutTypes.ipv6,
  mpls: layoutTypes.mpls,
  pppoe: layoutTypes.pppoeSession,
  lldp: layoutTypes.lldp,
  ptp: layoutTypes.ptp,
  fcoe: layoutTypes.fcoe,
  fip: layoutTypes.fip,
  roce: layoutTypes.roce,
} as const;

/** Position of a value inside a located object, or of the object when the file does not give that value. */
export const positionOf = (located: Located, path: string): Position => located.positions[path] ?? located.position;

const vmIndexes = new WeakMap<readonly Vm[], ReadonlyMap<string, number>>();

/** Index of the VM of a name, the first of several; undefined when there is none. Looked up in a map, for policies of any size. */
export const vmIndex = ({ vms }: Policy, name: string): number | undefined => {
  let indexes = vmIndexes.get(vms);
  if (!indexes) {
    indexes = new Map([...vms.entries()].map(([i, vm]) => [vm.name, i] as const).toReversed());
    vmIndexes.set(vms, indexes);
  }
  return indexes.get(name);
};

/** The tier of a rule. */
export const tierOf = ({ tier = 'ingress' }: Pick<Rule, 'tier'>): RuleTier => tier;

/** How messages call a rule: its name in quotes, or its number counted from 1. */
export const ruleLabel = (rule: Rule, index: number): string =>
  rule.name === undefined ? `number ${index + 1}` : `"${rule.name}"`;
