// SPDX-License-Identifier: Apache-2.0
import type { Config } from '../configs.ts';
import { bankSlots } from './bank-slot.ts';
import { packIdentities } from './identity.ts';
import { hashRowCount } from './key-hash.ts';
import { rssTableEntries } from './rss-profile.ts';

/** What a policy compiles to: the contents of every table, before they are written through the register map. */
export interface TableImages {
  /** Name of the configuration the images fit. */
  readonly config: string;
  /** Packed forwarding slots (`forwardingSlotFields`), one per table index; 0 is an empty slot. */
  readonly forwarding: readonly bigint[];
  /** Rows of the hash by which forwarding entries have their slots (`drawForwardingRows`). */
  readonly forwardingRows: readonly number[];
  /** Rows of the ternary match RAM: index chunk * chunkRows + value, bit r set when rule r accepts the value. */
  readonly ruleRows: readonly bigint[];
  /** Packed rule actions (`ruleActionFields`), one per entry of the ternary array; 0 is an empty entry. */
  readonly ruleActions: readonly number[];
  /** Slots of the rule banks (`slotEntryFields`, or `restSlotFields`); 0 is an empty slot. */
  readonly ruleSlots: readonly bigint[];
  /** Mask of each bank (`bankMaskFields`). */
  readonly ruleMasks: readonly number[];
  /** Rows of the hash by which rules have their buckets (`drawHashRows`). */
  readonly ruleHashRows: readonly number[];
  /** Packed `ruleDefaultFields`. */
  readonly ruleDefault: number;
  /** Packed `conditionFields` of each function. */
  readonly conditions: readonly number[];
  /** Packed `rssProfileFields` of each function; 0 leaves all its frames in queue 0. */
  readonly rssProfiles: readonly number[];
  /** Hash key of each function; bits 31:0 are its first four bytes, the first of them highest, and so on. */
  readonly rssKeys: readonly bigint[];
  /** Indirection tables: entry function * 128 + low bits of the hash is a queue. */
  readonly rssQueues: readonly number[];
  /** Who each function may say it is: see `packIdentities`. */
  readonly identities: readonly bigint[];
  /** Value of the register `function.weight` of each function; 0 counts as 1. */
  readonly weights: readonly number[];
  /** Value of the register `function.rate` of each function; 0 for no limit. */
  readonly rates: readonly number[];
  /** Value of the register `global.group_rate`; 0 for no limit. */
  readonly groupRate: number;
  /** Packet buffer cells each function may hold. */
  readonly quotaCells: readonly number[];
}

/** The tables of a machine that spreads no frames: every one goes to queue 0, unless its rule names another. */
export const withoutRss = ({ functions }: Pick<Config, 'functions'>) => ({
  rssProfiles: Array.from({ length: functions }, () => 0),
  rssKeys: Array.from({ length: functions }, () => 0n),
  rssQueues: Array.from({ length: functions * rssTableEntries }, () => 0),
});

/** The tables of a machine whose rule banks hold nothing. */
export const withoutBanks = (config: Config) => ({
  ruleSlots: new Array<bigint>(bankSlots(config)).fill(0n),
  ruleMasks: new Array<number>(config.ruleBanks).fill(0),
  ruleHashRows: new Array<number>(hashRowCount).fill(0),
});

/** A machine in which no function may send anything. */
export const withoutSenders = (config: Pick<Config, 'functions'>) => ({
  identities: packIdentities(config, () => undefined),
});

/** Equal shares of the host bus, and no rate limits. */
export const equalShares = ({ functions }: Pick<Config, 'functions'>) => ({
  weights: Array.from({ length: functions }, () => 1),
  rates: Array.from({ length: functions }, () => 0),
  groupRate: 0,
});
