// SPDX-License-Identifier: Apache-2.0
/** Entries of the classifier's tables, as packed words (first field lowest). */
import type { Field } from '../field.ts';
import { ruleTiers } from './bank-mask.ts';
import { priorityBits, slotVerdicts } from './bank-slot.ts';

/** What a ternary entry does that matches. */
export const ruleActionFields = [
  { name: 'verdict', bits: Math.log2(slotVerdicts.length), doc: 'As that of a slot of the rule banks.' },
  { name: 'queue', bits: 7, doc: 'Receive queue of the function that gets the frame; 0 leaves it to RSS.' },
  { name: 'tier', bits: Math.log2(ruleTiers.length), doc: 'Number of its tier.' },
  {
    name: 'priority',
    bits: priorityBits,
    doc: 'Place among the rules of its tier in banks and ternary array, 0 first; of equal ones a slot comes first. In a tier it must rise with the number of the entry.',
  },
  { name: 'valid', bits: 2, doc: 'Bit i: the entry belongs to image i.' },
] as const satisfies readonly Field[];

/** What the table `rule_default` holds. */
export const ruleDefaultFields = [
  { name: 'unicast', bits: 1, doc: 'Permit unicast frames that no rule matched.' },
  { name: 'group', bits: 1, doc: 'Permit group frames that no rule matched.' },
  { name: 'judge_malformed', bits: 1, doc: 'Let the rules judge malformed IP instead of dropping it as malformed_ip.' },
] as const satisfies readonly Field[];

/** What an entry of the table `conditions` holds; a group frame has `report` if all its functions do, `deny_fragments` if any. */
export const conditionFields = [
  { name: 'report', bits: 1, doc: 'Pass over rules that may match or not, and count the frames that pass so.' },
  { name: 'deny_fragments', bits: 1, doc: 'Drop IP fragments with a non-zero offset.' },
] as const satisfies readonly Field[];

/** MAC address under which a VLAN's group entry is stored. */
export const groupMac = 0xffff_ffff_ffffn;

/** Valid bits of an entry that both images hold; an image by itself has them in all of its entries. */
export const inBothImages = 0b11;
