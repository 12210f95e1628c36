// SPDX-License-Identifier: Apache-2.0
/** Lists of proofs: what a project wants proved, by name, and how to run them all. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Definition } from '../component.ts';
import { loadSource } from '../load-source.ts';
import { nearNames } from '../locate/near-names.ts';
import { snakeCase } from '../names.ts';
import { ProofError } from './proof-error.ts';
import { type ProveOptions, prove } from './prove.ts';
import type { ProofResult } from './result.ts';

/** A component whose properties are to be proved. It is described when the proof runs. */
export class Proof {
  readonly name: string;
  readonly component: () => Definition;
  readonly options: Omit<ProveOptions, 'folder'>;

  /** Name of the component with `-` for `_`: what it is asked for by, whatever its size. */
  get module(): string {
    return this.component().name.replaceAll('_', '-');
  }

  constructor(name: string, component: () => Definition, options: Omit<ProveOptions, 'folder'>) {
    this.name = name;
    this.component = component;
    this.options = options;
  }
}

/** Names a proof; its waveforms and logs go to a folder of that name. */
export const proof = (name: string, component: () => Definition, options: Omit<ProveOptions, 'folder'> = {}): Proof => {
  if (!/^[\w-]+$/.test(name))
    throw new ProofError(`The name of a proof has letters, digits and '-', unlike '${name}'.`);
  return new Proof(name, component, options);
};

/** The proof called `wanted`, or all proofs of the component called so. Throws a {@link ProofError} that names near ones. */
export const proofsNamed = (proofs: readonly Proof[], wanted: string): readonly Proof[] => {
  const name = snakeCase(wanted).replaceAll('_', '-');
  const chosen = proofs.filter(one => one.name === wanted || one.module === name);
  if (chosen.length > 0) return chosen;
  const names = [...new Set(proofs.map(one => one.module))];
  const near = nearNames(name, [...names, ...proofs.map(one => one.name)]);
  const hint = near.length > 0 ? `near are ${near.join(', ')}` : `there are ${names.join(', ')}`;
  throw new ProofError(`There is no proof of '${wanted}'; ${hint}.`);
};

/** What {@link proveAll} can be told; everything has a default. */
export interface ProveAllOptions extends ProveOptions {
  /** Called with each proof before it runs. */
  readonly begin?: (proof: Proof) => void;
  /** Called with each result as it comes. */
  readonly report?: (proof: Proof, result: ProofResult) => void;
}

/**
 * Runs proofs one after the other; `folder` (default `build/proofs`) gets a folder for each. Options given here overrule
 * those of the proofs.
 */
export const proveAll = async (
  proofs: readonly Proof[],
  { begin, report, folder = join('build', 'proofs'), ...options }: ProveAllOptions = {},
): Promise<ReadonlyMap<string, ProofResult>> => {
  const results = new Map<string, ProofResult>();
  for (const one of proofs) {
    if (results.has(one.name)) throw new ProofError(`Two proofs are named '${one.name}'.`);
    begin?.(one);
    const result = await prove(one.component(), { ...one.options, ...options, folder: join(folder, one.name) });
    results.set(one.name, result);
    report?.(one, result);
  }
  return results;
};

/** The proofs that a TypeScript file exports, alone or in arrays. */
export const proofsOf = async (file: string): Promise<readonly Proof[]> => {
  if (!existsSync(file)) throw new ProofError(`There is no file ${file}.`);
  const exported = Object.values(await loadSource(file));
  const proofs = [...new Set(exported.flat().filter(value => value instanceof Proof))];
  if (proofs.length === 0) throw new ProofError(`${file} exports no proof; make one with proof(name, component).`);
  return proofs;
};
