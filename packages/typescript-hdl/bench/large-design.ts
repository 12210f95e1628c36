// SPDX-License-Identifier: Apache-2.0
/** A made-up design of any size, with the mix of registers, conditionals, memories and instances that real ones have. */
import { component, type Definition, input, inst, match, mux, output, ram, reg, u, when, wire } from 'typescript-hdl';

/** Lanes in one block. */
const lanes = 12;

/** About 200 emitted lines; each `index` is a variant of its own. */
const block = (index: number) =>
  component(
    'block',
    { index },
    { select: input(u(4)), x: input(u(32)), we: input(u(1)), y: output(u(32)) },
    ({ select, x, we, y }) => {
      const { words } = ram({ words: { shape: u(32), depth: 64 } });
      when(we, () => words.write(x.slice(0, 6), x));
      let chain: any = words.read(x.slice(8, 6));
      for (let lane = 0; lane < lanes; lane++) {
        const w: any = wire({ [`mix${lane}`]: u(32) })[`mix${lane}`];
        const r: any = reg({ [`lane${lane}`]: { sum: u(32, index + lane), flag: u(1, 0), held: u(32) } })[
          `lane${lane}`
        ];
        w.set(chain.xor(x.shr(lane % 7)).add(lane));
        when(select.eq(lane % 16), () => {
          r.sum.set(r.sum.add(w));
          r.flag.set(w.bit(lane));
        }).elsewhen(r.flag, () => r.held.set(mux(w.orR(), w.sub(r.held), r.sum)));
        match(select, { 0: () => r.held.set(0), [lane + 1]: () => r.flag.set(1), default: () => r.flag.set(w.xorR()) });
        chain = mux(r.flag, r.sum, r.held);
      }
      y.set(chain);
    },
  );

/** A design of `blocks` blocks in a row, each a module of its own. */
export const largeDesign = (blocks: number): Definition =>
  component('many_blocks', { blocks }, { x: input(u(32)), y: output(u(32)) }, ({ x, y }) => {
    const all = inst(Object.fromEntries(Array.from({ length: blocks }, (_, i) => [`b${i}`, block(i)]))) as any;
    let value: any = x;
    for (let i = 0; i < blocks; i++) {
      const one = all[`b${i}`];
      one.select.set(value.slice(0, 4));
      one.we.set(value.bit(31));
      one.x.set(value);
      value = one.y;
    }
    y.set(value);
  });

/** The same circuits in one module: every signal of `blocks` blocks side by side. */
export const flatDesign = (blocks: number): Definition =>
  component(
    'flat_design',
    { blocks },
    { select: input(u(4)), x: input(u(32)), y: output(u(32)) },
    ({ select, x, y }) => {
      let chain: any = x;
      for (let i = 0; i < blocks; i++) {
        const w: any = wire({ [`mix${i}`]: u(32) })[`mix${i}`];
        const r: any = reg({ [`lane${i}`]: { sum: u(32, i), flag: u(1, 0) } })[`lane${i}`];
        w.set(chain.xor(x.shr(i % 7)).add(i & 0xff));
        when(select.eq(i % 16), () => r.sum.set(r.sum.add(w))).otherwise(() => r.flag.set(w.bit(i % 32)));
        chain = mux(r.flag, r.sum, w);
      }
      y.set(chain);
    },
  );
