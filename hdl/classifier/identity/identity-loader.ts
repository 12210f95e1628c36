// SPDX-License-Identifier: Apache-2.0
/**
 * Identity loader: collects the words of an entry of the identity table; the last one writes it.
 *
 * An entry is a slot of a kind of a function (`identityEntry`); kinds that there are not hold nothing. The table port gives the
 * words of an entry lowest first and without those of another between them: so one entry is collected at a time. One word a
 * clock, latency 0 clocks. Logic depth 1 LUT at 10g.
 */
import { cat, component, flow, indexWidth, lit, master, reg, slave, u, type Val, vec, when } from 'typescript-hdl';
import { wordWriteShape } from '../../lib/frame-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { identityKindBits, identitySlotBits, identityValueBits } from '../../spec/tables/identity.ts';
import { entryWordBits, entryWords, tableWordBits } from '../../spec/tables/tables.ts';
import { identityWriteShape } from './identity-table.ts';

/** The loader; see the header comment. */
export const identityLoader = (config: Config) =>
  component(
    'identity_loader',
    { functions: config.functions },
    {
      write: slave(flow(wordWriteShape(tableWordBits(config, 'identity')))),
      load: master(flow(identityWriteShape(config))),
    },
    ({ write, load }) => {
      const words = entryWords(config, 'identity');
      const { held } = reg({ held: vec(words - 1, u(32)) });
      const { address, data } = write.payload;
      const wordBits = entryWordBits(config, 'identity');
      const word = address.slice(0, wordBits);
      when(write.valid, () => {
        for (let i = 0; i < words - 1; i++) when(word.eq(i), () => held.get(i).set(data));
      });
      const at = (from: number, bits: number): Val => address.slice(wordBits + from, bits);
      load.valid.set(write.valid.and(word.eq(lit(words - 1, wordBits))));
      load.payload.set({
        image: address.bit(address.width - 1),
        function: at(identitySlotBits + identityKindBits, indexWidth(config.functions)),
        kind: at(identitySlotBits, identityKindBits),
        slot: at(0, identitySlotBits),
        value: cat(data, ...Array.from({ length: words - 1 }, (_, i) => held.get(words - 2 - i))).trunc(
          identityValueBits,
        ),
      });
    },
    { maxDepth: 1, doc: 'Collects the words of an entry of the identity table; the last one writes it.' },
  );
