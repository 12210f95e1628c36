// SPDX-License-Identifier: Apache-2.0
/**
 * The policy read directly: what a person who holds the policy file and a frame would say happens to it. It is the
 * first of the three answers (policy, tables, hardware) and so repeats knowledge that the lowering and the models also
 * hold - frame lengths, forwarding, first match - rather than share a mistake with them. Naive by intent: no tables.
 */
import { type Config, findConfig } from '../../hdl/spec/configs.ts';
import type { Fate } from '../../hdl/spec/events/fate.ts';
import type { Action, IpPrefix, Match, Policy, PortRange, Rule, Vm } from '../policy/policy.ts';
import type { Field } from './eater.ts';
import { type ReadFrame, readFrame } from './oracle-frame.ts';
import { hashedQueue } from './oracle-hash.ts';
import type { IpView } from './oracle-ip.ts';

/** One frame as the MAC hands it over. */
export interface ReceivedFrame {
  /** Bytes without FCS. */
  readonly bytes: Uint8Array;
  /** The MAC found the FCS wrong. */
  readonly badFcs?: boolean;
}

/** True, false, or unknown because a field is: strong three-valued logic (Kleene). */
export type Truth = boolean | 'unknown';

/** False if any part is false, else unknown if any part is. */
const and = (parts: readonly Truth[]): Truth =>
  parts.includes(false) ? false : parts.includes('unknown') ? 'unknown' : true;

/** A rule that is not known to be false for a frame: it acts, or is passed over. */
export interface AskedRule {
  /** Index among the rules of the policy. */
  readonly rule: number;
  readonly applies: true | 'unknown';
}

/** A fate, and what led to it. */
export interface Judgement {
  readonly fate: Fate;
  /** The frame as rules see it; undefined where it does not come so far. */
  readonly frame?: ReadFrame;
  /** Set where a VM that gets the frame takes no later fragments: whether it is one. */
  readonly laterFragment?: Truth;
  /** In their order, up to the one that decided. */
  readonly asked: readonly AskedRule[];
}

/** Fate of a frame under a policy, if queues and buffers have room for it; a RangeError names an unknown configuration. */
export const policyFate = (policy: Policy, received: ReceivedFrame): Fate => judgeReceived(policy, received).fate;

/** The same with what led to it. */
export const judgeReceived = (policy: Policy, received: ReceivedFrame): Judgement => {
  const config = configOf(policy);
  const error = lineError(config, received);
  return error ? { fate: { functions: [], event: error, queue: 0 }, asked: [] } : judge(policy, received.bytes);
};

/** What the VMs that a frame is addressed to make of it, whoever sent it and whatever its length. */
export const destinationFate = (policy: Policy, bytes: Uint8Array): Fate => judge(policy, bytes).fate;

/** The same with what led to it. */
export const judge = (policy: Policy, bytes: Uint8Array): Judgement => {
  const config = configOf(policy);
  const frame = readFrame(bytes, config.maxFrameBytes);
  const addressed = frame ? addressedVms(policy, frame) : [];
  if (!frame || addressed.length === 0)
    return { fate: { functions: [], event: 'unknown_destination', queue: 0 }, asked: [] };
  const functions = addressed.map(vm => policy.vms.indexOf(vm) + 1);
  const asked: AskedRule[] = [];
  const refuses = addressed.some(vm => vm.fragments === 'deny');
  const refused = refuses ? isTrue(frame.ip.laterFragment) : false;
  const found = { frame, asked, ...(refuses && { laterFragment: refused }) };
  const dropped = (event: Fate['event']): Judgement => ({ ...found, fate: { functions, event, queue: 0 } });
  if (frame.malformed && policy.malformed === 'drop') return dropped('malformed_ip');

  const onlyReports = addressed.every(vm => vm.unreadable === 'report');
  let passedOver = false;
  if (refused === true) return dropped('rule_deny');
  if (refused === 'unknown' && !onlyReports) return dropped('unreadable');
  if (refused === 'unknown') passedOver = true;

  const delivered = (named: number): Judgement => {
    const queue = named === 0 && !isGroup(frame) ? hashedQueue(addressed[0]!, frame.ip) : named;
    const fate: Fate = { functions, event: 'delivered', queue };
    return { ...found, fate: passedOver ? { ...fate, reported: true } : fate };
  };
  for (const [index, rule] of policy.rules.entries()) {
    const applied = applies(rule, addressed, frame);
    if (applied !== false) asked.push({ rule: index, applies: applied });
    if (applied === true) return rule.action === 'allow' ? delivered(rule.queue) : dropped('rule_deny');
    // Not known to be true: no reason to let a frame pass, but one to hold it back.
    if (applied === 'unknown' && rule.action === 'deny') {
      if (!onlyReports) return dropped('unreadable');
      passedOver = true;
    }
  }
  const fallback: Action = isGroup(frame) ? policy.defaults.group : policy.defaults.unicast;
  return fallback === 'allow' ? delivered(0) : dropped('default_deny');
};

