// SPDX-License-Identifier: Apache-2.0
/**
 * A changed policy beside the live image: rules that stay as they are keep their slots and cost no write, the others take slots that
 * the live image does not hold. So both have room in the card at once, and frames go on being judged by the one until the other
 * is made live.
 */
import { type Config, slotsPerBucket } from '../../../hdl/spec/configs.ts';
import { packFields, unpackFields } from '../../../hdl/spec/field.ts';
import { type BankMask, hashFields, packMask, type RuleTier, unpackMask } from '../../../hdl/spec/tables/bank-mask.ts';
import { priorityBits, restSlotFields, slotEntryFields } from '../../../hdl/spec/tables/bank-slot.ts';
import { inBothImages } from '../../../hdl/spec/tables/table-entry.ts';
import type { Policy } from '../../policy/policy.ts';
import { type BankItems, banksBeside, hashOf, satisfies, tierBank } from './bank-items.ts';
import { type BankRule, lowerToBanks } from './bank-rules.ts';
import { none } from './bank-slots.ts';
import { type BankTables, inOrder, packRest, packRule, type TernaryEntry, ternaryEntries } from './bank-tables.ts';
import { entriesOfOthers } from './compile-banks.ts';
import { keepPriorities } from './keep-priorities.ts';
import { piecesOf } from './pieces.ts';
import { shapeOf } from './place-rules.ts';
import { blockSizes } from './range-blocks.ts';
import { isWide, itemsOfRules } from './rule-items.ts';

/** What an update needs to know of the live image. */
export type LiveBanks = Omit<BankTables, 'rules'>;

export interface BankUpdate {
  readonly tables: BankTables;
  /** Entries of the ternary array that were not in it. */
  readonly newTernary: number;
  /** Indices of rules that found no room beside the live image: a full load has room for them, if anything has. */
  readonly left: readonly number[];
}

/** What a rule says apart from its priority, as its slots hold it. */
const contentOf = (rule: BankRule): string =>
  `${rule.tier} ${packRule({ ...rule, priority: 0 }, 0)}${isWide(rule) ? ` ${packRest(rule, 0)}` : ''}`;

interface FormerSlot {
  readonly slot: number;
  readonly priority: number;
}

/** Rules of the live image by what they say. */
const formerSlots = (tables: LiveBanks, config: Config): ReadonlyMap<string, FormerSlot> => {
  const found = new Map<string, FormerSlot>();
  const perBank = config.bucketsPerBank * slotsPerBucket;
  for (const [slot, word] of tables.slots.entries()) {
    if (word === 0n) continue;
    const fields = unpackFields(slotEntryFields, word);
    const wide = fields.wide === 1n;
    if (wide && slot % slotsPerBucket !== 0) continue;
    const bare = packFields(slotEntryFields, { ...fields, priority: 0, valid: 0 });
    const rest = wide ? unpackFields(restSlotFields, tables.slots[slot + 1]!) : undefined;
    const restText = rest ? ` ${packFields(restSlotFields, { ...rest, valid: 0 })}` : '';
    const { tier } = unpackMask(tables.masks[tierBank(Math.floor(slot / perBank))]!);
    found.set(`${tier} ${bare}${restText}`, { slot, priority: Number(fields.priority) });
  }
  return found;
};

const wordText = ({ value, mask, verdict, tier, queue }: TernaryEntry): string =>
  `${tier} ${verdict} ${queue} ${value} ${mask}`;

/** Rules as the live image holds them: cut at blocks of ports where it does so. */
const asFormerlyCut = (rule: BankRule, former: ReadonlyMap<string, FormerSlot>): readonly BankRule[] => {
  if (former.has(contentOf(rule))) return [rule];
  for (const size of blockSizes) {
    const pieces = piecesOf(rule, size);
    if (pieces.length > 1 && pieces.every(piece => former.has(contentOf(piece)))) return pieces;
  }
  return [rule];
};

/** Slots of an image beside those of another. */
class Loading {
  readonly masks: number[];
  readonly slots: bigint[];
  readonly rules: Int32Array;
  /** Slots of either image. */
  readonly #taken: Uint8Array;
  readonly #config: Config;

  constructor(former: LiveBanks, config: Config) {
    this.masks = [...former.masks];
    this.slots = former.slots.map(() => 0n);
    this.rules = new Int32Array(former.slots.length).fill(none);
    this.#taken = Uint8Array.from(former.slots, word => (word === 0n ? 0 : 1));
    this.#config = config;
  }

  isUnused(bank: number): boolean {
    const size = this.#config.bucketsPerBank * slotsPerBucket;
    return !this.#taken.subarray(bank * size, (bank + 1) * size).includes(1);
  }

