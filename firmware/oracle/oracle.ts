/**
 * The policy read directly: what a person who holds the policy file and a frame would say happens to it. It is the
 * first of the three answers (policy, tables, hardware) and so repeats knowledge that the lowering and the models also
 * hold - frame lengths, forwarding, first match - rather than share a mistake with them. Naive by intent: no tables.
 */
import { type Config, configs } from '../../hdl/spec/configs.ts';
import type { Fate } from '../../hdl/spec/events/fate.ts';
import type { Action, IpPrefix, Match, Policy, PortRange, Rule, Vm } from '../policy/policy.ts';
import { type IpPacket, type ReadFrame, readFrame } from './oracle-frame.ts';

/** One frame as the MAC hands it over. */
export interface ReceivedFrame {
  /** Bytes without FCS. */
  readonly bytes: Uint8Array;
  /** The MAC found the FCS wrong. */
  readonly badFcs?: boolean;
}

/** Fate of a frame under a policy, if queues and buffers have room for it; a RangeError names an unknown configuration. */
export const policyFate = (policy: Policy, received: ReceivedFrame): Fate => {
  const error = lineError(configOf(policy), received);
  if (error) return { functions: [], event: error, queue: 0 };
  const frame = readFrame(received.bytes);
  const addressed = frame ? addressedVms(policy, frame) : [];
  if (!frame || addressed.length === 0) return { functions: [], event: 'unknown_destination', queue: 0 };
  const functions = addressed.map(vm => policy.vms.indexOf(vm) + 1);
  const rule = policy.rules.find(candidate => applies(candidate, addressed, frame));
  if (rule) {
    return rule.action === 'allow'
      ? { functions, event: 'delivered', queue: rule.queue }
      : { functions, event: 'rule_deny', queue: 0 };
  }
  const fallback: Action = isGroup(frame) ? policy.defaults.group : policy.defaults.unicast;
  return { functions, event: fallback === 'allow' ? 'delivered' : 'default_deny', queue: 0 };
};

const configOf = (policy: Policy): Config => {
  const config = configs[policy.config];
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

const applies = (rule: Rule, addressed: readonly Vm[], frame: ReadFrame): boolean => {
  const { to } = rule;
  if (to.kind === 'group' && !isGroup(frame)) return false;
  if (to.kind === 'vm' && (isGroup(frame) || addressed[0]?.name !== to.name)) return false;
  return holds(rule.match, frame);
};

const holds = (match: Match, frame: ReadFrame): boolean =>
  (match.ethertype === undefined || match.ethertype === frame.ethertype) &&
  (match.fragment === undefined || frame.ip?.laterFragment === true) &&
  (match.ipVersion === undefined || frame.ip?.version === match.ipVersion) &&
  (match.protocol === undefined || frame.ip?.protocol === match.protocol) &&
  (match.source === undefined || lies(frame.ip, 'source', match.source)) &&
  (match.destination === undefined || lies(frame.ip, 'destination', match.destination)) &&
  (match.sourcePort === undefined || inRange(frame.ip?.ports?.source, match.sourcePort)) &&
  (match.destinationPort === undefined || inRange(frame.ip?.ports?.destination, match.destinationPort)) &&
  (match.icmpType === undefined || frame.ip?.icmpType === match.icmpType);

/** Compares the leading bits of the packet's address, as written in binary, with those of the prefix. */
const lies = (ip: IpPacket | undefined, side: 'source' | 'destination', prefix: IpPrefix): boolean => {
  if (ip?.version !== prefix.version) return false;
  const binary = (address: bigint): string => address.toString(2).padStart(ip.version === 4 ? 32 : 128, '0');
  return binary(ip[side]).startsWith(binary(prefix.address).slice(0, prefix.prefixLength));
};

const inRange = (port: number | undefined, { first, last }: PortRange): boolean =>
  port !== undefined && first <= port && port <= last;
