// SPDX-License-Identifier: Apache-2.0
import { component, connect, master, slave, stream, u } from 'typescript-hdl';
import { queue } from 'typescript-hdl/lib';

/** A FIFO of `depth` words. */
export const wordFifo = (width: number, depth: number) =>
  component(
    'word_fifo',
    { width, depth },
    { up: slave(stream(u(width))), down: master(stream(u(width))) },
    ({ up, down }) => connect(down, queue('hold', up, depth)),
  );
