// SPDX-License-Identifier: Apache-2.0
/**
 * What becomes of one frame and why, asked twice: of the policy as it is written and of its tables as the card holds them. What
 * they say is data here; `explain-text.ts` makes it readable.
 */
import type { CompiledPolicy } from '../../firmware/compile/compile.ts';
import { type AskedRule, conditionsOf, type Judgement, judge, judgeReceived } from '../../firmware/oracle/oracle.ts';
import { namesOf } from '../../firmware/oracle/oracle-sender.ts';
import { type Policy, positionOf, ruleLabel, tierOf } from '../../firmware/policy/policy.ts';
import { type Config, findConfig } from '../../hdl/spec/configs.ts';
import { type CounterEventName, counterEvents, eventBits } from '../../hdl/spec/events/drop-reasons.ts';
import type { Fate } from '../../hdl/spec/events/fate.ts';
import { type TransmitEventName, transmitEventBits, transmitEvents } from '../../hdl/spec/events/transmit-events.ts';
import { counterBlock, transmitCounterBlock } from '../../hdl/spec/registers/counter-registers.ts';
import { type Classification, lookUp, type TableLookUp } from '../../sim/model/classifier-model.ts';
import { ingressError } from '../../sim/model/ingress-model.ts';
import { parseFrame } from '../../sim/model/parser-model.ts';
import { fateBy, identityOf, type SendFate } from '../../sim/model/send-model.ts';
import type { HeaderVector } from '../../sim/model/vector-model.ts';

/** A rule that was not false for the frame, and what its conditions came to. */
export interface ExplainedRule {
  readonly rule: string;
  readonly place: string;
  readonly action: string;
  readonly tier: string;
  /** Whose frame it judged: that of who sends it, or of who gets it. */
  readonly side: AskedRule['side'];
  readonly applies: true | 'unknown';
  /** It decided for its side; others were passed over, or passed the frame on. */
  readonly decides: boolean;
  readonly conditions: readonly { readonly key: string; readonly holds: boolean | 'unknown' }[];
}

/** A look-up in a table, and where in the policy its entry comes from. */
export interface ExplainedLookUp extends TableLookUp {
  /** Name and place of what the first matching entry was made of. */
  readonly from: string | null;
}

/** A counter that the frame adds one to. */
export interface ExplainedCounter {
  /** Block, entry and register, as `sluice registers` names them. */
  readonly register: string;
  readonly address: string;
  readonly event: string;
  readonly of: string;
}

export interface Explanation {
  readonly from: string;
  readonly vector: HeaderVector;
  /** Key of the rules; null where none is asked. */
  readonly key: Readonly<Record<string, number | bigint>> | null;
  readonly rules: readonly ExplainedRule[];
  readonly lookUps: readonly ExplainedLookUp[];
  /** What the policy decided by that is no rule: a default, a check before the rules; null else. */
  readonly otherwise: string | null;
  /** In words; `hardware` only where it was asked. */
  readonly verdicts: { readonly policy: string; readonly tables: string; readonly hardware?: string };
  readonly counters: readonly ExplainedCounter[];
  readonly agrees: boolean;
}

/** What one side says becomes of a frame: at the functions it is for, and of a frame that a VM sends also at its sender. */
export interface Outcome {
  readonly sent?: Pick<SendFate, 'event'>;
  readonly fate?: Fate;
}

const vmNames = ({ vms }: Policy, functions: readonly number[]): string =>
  functions.map(fn => vms[fn - 1]?.name ?? `function ${fn}`).join(', ');

const fateText = (policy: Policy, { functions, event, queue, reported }: Fate): string => {
  if (event === 'delivered')
    return `delivered to ${vmNames(policy, functions)}, queue ${queue}${reported ? ', reported as unreadable' : ''}`;
  return `dropped as ${event}${functions.length > 0 ? ` for ${vmNames(policy, functions)}` : ''}`;
};

/** Events of a frame that its sender may send. */
const goesOn: readonly TransmitEventName[] = ['sent', 'switched'];

/** An outcome in words, by which both sides are compared. */
export const outcomeText = (policy: Policy, { sent, fate }: Outcome): string => {
  if (!sent) return fateText(policy, fate!);
  const toVms = fate ? fateText(policy, fate) : undefined;
  if (sent.event === 'switched') return toVms!;
  if (sent.event === 'sent') return toVms ? `sent on the wire, and ${toVms}` : 'sent on the wire';
  return `dropped at its sender as ${sent.event}`;
};

const placeOf = (policy: Policy, path: string): string => {
  const { line, column } = positionOf(policy, path);
  return `${policy.file}:${line}:${column}`;
};

