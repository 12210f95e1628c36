// SPDX-License-Identifier: Apache-2.0
import { argument, command, outputFile } from 'typescript-hdl/command-line';
import type { Policy } from '../../firmware/policy/policy.ts';

interface ExportOptions {
  readonly format: string;
  readonly policy: string;
  readonly out: string | undefined;
}

const exporters: Readonly<Record<string, () => Promise<(policy: Policy) => string>>> = {
  openflow: async () => (await import('../../firmware/export/openflow.ts')).exportOpenflow,
  nftables: async () => (await import('../../firmware/export/nftables.ts')).exportNftables,
};

const runExport = async ({ format, policy: path, out }: ExportOptions): Promise<void> => {
  const { writeOutputFile } = await import('typescript-hdl/command-line');
  const { withExcerpts } = await import('../../firmware/policy/excerpt.ts');
  const { readTextFile } = await import('../files/read-text-file.ts');
  const { readCompiledPolicy } = await import('../files/read-compiled-policy.ts');
  const { compiled } = await readCompiledPolicy(path, undefined);
  const write = await exporters[format]!();
  const text = path === '-' ? '' : await readTextFile(path, 'name a policy (YAML)');
  const exported = withExcerpts(text, () => write(compiled.policy));
  if (out === undefined) process.stdout.write(exported);
  else await writeOutputFile(out, exported);
};

/** `sluice export`: the rules of a policy for another system, to compare verdicts. */
export const exportPolicy = command({
  name: 'export',
  describe:
    'Write a policy as flows for Open vSwitch or a ruleset of nftables, to compare verdicts; what they cannot say is refused',
  arguments: {
    format: argument('What to write', Object.keys(exporters)),
    policy: argument('Policy file (YAML); - for standard input'),
  },
  options: { out: outputFile('File of the result; default standard output') },
  run: runExport,
});
