// SPDX-License-Identifier: Apache-2.0
/** Verilog names: snake case, no keywords, no silent renaming. */

import { describeValue } from './describe.ts';
import { HdlError } from './diagnostic.ts';
import type { Location } from './location.ts';

const keywords = new Set(
  `always and assign automatic begin buf bufif0 bufif1 case casex casez cell cmos config deassign default defparam design
  disable edge else end endcase endconfig endfunction endgenerate endmodule endprimitive endspecify endtable endtask event
  for force forever fork function generate genvar highz0 highz1 if ifnone incdir include initial inout input instance
  integer join large liblist library localparam macromodule medium module nand negedge nmos nor noshowcancelled not notif0
  notif1 or output parameter pmos posedge primitive pull0 pull1 pulldown pullup pulsestyle_onevent pulsestyle_ondetect
  rcmos real realtime reg release repeat rnmos rpmos rtran rtranif0 rtranif1 scalared showcancelled signed small specify
  specparam strong0 strong1 supply0 supply1 table task time tran tranif0 tranif1 tri tri0 tri1 triand trior trireg unsigned
  use vectored wait wand weak0 weak1 while wire wor xnor xor
  accept_on alias always_comb always_ff always_latch assert assume before bind bins binsof bit break byte chandle checker
  class clocking const constraint context continue cover covergroup coverpoint cross dist do endchecker endclass
  endclocking endgroup endinterface endpackage endprogram endproperty endsequence enum eventually expect export extends
  extern final first_match foreach forkjoin global iff ignore_bins illegal_bins implements implies import inside int
  interconnect interface intersect join_any join_none let local logic longint matches modport nettype new nexttime null
  package packed priority program property protected pure rand randc randcase randsequence ref reject_on restrict return
  s_always s_eventually s_nexttime s_until s_until_with sequence shortint shortreal soft solve static string strong struct
  super sync_accept_on sync_reject_on tagged this throughout timeprecision timeunit type typedef union unique unique0
  until until_with untyped uwire var virtual void wait_order weak wildcard with within`
    .trim()
    .split(/\s+/),
);

/** `rxData` becomes `rx_data`; `l4Offset` becomes `l4_offset`. */
export const snakeCase = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();

/** Joins the parts of a path: `['up', 'payload', 'data']` becomes `up_payload_data`. */
export const joinName = (...parts: readonly string[]): string =>
  parts
    .filter(part => part !== '')
    .map(snakeCase)
    .join('_');

/** Whether a name is a keyword of Verilog or SystemVerilog. */
export const isKeyword = (name: string): boolean => keywords.has(name);

/** Throws unless the name is a plain Verilog identifier and no keyword of Verilog or SystemVerilog. */
export const checkName = (name: string, location?: Location): void => {
  if (typeof name !== 'string') {
    throw new HdlError('HDL-KIND', `A name is a string, not ${describeValue(name)}.`, location);
  }
  if (!/^([a-z_][a-z0-9_]*|[A-Z][A-Z0-9_]*)$/.test(name)) {
    throw new HdlError(
      'HDL-NAME',
      `'${name}' is not a name in snake case; use small letters, digits and underscores, or capitals for a constant.`,
      location,
    );
  }
  if (keywords.has(name)) {
    throw new HdlError(
      'HDL-NAME',
      `'${name}' is a keyword of Verilog or SystemVerilog; choose another name.`,
      location,
    );
  }
};

/** Throws unless a name that is written as it stands, because another tool knows it, is an identifier and no keyword. */
export const checkForeignName = (name: string, what: string, location: Location): void => {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !keywords.has(name)) return;
  const reason = keywords.has(name) ? 'a keyword of Verilog or SystemVerilog' : 'not a Verilog identifier';
  throw new HdlError('HDL-NAME', `'${name}' of ${what} is ${reason}.`, location);
};
