// SPDX-License-Identifier: Apache-2.0
/** A light that blinks: replace it by your design. */
import { bit, component, indexWidth, input, output, reg, u, when } from 'typescript-hdl';

/** `led` changes in every `period`-th clock in which `enable` is 1. */
export const blinker = (period: number) =>
  component('blinker', { period }, { enable: input(bit()), led: output(bit()) }, ({ enable, led }) => {
    const { count, lit } = reg({ count: u(indexWidth(period), 0), lit: bit(0) });
    when(enable, () => {
      count.set(count.add(1));
      when(count.eq(period - 1), () => {
        count.set(0);
        lit.set(lit.not());
      });
    });
    led.set(lit);
  });

/** What `npm run emit` writes: half a second of a clock of 100 MHz. */
export const halfSecond = blinker(50_000_000);
