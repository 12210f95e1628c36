/** Diagnostics: every complaint of the language has a stable code, a sentence with the values in it, and source lines. */
import type { Location } from './location.ts';

/** Stable codes; the text says what kind of mistake the code stands for. */
export const diagnosticCodes = {
  'HDL-WIDTH': 'operands or source and target differ in width',
  'HDL-LITERAL': 'a literal does not fit its width',
  'HDL-RANGE': 'a slice, index or parameter is out of range',
  'HDL-SHAPE': 'a value has not the fields of its target',
  'HDL-SCOPE': 'a construct is used outside the component body it belongs to',
  'HDL-NAME': 'a name is a Verilog keyword, malformed or reserved',
  'HDL-COLLISION': 'two declarations become the same Verilog name',
  'HDL-UNDRIVEN': 'a signal is read or exported but never driven',
  'HDL-LATCH': 'a combinational signal keeps its value on some path',
  'HDL-OVERLAP': 'an assignment makes an earlier one of the same scope meaningless',
  'HDL-LOOP': 'a combinational loop',
  'HDL-UNREAD': 'a signal that nothing reads',
  'HDL-MEMORY': 'a memory is used in a way its kind cannot do',
  'HDL-CASE': 'a match has a duplicate or impossible case',
  'HDL-VARIANT': 'two different circuits claim the same component name and parameters',
  'HDL-DOMAIN': 'a value reaches another clock domain without a crossing, or a domain is misused',
  'HDL-ASSERT': 'an assertion does not hold in simulation',
  'HDL-TRUTH': 'a hardware value is used as a JavaScript value',
} as const;

export type DiagnosticCode = keyof typeof diagnosticCodes;

/** The error thrown for a mistake in a hardware description. */
export class HdlError extends Error {
  readonly code: DiagnosticCode;
  readonly locations: readonly Location[];

  constructor(code: DiagnosticCode, sentence: string, ...locations: readonly (Location | undefined)[]) {
    const known = locations.filter(location => location !== undefined);
    const places = known.map(location => `\n  at ${location}`).join('');
    super(`${code}: ${sentence}${places}`);
    this.name = 'HdlError';
    this.code = code;
    this.locations = known;
  }
}
