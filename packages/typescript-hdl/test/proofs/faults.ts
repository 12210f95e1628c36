// SPDX-License-Identifier: Apache-2.0
/**
 * Faults put into the library one at a time, each with an assertion that it breaks: what a proof says is what it can find
 * wrong. A fault is a place in the source of a component and what stands there instead.
 */
import type { Definition } from 'typescript-hdl';
import type { FaultyLibrary } from '../support/broken-library.ts';

/** A faulty library and what must find the fault. */
export interface Fault extends FaultyLibrary {
  /** What is wrong: `<component> <does something it should not>`. */
  readonly what: string;
  /** The assertion that must find it, however many others find it sooner. */
  readonly breaks: string;
  /** The component of the faulty library with its promise. */
  readonly promised: (library: any) => Definition;
}

type Row = readonly [what: string, from: string, to: string, breaks: string];

/** Faults of one component. */
export const faultsOf = (file: string, promised: (library: any) => Definition, rows: readonly Row[]): Fault[] =>
  rows.map(([what, from, to, breaks]) => ({ what, file, edits: [[from, to]], breaks, promised }));
