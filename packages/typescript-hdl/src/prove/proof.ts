/** Lists of proofs: what a project wants proved, by name, and how to run them all. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Definition } from '../component.ts';
import { ProofError } from './engines.ts';
import { type ProveOptions, prove } from './prove.ts';
import type { ProofResult } from './result.ts';

/** A component whose properties are to be proved. It is described when the proof runs. */
export class Proof {
  readonly name: string;
  readonly component: () => Definition;
  readonly options: Omit<ProveOptions, 'folder'>;

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

export interface ProveAllOptions extends ProveOptions {
  /** Called with each result as it comes. */
  readonly report?: (proof: Proof, result: ProofResult) => void;
}

/**
 * Runs proofs one after the other; `folder` (default `build/proofs`) gets a folder for each. Options given here overrule
 * those of the proofs.
 */
export const proveAll = async (
  proofs: readonly Proof[],
  { report, folder = join('build', 'proofs'), ...options }: ProveAllOptions = {},
): Promise<ReadonlyMap<string, ProofResult>> => {
  const results = new Map<string, ProofResult>();
  for (const one of proofs) {
    if (results.has(one.name)) throw new ProofError(`Two proofs are named '${one.name}'.`);
    const result = await prove(one.component(), { ...one.options, ...options, folder: join(folder, one.name) });
    results.set(one.name, result);
    report?.(one, result);
  }
  return results;
};

/** The proofs that a TypeScript file exports, alone or in arrays. */
export const proofsOf = async (file: string): Promise<readonly Proof[]> => {
  if (!existsSync(file)) throw new ProofError(`There is no file ${file}.`);
  const exported = Object.values(await import(pathToFileURL(resolve(file)).href));
  const proofs = [...new Set(exported.flat().filter(value => value instanceof Proof))];
  if (proofs.length === 0) throw new ProofError(`${file} exports no proof; make one with proof(name, component).`);
  return proofs;
};
