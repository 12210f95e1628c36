// SPDX-License-Identifier: Apache-2.0
/** `sluice completion`, asked by a real bash. */
import { execa } from 'execa';
import { completionScript } from 'typescript-hdl/command-line';
import { expect, test } from 'vitest';
import { sluice } from '../../../src/program.ts';

/** What bash offers for the last of the words. */
const offered = async (...words: readonly string[]): Promise<readonly string[]> => {
  const script = [
    completionScript(sluice),
    `COMP_WORDS=(${words.map(word => `'${word}'`).join(' ')}) COMP_CWORD=${words.length - 1}`,
    '_sluice',
    `printf "%s\\n" "\${COMPREPLY[@]}"`,
  ].join('\n');
  const { stdout } = await execa('bash', ['-uo', 'pipefail', '-c', script]);
  return stdout.split('\n').filter(line => line !== '');
};

test('commands, options and the words of options are offered', async () => {
  expect(await offered('sluice', '')).toEqual(
    expect.arrayContaining([...sluice.commands.map(({ name }) => name), '--help']),
  );
  expect(await offered('sluice', 're')).toEqual(['report', 'registers']);
  expect(await offered('sluice', 'report', '--f')).toEqual(['--frame']);
  expect(await offered('sluice', 'waves', '--viewer', 's')).toEqual(['surfer']);
  expect(await offered('sluice', 'demo', '--')).toEqual(expect.arrayContaining(['--quiet', '--policy', '--help']));
});

test('where a file is meant nothing of ours is in the way', async () => {
  expect(await offered('sluice', 'demo', '--policy', '')).toEqual([]);
  expect(await offered('sluice', 'parse', 'examples/x')).toEqual([]);
});
