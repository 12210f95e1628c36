// SPDX-License-Identifier: Apache-2.0
/**
 * Header inserter: puts the 12-byte net header (struct virtio_net_hdr, virtio 1.x section 5.1.6) in front of each frame.
 *
 * The words that leave are those of header and frame side by side, the header's byte 0 first. Of the header only the flag
 * DATA_VALID and the number of buffers are ever other than 0. A header waits for the first word of its frame, and the other way
 * round. One word a clock, without a gap between frames; latency none. Bytes of the last word beyond the frame are those of
 * the word that came.
 */
import { bit, cat, component, lit, master, mux, named, reg, slave, stream, u, when } from 'typescript-hdl';
import { wordShape } from '../../lib/frame-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { netHeader, netHeaderBytes, netHeaderFlags } from '../../spec/virtio/virtqueue.ts';
import { netHeaderShape } from './rx-shapes.ts';

/** Headers in front of frames; see the header comment. */
export const headerInserter = (config: Config) =>
  component(
    'header_inserter',
    { hostDataBits: config.hostDataBits },
    {
      headers: slave(stream(netHeaderShape)),
      words: slave(stream(wordShape(config))),
      joined: master(stream(wordShape(config))),
    },
    ({ headers, words, joined }) => {
      const tailBits = 8 * netHeaderBytes;
      const headBits = config.hostDataBits - tailBits;
      // The last bytes of the word before, and whether they are all that is left of the frame.
      const { tail, inside, spilling } = reg({ tail: u(tailBits), inside: bit(0), spilling: bit(0) });
      const { spills } = reg({ spills: bit() });
      const { dataValid, buffers } = headers.payload;
      const flags = mux(dataValid, lit(netHeaderFlags.dataValid, 8), 0);
      const count = buffers.zext(16);
      const header = cat(count, lit(0, 8 * (netHeader.numBuffers - 1)), flags);

      const begins = named('begins', inside.or(spilling).not());
      const spillsNow = mux(begins, headers.payload.spills, spills);
      const ready = named('ready', spilling.not().and(begins.not().or(headers.valid)));
      const { data, last } = words.payload;
      joined.valid.set(spilling.or(words.valid.and(ready)));
      // What lies beyond the frame is never of the next one.
      const head = mux(spilling, 0, data.slice(0, headBits));
      joined.payload.data.set(cat(head, mux(begins, header, tail)));
      joined.payload.last.set(spilling.or(last.and(spillsNow.not())));
      words.ready.set(joined.ready.and(ready));
      headers.ready.set(joined.ready.and(begins).and(words.valid));
      when(headers.fire, () => spills.set(headers.payload.spills));
      when(words.fire, () => {
        tail.set(data.slice(headBits, tailBits));
        inside.set(last.not());
        spilling.set(last.and(spillsNow));
      });
      when(spilling.and(joined.ready), () => spilling.set(0));
    },
    { maxDepth: 3, doc: 'Header inserter: the 12-byte net header in front of each frame, one word a clock.' },
  );
