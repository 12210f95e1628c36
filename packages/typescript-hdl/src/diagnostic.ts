// SPDX-License-Identifier: Apache-2.0
/// <reference types="node" preserve="true" />
/** Diagnostics: every complaint of the language has a stable code, a sentence with the values in it, and source lines. */
import { captureLocation, type Location, userLocation } from './location.ts';

/** Stable codes, and what kind of mistake each stands for; `typescript-hdl explain CODE` says more. */
export const diagnosticCodes = {
  'HDL-WIDTH': 'operands or source and target differ in width',
  'HDL-LITERAL': 'a literal does not fit its width',
  'HDL-RANGE': 'a slice, index or size is out of range',
  'HDL-KIND': 'something else is where a hardware value, a shape, a port or a component belongs',
  'HDL-SHAPE': 'a value has not the fields of its target',
  'HDL-PARAMETER': 'a parameter of a component has a value that it cannot be built with',
  'HDL-SCOPE': 'a construct is used outside the component body it belongs to',
  'HDL-NAME': 'a name is a Verilog keyword, malformed or unknown',
  'HDL-COLLISION': 'two declarations become the same Verilog name',
  'HDL-UNDRIVEN': 'a signal is read or exported but never driven',
  'HDL-LATCH': 'a combinational signal keeps its value on some path',
  'HDL-OVERLAP': 'a signal is driven twice: an assignment makes an earlier one of the same scope meaningless',
  'HDL-LOOP': 'a combinational loop',
  'HDL-UNREAD': 'a signal or memory that nothing reads',
  'HDL-MEMORY': 'a memory is used in a way its kind cannot do',
  'HDL-MODEL': 'a black box has no simulation model, or one that does not fit it',
  'HDL-CASE': 'a match or a state machine has a duplicate, missing or impossible case',
  'HDL-VARIANT': 'two different circuits claim the same component name and parameters',
  'HDL-DOMAIN': 'a value reaches another clock domain without a crossing, or a domain is misused',
  'HDL-STAGE': 'values of different pipeline stages meet, or a value of another stage is read',
  'HDL-CROSSING': 'a crossing that carries its value unsafely',
  'HDL-CLOCK': 'a clock or a reset that is made, released or used unsafely',
  'HDL-ASSERT': 'an assertion does not hold in simulation',
  'HDL-TRUTH': 'a hardware value is used as a JavaScript value',
  'LINT-CONDITION': 'a hardware value decides an if, a loop or a ?: of JavaScript',
  'LINT-LOGICAL': 'a hardware value is before &&, || or ??',
  'LINT-NOT': 'a hardware value is negated with !',
  'LINT-EQUAL': 'hardware values are compared with == or ===',
  'LINT-SWITCH': 'a hardware value is the subject of a JavaScript switch',
  'LINT-TEXT': 'a hardware value is in a template string or is joined to a string',
  'LINT-ARITHMETIC': 'a hardware value is an operand of JavaScript arithmetic',
  'LINT-WAIVER': 'a waiver of the lint rule without a reason, or without anything to waive',
} as const;

/** Codes of errors, and of what only the lint rule finds. */
export type DiagnosticCode = keyof typeof diagnosticCodes;
/** Codes of what only the lint rule finds. */
export type LintCode = Extract<DiagnosticCode, `LINT-${string}`>;

/** The error thrown for a mistake in a hardware description. */
export class HdlError extends Error {
  readonly code: DiagnosticCode;
  /** Where the mistake was made: what came first comes first. Of a mistake inside the library also the user's line. */
  readonly locations: readonly Location[];

  constructor(code: DiagnosticCode, sentence: string, ...locations: readonly (Location | undefined)[]) {
    const known: Location[] = [];
    for (const location of locations) {
      if (location && !known.some(other => other.isSameAs(location))) known.push(location);
    }
    if (known.length > 0 && known.every(location => location.inLibrary)) {
      const user = userLocation();
      if (user) known.push(user);
    }
    const places = known.map(location => `\n  at ${location}`).join('');
    super(`${code}: ${sentence}${places}`);
    this.name = 'HdlError';
    this.code = code;
    this.locations = known;
  }
}

/** Throws HDL-PARAMETER, citing the line that asked for the component, unless the parameter is as it must be. */
export const checkParameter = (isGood: boolean, sentence: string): void => {
  if (!isGood) throw new HdlError('HDL-PARAMETER', sentence, userLocation() ?? captureLocation());
};

/** Throws HDL-PARAMETER for a reason that says nothing. */
export const checkReason = (option: string, reason: unknown, location: Location): void => {
  if (reason === undefined || (typeof reason === 'string' && /\w+\W+\w+/.test(reason))) return;
  throw new HdlError(
    'HDL-PARAMETER',
    `${option} takes a sentence that says why, not ${JSON.stringify(reason)}.`,
    location,
  );
};
