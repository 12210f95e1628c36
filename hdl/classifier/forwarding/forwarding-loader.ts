// SPDX-License-Identifier: Apache-2.0
/** Collects the words of forwarding entries and loads an entry when its last word is written. */
import {
  bit,
  cat,
  component,
  flow,
  indexWidth,
  master,
  mux,
  output,
  ram,
  slave,
  u,
  unpack,
  unused,
  type Val,
  when,
} from 'typescript-hdl';
import { startUpSweep } from 'typescript-hdl/lib';
import { wordWriteShape } from '../../lib/frame-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { widthOf } from '../../spec/field.ts';
import { forwardingEntryFields, forwardingEntryWords } from '../../spec/tables/table-entry.ts';
import { tableWordBits } from '../../spec/tables/tables.ts';
import { forwardingEntryShape } from './forwarding-shapes.ts';

/**
 * The words of an entry but its last wait in LUT RAM, one place an entry, so writes of several entries may interleave; the
 * last word sends the whole entry on in the same clock. The RAM is cleared after reset: an entry of which only the last
 * word was written is invalid or matches nothing but address 0. `write` is ignored until `ready` is 1, which takes one
 * clock an entry. One word a clock, latency 0 clocks, logic depth 1 LUT at 10g.
 */
export const forwardingLoader = (config: Config) => {
  const entry = forwardingEntryShape(config);
  const index = indexWidth(config.forwardingEntries);
  return component(
    'forwarding_loader',
    { config: config.name, entries: config.forwardingEntries, functions: config.functions },
    {
      write: slave(flow(wordWriteShape(tableWordBits(config, 'forwarding')))),
      load: master(flow({ index: u(index), entry })),
      ready: output(bit()),
    },
    ({ write, load, ready }) => {
      const words = forwardingEntryWords(config);
      const wordBits = write.payload.address.width - index;
      const word = write.payload.address.slice(0, wordBits);
      const place = write.payload.address.slice(wordBits, index);
      const clear = startUpSweep('clear', config.forwardingEntries);
      ready.set(clear.active.not());
      const held = Array.from({ length: words - 1 }, (_, i) => {
        const name = `word_${i}`;
        const memory = ram({ [name]: { shape: u(32), depth: config.forwardingEntries, kind: 'distributed' } })[name]!;
        when(clear.active.or(write.valid.and(word.eq(i))), () =>
          memory.write(mux(clear.active, clear.index, place), mux(clear.active, 0, write.payload.data)),
        );
        return memory.read(place) as Val;
      });
      const whole = cat(write.payload.data, ...held.reverse()).trunc(widthOf(forwardingEntryFields(config)));
      load.valid.set(write.valid.and(word.eq(words - 1)).and(clear.active.not()));
      load.payload.index.set(place);
      load.payload.entry.set(unpack(entry, whole));
      unused(write);
    },
    { maxDepth: 1, doc: 'Collects the words of a forwarding entry; the last one loads it.' },
  );
};
