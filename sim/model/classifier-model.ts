// SPDX-License-Identifier: Apache-2.0
/**
 * The classifier as prose: one header vector in, the verdict of the table images out. It reads the tables exactly as they
 * are stored, row by row, so that a wrong image and a wrong circuit show up apart.
 */
import { type Config, findConfig } from '../../hdl/spec/configs.ts';
import { eventId } from '../../hdl/spec/events/drop-reasons.ts';
import type { Fate } from '../../hdl/spec/events/fate.ts';
import { packFields, unpackFields } from '../../hdl/spec/field.ts';
import { type RuleTier, ruleTiers } from '../../hdl/spec/tables/bank-mask.ts';
import { type SlotVerdict, slotEntryFields, slotVerdicts } from '../../hdl/spec/tables/bank-slot.ts';
import { forwardingSlotFields, forwardingSlotsOf } from '../../hdl/spec/tables/forwarding-slot.ts';
import { identityEntry, identitySettingsFields } from '../../hdl/spec/tables/identity.ts';
import { chunkBits, chunkCount, chunkRows } from '../../hdl/spec/tables/rule-key.ts';
import { conditionFields, groupMac, ruleActionFields, ruleDefaultFields } from '../../hdl/spec/tables/table-entry.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import type { TableName } from '../../hdl/spec/tables/tables.ts';
import { lookUpVerdictFields } from '../../hdl/spec/tables/verdict.ts';
import { bankKey } from './bank-key-model.ts';
import { type FrameReading, frameReading } from './frame-reading-model.ts';
import { spreadQueue } from './rss-model.ts';
import { RuleBanks } from './rule-bank-model.ts';
import { isGroupAddress, packRuleKey, type RuleKey, ruleKey } from './rule-key-model.ts';
import type { HeaderVector } from './vector-model.ts';

/** The image that is looked at; table images hold what is valid in both. */
const image = 0;

/** The configuration that images were made for; throws a RangeError when it is unknown. */
export const configOf = (images: TableImages): Config => {
  const config = findConfig(images.config);
  if (!config)
    throw new RangeError(`the table images are for the configuration "${images.config}", which does not exist`);
  return config;
};

/** A look-up in a table: what was looked at, and which of its entries matched. */
export interface TableLookUp {
  /** A table, or a register that holds what one would. */
  readonly table: TableName | 'rule_default' | 'conditions';
  /** Numbers of the entries that matched; the first counts. */
  readonly matched: readonly number[];
  /** What was looked at, and what it came to. */
  readonly text: string;
}

/** A fate and the way to it, table by table in the order in which they are asked. */
export interface Classification {
  readonly fate: Fate;
  readonly lookUps: readonly TableLookUp[];
  /** Undefined where no rule is asked. */
  readonly key?: RuleKey;
  readonly reading?: FrameReading;
}

/** Fate of a frame with these headers, as {@link lookUp} finds it. */
export const classify = (images: TableImages, headers: HeaderVector, sender?: number): Fate =>
  lookUp(images, headers, sender).fate;

/**
 * Fate of a frame with these headers, and the way to it; `sender` is the function that sent it, undefined for the network. The event `delivered`
 * means that the classifier lets it pass, `unknown_destination` that no function of the card gets it.
 */
