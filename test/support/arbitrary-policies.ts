// SPDX-License-Identifier: Apache-2.0
/**
 * fast-check arbitraries of parsed policies that keep every promise of `firmware/policy/policy.ts`: unique names and addresses,
 * prefixes without host bits, ports only with TCP or UDP, queues that the VMs have. Small pools shared with the frames.
 */
import fc from 'fast-check';
import {
  type Action,
  type IpPrefix,
  type Match,
  type Policy,
  type PortRange,
  type Rule,
  type Sender,
  type Target,
  tierOf,
  type Vm,
} from '../../firmware/policy/policy.ts';
import { Refusal, readOwnAddress } from '../../firmware/policy/policy-values.ts';
import { type Config, findConfig } from '../../hdl/spec/configs.ts';
import { ruleTiers } from '../../hdl/spec/tables/bank-mask.ts';
import { linkControls } from '../../hdl/spec/tables/identity.ts';
import { pools } from './arbitrary-frames.ts';
import { ipNumber, macNumber } from './frames.ts';

/** A policy that no file was read for; every position says so by being 1:1. */
const nowhere = { position: { line: 1, column: 1 }, positions: {} } as const;

/** `firmware/policy/policy.ts`: an absent condition is an absent member, never an undefined one. */
const compact = (match: { readonly [K in keyof Match]: Match[K] | undefined }): Match =>
  Object.fromEntries(Object.entries(match).filter(([, value]) => value !== undefined)) as Match;

const sometimes = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 1 });

const action = fc.constantFrom<Action>('allow', 'deny');

const prefixOf = (version: 4 | 6): fc.Arbitrary<IpPrefix> =>
  fc
    .tuple(
      fc.constantFrom(...(version === 4 ? pools.ipv4 : pools.ipv6)),
      fc.oneof(fc.constant(version === 4 ? 32 : 128), fc.nat(version === 4 ? 32 : 128)),
    )
    .map(([text, prefixLength]) => {
      const hostBits = BigInt((version === 4 ? 32 : 128) - prefixLength);
      return { version, address: (ipNumber(text) >> hostBits) << hostBits, prefixLength };
    });

/** Single ports and ranges that few ternary entries express; `anyRange` asks for more of them. */
const portRange: fc.Arbitrary<PortRange> = fc.oneof(
  fc.constantFrom(...pools.ports).map(port => ({ first: port, last: port })),
  fc.constantFrom({ first: 1024, last: 65535 }, { first: 0, last: 1023 }, { first: 0, last: 65535 }),
  fc.constantFrom({ first: 80, last: 81 }, { first: 22, last: 23 }, { first: 53, last: 54 }),
);

const anyRange: fc.Arbitrary<PortRange> = fc
  .tuple(fc.nat(0xffff), fc.nat(0xffff))
  .map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }));

interface Addresses {
  readonly source: IpPrefix | undefined;
  readonly destination: IpPrefix | undefined;
}

const addresses = (version: 4 | 6): fc.Arbitrary<Addresses> =>
  fc.record({ source: sometimes(prefixOf(version)), destination: sometimes(prefixOf(version)) });

const portsMatch = (version: 4 | 6, range: fc.Arbitrary<PortRange>): fc.Arbitrary<Match> =>
  fc
    .tuple(
      addresses(version),
      fc.record({
        protocol: fc.constantFrom(6, 17, 132, 136),
        sourcePort: sometimes(range),
        destinationPort: sometimes(range),
      }),
    )
    .map(([ip, rest]) => withVersion(compact({ ...ip, ...rest }), version));

const protocolMatch = (version: 4 | 6): fc.Arbitrary<Match> =>
  fc
    .tuple(
      addresses(version),
      fc.record({
        protocol: sometimes(fc.constantFrom(...pools.protocols.filter(p => p !== (version === 4 ? 58 : 1)))),
        fragment: sometimes(fc.constant('later' as const)),
        ethertype: sometimes(fc.constantFrom(version === 4 ? 0x0800 : 0x86dd, 0x8847, 0x8864)),
      }),
    )
    .map(([ip, rest]) => withVersion(compact({ ...ip, ...rest }), version));

const icmpMatch = (version: 4 | 6): fc.Arbitrary<Match> =>
  fc
    .tuple(addresses(version), sometimes(fc.constantFrom(...pools.icmpTypes)))
    .map(([ip, icmpType]) => withVersion(compact({ ...ip, protocol: version === 4 ? 1 : 58, icmpType }), version));

