// SPDX-License-Identifier: Apache-2.0
/**
 * The secret of the hashes. Whoever knows it can choose entries, rules and frames that meet in one bucket, so each card has one of its
 * own, which is drawn at random once and then given to every compilation for that card.
 */

/** For simulations alone: a secret that everybody knows, so that equal policies give equal tables. */
export const simulationSecret: Uint8Array = Uint8Array.from({ length: 16 }, (_, i) => i);