export const lookUp = (images: TableImages, headers: HeaderVector, sender?: number): Classification => {
  const lookUps: TableLookUp[] = [];
  const note: Note = (table, matched, text) => void lookUps.push({ table, matched, text });
  const forwarded = forwardingEntry(images, headers);
  const functions = forwarded?.functions ?? [];
  note('forwarding', forwarded ? [forwarded.slot] : [], forwarded ? `function ${functions.join(', ')}` : 'no entry');
  const reading = frameReading(headers, configOf(images).maxFrameBytes);
  const key = ruleKey(headers, functions[0], reading, sender);
  // Function 0 writes the rules: they do not judge what it sends.
  const judgesSender = sender !== undefined && sender !== 0;
  const matches = judgesSender || forwarded ? matchesOf(images, key) : [];
  if (judgesSender) {
    const said = sideSays(images, 'sender', matches, () => false, note);
    const denied = isDeniedByDefault(images, sender);
    if (!said.rule)
      note(
        'identity',
        [sender],
        denied ? 'deny what no rule of its own decides' : 'allow what no rule of its own decides',
      );
    const event = said.rule ? ruleEvent(said.rule.verdict) : denied ? 'default_deny' : 'delivered';
    if (event !== 'delivered') return { fate: { functions, event, queue: 0, refused: true }, lookUps, key, reading };
  }
  if (!forwarded) {
    const fate: Fate = { functions, event: 'unknown_destination', queue: 0 };
    return judgesSender ? { fate, lookUps, key, reading } : { fate, lookUps };
  }
  const judges = unpackFields(ruleDefaultFields, BigInt(images.ruleDefault)).judge_malformed === 1n;
  if (reading.malformed) note('rule_default', [0], judges ? 'rules judge malformed IP' : 'malformed IP is dropped');
  const dropped = (event: Fate['event']): Fate => ({ functions, event, queue: 0 });
  if (reading.malformed && !judges)
    return { fate: dropped('malformed_ip'), lookUps, reading, ...(judgesSender && { key }) };
  // Nobody gets back what he sends to a group.
  const receivers = functions.filter(fn => fn !== sender);
  const { reports, deniesFragments } = conditionsOf(images, receivers);
  const does = [
    reports ? 'what is unreadable is only reported' : 'what is unreadable is dropped',
    ...(deniesFragments ? ['later fragments are dropped'] : []),
  ];
  note('conditions', receivers, does.join(', '));
  const seen = { lookUps, key, reading };
  if (deniesFragments && key.laterFragment === 1) return { ...seen, fate: dropped('rule_deny') };
  const uncertain = deniesFragments && reading.unreadFragment;
  if (uncertain && !reports) return { ...seen, fate: dropped('unreadable') };
  // What a sender's rules may match or not is never passed over, and they share the tiers admin and baseline.
  const reportsIn = (tier: RuleTier): boolean => reports && (tier === 'ingress' || !judgesSender);
  const { rule, passedOver } = sideSays(images, 'receiver', matches, reportsIn, note);
  if (!rule) note('rule_default', [0], isPermittedByDefault(images, headers) ? 'allow' : 'deny');
  const ruled = decide(images, headers, functions, rule);
  const leftToHash = ruled.event === 'delivered' && ruled.queue === 0 && !isGroupAddress(headers.dstMac);
  const fate = leftToHash ? { ...ruled, queue: spreadQueue(images, functions[0]!, headers, key) } : ruled;
  if (leftToHash) note('rss_profile', [functions[0]!], `queue ${fate.queue}`);
  const reported = (uncertain || passedOver) && fate.event === 'delivered';
  return { ...seen, fate: reported ? { ...fate, reported } : fate };
};

type Note = (table: TableLookUp['table'], matched: readonly number[], text: string) => void;

/** Tiers of each side of a frame, in the order in which they are asked. */
const tiersOf = {
  sender: ['admin', 'egress', 'baseline'],
  receiver: ['admin', 'ingress', 'baseline'],
} as const satisfies Readonly<Record<string, readonly RuleTier[]>>;

/** What the rules of one side say; its look-ups are noted. */
const sideSays = (
  images: TableImages,
  side: keyof typeof tiersOf,
  matches: readonly RuleMatch[],
  reportsIn: (tier: RuleTier) => boolean,
  note: Note,
): Decision => {
  const asked = matches.filter(({ tier }) => (tiersOf[side] as readonly RuleTier[]).includes(tier));
  const decision = decidingRule(asked, tiersOf[side], reportsIn);
  const { rule } = decision;
  for (const table of ['rule_slot', 'rule_action'] as const) {
    const inTable = asked.filter(match => match.table === table);
    const wins = inTable.find(match => match === rule);
    const verdict = wins ? `${wins.verdict} of priority ${wins.priority} decides` : 'none that decides';
    const first = wins ? [wins.entry] : [];
    const others = inTable.flatMap(({ entry }) => (entry === wins?.entry ? [] : [entry]));
    const whose = side === 'sender' ? "for the sender's side " : '';
    note(table, [...first, ...others], `${whose}${inTable.length} of ${entryCount(images, table)} match, ${verdict}`);
  }
  return decision;
};