const plainMatch: fc.Arbitrary<Match> = fc
  .record({
    ethertype: sometimes(fc.constantFrom(...pools.ethertypes.filter(type => type >= 0x0600))),
    fragment: sometimes(fc.constant('later' as const)),
  })
  .map(compact);

/** Adds the IP version where the policy language derives one: from addresses, icmp and icmpv6. */
const withVersion = (match: Match, version: 4 | 6): Match =>
  match.source || match.destination || match.protocol === 1 || match.protocol === 58
    ? { ...match, ipVersion: version }
    : match;

const matchWith = (range: fc.Arbitrary<PortRange>): fc.Arbitrary<Match> =>
  fc
    .constantFrom<(4 | 6)[]>(4, 6)
    .chain(version =>
      fc.oneof(
        { weight: 3, arbitrary: portsMatch(version, range) },
        { weight: 3, arbitrary: protocolMatch(version) },
        { weight: 2, arbitrary: icmpMatch(version) },
        { weight: 2, arbitrary: plainMatch },
      ),
    );

const targetAmong = (vms: readonly Vm[]): fc.Arbitrary<Target> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant<Target>({ kind: 'any' }) },
    { weight: 1, arbitrary: fc.constant<Target>({ kind: 'group' }) },
    { weight: 2, arbitrary: fc.constantFrom(...vms).map((vm): Target => ({ kind: 'vm', name: vm.name })) },
  );

/** Queues that every VM a rule can deliver to has. */
const queuesFor = (to: Target, vms: readonly Vm[]): number =>
  Math.min(...vms.filter(vm => to.kind !== 'vm' || vm.name === to.name).map(vm => vm.queues));

const ruleAmong = (vms: readonly Vm[], match: fc.Arbitrary<Match>): fc.Arbitrary<Rule> =>
  fc.record({ to: targetAmong(vms), match, action, queueChoice: fc.nat() }).map(({ queueChoice, ...rule }) => ({
    ...nowhere,
    ...rule,
    queue: rule.action === 'allow' ? queueChoice % queuesFor(rule.to, vms) : 0,
  }));

/** Addresses that a host may have, as the policy language takes them. */
const hosts = (texts: readonly string[]): fc.Arbitrary<string> =>
  fc.constantFrom(...texts.filter(text => !(readOwnAddress(text) instanceof Refusal)));

/** Its own addresses: single ones, and the /64 around one of IPv6. */
const ownAddress: fc.Arbitrary<IpPrefix> = fc.oneof(
  hosts(pools.ipv4).map((text): IpPrefix => ({ version: 4, address: ipNumber(text), prefixLength: 32 })),
  hosts(pools.ipv6).map((text): IpPrefix => ({ version: 6, address: ipNumber(text), prefixLength: 128 })),
  hosts(pools.ipv6).map(
    (text): IpPrefix => ({ version: 6, address: (ipNumber(text) >> 64n) << 64n, prefixLength: 64 }),
  ),
);

const sender: fc.Arbitrary<Sender> = fc
  .record({
    egress: fc.constantFrom(undefined, undefined, 'allow' as const, 'deny' as const),
    trusted: fc.constantFrom(false, false, false, true),
    promiscuous: fc.constantFrom(false, false, true),
    macs: fc.uniqueArray(fc.constantFrom(...pools.macs).map(macNumber), { maxLength: 2 }),
    addresses: fc.uniqueArray(ownAddress, {
      maxLength: 4,
      selector: ({ address, prefixLength }) => `${address}/${prefixLength}`,
    }),
    linkControl: fc.subarray(linkControls.map(({ name }) => name)),
    wireClass: fc.constantFrom('storage' as const, 'tenant' as const),
  })
  .map(({ egress, ...rest }) => ({ ...rest, ...(egress && { egress }) }));

/** Whether a VM of a VLAN has this address, which then is no other's. */
const isOwned = (vms: readonly Pick<Vm, 'vlan' | 'mac'>[], vlan: number, mac: bigint): boolean =>
  vms.some(vm => vm.vlan === vlan && vm.mac === mac);