const rulePlace = (policy: Policy, index: number): string => {
  const { line, column } = policy.rules[index]!.position;
  return `${policy.file}:${line}:${column}`;
};

/** A default: where the policy writes it, or that it does not. */
const defaultPlace = (policy: Policy, key: 'unicast' | 'group' | 'egress'): string =>
  policy.positions[`defaults.${key}`] ? placeOf(policy, `defaults.${key}`) : 'not written, so that of the language';

const isGroup = (frame: Uint8Array): boolean => (frame[0]! & 1) === 1;

const explainedRules = (policy: Policy, { asked, frame }: Judgement): readonly ExplainedRule[] =>
  asked.map(({ rule: index, side, applies, does }) => {
    const rule = policy.rules[index]!;
    return {
      ...{ rule: ruleLabel(rule, index), place: rulePlace(policy, index), tier: tierOf(rule), side },
      ...{ action: rule.action, applies, decides: does === 'decides' },
      conditions: conditionsOf(rule.match, frame!).map(([key, holds]) => ({ key, holds })),
    };
  });

/** The side that has the last word on a frame: its sender's where that refuses it, and where nobody on the card gets it. */
const lastSide = ({ fate: { refused, functions } }: Judgement): AskedRule['side'] =>
  refused || functions.length === 0 ? 'sender' : 'receiver';

/** The default for what a VM sends: where the policy writes it, or that it does not. */
const egressDefault = (policy: Policy, sender: number): string => {
  const vm = policy.vms[sender - 1]!;
  const { egress = policy.defaults.egress } = vm.sender;
  const { line, column } = positionOf(vm, 'egress');
  if (vm.positions['egress']) return `egress: ${egress} (${policy.file}:${line}:${column})`;
  return `defaults.egress: ${egress} (${defaultPlace(policy, 'egress')})`;
};

/** What decided where no rule did. */
const otherwiseOf = (
  policy: Policy,
  frame: Uint8Array,
  { policy: { sent, fate }, judged }: BothSides,
  sender: number | undefined,
): string => {
  const { event } = judged.fate;
  if (judged.fate.refused) return egressDefault(policy, sender!);
  if (sent?.event === 'sent' && !fate) return 'no VM of the card has its destination';
  const refused = sent && !goesOn.includes(sent.event) && sent.event !== event;
  if (refused) return `its sender may not: ${transmitEvents.find(({ name }) => name === sent.event)!.doc}`;
  if (event === 'delivered' || event === 'default_deny') {
    const key = isGroup(frame) ? 'group' : 'unicast';
    return `defaults.${key}: ${policy.defaults[key]} (${defaultPlace(policy, key)})`;
  }
  const refusesFragments = judged.laterFragment !== undefined && judged.laterFragment !== false;
  if (refusesFragments && event !== 'malformed_ip') return 'a VM that is to get it has fragments: deny';
  return `no rule is asked: ${counterEvents.find(({ name }) => name === event)!.doc}`;
};

type Origin = (compiled: CompiledPolicy, entry: number, fate: Fate) => string;

/** Where an entry of a table comes from, by the table; a new one adds its line. */
const origins: Readonly<Partial<Record<TableLookUp['table'], Origin>>> = {
  forwarding: ({ policy }, _, { functions }) => functions.map(fn => vmOrigin(policy, fn)).join(', '),
  rule_slot: ({ policy, banks }, entry) => ruleOrigin(policy, banks.tables.rules[entry]!),
  rule_action: ({ policy, banks }, entry) => ruleOrigin(policy, banks.tables.ternary[entry]!.rule),
  conditions: ({ policy }, entry) => vmOrigin(policy, entry),
  rss_profile: ({ policy }, entry) => vmOrigin(policy, entry),
  identity: ({ policy }, entry) => vmOrigin(policy, entry),
};

const ruleOrigin = (policy: Policy, index: number): string =>
  `rule ${ruleLabel(policy.rules[index]!, index)} (${rulePlace(policy, index)})`;

const vmOrigin = ({ vms, file }: Policy, fn: number): string => {
  const vm = vms[fn - 1];
  return vm ? `VM ${vm.name} (${file}:${vm.position.line}:${vm.position.column})` : `function ${fn}`;
};

const explainedLookUps = (compiled: CompiledPolicy, { lookUps, fate }: Classification): readonly ExplainedLookUp[] =>
  lookUps.map(look => {
    const [first] = look.matched;
    const from = first === undefined ? undefined : origins[look.table]?.(compiled, first, fate);
    return { ...look, from: from ?? null };
  });