/** What becomes of frames of a function that none of its rules decides. */
const isDeniedByDefault = ({ identities }: TableImages, fn: number): boolean =>
  unpackFields(identitySettingsFields, identities[identityEntry(fn, 'settings', 0)] ?? 0n).egressDenied === 1n;

const ruleEvent = (verdict: SlotVerdict): Fate['event'] =>
  verdict === 'allow' ? 'delivered' : verdict === 'unreadable' ? 'unreadable' : 'rule_deny';

/** Entries of a table that hold rules. */
const entryCount = ({ ruleSlots, ruleActions }: TableImages, table: RuleMatch['table']): number =>
  table === 'rule_slot' ? ruleSlots.length : ruleActions.length;

/** A rule that matches, wherever it is. */
interface RuleMatch {
  readonly table: 'rule_slot' | 'rule_action';
  /** Its number in that table. */
  readonly entry: number;
  readonly tier: RuleTier;
  readonly verdict: SlotVerdict;
  readonly priority: number;
  readonly queue: number;
}

/** Banks that were read once, by the images that they are of. */
const banksOf = new WeakMap<TableImages, RuleBanks>();

const ruleBanks = (images: TableImages): RuleBanks => {
  const known = banksOf.get(images);
  if (known) return known;
  const { ruleMasks: masks, ruleSlots: slots, ruleHashRows: rows } = images;
  const read = new RuleBanks(configOf(images), { masks, slots, rows: Uint32Array.from(rows) }, image);
  banksOf.set(images, read);
  return read;
};

/** Every rule that matches, those of the banks before the others of their priority. */
const matchesOf = (images: TableImages, key: RuleKey): readonly RuleMatch[] => {
  const banked = ruleBanks(images)
    .matches(bankKey(key))
    .toSorted((a, b) => a.slot - b.slot)
    .map(({ slot, ...match }) => ({
      ...match,
      table: 'rule_slot' as const,
      entry: slot,
      queue: Number(unpackFields(slotEntryFields, images.ruleSlots[slot]!).queue),
    }));
  const ternary = matchingRules(images, packRuleKey(key)).flatMap(rule => {
    const action = ruleAction(images, rule);
    return action ? [{ ...action, table: 'rule_action' as const, entry: rule }] : [];
  });
  return [...banked, ...ternary].toSorted((a, b) => a.priority - b.priority);
};

interface Decision {
  readonly rule: RuleMatch | undefined;
  readonly passedOver: boolean;
}

/** The first rule of the first tier that says more than `pass`; whether one before it was passed over. */
const decidingRule = (
  matches: readonly RuleMatch[],
  tiers: readonly RuleTier[],
  reportsIn: (tier: RuleTier) => boolean,
): Decision => {
  let passedOver = false;
  for (const tier of tiers) {
    const isOver = ({ verdict }: RuleMatch): boolean => reportsIn(tier) && verdict === 'unreadable';
    const ofTier = matches.filter(match => match.tier === tier);
    const first = ofTier.find(match => !isOver(match));
    passedOver ||= ofTier.some(match => isOver(match) && match.priority < (first?.priority ?? Infinity));
    if (first && first.verdict !== 'pass') return { rule: first, passedOver };
  }
  return { rule: undefined, passedOver };
};

/** What the deciding rule does, or the default where there is none. */
const decide = (
  images: TableImages,
  headers: HeaderVector,
  functions: readonly number[],
  rule: RuleMatch | undefined,
): Fate => {
  if (rule === undefined) {
    return { functions, event: isPermittedByDefault(images, headers) ? 'delivered' : 'default_deny', queue: 0 };
  }
  return { functions, event: ruleEvent(rule.verdict), queue: rule.verdict === 'allow' ? rule.queue : 0 };
};

/** Conditions of the functions that get the frame: all must report, one is enough to refuse later fragments. */
const conditionsOf = (
  images: TableImages,
  functions: readonly number[],
): { readonly reports: boolean; readonly deniesFragments: boolean } => {
  const each = functions.map(f => unpackFields(conditionFields, BigInt(images.conditions[f] ?? 0)));
  return {
    reports: each.every(({ report }) => report === 1n),
    deniesFragments: each.some(({ deny_fragments }) => deny_fragments === 1n),
  };
};

