// SPDX-License-Identifier: Apache-2.0
/** Witnesses as a person reads them: in the words that `sluice explain` takes, and in hexadecimal where no words make the frame. */
import { ethertypes } from '../../../hdl/spec/protocol/headers/numbers.ts';
import { steppedOver } from '../../policy/misreadings.ts';
import { type Policy, positionOf, protocols, ruleLabel } from '../../policy/policy.ts';
import { formatAddress } from '../../policy/policy-values.ts';
import { formatMac, list } from '../../policy/words.ts';
import { type Point, pointNear } from './box.ts';
import { type Cause, type Destination, isGroup, type Outcome } from './decisions.ts';
import type { RegionTo } from './questions.ts';
import { type FrameSender, frameAt } from './witness.ts';

/** Addresses for documentation (RFC 5737, RFC 3849), by version, and ports that nobody listens on. */
const examples = { 1: 0xc000_0201n, 2: 0x2001_0db8_0000_0000_0000_0000_0000_0001n } as const;
const highPort = 50_000n;
/** EtherType for experiments (IEEE 802, 9.2.4). */
const experimental = 0x88b5n;

/** A frame of a region that looks like one of its kind. */
export const examplePoint = (policy: Policy, { box, to }: Pick<RegionTo, 'box' | 'to'>): Point => {
  const version = box.version?.[0]?.[0] === 2n ? 2 : 1;
  const own = to.functions.flatMap(fn => policy.vms[fn - 1]?.sender.addresses ?? []);
  const ofVersion = own.filter(address => address.version === (version === 1 ? 4 : 6));
  return pointNear(box, {
    ethertype: [0x0800n, 0x86ddn, experimental],
    protocol: [6n, 17n],
    source: [examples[version]],
    destination: [...ofVersion.map(({ address }) => address), examples[version] + 1n],
    sourcePort: [highPort],
    destinationPort: [highPort],
  });
};

const nameOf = (number: bigint): string | undefined =>
  Object.entries(protocols).find(([, value]) => BigInt(value) === number)?.[0];

/** The words of a point after what it is; undefined where none make a frame with its key. */
const wordsOf = (at: Point): string | undefined => {
  const hasWords = at.malformed + at.unread + at.unreadFragment === 0n;
  if (!hasWords) return undefined;
  if (at.version === 0n)
    return at.ethertype >= 0x0600n && at.ethertype !== BigInt(ethertypes.pppoeSession)
      ? `ethertype 0x${at.ethertype.toString(16).padStart(4, '0')}`
      : undefined;
  const version = at.version === 1n ? 4 : 6;
  if (at.ethertype !== BigInt(version === 4 ? ethertypes.ipv4 : ethertypes.ipv6)) return undefined;
  if (steppedOver(Number(at.protocol), version) !== undefined) return undefined;
  const text = (address: bigint): string => formatAddress(address, version === 4 ? 32 : 128);
  const [source, destination] = [text(at.source), text(at.destination)];
  const name = nameOf(at.protocol);
  const what = name ?? `protocol ${at.protocol}`;
  if (at.fragment === 1n) {
    const isOfVersion = (name !== 'icmp' || version === 4) && (name !== 'icmpv6' || version === 6);
    return isOfVersion ? `${what} ${source} > ${destination} fragment later` : undefined;
  }
  if (at.l4 === 0n) return name === undefined ? `${what} ${source} > ${destination}` : undefined;
  if (name === undefined) return undefined;
  if (name === 'icmp' || name === 'icmpv6')
    return `${what} ${source} > ${destination} type ${at.sourcePort}${at.destinationPort === 0n ? '' : ` code ${at.destinationPort}`}`;
  const end = (address: string, port: bigint): string =>
    version === 4 ? `${address}:${port}` : `[${address}]:${port}`;
  return `${what} ${end(source, at.sourcePort)} > ${end(destination, at.destinationPort)}`;
};

/** Whom a frame is for; undefined where no words say that it has no tag although its sender is in a VLAN. */
const targetWords = ({ vms }: Policy, to: Destination, { fn }: FrameSender): string | undefined => {
  const vm = vms[to.functions[0]! - 1];
  if (!isGroup(to) && vm) return `to ${vm.name}`;
  const usual = fn === undefined ? 0 : vms[fn - 1]!.vlan;
  if (to.vlan === 0 && usual !== 0) return undefined;
  if (isGroup(to)) return `to group${to.vlan === 0 ? '' : ` vlan ${to.vlan}`}`;
  return `to ${formatMac(to.mac)}${to.vlan === usual ? '' : ` vlan ${to.vlan}`}`;
};

/** A frame of a region, in words or hexadecimal. */
export const frameWords = (policy: Policy, region: Pick<RegionTo, 'box' | 'to' | 'sender'>): string => {
  const point = examplePoint(policy, region);
  const words = wordsOf(point);
  const target = targetWords(policy, region.to, region.sender);
  if (words !== undefined && target !== undefined) return `${words} ${target}`;
  return `frame ${Buffer.from(frameAt(point, region.to, region.sender)).toString('hex')}`;
};

/** Names of those who get a frame. */
export const receiverNames = ({ vms }: Policy, functions: readonly number[]): string =>
  list(
    functions.map(fn => vms[fn - 1]?.name ?? `function ${fn}`),
    'and',
  );

/** `delivered to web, queue 1`, `sent on the wire` or `dropped as rule_deny`. */
export const outcomeWords = (policy: Policy, { event, queue, reported }: Outcome, to: Destination): string => {
  if (event === 'sent') return 'sent on the wire';
  if (event !== 'delivered') return `dropped as ${event}`;
  return `delivered to ${receiverNames(policy, to.functions)}${queue === 0 ? '' : `, queue ${queue}`}${reported ? ', and reported' : ''}`;
};

/** What in the policy decided, and where that is. */
export const causeWords = (policy: Policy, cause: Cause): string => {
  if ('key' in cause) {
    const at = policy.positions[cause.key];
    return at ? `${cause.key} (${policy.file}:${at.line}:${at.column})` : cause.key;
  }
  const rule = policy.rules[cause.rule];
  if (!rule) return 'a guard of the compiler';
  const { line, column } = positionOf(rule, '');
  return `rule ${ruleLabel(rule, cause.rule)} (${policy.file}:${line}:${column})`;
};
