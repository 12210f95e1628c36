// SPDX-License-Identifier: Apache-2.0
/** What headers that carry other packets have in common. */
import type { HeaderRule } from '../header-graph.ts';
import { type Scope, scopedName } from './scope.ts';

/** Offsets that the last tunnel header gives. */
export const carries = { innerOffset: { end: true }, innerL3Offset: { end: true } } as const;

/** A look at the first four bits of a packet that nothing names: its IP version. */
export const ipByVersion = (name: string, doc: string, scope: Scope): HeaderRule => ({
  name,
  doc,
  bytes: 1,
  peeks: true,
  fields: { version: { offset: 0, bits: 4 } },
  next: [
    {
      field: 'version',
      cases: [
        { header: scopedName(scope, 'ipv4'), values: [4] },
        { header: scopedName(scope, 'ipv6'), values: [6] },
      ],
    },
  ],
  vector: {},
});

export const tunnelPayload = ipByVersion(
  'tunnelPayload',
  'First four bits of the packet in a tunnel of GTP-U or LISP: its IP version.',
  'inner',
);
