// SPDX-License-Identifier: Apache-2.0
/** A module around a design whose every port ends at a register, so that place and route times the design and no pins. */
import type { EmittedDesign } from 'typescript-hdl';

/** Name of the module, and of the design's instance in it. */
export const wrapperTop = 'edge_wrapper';
export const wrapperInstance = 'inner';

export interface EdgeWrapper {
  readonly verilog: string;
  /** Flip-flops of the wrapper, which are not the design's. */
  readonly registers: number;
}

/** Registers that fold words of `bits` bits into one, four bits into one at each step; and how many they are. */
const foldedOutputs = (
  bits: number,
): { readonly lines: readonly string[]; readonly last: string; readonly registers: number } => {
  const lines: string[] = [];
  let [last, width, registers] = ['outputs_q', bits, 0];
  for (let step = 0; width > 1; step++) {
    const folded = Math.ceil(width / 4);
    lines.push(`reg [${folded - 1}:0] fold_${step}_q;`);
    const parts = Array.from({ length: folded }, (_, i) => `^${last}[${Math.min(4 * i + 3, width - 1)}:${4 * i}]`);
    lines.push(`always @(posedge clk) fold_${step}_q <= {${parts.reverse().join(', ')}};`);
    [last, width, registers] = [`fold_${step}_q`, folded, registers + folded];
  }
  return { lines, last, registers };
};

/**
 * Inputs come from a shift register, outputs go into registers that are folded into one bit, the reset comes from a register
 * too: the wrapper has four pins, and all paths of the design are from register to register.
 */
export const edgeWrapper = ({ top, ports }: Pick<EmittedDesign, 'top' | 'ports'>): EdgeWrapper => {
  const isEdge = (name: string): boolean => name === 'clk' || name === 'rst';
  const inputs = ports.filter(({ name, direction }) => direction === 'input' && !isEdge(name));
  const outputs = ports.filter(({ direction }) => direction === 'output');
  const bitsOf = (list: typeof ports): number => list.reduce((sum, { width }) => sum + width, 0);
  // One bit at least, so that both words exist.
  const [inputBits, outputBits] = [Math.max(1, bitsOf(inputs)), Math.max(1, bitsOf(outputs))];
  const placed = (list: typeof ports, word: string): string[] => {
    let at = 0;
    return list.map(({ name, width }) => {
      at += width;
      return `.${name}(${word}[${at - 1}:${at - width}])`;
    });
  };
  const edges = ports
    .filter(({ name }) => isEdge(name))
    .map(({ name }) => `.${name}(${name === 'rst' ? 'rst_q[1]' : name})`);
  const pins = [...edges, ...placed(inputs, 'inputs_q'), ...placed(outputs, 'outputs')];
  const shifted = inputBits === 1 ? 'shift_in' : `{inputs_q[${inputBits - 2}:0], shift_in}`;
  const fold = foldedOutputs(outputBits);
  const lines = [
    `module ${wrapperTop}(input clk, input rst, input shift_in, output folded_out);`,
    'reg [1:0] rst_q;',
    `reg [${inputBits - 1}:0] inputs_q;`,
    `wire [${outputBits - 1}:0] outputs;`,
    `reg [${outputBits - 1}:0] outputs_q;`,
    `always @(posedge clk) begin rst_q <= {rst_q[0], rst}; inputs_q <= ${shifted}; outputs_q <= outputs; end`,
    ...(outputs.length === 0 ? ["assign outputs = 1'b0;"] : []),
    ...fold.lines,
    `assign folded_out = ${fold.last}[0];`,
    `${top} ${wrapperInstance}(${pins.join(', ')});`,
    'endmodule',
  ];
  return { verilog: `${lines.join('\n')}\n`, registers: 2 + inputBits + outputBits + fold.registers };
};
