// SPDX-License-Identifier: Apache-2.0
import { bit, component, flow, master, reg, slave, u, when } from 'typescript-hdl';
import { crcBytes, ethernetCrc } from 'typescript-hdl/lib';

/** CRC-32 of packets, eight bytes a clock; `keep` marks the bytes that count, from the lowest on without a gap. */
export const packetCrc = (shape: 'matrix' | 'chain') =>
  component(
    'packet_crc',
    { shape },
    { words: slave(flow({ data: u(64), keep: u(8), last: bit() })), result: master(flow(u(32))) },
    ({ words, result }) => {
      const { data, keep, last } = words.payload;
      const r = reg({ state: u(32, 0xffff_ffff), done: bit(0), crc: u(32) });
      const next = crcBytes(ethernetCrc, r.state, data, keep, { shape });
      r.done.set(words.valid.and(last));
      when(words.valid, () => {
        r.state.set(next);
        when(last, () => {
          r.state.set(0xffff_ffff);
          r.crc.set(next.not());
        });
      });
      result.valid.set(r.done);
      result.payload.set(r.crc);
    },
  );
