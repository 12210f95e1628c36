// SPDX-License-Identifier: Apache-2.0
/** Proofs of properties: `assert`, `assume` and `cover` in components, decided by Yosys and z3. */
export type { Reach } from './engines.ts';
export { Proof, type ProveAllOptions, proof, proofsNamed, proofsOf, proveAll } from './proof.ts';
export { ProofError } from './proof-error.ts';
export { type ProveOptions, prove } from './prove.ts';
export type { Counterexample, EngineResult, Outcome, ProofResult, PropertyResult } from './result.ts';
export type { ResetUse } from './scripts.ts';
export { inOrder, type OrderSpec, type OrderTracker, offersStay, type SeenStream } from './streams.ts';
export { type ClockPorts, unrelatedClocks } from './unrelated-clocks.ts';
export { type Inner, type Seen, watched } from './watched.ts';
