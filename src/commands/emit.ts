// SPDX-License-Identifier: Apache-2.0
import { command, flag, outputDirectory } from 'typescript-hdl/command-line';
import { configName } from '../config-name.ts';
import { jsonFlag, type OutputFlags, printResult, quietFlag, say } from '../output-flags.ts';

interface EmitOptions extends OutputFlags {
  readonly config: string | undefined;
  readonly out: string | undefined;
  readonly locators: boolean;
}

const runEmit = async ({ config: name, out, locators, ...flags }: EmitOptions): Promise<void> => {
  const { join } = await import('node:path');
  const { namedConfig } = await import('../named-config.ts');
  const config = namedConfig(name);
  const { emitVerilog } = await import('typescript-hdl');
  const { top } = await import('../../hdl/top.ts');
  const { writePackages, writeVerilog } = await import('../files/write-verilog.ts');
  const design = emitVerilog(top(config), { locators });
  const directory = out ?? join('build', 'rtl', config.name);
  const files = await writeVerilog(design, directory);
  const { version } = await import('../version.ts');
  const { core, component } = await writePackages(design, { config: config.name, version, files }, directory);
  const lines = design.verilog.split('\n').length;
  say(flags, `configuration ${config.name}: ${files.length} modules, ${lines} lines, top module ${design.top}`);
  const result = { config: config.name, top: design.top, directory, files, core, component };
  printResult(flags, result, `written to ${directory}; files.f lists them for the tools, source-map.json leads back`);
  say(flags, `${core} is the core for FuseSoC, ${component} the IP-XACT component`);
};

/** `sluice emit`: writes the Verilog of a configuration. */
export const emit = command({
  name: 'emit',
  describe: 'Write the Verilog of a configuration, one file a module',
  arguments: {},
  options: {
    config: configName(),
    out: outputDirectory('Directory; default build/rtl/CONFIG'),
    locators: flag('Comments with the TypeScript line of declarations and branches', true),
    quiet: quietFlag,
    json: jsonFlag,
  },
  run: runEmit,
});