const configOf = (policy: Policy): Config => {
  const config = findConfig(policy.config);
  if (!config) throw new RangeError(`the policy is for the configuration "${policy.config}", which does not exist`);
  return config;
};

/** Frames that are wrong as such; a bad FCS makes the length meaningless. IEEE 802.3 minFrameSize is 64 with FCS. */
const lineError = (config: Config, { bytes, badFcs }: ReceivedFrame): 'bad_fcs' | 'runt' | 'oversize' | undefined => {
  if (badFcs === true) return 'bad_fcs';
  if (bytes.length + 4 < 64) return 'runt';
  return bytes.length > config.maxFrameBytes ? 'oversize' : undefined;
};

const isGroup = (frame: ReadFrame): boolean => (frame.destinationMac / 0x100_0000_0000n) % 2n === 1n;

/** VMs of the frame's VLAN: all of them for a group address, the one with the MAC otherwise. */
const addressedVms = (policy: Policy, frame: ReadFrame): readonly Vm[] =>
  policy.vms.filter(vm => vm.vlan === frame.vlan && (isGroup(frame) || vm.mac === frame.destinationMac));

const applies = (rule: Rule, addressed: readonly Vm[], frame: ReadFrame): Truth => {
  const { to } = rule;
  if (to.kind === 'group' && !isGroup(frame)) return false;
  if (to.kind === 'vm' && (isGroup(frame) || addressed[0]?.name !== to.name)) return false;
  return holds(rule.match, frame);
};

/** Whether a field has a value that is asked for; one that is absent has none. */
const has = <T>(field: Field<T>, asked: (value: T) => boolean): Truth => {
  if (field === 'unknown') return 'unknown';
  return field !== 'absent' && asked(field.value);
};

const isTrue = (field: Field<boolean>): Truth => has(field, value => value);

const holds = (match: Match, frame: ReadFrame): Truth => and(conditionsOf(match, frame).map(([, truth]) => truth));

/** Each condition of a match by its key, and whether it holds for a frame; `ipVersion` is what others imply. */
export const conditionsOf = (
  { protocol, source, destination, ...match }: Match,
  { ethertype, ip }: ReadFrame,
): readonly (readonly [keyof Match, Truth])[] => {
  const asked: { readonly [K in keyof Match]-?: Truth | undefined } = {
    ethertype: match.ethertype === undefined ? undefined : has(ethertype, type => type === match.ethertype),
    fragment: match.fragment === undefined ? undefined : isTrue(ip.laterFragment),
    ipVersion: match.ipVersion === undefined ? undefined : has(ip.version, version => version === match.ipVersion),
    protocol: protocol === undefined ? undefined : has(ip.protocol, number => number === protocol),
    source: source && lies(ip, 'source', source),
    destination: destination && lies(ip, 'destination', destination),
    sourcePort: match.sourcePort && has(ip.transport, ({ ports }) => inRange(ports?.source, match.sourcePort!)),
    destinationPort:
      match.destinationPort && has(ip.transport, ({ ports }) => inRange(ports?.destination, match.destinationPort!)),
    icmpType:
      match.icmpType === undefined ? undefined : has(ip.transport, ({ icmpType }) => icmpType === match.icmpType),
  };
  return Object.entries(asked).flatMap(([key, truth]) =>
    truth === undefined ? [] : [[key as keyof Match, truth] as const],
  );
};

/** Compares the leading bits of the packet's address, as written in binary, with those of the prefix. */
const lies = (ip: IpView, side: 'source' | 'destination', prefix: IpPrefix): Truth => {
  const bits = prefix.version === 4 ? 32 : 128;
  const binary = (address: bigint): string => address.toString(2).padStart(bits, '0');
  const wanted = binary(prefix.address).slice(0, prefix.prefixLength);
  return and([
    has(ip.version, version => version === prefix.version),
    has(ip[side], address => binary(address).startsWith(wanted)),
  ]);
};

const inRange = (port: number | undefined, { first, last }: PortRange): boolean =>
  port !== undefined && first <= port && port <= last;
