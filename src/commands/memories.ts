// SPDX-License-Identifier: Apache-2.0
import { command, flag, optionalArgument } from 'typescript-hdl/command-line';
import { jsonFlag } from '../output-flags.ts';

interface MemoriesOptions {
  readonly config: string | undefined;
  readonly all: boolean;
  readonly json: boolean;
}

const runMemories = async ({ config: name, all, json }: MemoriesOptions): Promise<void> => {
  const { namedConfig } = await import('../named-config.ts');
  const config = namedConfig(name, 'name one of them');
  const { top } = await import('../../hdl/top.ts');
  const { machineMemories, stageSums } = await import('../verify/memories/machine-memories.ts');
  const { memoryLines, sumLines } = await import('../generate/memory-table.ts');
  const memories = machineMemories(top(config));
  const sums = stageSums(memories);
  if (json) return console.log(JSON.stringify({ config: config.name, memories, sums }, null, 2));
  const shown = memories.filter(({ blockRams }) => all || blockRams > 0);
  console.log([...memoryLines(shown), '', ...sumLines(sums)].join('\n'));
};

/** `sluice memories`: what each memory of a machine takes, from the elaborated design. */
export const memories = command({
  name: 'memories',
  describe: 'Print every memory of the machine, and what it takes of an ECP5, without synthesis',
  arguments: { config: optionalArgument('Configuration; default 10g') },
  options: {
    all: flag('Those in LUT RAM, too'),
    json: jsonFlag,
  },
  run: runMemories,
});
