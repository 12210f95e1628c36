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
type Truth = boolean | 'unknown';

/** False if any part is false, else unknown if any part is. */
const and = (parts: readonly Truth[]): Truth =>
  parts.includes(false) ? false : parts.includes('unknown') ? 'unknown' : true;

/** Fate of a frame under a policy, if queues and buffers have room for it; a RangeError names an unknown configuration. */
export const policyFate = (policy: Policy, received: ReceivedFrame): Fate => {
  const config = configOf(policy);
  const error = lineError(config, received);
  return error ? { functions: [], event: error, queue: 0 } : destinationFate(policy, received.bytes);
};

/** What the VMs that a frame is addressed to make of it, whoever sent it and whatever its length. */
export const destinationFate = (policy: Policy, bytes: Uint8Array): Fate => judge(policy, bytes).fate;

/** The rule that decides about a frame; undefined where none does: a default, or something before the rules. */
export const decidingRule = (policy: Policy, bytes: Uint8Array): Rule | undefined => judge(policy, bytes).rule;

/** What becomes of a frame, and the rule that said so. */
interface Judgement {
  readonly fate: Fate;
  readonly rule?: Rule;
}

const judge = (policy: Policy, bytes: Uint8Array): Judgement => {
  const config = configOf(policy);
  const frame = readFrame(bytes, config.maxFrameBytes);
  const addressed = frame ? addressedVms(policy, frame) : [];
  if (!frame || addressed.length === 0) return { fate: { functions: [], event: 'unknown_destination', queue: 0 } };
  const functions = addressed.map(vm => policy.vms.indexOf(vm) + 1);
  const dropped = (event: Fate['event'], rule?: Rule): Judgement => ({
    fate: { functions, event, queue: 0 },
    ...(rule && { rule }),
  });
  if (frame.malformed && policy.malformed === 'drop') return dropped('malformed_ip');

  const onlyReports = addressed.every(vm => vm.unreadable === 'report');
  let passedOver = false;
  const refused = addressed.some(vm => vm.fragments === 'deny') ? isTrue(frame.ip.laterFragment) : false;
  if (refused === true) return dropped('rule_deny');
  if (refused === 'unknown' && !onlyReports) return dropped('unreadable');
  if (refused === 'unknown') passedOver = true;

  const delivered = (named: number, rule?: Rule): Judgement => {
    const queue = named === 0 && !isGroup(frame) ? hashedQueue(addressed[0]!, frame.ip) : named;
    const fate: Fate = { functions, event: 'delivered', queue };
    return { fate: passedOver ? { ...fate, reported: true } : fate, ...(rule && { rule }) };
  };
  for (const rule of policy.rules) {
    const applied = applies(rule, addressed, frame);
    if (applied === true) return rule.action === 'allow' ? delivered(rule.queue, rule) : dropped('rule_deny', rule);
    // Not known to be true: no reason to let a frame pass, but one to hold it back.
    if (applied === 'unknown' && rule.action === 'deny') {
      if (!onlyReports) return dropped('unreadable', rule);
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

const holds = ({ protocol, source, destination, ...match }: Match, { ethertype, ip }: ReadFrame): Truth =>
  and([
    match.ethertype === undefined || has(ethertype, type => type === match.ethertype),
    match.fragment === undefined || isTrue(ip.laterFragment),
    match.ipVersion === undefined || has(ip.version, version => version === match.ipVersion),
    protocol === undefined || has(ip.protocol, number => number === protocol),
    source === undefined || lies(ip, 'source', source),
    destination === undefined || lies(ip, 'destination', destination),
    match.sourcePort === undefined || has(ip.transport, ({ ports }) => inRange(ports?.source, match.sourcePort!)),
    match.destinationPort === undefined ||
      has(ip.transport, ({ ports }) => inRange(ports?.destination, match.destinationPort!)),
    match.icmpType === undefined || has(ip.transport, ({ icmpType }) => icmpType === match.icmpType),
  ]);

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
