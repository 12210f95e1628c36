// SPDX-License-Identifier: Apache-2.0
/** What a policy compiles to: the contents of every table, before they are written through the register map. */
export interface TableImages {
  /** Name of the configuration the images fit. */
  readonly config: string;
  /** Packed forwarding entries (`forwardingEntryFields`), one per table index; 0 is an invalid entry. */
  readonly forwarding: readonly bigint[];
  /** Rows of the ternary match RAM: index chunk * chunkRows + value, bit r set when rule r accepts the value. */
  readonly ruleRows: readonly bigint[];
  /** Packed rule actions (`ruleActionFields`), one per rule. */
  readonly ruleActions: readonly number[];
  /** Value of the register `global.rule_default`. */
  readonly ruleDefault: number;
  /** Value of the register `function.conditions` of each function. */
  readonly conditions: readonly number[];
  /** Packet buffer cells each function may hold. */
  readonly quotaCells: readonly number[];
}
