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

type RuleTier = NonNullable<Rule['tier']>;

/** A side of a frame, each with rules of its own: of the VM that sends it, and of those that get it. */
export type Side = 'sender' | 'receiver';

/** A rule that is not known to be false for a frame: it decides, passes the frame on to the next tier, or is passed over. */
export interface AskedRule {
  /** Index among the rules of the policy. */
  readonly rule: number;
  readonly side: Side;
  readonly applies: true | 'unknown';
  readonly does: 'decides' | 'passes' | 'is passed over';
}

/** A fate, and what led to it. */
export interface Judgement {
  readonly fate: Fate;
  /** The frame as rules see it; undefined where it does not come so far. */
  readonly frame?: ReadFrame;
  /** Set where a VM that gets the frame takes no later fragments: whether it is one. */
  readonly laterFragment?: Truth;
  /** In their order, first those of the sender; on each side up to the one that decided. */
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

/**
 * What the rules make of a frame, whatever its length: `sender` is the function that sends it, and may say so; undefined for the
 * wire. `unknown_destination` means that no VM of the card gets it: from a VM it leaves on the wire.
 */
export const destinationFate = (policy: Policy, bytes: Uint8Array, sender?: number): Fate =>
  judge(policy, bytes, sender).fate;

/** The same with what led to it. */
export const judge = (policy: Policy, bytes: Uint8Array, sender?: number): Judgement => {
  const config = configOf(policy);
  const frame = readFrame(bytes, config.maxFrameBytes);
  if (!frame) return { fate: { functions: [], event: 'unknown_destination', queue: 0 }, asked: [] };
  const addressed = addressedVms(policy, frame);
  const functions = addressed.map(vm => policy.vms.indexOf(vm) + 1);
  const asked: AskedRule[] = [];
  const dropped = (event: Fate['event']): Judgement => ({ frame, asked, fate: { functions, event, queue: 0 } });

  // The hypervisor writes the rules and is not subject to them.
  const vm = sender === undefined ? undefined : policy.vms[sender - 1];
  const path: Path = { frame, addressed, origin: vm ?? (sender === undefined ? 'wire' : 'hypervisor') };
  if (vm) {
    const said = sideSays(policy, path, 'sender', () => false, asked);
    const event =
      said.event ?? ((vm.sender.egress ?? policy.defaults.egress) === 'deny' ? 'default_deny' : 'delivered');
    if (event !== 'delivered') return { frame, asked, fate: { functions, event, queue: 0, refused: true } };
  }
  return addressed.length === 0 ? dropped('unknown_destination') : received(policy, path, asked);
};

/** Who sends a frame to whom. */
interface Path {
  readonly frame: ReadFrame;
  readonly origin: Vm | 'wire' | 'hypervisor';
  /** VMs that it is for; none if it goes to the wire alone. */
  readonly addressed: readonly Vm[];
}

/** What the VMs that a frame is addressed to make of it, after its sender's rules let it go. */
const received = (policy: Policy, path: Path, asked: AskedRule[]): Judgement => {
  const { frame, addressed, origin } = path;
  const functions = addressed.map(vm => policy.vms.indexOf(vm) + 1);
  // A VM that sends to a group it is in gets no copy, so that its own settings judge nobody's.
  const receivers = addressed.filter(vm => vm !== origin);
  const refuses = receivers.some(vm => vm.fragments === 'deny');
  const refused = refuses ? isTrue(frame.ip.laterFragment) : false;
  const found = { frame, asked, ...(refuses && { laterFragment: refused }) };
  const dropped = (event: Fate['event']): Judgement => ({ ...found, fate: { functions, event, queue: 0 } });
  if (frame.malformed && policy.malformed === 'drop') return dropped('malformed_ip');

  const onlyReports = receivers.every(vm => vm.unreadable === 'report');
  if (refused === true) return dropped('rule_deny');
  if (refused === 'unknown' && !onlyReports) return dropped('unreadable');

  // A VM says of its own rules, and of those that judge nobody else's frames, that they only report.
  const isSentByVm = typeof origin === 'object';
  const reports = (tier: RuleTier): boolean => onlyReports && (tier === 'ingress' || !isSentByVm);
  const { event, queue, passedOver } = sideSays(policy, path, 'receiver', reports, asked);
  const fallback: Action = isGroup(frame) ? policy.defaults.group : policy.defaults.unicast;
  const outcome = event ?? (fallback === 'allow' ? 'delivered' : 'default_deny');
  if (outcome !== 'delivered') return dropped(outcome);
  const chosen = queue === 0 && !isGroup(frame) ? hashedQueue(addressed[0]!, frame.ip) : queue;
  const fate: Fate = { functions, event: 'delivered', queue: chosen };
  return { ...found, fate: passedOver || refused === 'unknown' ? { ...fate, reported: true } : fate };
};

/** What a side comes to by its rules; no event where none decides. */
interface Said {
  readonly event: 'delivered' | 'rule_deny' | 'unreadable' | undefined;
  readonly queue: number;
  /** A rule that may match or not was passed over, though it would have dropped the frame. */
  readonly passedOver: boolean;
}

const tiersOf: Readonly<Record<Side, readonly RuleTier[]>> = {
  sender: ['admin', 'egress', 'baseline'],
  receiver: ['admin', 'ingress', 'baseline'],
};

/** Asks the tiers of a side one after the other; in each the first rule that holds decides, or passes the frame on. */
const sideSays = (
  policy: Policy,
  path: Path,
  side: Side,
  reports: (tier: RuleTier) => boolean,
  asked: AskedRule[],
): Said => {
  let passedOver = false;
  for (const tier of tiersOf[side]) {
    for (const [index, rule] of policy.rules.entries()) {
      if ((rule.tier ?? 'ingress') !== tier) continue;
      const applied = applies(rule, path);
      if (applied === false) continue;
      const { action } = rule;
      // Not known to be true: no reason to let a frame pass, but one to hold it back, also from the rules after it.
      const isOver = applied === 'unknown' && (action === 'allow' || reports(tier));
      passedOver ||= isOver && action !== 'allow';
      const isPass = action === 'pass' && applied === true;
      const does = isOver ? 'is passed over' : isPass ? 'passes' : 'decides';
      asked.push({ rule: index, side, applies: applied, does });
      if (isPass) break;
      if (isOver) continue;
      const event = applied === 'unknown' ? 'unreadable' : action === 'allow' ? 'delivered' : 'rule_deny';
      return { event, queue: event === 'delivered' ? rule.queue : 0, passedOver };
    }
  }
  return { event: undefined, queue: 0, passedOver };
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

const applies = ({ from, to, match }: Rule, { frame, addressed, origin }: Path): Truth => {
  if (from?.kind === 'wire' && origin !== 'wire') return false;
  if (from?.kind === 'vm' && !(typeof origin === 'object' && origin.name === from.name)) return false;
  if (to.kind === 'group' && !isGroup(frame)) return false;
  if (to.kind === 'wire' && (isGroup(frame) || addressed.length > 0)) return false;
  if (to.kind === 'vm' && (isGroup(frame) || addressed[0]?.name !== to.name)) return false;
  return holds(match, frame);
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
  { ethertype, ip, vlan }: ReadFrame,
): readonly (readonly [keyof Match, Truth])[] => {
  const asked: { readonly [K in keyof Match]-?: Truth | undefined } = {
    vlan: match.vlan === undefined ? undefined : vlan === match.vlan,
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
