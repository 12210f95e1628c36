// SPDX-License-Identifier: Apache-2.0
/** Why a proof could not be carried out. */

/** A proof that cannot be carried out: a missing program, a design that Yosys does not take, engines at odds. */
export class ProofError extends Error {
  override readonly name = 'ProofError';
}
