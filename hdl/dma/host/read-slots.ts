// SPDX-License-Identifier: Apache-2.0
/**
 * Read slots: where the beats of each tag wait until the whole answer has come. One beat is stored and one read in every clock,
 * the data 2 clocks after its place. Logic depth 0 LUTs at 10g.
 */
import { cat, component, flow, input, lit, output, ram, slave, u, when } from 'typescript-hdl';
import type { Config } from '../../spec/configs.ts';
import { readBeatBits, storedBeatShape, tagBits } from './read-shapes.ts';

/** Where a beat of a tag is looked up, from the side of whoever asks. */
export const slotLookup = (config: Config) => ({
  tag: output(u(tagBits(config))),
  beat: output(u(readBeatBits(config))),
  data: input(u(config.hostDataBits)),
});

/** The slots of all tags; see the header comment. */
export const readSlots = (config: Config) =>
  component(
    'read_slots',
    { config: config.name, functions: config.functions, hostDataBits: config.hostDataBits },
    { stored: slave(flow(storedBeatShape(config))), lookup: slave(slotLookup(config)) },
    ({ stored, lookup }) => {
      const { beats } = ram({
        beats: { shape: u(config.hostDataBits), depth: 2 ** (tagBits(config) + readBeatBits(config)) },
      });
      const { tag, beat, data } = stored.payload;
      when(stored.valid, () => beats.write(cat(tag, beat), data));
      lookup.data.set(beats.read(cat(lookup.tag, lookup.beat), lit(1, 1), { outputRegister: true }));
    },
    { maxDepth: 0, doc: 'Read slots: the beats of each tag until its whole answer has come.' },
  );
