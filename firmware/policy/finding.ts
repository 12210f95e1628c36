// SPDX-License-Identifier: Apache-2.0
/** A finding of the checks before it has its file: which object and value to point at, and the sentence. */
import type { Diagnostic } from './diagnostic.ts';
import type { Located } from './policy.ts';

export interface Finding {
  readonly at: Located;
  /** Value inside the object, keys joined with dots; where the file does not give it, the object is pointed at. */
  readonly path: string;
  readonly severity: Diagnostic['severity'];
  readonly message: string;
  readonly about?: Diagnostic['about'];
}

export const error = (at: Located, path: string, message: string): Finding => ({
  at,
  path,
  severity: 'error',
  message,
});

export const warning = (at: Located, path: string, message: string): Finding => ({
  at,
  path,
  severity: 'warning',
  message,
});
