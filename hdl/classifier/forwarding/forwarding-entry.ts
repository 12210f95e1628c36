// SPDX-License-Identifier: Apache-2.0
/** One entry of the forwarding table: its contents in registers and a comparator. */
import { bit, component, input, named, output, reg, when } from 'typescript-hdl';
import type { Config } from '../../spec/configs.ts';
import { forwardingAnswerShape, forwardingEntryShape, forwardingKeyShape } from './forwarding-shapes.ts';

/**
 * Compares a key with the entry and answers one clock later. `hit` and `functions` come from the same contents, so a
 * rewrite never pairs the old address with the new functions. `load` replaces them at the next clock edge; after
 * reset the entry is invalid. One key a clock; logic depth 4 LUTs at 10g.
 */
export const forwardingEntry = (config: Config) =>
  component(
    'forwarding_entry',
    { config: config.name, functions: config.functions },
    {
      key: input(forwardingKeyShape),
      load: input(bit()),
      contents: input(forwardingEntryShape(config)),
      answer: output(forwardingAnswerShape(config)),
    },
    ({ key, load, contents, answer }) => {
      const r = reg({ entry: forwardingEntryShape(config), answer: forwardingAnswerShape(config) });
      when(load, () => r.entry.set(contents));
      const hit = named('hit', r.entry.valid.and(r.entry.vlan.eq(key.vlan)).and(r.entry.mac.eq(key.mac)));
      r.answer.hit.set(hit);
      // Not masked by the hit: that would be a synchronous reset, and a control set, of each entry.
      r.answer.functions.set(r.entry.functions);
      answer.set(r.answer);
    },
    { maxDepth: 4, doc: 'One (VLAN, MAC) entry: compares a key with it, answers one clock later.' },
  );
