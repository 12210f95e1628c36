// SPDX-License-Identifier: Apache-2.0
/**
 * The rule banks as prose: a key in, the winner of each tier out. It reads masks and slots exactly as they are stored, hash,
 * bucket and slot after slot, so that a wrong placement and a wrong circuit show up apart.
 */
import { type Config, slotsPerBucket } from '../../hdl/spec/configs.ts';
import { unpackFields } from '../../hdl/spec/field.ts';
import { type BankKey, keyVersions } from '../../hdl/spec/tables/bank-key.ts';
import { type HashField, hashFields, type RuleTier, unpackMask } from '../../hdl/spec/tables/bank-mask.ts';
import {
  anyVlan,
  labelLength,
  restBits,
  restSlotFields,
  restStep,
  ruleSlotFields,
  type SlotVerdict,
  slotFlags,
  slotNumber,
  slotVerdicts,
} from '../../hdl/spec/tables/bank-slot.ts';
import { bucketOf, fieldHashes, type HashRows } from '../../hdl/spec/tables/key-hash.ts';

/** What the banks hold for one image. */
export interface BankImage {
  /** One mask word a bank. */
  readonly masks: readonly number[];
  /** One word a slot. */
  readonly slots: readonly bigint[];
  readonly rows: HashRows;
}

/** A slot that matches. */
export interface BankMatch {
  readonly tier: RuleTier;
  readonly slot: number;
  readonly priority: number;
  readonly verdict: SlotVerdict;
}

type Fields<T extends readonly { readonly name: string }[]> = Readonly<Record<T[number]['name'], bigint>>;
type RuleSlot = Fields<typeof ruleSlotFields>;
type RestSlot = Fields<typeof restSlotFields>;

interface ReadSlot {
  readonly rule: RuleSlot;
  /** The other slot of the bucket, where the rule takes two. */
  readonly rest: RestSlot | undefined;
}

/** Widths of what a slot compares of an address, or of its label. */
const slotAddress = 32n;
const labelHalf = 16n;
const addressBits = 128n;

const startsAlike = (a: bigint, b: bigint, width: bigint, length: bigint): boolean =>
  (a ^ b) >> (width - length) === 0n;

const addressMatches = (wanted: bigint, length: bigint, address: bigint, label: bigint): boolean =>
  length > BigInt(labelLength)
    ? startsAlike(wanted >> labelHalf, label, labelHalf, length - BigInt(labelLength))
    : startsAlike(wanted, address >> (addressBits - slotAddress), slotAddress, length);

const restMatches = (wanted: bigint, steps: bigint, address: bigint): boolean =>
  startsAlike(wanted, BigInt.asUintN(restBits, address), BigInt(restBits), steps * BigInt(restStep));

const has = (bits: bigint, number: bigint): boolean => ((bits >> number) & 1n) === 1n;

/** Whether every condition of a slot holds. */
const slotMatches = ({ rule, rest }: ReadSlot, key: BankKey): boolean =>
  (rule.anyReceiver === 1n || rule.receiver === key.receiver) &&
  (rule.anyProtocol === 1n || rule.protocol === key.protocol) &&
  rule.destinationPortFirst <= key.destinationPort &&
  key.destinationPort <= rule.destinationPortLast &&
  rule.sourcePortFirst <= key.sourcePort &&
  key.sourcePort <= rule.sourcePortLast &&
  has(rule.versions, key.version) &&
  has(rule.unread, key.unread) &&
  slotFlags.every(
    (name, bit) => !has(rule.flagMask, BigInt(bit)) || has(rule.flags, BigInt(bit)) === (key[name] === 1n),
  ) &&
  (rule.anySender === 1n || rule.sender === key.sender) &&
  (rule.vlan === BigInt(anyVlan) || rule.vlan === key.vlan) &&
  addressMatches(rule.source, rule.sourceLength, key.source, key.sourceLabel) &&
  addressMatches(rule.destination, rule.destinationLength, key.destination, key.destinationLabel) &&
  (rest === undefined ||
    (restMatches(rest.sourceRest, rest.sourceRestLength, key.source) &&
      restMatches(rest.destinationRest, rest.destinationRestLength, key.destination)));

