// SPDX-License-Identifier: Apache-2.0
import { array, bit, component, connect, indexWidth, master, slave, stream, u } from 'typescript-hdl';
import { arbitrate, route } from 'typescript-hdl/lib';

/** Packet streams from `n` sources to `m` sinks, by the destination in each beat. */
export const crossbar = (n: number, m: number, bits: number) => {
  const beat = { data: u(bits), keep: u(bits / 8), last: bit(), dest: u(indexWidth(m)) };
  const ports = { up: array(n, slave(stream(beat))), down: array(m, master(stream(beat))) };
  return component('crossbar', { n, m, bits }, ports, ({ up, down }) => {
    const routed = up.map((one, i) => route(`from_${i}`, one, one.payload.dest, m));
    down.forEach((one, j) => {
      connect(
        one,
        arbitrate(
          `to_${j}`,
          routed.map(streams => streams[j]!),
          { lock: 'last' },
        ),
      );
    });
  });
};
