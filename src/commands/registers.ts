// SPDX-License-Identifier: Apache-2.0
import { command, oneOf, outputFile } from 'typescript-hdl/command-line';
import { configName } from '../config-name.ts';

const formats = ['table', 'markdown', 'c', 'json'] as const;
type Format = (typeof formats)[number];

interface RegistersOptions {
  readonly format: Format;
  readonly config: string | undefined;
  readonly out: string | undefined;
}

/** The register map of a configuration in one of the formats; the Markdown page holds all configurations. */
const render = async (format: Format, configName: string | undefined): Promise<string> => {
  const { registerMap } = await import('../../hdl/spec/registers/registers.ts');
  const { namedConfig } = await import('../named-config.ts');
  const config = namedConfig(configName);
  switch (format) {
    case 'markdown':
      return (await import('../generate/register-page.ts')).registerPage();
    case 'c':
      return (await import('../generate/c-header.ts')).cHeader(config);
    case 'json':
      return `${JSON.stringify({ config: config.name, blocks: registerMap(config) }, null, 2)}\n`;
    case 'table':
      return (await import('../generate/register-table.ts')).registerTable(config);
  }
};

const runRegisters = async ({ format, config, out }: RegistersOptions): Promise<void> => {
  const text = await render(format, config);
  if (out === undefined) {
    process.stdout.write(text);
    return;
  }
  const { writeOutputFile } = await import('typescript-hdl/command-line');
  await writeOutputFile(out, text);
  console.log(`written to ${out}`);
};

/** `sluice registers`: prints the register map, or writes it as the documentation page, a C header or JSON. */
export const registers = command({
  name: 'registers',
  describe: 'Print the register map, or write it as Markdown, C header or JSON',
  arguments: {},
  options: {
    format: oneOf('Form of the output; markdown holds every configuration', formats, 'table'),
    config: configName('Configuration whose sizes are meant; default 10g'),
    out: outputFile('File to write; default standard output'),
  },
  run: runRegisters,
});