/** Functions that {@link forwardingEntry} names. */
export const lookUpForwarding = (images: TableImages, headers: HeaderVector): readonly number[] | undefined =>
  forwardingEntry(images, headers)?.functions;

/**
 * Slot and functions, ascending, of the entry for (VLAN, destination MAC), which is in one of the slots that its hash names; undefined
 * when there is none. Two entries for it, one without functions, or a unicast entry with several, break the table's contract and
 * throw a RangeError.
 */
const forwardingEntry = (
  images: TableImages,
  headers: HeaderVector,
): { readonly slot: number; readonly functions: readonly number[] } | undefined => {
  const config = configOf(images);
  const group = isGroupAddress(headers.dstMac);
  const mac = group ? groupMac : headers.dstMac;
  const rows = Uint32Array.from(images.forwardingRows);
  const found = forwardingSlotsOf(config, rows, mac, headers.vlan).flatMap(slot => {
    const entry = unpackFields(forwardingSlotFields(config), images.forwarding[slot] ?? 0n);
    const isAsked = entry.mac === mac && entry.vlan === BigInt(headers.vlan);
    return isAsked && ((entry.valid >> BigInt(image)) & 1n) === 1n
      ? [{ slot, functions: setBits(entry.functions, config.functions) }]
      : [];
  });
  const [first, second] = found;
  if (!first) return undefined;
  if (second) throw new RangeError(`forwarding slots ${first.slot} and ${second.slot} hold the same destination`);
  if (first.functions.length === 0 || (first.functions.length > 1 && !group)) {
    throw new RangeError(`forwarding slot ${first.slot} names ${first.functions.length} functions`);
  }
  return first;
};

/** The rules, ascending, whose bit is set in the row that each chunk of the key addresses. */
export const matchingRules = (images: TableImages, key: bigint): readonly number[] => {
  const rules = configOf(images).ternaryRules;
  let accepting = (1n << BigInt(rules)) - 1n;
  for (let chunk = 0; chunk < chunkCount && accepting !== 0n; chunk += 1) {
    const value = Number(BigInt.asUintN(chunkBits, key >> BigInt(chunk * chunkBits)));
    const row = images.ruleRows[chunk * chunkRows + value];
    if (row === undefined) throw new RangeError(`the table images lack row ${value} of chunk ${chunk}`);
    accepting &= row;
  }
  return setBits(accepting, rules);
};

/** What an entry of the ternary array says; undefined if it does not belong to the image. */
const ruleAction = (
  images: TableImages,
  rule: number,
): Pick<RuleMatch, 'tier' | 'verdict' | 'queue' | 'priority'> | undefined => {
  const word = images.ruleActions[rule];
  if (word === undefined) throw new RangeError(`the table images lack the action of rule ${rule}`);
  const { verdict, queue, tier, priority, valid } = unpackFields(ruleActionFields, BigInt(word));
  if (((valid >> BigInt(image)) & 1n) === 0n) return undefined;
  return {
    tier: ruleTiers[Number(tier)]!,
    verdict: slotVerdicts[Number(verdict)]!,
    queue: Number(queue),
    priority: Number(priority),
  };
};

/** Bit 0 of the register permits unicast frames, bit 1 group frames. */
const isPermittedByDefault = (images: TableImages, headers: HeaderVector): boolean =>
  ((images.ruleDefault >> (isGroupAddress(headers.dstMac) ? 1 : 0)) & 1) === 1;

const setBits = (word: bigint, width: number): readonly number[] =>
  Array.from({ length: width }, (_, bit) => bit).filter(bit => ((word >> BigInt(bit)) & 1n) === 1n);

/** A fate as the packed verdict of `lookUpVerdictFields`; a dropped frame's `queue` is 0 here and without meaning. */
export const packVerdict = (config: Config, { functions, event, queue, reported, refused }: Fate): bigint =>
  packFields(lookUpVerdictFields(config), {
    functions: functions.reduce((word, f) => word | (1n << BigInt(f)), 0n),
    drop: event === 'delivered' ? 0 : 1,
    reason: eventId(event),
    queue,
    reported: reported ? 1 : 0,
    refused: refused ? 1 : 0,
  });