const hex = (value: number): string => `0x${value.toString(16).padStart(5, '0')}`;

/** The counters that an outcome adds to. */
const countersOf = (policy: Policy, config: Config, sender: number | undefined, outcome: Outcome) => {
  const { sent, fate } = outcome;
  const received = (slot: number, event: CounterEventName): ExplainedCounter => {
    const block = counterBlock(config);
    const entry = (slot << eventBits) + counterEvents.find(({ name }) => name === event)!.id;
    return {
      register: `${block.name}[${entry}].frames_lo`,
      address: hex(block.base + entry * block.stride),
      event,
      of: slot === config.functions ? 'unassigned' : vmNames(policy, [slot]),
    };
  };
  const posted = (event: TransmitEventName): ExplainedCounter => {
    const block = transmitCounterBlock(config);
    const entry = (sender! << transmitEventBits) + transmitEvents.find(({ name }) => name === event)!.id;
    return {
      register: `${block.name}[${entry}].frames_lo`,
      address: hex(block.base + entry * block.stride),
      event,
      of: vmNames(policy, [sender!]),
    };
  };
  const slots = fate ? (fate.functions.length > 0 ? fate.functions : [config.functions]) : [];
  return [
    ...(sent ? [posted(sent.event)] : []),
    ...slots.flatMap(slot => [
      received(slot, fate!.event),
      ...(fate!.reported ? [received(slot, 'unreadable_passed')] : []),
    ]),
  ];
};

interface BothSides {
  readonly policy: Outcome;
  readonly tables: Outcome;
  readonly judged: Judgement;
  readonly looked: Classification;
}

const nothingLookedUp = (event: Fate['event']): Classification => ({
  fate: { functions: [], event, queue: 0 },
  lookUps: [],
});

const ofReceived = ({ policy, images }: CompiledPolicy, config: Config, bytes: Uint8Array): BothSides => {
  const error = ingressError(config, { bytes });
  const looked = error ? nothingLookedUp(error) : lookUp(images, parseFrame(bytes));
  const judged = judgeReceived(policy, { bytes });
  return { policy: { fate: judged.fate }, tables: { fate: looked.fate }, judged, looked };
};

const outcomeOf = ({ event, local }: SendFate): Outcome => ({ sent: { event }, ...(local && { fate: local.fate }) });

const ofSent = ({ policy, images }: CompiledPolicy, config: Config, sender: number, bytes: Uint8Array): BothSides => {
  const request = { bytes };
  let judged: Judgement = { fate: { functions: [], event: 'unknown_destination', queue: 0 }, asked: [] };
  let looked = nothingLookedUp('unknown_destination');
  const byPolicy = fateBy(config, sender, request, {
    identity: namesOf(policy, sender),
    lookUp: frame => {
      judged = judge(policy, frame, sender);
      return judged.fate;
    },
  });
  const byTables = fateBy(config, sender, request, {
    identity: identityOf(images, sender),
    lookUp: frame => {
      looked = lookUp(images, parseFrame(frame), sender);
      return looked.fate;
    },
  });
  const passes = goesOn.includes(byTables.event) || looked.lookUps.length > 0;
  const text = passes ? 'it may say it is who it says' : `refused: ${byTables.event}`;
  const identity: TableLookUp = { table: 'identity', matched: [sender], text };
  return {
    ...{ policy: outcomeOf(byPolicy), tables: outcomeOf(byTables), judged },
    looked: { ...looked, lookUps: [identity, ...looked.lookUps] },
  };
};

/** Explains a frame that comes from the wire, or that function `sender` posts. */
export const explain = (compiled: CompiledPolicy, bytes: Uint8Array, sender?: number): Explanation => {
  const { policy, images } = compiled;
  const config = findConfig(images.config)!;
  const sides = sender === undefined ? ofReceived(compiled, config, bytes) : ofSent(compiled, config, sender, bytes);
  const { judged, looked } = sides;
  const rules = explainedRules(policy, judged);
  const verdicts = { policy: outcomeText(policy, sides.policy), tables: outcomeText(policy, sides.tables) };
  return {
    from: sender === undefined ? 'the wire' : vmNames(policy, [sender]),
    vector: parseFrame(bytes),
    key: looked.key ?? null,
    rules,
    lookUps: explainedLookUps(compiled, looked),
    otherwise: rules.some(({ decides, side }) => decides && side === lastSide(judged))
      ? null
      : otherwiseOf(policy, bytes, sides, sender),
    verdicts,
    counters: countersOf(policy, config, sender, sides.tables),
    agrees: verdicts.policy === verdicts.tables,
  };
};
