// SPDX-License-Identifier: Apache-2.0
/** The Yosys scripts of a proof. */
import type { ProofModel } from './model.ts';
import { checkPrefix } from './visible-checks.ts';

/** What happens to `rst` after the start: never raised again, or free in every clock. */
export type ResetUse = 'start' | 'any';

/** Names of the files in a proof's folder. */
export const files = {
  design: 'design.v',
  beyond: 'beyond.v',
  netlist: 'netlist.il',
  smt2: 'design.smt2',
} as const;

/** Reads the design; signals that proofs speak of survive the clean-up. */
const read = ({ peeks }: ProofModel): string[] => [
  `read_verilog -formal -sv ${files.design}`,
  'proc',
  `techmap -autoproc -map ${files.beyond}`,
  `setattr -set keep 1 */w:${checkPrefix}*`,
  ...peeks.map(({ signal }) => `setattr -set keep 1 */w:${signal.split('.').at(-1)}`),
];

/**
 * Verilog leaves open what an index beyond a vector reads, and synthesis takes what is cheapest; the solvers would read 0.
 * This map has them read anything.
 */
export const beyondMap = `(* techmap_celltype = "$shiftx" *)
module anything_beyond (A, B, Y);
    parameter A_SIGNED = 0;
    parameter B_SIGNED = 0;
    parameter A_WIDTH = 1;
    parameter B_WIDTH = 1;
    parameter Y_WIDTH = 1;
    input [A_WIDTH-1:0] A;
    input [B_WIDTH-1:0] B;
    output [Y_WIDTH-1:0] Y;
    wire [Y_WIDTH-1:0] anything;
    \\$anyseq #(.WIDTH(Y_WIDTH)) chosen (.Y(anything));
    wire [Y_WIDTH-1:0] found = A >> B;
    wire negative = B_SIGNED ? B[B_WIDTH-1] : 1'b0;
    genvar i;
    generate
        for (i = 0; i < Y_WIDTH; i = i + 1) begin : bits
            assign Y[i] = (!negative && ({1'b0, B} + i < A_WIDTH)) ? found[i] : anything[i];
        end
    endgenerate
endmodule
`;

/** Drops assertions that are not wanted, ties the reset and the views into instances, once the design is flat. */
const tie = ({ top, hasReset, peeks, dropped }: ProofModel, reset: ResetUse): string[] => [
  ...dropped.map(name => `delete */c:${name}`),
  ...(hasReset && reset === 'start' ? [`delete -input ${top}/w:rst`, "connect -nounset -set rst 1'0"] : []),
  ...peeks.map(({ wire, signal }) => `connect -nounset -set ${wire} ${signal}`),
];

/** A flat netlist without memories, for Yosys' own solver. */
export const netlistScript = (model: ProofModel, reset: ResetUse): string[] => [
  ...read(model),
  `prep -top ${model.top}`,
  'flatten',
  ...tie(model, reset),
  // Covers are searched by their wires.
  'chformal -cover -remove',
  'memory_map',
  'opt -full -keepdc',
  'async2sync',
  'dffunmap',
  'setundef -anyseq -undriven',
  `write_rtlil ${files.netlist}`,
];

/** The design in the language of SMT solvers; memories stay arrays, so that the two engines share little. */
export const smt2Script = (model: ProofModel, reset: ResetUse): string[] => [
  ...read(model),
  `prep -nordff -top ${model.top}`,
  'flatten',
  ...tie(model, reset),
  'chformal -cover -remove',
  'async2sync',
  'dffunmap',
  `write_smt2 -wires ${files.smt2}`,
];

export interface SatLimits {
  /** Most clocks. */
  readonly depth: number;
  /** Most seconds for one call of the solver. */
  readonly seconds: number;
}

/**
 * All assertions by temporal induction, from the first clock on (`-seq`, which would leave clocks out, is absent).
 * A run that breaks one, or that keeps the induction from closing, is left in `trace`.
 */
export const inductionLine = (log: string, trace: string, { depth, seconds }: SatLimits): string =>
  `tee -q -o ${log} sat -tempinduct -prove-asserts -set-assumes -maxsteps ${depth} -timeout ${seconds} -show-public -dump_vcd ${trace}`;

/** Looks for a run in which `wire` becomes 1, and leaves it in `trace`. */
export const reachLine = (log: string, wire: string, trace: string, { depth, seconds }: SatLimits): string =>
  `tee -q -o ${log} sat -tempinduct-baseonly -set-assumes -prove ${wire} 0 -maxsteps ${depth} -timeout ${seconds} -show-public -dump_vcd ${trace}`;

/** Tells whether `wire` stays 0 in every run of any length. */
export const neverLine = (log: string, wire: string, { depth, seconds }: SatLimits): string =>
  `tee -q -o ${log} sat -tempinduct -set-assumes -prove ${wire} 0 -maxsteps ${depth} -timeout ${seconds}`;

/** Looks for any run of `clocks` clocks in which all assumptions hold. */
export const runLine = (log: string, clocks: number, seconds: number): string =>
  `tee -q -o ${log} sat -seq ${clocks} -set-assumes -timeout ${seconds}`;
