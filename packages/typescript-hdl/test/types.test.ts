/** What the TypeScript compiler itself catches; `npm run typecheck` fails when an expected error is missing. */
import {
  bit,
  component,
  fsm,
  input,
  inst,
  master,
  mux,
  output,
  reg,
  slave,
  stream,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { expect, it } from 'vitest';

const beat = { data: u(512), keep: u(64), last: bit() };

/** Never run: only its types count. */
const mistakes = (): void => {
  const skid = component('skid', {}, { up: slave(stream(beat)), down: master(stream(beat)), n: output(u(4)) }, io => {
    const { up, down } = io;
    const r = reg({ full: bit(0), hold: beat });
    down.payload.set(mux(r.full, r.hold, up.payload));
    // @ts-expect-error an input cannot be driven
    up.valid.set(1);
    // @ts-expect-error 512 bits do not fit 64
    down.payload.keep.set(up.payload.data);
    // @ts-expect-error no such field
    down.payload.kep.set(1);
    // @ts-expect-error a condition has one bit
    when(up.payload.data, () => {});
    // @ts-expect-error operands of different widths
    up.payload.data.add(up.payload.keep);
    // @ts-expect-error JavaScript operators are no hardware
    up.payload.data + 1;
    // @ts-expect-error a comparison has one bit
    const wide: Val<2> = up.payload.data.eq(1);
    void wide;
    const nibble: Val<4> = up.payload.data.slice(8, 4);
    void nibble;
    // @ts-expect-error a slice has the width it says
    const byte: Val<8> = up.payload.data.slice(8, 4);
    void byte;
  });
  const { a } = inst({ a: skid });
  // @ts-expect-error an instance's output cannot be driven
  a.down.valid.set(1);
  // @ts-expect-error 4 bits do not fit 512
  a.up.payload.data.set(a.n);
  // @ts-expect-error a state is missing
  fsm('state', ['idle', 'run'], { idle: () => {} });
  // @ts-expect-error no such state
  fsm('state', ['idle', 'run'], { idle: goto => goto('walk'), run: () => {} });
  const delay = (width: number) =>
    component('delay', { width }, { x: input(u(width)), y: output(u(width)) }, ({ x, y }) => y.set(x.add(1).and(x)));
  inst({ d: delay(7) }).d.x.set(3);
};

it('is checked by the compiler, not at run time', () => expect(mistakes).toBeTypeOf('function'));
