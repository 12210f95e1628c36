// SPDX-License-Identifier: Apache-2.0
/** What the parts of the forwarding table pass to each other. */
import { bit, type Rd, u } from 'typescript-hdl';
import { shapeOf } from 'typescript-hdl/lib';
import type { Config } from '../../spec/configs.ts';
import { forwardingEntryFields } from '../../spec/tables/table-entry.ts';

/** What is looked up: a destination as the table stores it. */
export const forwardingKeyShape = { mac: u(48), vlan: u(12) };

/** What one entry, or several of them together, say about a key; `functions` is of no meaning without a hit. */
export const forwardingAnswerShape = (config: Config) => ({ hit: bit(), functions: u(config.functions) });
export type ForwardingAnswer = Rd<ReturnType<typeof forwardingAnswerShape>>;

/** Contents of an entry; reset makes it invalid. */
export const forwardingEntryShape = (config: Config) => ({
  ...shapeOf(forwardingEntryFields(config)),
  valid: bit(0),
});
