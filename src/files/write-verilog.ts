// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { EmittedDesign } from 'typescript-hdl';
import { writeOutputFile } from 'typescript-hdl/command-line';
import { sourceMapFile, sourceMapText } from 'typescript-hdl/locate';
import { coreFile, coreText } from '../generate/fusesoc-core.ts';
import { componentFile, componentText } from '../generate/ip-xact.ts';

/**
 * Writes a design as one Verilog file a module, `files.f`, the list that tools take (`verilator -f files.f`), and the map that
 * leads from names and lines back to TypeScript (`sluice locate`).
 */
export const writeVerilog = async (design: EmittedDesign, directory: string): Promise<readonly string[]> => {
  const names = design.modules.map(({ name }) => `${name}.v`);
  for (const { name, verilog } of design.modules) await writeOutputFile(join(directory, `${name}.v`), verilog);
  await writeOutputFile(join(directory, 'files.f'), `${names.join('\n')}\n`);
  await writeOutputFile(join(directory, sourceMapFile), sourceMapText(design.sourceMap, directory));
  return names;
};

/** What tells tools about the Verilog in the same directory: a core for FuseSoC and an IP-XACT component. Returns their names. */
export const writePackages = async (
  design: EmittedDesign,
  about: { readonly config: string; readonly version: string; readonly files: readonly string[] },
  directory: string,
): Promise<{ readonly core: string; readonly component: string }> => {
  const { top, ports } = design;
  const core = coreFile(top);
  await writeOutputFile(join(directory, core), coreText({ ...about, top }));
  await writeOutputFile(join(directory, componentFile), componentText({ ...about, top, ports }));
  return { core, component: componentFile };
};
