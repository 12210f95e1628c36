// SPDX-License-Identifier: Apache-2.0
/**
 * What the rules say of a frame when the winners of all tiers are folded. Pure data.
 *
 * A frame has the side of its sender if a function sent it (not function 0, which writes the rules), and that of its receiver
 * if a function or a group gets it. The admin tier decides both. Where it says nothing, or `pass`, a side is decided by its own
 * tier (`egress` or `ingress`), then by `baseline`, then by its default. A frame is allowed if each of its sides allows it. The
 * side of the sender is asked first: what it refuses goes nowhere, and its reason counts.
 */

/** What a side comes to: number 0 lets the frame go on, the others are reasons why it is dropped. */
export const ruleOutcomes = ['allow', 'rule_deny', 'unreadable', 'default_deny'] as const;
export type RuleOutcome = (typeof ruleOutcomes)[number];
