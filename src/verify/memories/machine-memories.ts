// SPDX-License-Identifier: Apache-2.0
/** Every memory of a design, from its elaborated form, and what it takes of an ECP5. No synthesis: a second for the whole machine. */
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ModuleDefinition } from 'typescript-hdl';
import { blockRams, lutRams, type RamSize } from '../../../hdl/lib/ram-cost.ts';

/** A memory, or several that are alike in one stage and come from one line. */
export interface MachineMemory extends Required<RamSize> {
  /** Instance in the top that it is in. */
  readonly stage: string;
  /** Path inside the stage; of several the first one. */
  readonly path: string;
  /** How many there are. */
  readonly count: number;
  readonly reads: number;
  /** `block`, `registered`, `distributed` or `ultra`, as the source says. */
  readonly kind: string;
  /** Block RAMs of 18 kbit of all of them; 0 where they are LUT RAM. */
  readonly blockRams: number;
  /** LUT RAMs of 16 words of 4 bits of all of them; 0 where they are block RAM. */
  readonly lutRams: number;
  /** What the kind that they are not would take: LUT RAMs of a block RAM, block RAMs of a LUT RAM. */
  readonly otherwise: number;
  /** TypeScript line. */
  readonly line: string;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));

type Found = Omit<MachineMemory, 'stage' | 'count'>;

const memoriesIn = (definition: ModuleDefinition, path: string): Found[] => {
  const { memories, instances } = definition.elaborate();
  const own = memories.map(({ name, depth, width, kind, reads, maskStride, location }) => {
    const size = { depth, bits: width, partBits: maskStride };
    const ports = Math.max(1, reads.length);
    const [blocks, luts] = [ports * blockRams(size), ports * lutRams(size)];
    const isBlock = kind === 'block' || kind === 'ultra';
    return {
      ...size,
      path: `${path}${name}`,
      reads: reads.length,
      kind,
      blockRams: isBlock ? blocks : 0,
      lutRams: isBlock ? 0 : luts,
      otherwise: isBlock ? luts : blocks,
      line: `${relative(root, location.file)}:${location.line}`,
    };
  });
  return [...own, ...instances.flatMap(({ name, definition: inner }) => memoriesIn(inner, `${path}${name}.`))];
};

/** Those that are alike as one, in the place of the first. */
const joined = (stage: string, memories: readonly Found[]): MachineMemory[] => {
  const groups = new Map<string, MachineMemory>();
  for (const { path, ...memory } of memories) {
    const key = JSON.stringify(memory);
    const before = groups.get(key);
    const sum = (name: 'blockRams' | 'lutRams' | 'otherwise'): number => (before?.[name] ?? 0) + memory[name];
    groups.set(key, {
      ...memory,
      stage,
      path: before?.path ?? path,
      count: (before?.count ?? 0) + 1,
      blockRams: sum('blockRams'),
      lutRams: sum('lutRams'),
      otherwise: sum('otherwise'),
    });
  }
  return [...groups.values()];
};

/** The memories of every stage of a machine in the order of the packet's walk; those that cost most first. */
export const machineMemories = (machine: ModuleDefinition): readonly MachineMemory[] =>
  machine
    .elaborate()
    .instances.flatMap(({ name, definition }) =>
      joined(name, memoriesIn(definition, '')).toSorted((a, b) => b.blockRams - a.blockRams || b.lutRams - a.lutRams),
    );

/** What the memories of a stage take together. */
export interface StageMemories {
  readonly stage: string;
  readonly blockRams: number;
  readonly lutRams: number;
}

/** The sums of all stages, that of the machine last. */
export const stageSums = (memories: readonly MachineMemory[]): readonly StageMemories[] => {
  const sumOf = (stage: string, of: readonly MachineMemory[]): StageMemories => ({
    stage,
    blockRams: of.reduce((sum, one) => sum + one.blockRams, 0),
    lutRams: of.reduce((sum, one) => sum + one.lutRams, 0),
  });
  const stages = [...new Set(memories.map(({ stage }) => stage))];
  return [
    ...stages.map(name =>
      sumOf(
        name,
        memories.filter(({ stage }) => stage === name),
      ),
    ),
    sumOf('whole machine', memories),
  ];
};