  /** First free slot of a bucket for a rule, or none. */
  freeSlot(bucket: number, wide: boolean): number {
    const first = bucket * slotsPerBucket;
    const places = Array.from({ length: slotsPerBucket }, (_, i) => first + i);
    const free = places.filter(slot => this.#taken[slot] === 0);
    return wide ? (free.length === slotsPerBucket ? first : none) : (free[0] ?? none);
  }

  /** A rule has this slot, and the one after it if it takes two. */
  hold(slot: number, rule: BankRule): void {
    const words = isWide(rule)
      ? [packRule(rule, inBothImages), packRest(rule, inBothImages)]
      : [packRule(rule, inBothImages)];
    for (const [i, word] of words.entries()) {
      this.slots[slot + i] = word;
      this.rules[slot + i] = rule.rule;
      this.#taken[slot + i] = 1;
    }
  }
}

const levelsIn = (items: BankItems, item: number): readonly number[] => items.levels.map(of => of[item]!);

const levelsOfMask = (mask: BankMask): readonly number[] => hashFields.map(field => mask[field]);

/** A slot for a rule in a bank that is in use, or the mask of one that is not; none when there is no room. */
const findSlot = (loading: Loading, config: Config, items: BankItems, item: number, rule: BankRule): number => {
  const shape = shapeOf(config);
  const levels = levelsIn(items, item);
  const slotIn = (bank: number, asked: readonly number[]): number =>
    loading.freeSlot(bank * shape.buckets + shape.bucketOf(bank, hashOf(items, asked, item)), isWide(rule));
  const banks = Array.from({ length: config.ruleBanks }, (_, bank) => bank);
  const tierOf = (bank: number): RuleTier => unpackMask(loading.masks[tierBank(bank)]!).tier;
  const unused = banks.filter(bank => loading.isUnused(bank));
  for (const bank of banks) {
    const mask = unpackMask(loading.masks[bank]!);
    const asked = levelsOfMask(mask);
    if (unused.includes(bank) || tierOf(bank) !== rule.tier || !satisfies(levels, asked)) continue;
    const slot = slotIn(bank, asked);
    if (slot !== none) return slot;
  }
  const bank = unused.find(one => tierOf(one) === rule.tier || banksBeside(one).every(other => unused.includes(other)));
  if (bank === undefined) return none;
  const mask = Object.fromEntries(hashFields.map((field, i) => [field, levels[i]!])) as Omit<BankMask, 'tier'>;
  for (const one of banksBeside(bank))
    loading.masks[one] = packMask({ ...unpackMask(loading.masks[one]!), ...(one === bank && mask), tier: rule.tier });
  return slotIn(bank, levels);
};

/**
 * Tables of a changed policy beside those of the live image, `former`. Where `left` is not empty they are not to be loaded.
 */
export const updateBanks = (policy: Policy, config: Config, former: LiveBanks): BankUpdate => {
  const slots = formerSlots(former, config);
  const words = new Map(former.ternary.map(entry => [wordText(entry), entry.priority]));
  const { bankRules, ternaryOnly } = lowerToBanks(policy, () => 0);
  const cut = bankRules.flatMap(rule => asFormerlyCut(rule, slots));
  const formerPriority = new Array<number | undefined>(policy.rules.length);
  for (const rule of cut) {
    const known = slots.get(contentOf(rule))?.priority ?? words.get(wordText(ternaryEntries(rule)[0]!));
    formerPriority[rule.rule] ??= known;
  }
  for (const entry of entriesOfOthers(policy, ternaryOnly, () => 0))
    formerPriority[entry.rule] ??= words.get(wordText(entry));
  const priorities = keepPriorities(formerPriority, 2 ** priorityBits);
  const rules = cut.map(rule => ({ ...rule, priority: priorities[rule.rule]! }));
  const loading = new Loading(former, config);
  const waiting: BankRule[] = [];
  for (const rule of rules) {
    const known = slots.get(contentOf(rule));
    if (known?.priority === rule.priority) loading.hold(known.slot, rule);
    else waiting.push(rule);
  }
  const items = itemsOfRules(
    waiting,
    former.rows,
    waiting.map(() => 1),
  );
  const others = entriesOfOthers(policy, ternaryOnly, rule => priorities[rule]!);
  const ternary = [...others];
  const left: number[] = [];
  for (const [item, rule] of waiting.entries()) {
    const entries = ternaryEntries(rule);
    const wasTernary = entries.every(entry => words.get(wordText(entry)) === entry.priority);
    const slot = wasTernary ? none : findSlot(loading, config, items, item, rule);
    if (slot !== none) loading.hold(slot, rule);
    else if (ternary.length + entries.length <= config.ternaryRules) ternary.push(...entries);
    else left.push(rule.rule);
  }
  const { masks, rules: ruleOfSlot } = loading;
  const isNew = (entry: TernaryEntry): boolean => words.get(wordText(entry)) !== entry.priority;
  return {
    tables: {
      config: config.name,
      masks,
      slots: loading.slots,
      rows: former.rows,
      ternary: inOrder(ternary),
      rules: ruleOfSlot,
    },
    newTernary: ternary.filter(isNew).length,
    left: [...new Set(left)],
  };
};