/** Values of fields whose hashes are kept, at most. */
const mostKept = 65_536;

/** The banks of one image, read once and asked often. */
export class RuleBanks {
  readonly #config: Config;
  readonly #rows: HashRows;
  /** Tier of each bank, and the place in the menu of each hashed field. */
  readonly #masks: readonly { readonly tier: RuleTier; readonly places: readonly number[] }[];
  /** By slot number; undefined for a slot that is not valid in the image, or holds a rest. */
  readonly #slots: readonly (ReadSlot | undefined)[];
  readonly #kept = new Map<string, readonly number[]>();

  constructor(config: Config, { masks, slots, rows }: BankImage, image: 0 | 1) {
    this.#config = config;
    this.#rows = rows;
    const read = masks.map(unpackMask);
    // Two banks beside each other belong to the tier of the first.
    this.#masks = read.map((mask, bank) => ({
      tier: read[bank - (bank % 2)]!.tier,
      places: hashFields.map(field => mask[field]),
    }));
    const contents = slots.map(word => (word === 0n ? undefined : unpackFields(ruleSlotFields, word)));
    const isValid = (slot: RuleSlot | undefined): slot is RuleSlot =>
      slot !== undefined && has(slot.valid, BigInt(image));
    this.#slots = contents.map((rule, number) => {
      if (!isValid(rule)) return undefined;
      if (rule.wide === 0n) return { rule, rest: undefined };
      // The rest of a rule of two matches nothing by itself, and the rule nothing without it.
      if (number % slotsPerBucket !== 0) return undefined;
      const other = contents[number + 1];
      if (!isValid(other) || other.wide === 0n) return undefined;
      return { rule, rest: unpackFields(restSlotFields, slots[number + 1]!) };
    });
  }

  #hashes(field: HashField, version: 'ipv4' | 'ipv6', value: bigint): readonly number[] {
    const name = `${field} ${version} ${value}`;
    const found = this.#kept.get(name);
    if (found) return found;
    if (this.#kept.size >= mostKept) this.#kept.clear();
    const hashes = fieldHashes(this.#rows, field, version, value);
    this.#kept.set(name, hashes);
    return hashes;
  }

  /** Every slot that matches a key, by its number. */
  matches(key: BankKey): readonly BankMatch[] {
    const version = keyVersions[Number(key.version)] === 'ipv6' ? 'ipv6' : 'ipv4';
    const hashes = hashFields.map(field => this.#hashes(field, version, key[field]));
    const found: BankMatch[] = [];
    for (const [bank, { tier, places }] of this.#masks.entries()) {
      let hash = 0;
      for (let field = 0; field < places.length; field++) hash ^= hashes[field]![places[field]!]!;
      const bucket = bucketOf(this.#config, bank, hash >>> 0);
      for (let place = 0; place < slotsPerBucket; place++) {
        const slot = slotNumber(this.#config, bank, bucket, place);
        const read = this.#slots[slot];
        if (!read || !slotMatches(read, key)) continue;
        const { priority, verdict } = read.rule;
        found.push({ tier, slot, priority: Number(priority), verdict: slotVerdicts[Number(verdict)]! });
      }
    }
    return found;
  }

  /**
   * The winner of a tier: the lowest priority, and of equal ones the lowest slot. `onlyReports`: every function that gets the
   * frame only reports what may match.
   */
  winner(key: BankKey, tier: RuleTier, onlyReports: boolean): BankMatch | undefined {
    return this.matches(key)
      .filter(match => match.tier === tier && !(onlyReports && match.verdict === 'unreadable'))
      .sort((a, b) => a.priority - b.priority || a.slot - b.slot)[0];
  }
}
