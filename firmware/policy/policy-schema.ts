// SPDX-License-Identifier: Apache-2.0
/**
 * Shape of a policy file as zod schemas: strings in, resolved values out. Every issue message is a whole sentence; the
 * parser adds the place. VMs and rules have schemas of their own so that one broken item does not hide the others.
 */

import { quote } from 'typescript-hdl/words';
import { z } from 'zod';
import { type RuleTier, ruleTiers } from '../../hdl/spec/tables/bank-mask.ts';
import { identitySlots, linkControls } from '../../hdl/spec/tables/identity.ts';
import {
  type JsonForm,
  type Reader,
  Refusal,
  readAction,
  readConfigName,
  readEthertype,
  readFlag,
  readFragment,
  readFragments,
  readFrameVlan,
  readHash,
  readIcmpType,
  readInteger,
  readLinkControl,
  readMac,
  readMalformed,
  readName,
  readOrigin,
  readOwnAddress,
  readPortRange,
  readPrefix,
  readProtocol,
  readQuota,
  readRate,
  readRuleAction,
  readSource,
  readTarget,
  readUnreadable,
  readWireClass,
} from './policy-values.ts';

const kindOf = (value: unknown): string =>
  Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'a record' : 'plain text';

/** Error callback of one key: tells a missing value from one of the wrong kind. */
const wrongKind =
  (key: string, wanted: string) =>
  ({ input }: { readonly input?: unknown }): string => {
    if (input === undefined) return `${key} is missing; add ${wanted}`;
    return input === '' ? `${key} is empty; write ${wanted}` : `${key} is ${kindOf(input)}; write ${wanted}`;
  };

/** Scalars as editors are told of them: YAML has read numbers and truth values of what is text here. */
const scalarForms = new WeakMap<object, JsonForm>();
const anyForm = { type: ['string', 'number', 'boolean'] };

/** A scalar with its own grammar. */
const scalar = <T>(key: string, wanted: string, read: Reader<T>) => {
  const schema = z.string({ error: wrongKind(key, wanted) }).transform((text, context): T => {
    const value = text === '' ? new Refusal('') : read(text);
    if (!(value instanceof Refusal)) return value;
    const message = text === '' ? wrongKind(key, wanted)({ input: text }) : `${key} ${quote(text)} ${value.reason}`;
    context.issues.push({ code: 'custom', message, input: text });
    return z.NEVER;
  });
  scalarForms.set(schema, { description: `${key}: ${wanted}`, ...(read.form ?? anyForm) });
  return schema;
};

/** A record with exactly these keys. */
const record = <S extends z.ZodRawShape>(name: string, wanted: string, shape: S) =>
  z.strictObject(shape, {
    error: issue => (issue.code === 'unrecognized_keys' ? undefined : wrongKind(name, wanted)({ input: issue.input })),
  });

/** A list of at most so many scalars. The length is that of a list alone, which zod's own check of it would not ask. */
const ownList = <T>(key: string, wanted: string, read: Reader<T>, most: number) =>
  z
    .array(scalar(key, wanted, read), { error: wrongKind(key, wanted) })
    .refine(items => items.length <= most, {
      error: `${key} has more than ${most} entries, which is what the card keeps of a VM; remove some`,
    })
    .meta({ maxItems: most });

/** Addresses of a VM: as many of each version as the card keeps. */
const ownAddresses = [4, 6]
  .reduce(
    (list, wanted) =>
      list.refine(own => own.filter(({ version }) => version === wanted).length <= identitySlots, {
        error: `addresses has more than ${identitySlots} of IPv${wanted}, which is what the card keeps of a VM; remove some`,
      }),
    ownList('addresses', 'the IP addresses of the VM, such as [10.0.0.5, fd00::5]', readOwnAddress, 2 * identitySlots),
  )
  .meta({ maxItems: 2 * identitySlots });

const prefixWanted = 'an IP address or prefix such as 10.0.0.0/24';
const portWanted = 'a port such as 80 or a range such as 8000-8001';

const matchShape = {
  vlan: scalar('vlan', 'a VLAN id from 1 to 4094, or none', readFrameVlan).optional(),
  ethertype: scalar('ethertype', 'arp, ipv4, ipv6 or a number such as 0x88f7', readEthertype).optional(),
  protocol: scalar('protocol', 'tcp, udp, sctp, udplite, icmp, icmpv6 or a number', readProtocol).optional(),
  source: scalar('source', prefixWanted, readPrefix).optional(),
  destination: scalar('destination', prefixWanted, readPrefix).optional(),
  sourcePort: scalar('sourcePort', portWanted, readPortRange).optional(),
  destinationPort: scalar('destinationPort', portWanted, readPortRange).optional(),
  icmpType: scalar('icmpType', 'a number from 0 to 255', readIcmpType).optional(),
  fragment: scalar('fragment', 'later', readFragment).optional(),
};