const vmsOf = (config: Config): fc.Arbitrary<readonly Vm[]> =>
  fc
    .uniqueArray(
      fc.record({
        mac: fc.constantFrom(...pools.macs).map(macNumber),
        vlan: fc.constantFrom(...pools.vlans),
        queues: fc.integer({ min: 1, max: config.queuesPerFunction }),
        weight: fc.constantFrom(1, 1, 2, 255),
        bitsPerSecond: fc.constantFrom(undefined, undefined, 5_000_000_000, 9_500_000_000),
        hash: fc.constantFrom(undefined, undefined, 'addresses' as const, 'ports' as const),
        unreadable: fc.constantFrom<Vm['unreadable']>('enforce', 'report'),
        fragments: fc.constantFrom<Action>('allow', 'allow', 'deny'),
        sender,
      }),
      { minLength: 1, maxLength: config.functions - 1, selector: vm => `${vm.mac} ${vm.vlan}` },
    )
    .map(vms =>
      vms.map(({ hash, bitsPerSecond, ...vm }, i) => ({
        ...nowhere,
        ...vm,
        sender: { ...vm.sender, macs: vm.sender.macs.filter(mac => !isOwned(vms, vm.vlan, mac)) },
        ...(hash && { hash }),
        ...(bitsPerSecond && { bitsPerSecond }),
        name: `vm${i + 1}`,
      })),
    );

/** Types of tags: a condition sees what comes after them. */
const tagTypes = [0x8100, 0x88a8];

/** Rules of EtherTypes alone, of which most are for frames without ports. */
const typeMatch: fc.Arbitrary<Match> = fc
  .constantFrom(...pools.ethertypes.filter(type => type >= 0x0600 && !tagTypes.includes(type)))
  .map(ethertype => ({ ethertype }));

/** A rule of any tier, from anybody, of any action and VLAN, as far as a policy may say so. */
const tierRuleAmong = (vms: readonly Vm[], match: fc.Arbitrary<Match>): fc.Arbitrary<Rule> => {
  const end = fc.constantFrom(...vms).map(vm => ({ kind: 'vm' as const, name: vm.name }));
  const wire = fc.constant({ kind: 'wire' as const });
  const nobody = fc.constant(undefined);
  return fc
    .record({
      rule: ruleAmong(vms, fc.oneof({ weight: 4, arbitrary: match }, { weight: 1, arbitrary: typeMatch })),
      tier: fc.constantFrom(...ruleTiers),
      from: fc.oneof({ weight: 4, arbitrary: nobody }, { weight: 2, arbitrary: end }, { weight: 1, arbitrary: wire }),
      toWire: fc.nat(4).map(die => die === 0),
      vlan: fc.oneof(
        { weight: 5, arbitrary: nobody },
        { weight: 2, arbitrary: fc.constantFrom(...vms).map(vm => vm.vlan) },
        { weight: 1, arbitrary: fc.constantFrom(...pools.vlans) },
      ),
      pass: fc.nat(3).map(die => die === 0),
    })
    .map(({ rule, tier, from, toWire, vlan, pass }) => {
      const isToWire = toWire && tier !== 'ingress' && from?.kind !== 'wire';
      const isFrom = from && !(tier === 'egress' && from.kind === 'wire');
      const action = pass ? 'pass' : rule.action;
      const hasQueue = action === 'allow' && tier !== 'egress' && !isToWire;
      return {
        ...rule,
        ...(tier !== 'ingress' && { tier }),
        ...(isFrom && { from }),
        ...(isToWire && { to: { kind: 'wire' as const } }),
        match: vlan === undefined ? rule.match : { ...rule.match, vlan },
        ...{ action, queue: hasQueue ? rule.queue : 0 },
      };
    });
};

const tierNumber = (rule: Rule): number => ruleTiers.indexOf(tierOf(rule));

/**
 * Policies of a configuration; with `wideRanges` some of them need more ternary entries than there are, with `tiers` they have rules of
 * all tiers, for all senders.
 */
export const arbitraryPolicy = (configName = '10g', { wideRanges = false, tiers = false } = {}): fc.Arbitrary<Policy> =>
  vmsOf(findConfig(configName)!).chain(vms =>
    fc.record({
      position: fc.constant(nowhere.position),
      positions: fc.constant(nowhere.positions),
      file: fc.constant('arbitrary.yaml'),
      config: fc.constant(configName),
      vms: fc.constant(vms),
      rules: tiers
        ? fc
            .array(tierRuleAmong(vms, matchWith(wideRanges ? anyRange : portRange)), { maxLength: 12 })
            .map(rules => rules.toSorted((a, b) => tierNumber(a) - tierNumber(b)))
        : fc.array(ruleAmong(vms, matchWith(wideRanges ? anyRange : portRange)), { maxLength: 8 }),
      defaults: fc.record({ unicast: action, group: action, egress: action }),
      malformed: fc.constantFrom<Policy['malformed']>('drop', 'judge'),
    }),
  );
