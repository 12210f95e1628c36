// SPDX-License-Identifier: Apache-2.0
/** The emitted design as a core for FuseSoC (CAPI2), so that it is used without Node. */
import { stringify } from 'yaml';

export interface CoreDescription {
  readonly config: string;
  readonly version: string;
  readonly top: string;
  /** Verilog files beside the core file, in the order in which tools may read them. */
  readonly files: readonly string[];
}

/** Name of the core file of a design. */
export const coreFile = (top: string): string => `${top}.core`;

/** The text of the core file: the targets `default` (sources alone), `lint` (Verilator) and `sim` (elaboration by Icarus). */
export const coreText = ({ config, version, top, files }: CoreDescription): string => {
  const core = {
    name: `::${top}-${config}:${version}`,
    description: `Sluice ${config}: network I/O coprocessor for virtualised servers`,
    filesets: { rtl: { files: [...files], file_type: 'verilogSource' } },
    targets: {
      default: { filesets: ['rtl'], toplevel: top },
      lint: {
        filesets: ['rtl'],
        toplevel: top,
        default_tool: 'verilator',
        tools: { verilator: { mode: 'lint-only', verilator_options: ['-Wall', '-fno-const-bit-op-tree'] } },
      },
      sim: {
        filesets: ['rtl'],
        toplevel: top,
        default_tool: 'icarus',
        tools: { icarus: { iverilog_options: ['-Wall', '-g2005'] } },
      },
    },
  };
  return `CAPI=2:\n# Made by "sluice emit"; what it lists is Apache-2.0.\n${stringify(core, { lineWidth: 0 })}`;
};