const vmShape = {
  name: scalar('name', 'a name such as web', readName),
  mac: scalar('mac', 'the MAC address of the VM such as 52:54:00:00:00:10', readMac),
  vlan: scalar(
    'vlan',
    'a VLAN id from 1 to 4094',
    readInteger(1, 4094, ', or leave vlan out for untagged traffic'),
  ).optional(),
  queues: scalar('queues', 'a number of receive queues', readInteger(1, 128)).optional(),
  hash: scalar('hash', 'addresses or ports', readHash).optional(),
  weight: scalar('weight', 'a number from 1 to 255', readInteger(1, 255)).optional(),
  rate: scalar('rate', 'a rate such as 1Gbit/s', readRate).optional(),
  quota: scalar('quota', 'a size such as 64KiB', readQuota).optional(),
  unreadable: scalar('unreadable', 'enforce or report', readUnreadable).optional(),
  fragments: scalar('fragments', 'allow or deny', readFragments).optional(),
  addresses: ownAddresses.optional(),
  macs: ownList('macs', 'MAC addresses that are its own beside mac', readMac, identitySlots - 1).optional(),
  trusted: scalar('trusted', 'true or false', readFlag).optional(),
  promiscuous: scalar('promiscuous', 'true or false', readFlag).optional(),
  linkControl: ownList(
    'linkControl',
    'protocols of the link such as [lldp]',
    readLinkControl,
    linkControls.length,
  ).optional(),
  egress: scalar('egress', 'allow or deny', readAction).optional(),
  class: scalar('class', 'tenant or storage', readWireClass).optional(),
};

const actionWanted = 'action: allow, action: deny or action: pass';

const ruleShape = {
  name: scalar('name', 'a name such as web-http', readName).optional(),
  from: scalar('from', 'any, wire or the name of a VM', readOrigin).optional(),
  to: scalar('to', 'any, group, wire or the name of a VM', readTarget).optional(),
  match: record(
    'match',
    'the fields to match, one a line, or leave match out to match every frame',
    matchShape,
  ).optional(),
  action: scalar('action', actionWanted, readRuleAction),
  queue: scalar('queue', 'a queue number such as 0', readInteger(0, 127)).optional(),
};

const expectationShape = {
  name: scalar('name', 'a name such as db-is-closed', readName).optional(),
  from: scalar('from', 'wire or the name of a VM', readSource).optional(),
  to: scalar('to', 'any, group, wire or the name of a VM', readTarget).optional(),
  match: record('match', 'the fields of the frames that are meant, or leave match out for all', matchShape).optional(),
  verdict: scalar('verdict', 'allow or deny', readAction),
};

/** A record with something for each tier. */
const mapTiers = <T>(make: (tier: RuleTier) => T): Readonly<Record<RuleTier, T>> =>
  Object.fromEntries(ruleTiers.map(tier => [tier, make(tier)])) as Record<RuleTier, T>;

const defaultsShape = {
  unicast: scalar('unicast', 'allow or deny', readAction).optional(),
  group: scalar('group', 'allow or deny', readAction).optional(),
  egress: scalar('egress', 'allow or deny', readAction).optional(),
};

const list = (key: string, wanted: string) => z.array(z.unknown(), { error: wrongKind(key, wanted) });

const vmsWanted = 'a list with one VM or more, each with name and mac';

const policyShape = {
  config: scalar('config', 'the name of a configuration such as 10g', readConfigName).optional(),
  vms: list('vms', vmsWanted).refine(vms => vms.length > 0, { error: `vms is an empty list; write ${vmsWanted}` }),
  rules: z.unknown().optional(),
  expect: list('expect', 'a list of what the policy must come to, or leave expect out').optional(),
  defaults: record('defaults', 'unicast, group and egress with allow or deny', defaultsShape).optional(),
  malformed: scalar('malformed', 'drop or judge', readMalformed).optional(),
  groupRate: scalar('groupRate', 'a rate such as 1Gbit/s', readRate).optional(),
};

const rulesWanted = 'a list of rules, or leave rules out when the defaults are all';
/** Rules as a list, which is the ingress tier. */
export const ruleListSchema = list('rules', rulesWanted);
const tiersShape = mapTiers(tier => list(tier, `a list of rules, or leave ${tier} out`).optional());
/** What `rules` may be. */
export const tiersWanted = 'a list of rules, or admin, egress, ingress and baseline with one each';
/** Rules by tier. */
export const tiersSchema = record('rules', tiersWanted, tiersShape);

export const vmSchema = record('a VM', 'a record with name and mac', vmShape);
export const ruleSchema = record('a rule', 'a record with action and, mostly, to and match', ruleShape);
export const expectationSchema = record(
  'an expectation',
  'a record with verdict, from, to and match',
  expectationShape,
);
/** The file as a whole; its VMs, rules and expectations are checked one by one. */
export const policySchema = record('the policy', 'vms with at least one VM, and rules', policyShape);

/** Keys that each record of a policy knows, by the name messages give the record. */
export const knownKeys = {
  policy: Object.keys(policyShape),
  defaults: Object.keys(defaultsShape),
  VM: Object.keys(vmShape),
  rule: Object.keys(ruleShape),
  match: Object.keys(matchShape),
  rules: Object.keys(tiersShape),
  expectation: Object.keys(expectationShape),
} as const;

/** The whole of a policy, as editors see it. */
const documentSchema = z.strictObject({
  ...policyShape,
  vms: z.array(vmSchema).min(1),
  rules: z.union([z.array(ruleSchema), z.strictObject(mapTiers(() => z.array(ruleSchema).optional()))]).optional(),
  expect: z.array(expectationSchema).optional(),
});

/** JSON Schema of a policy, made of the schemas that the compiler reads it with. */
export const policyJsonSchema = (): Readonly<Record<string, unknown>> => ({
  ...z.toJSONSchema(documentSchema, {
    io: 'input',
    target: 'draft-7',
    override: ({ zodSchema, jsonSchema }) => {
      const form = scalarForms.get(zodSchema);
      if (!form) return;
      for (const key of Object.keys(jsonSchema)) delete (jsonSchema as Record<string, unknown>)[key];
      Object.assign(jsonSchema, form);
    },
  }),
  title: 'Sluice policy',
});
