// SPDX-License-Identifier: Apache-2.0
/** What the TypeScript compiler itself catches; `npm run typecheck` fails when an expected error is missing. */
import {
  bit,
  cat,
  component,
  enumeration,
  flow,
  fsm,
  input,
  inst,
  lit,
  master,
  match,
  mux,
  output,
  reg,
  reinterpret,
  type Signed,
  s,
  slave,
  stages,
  stream,
  u,
  union,
  type Val,
  type WidthSum,
  when,
  wire,
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
    up.payload.data + 1; // hdl-lint-ok: the compiler is to complain
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

/** Widths that add up. */
const sums = (a: Val<1>, b: Val<64>, c: Val<999>, dynamic: Val, list: readonly Val<3>[]): void => {
  const joined: Val<65> = cat(a, b);
  const three: Val<1064> = cat(a, b, c);
  const wider: Val<1000> = c.addWide(c);
  const product: Val<1063> = b.mul(c);
  const unknown: Val<7> = cat(a, dynamic);
  const ofList: Val<7> = cat(...list);
  // @ts-expect-error 1 and 64 are 65 bits
  const short: Val<64> = cat(a, b);
  // @ts-expect-error a carry needs a bit
  const lost: Val<999> = c.addWide(c);
  // @ts-expect-error a product has the sum of the widths
  const half: Val<64> = b.mul(b);
  // @ts-expect-error extension has the width it says
  const extended: Val<65> = b.zext(66);
  void [joined, three, wider, product, unknown, ofList, short, lost, half, extended];
  const exact: [WidthSum<9, 1>, WidthSum<99, 99>, WidthSum<5, 1995>, WidthSum<0, 7>, WidthSum<512, 64>] = [
    10, 198, 2000, 7, 576,
  ];
  // @ts-expect-error 7 and 8 are 15
  const wrong: WidthSum<7, 8> = 14;
  void [exact, wrong];
};

/** Signed words, states and unions keep to their own kind. */
const kinds = (plain: Val<8>, number: Signed<8>, narrow: Signed<4>): void => {
  const state = enumeration('idle', 'run');
  const other = enumeration('red', 'green');
  const w = wire({ state, other, number: s(8), both: union({ word: u(8), halves: { lo: u(4), hi: u(4) } }) });
  const eight: Signed<8> = number.add(1).sub(number);
  const sixteen: Signed<16> = number.mul(number);
  const bits: Val<8> = number.asUnsigned();
  void [eight, sixteen, bits];
  // @ts-expect-error a signed value is no unsigned one
  plain.add(number);
  // @ts-expect-error an unsigned value is no signed one
  number.add(plain);
  // @ts-expect-error signed widths are checked too
  number.add(narrow);
  // @ts-expect-error an unsigned value does not drive a signed wire
  w.number.set(plain);
  // @ts-expect-error a state is no number
  w.state.set(0);
  // @ts-expect-error no such state
  w.state.set('walk');
  // @ts-expect-error no such state to compare with
  w.state.eq('walk');
  // @ts-expect-error states of another enumeration
  w.state.set(w.other);
  match(w.state, { idle: () => w.state.set('run'), run: () => w.state.set('idle') });
  match(w.state, { idle: () => {}, default: () => {} });
  // @ts-expect-error a state is missing
  match(w.state, { idle: () => {} });
  // @ts-expect-error no such state
  match(w.state, { idle: () => {}, run: () => {}, walk: () => {} });
  w.both.set({ word: plain });
  // @ts-expect-error no such member
  w.both.set({ quarter: lit(0, 2) });
  const lo: Val<4> = w.both.halves.lo;
  const nibble: Val<4> = reinterpret(plain, u(8), { lo: u(4), hi: u(4) }).lo;
  void [lo, nibble];
};

/** Places and widths inside a value, as far as both are literals. */
const places = <W extends number>(
  byte: Val<8>,
  big: Val<1000>,
  number: Signed<8>,
  dynamic: Val,
  generic: Val<W>,
  n: number,
): void => {
  const w = wire({ word: u(16) });
  const fine = [
    byte.zext(8),
    byte.zext(10),
    big.zext(1001),
    byte.trunc(8),
    big.trunc(999),
    byte.slice(4, 4),
    big.slice(991, 9),
  ];
  const open = [
    dynamic.zext(3),
    dynamic.slice(900, 9),
    byte.zext(n),
    byte.trunc(n),
    byte.slice(n, 4),
    byte.slice(4, n),
    byte.bit(n),
  ];
  void [
    fine,
    open,
    number.sext(9),
    number.trunc(8),
    byte.bit(7),
    big.bit(999),
    w.word.bit(15),
    generic.bit(n),
    generic.slice(n, n),
  ];
  w.word.slice(8, 8).set(byte);
  // @ts-expect-error 7 bits are fewer than 8
  byte.zext(7);
  // @ts-expect-error 999 bits are fewer than 1000
  big.sext(999);
  // @ts-expect-error 9 bits are more than 8
  byte.trunc(9);
  // @ts-expect-error 1001 bits are more than 1000
  big.trunc(1001);
  // @ts-expect-error bits 6 to 9 leave a byte
  byte.slice(6, 4);
  // @ts-expect-error bits 992 to 1000 leave a value of 1000 bits
  big.slice(992, 9);
  // @ts-expect-error a byte has bits 0 to 7
  byte.bit(8);
  // @ts-expect-error there is no bit -1
  byte.bit(-1);
  // @ts-expect-error a signed value is not narrowed by sext
  number.sext(7);
  // @ts-expect-error trunc does not widen
  number.trunc(9);
  // @ts-expect-error the same holds for what is assigned: bits 12 to 19 leave 16 bits
  w.word.slice(12, 8).set(byte);
  // @ts-expect-error there is no bit 16 to assign
  w.word.bit(16).set(1);
};

/** A value that a stage does not hand on is not in scope in the next. */
const staleValues = (): void => {
  component('mac', {}, { up: slave(flow({ a: u(8), c: u(16) })), down: master(flow({ y: u(16) })) }, ({ up, down }) => {
    stages('carried', up)
      .stage(({ a, c }) => ({ square: a.mul(a), c }))
      .stage(({ square, c }) => ({ y: square.add(c) }))
      .finish(down);
    stages('lost', up)
      .stage(({ a }) => ({ square: a.mul(a) }))
      // @ts-expect-error c was not handed on
      .stage(({ square, c }) => ({ y: square.add(c) }))
      .finish(down);
    const narrow = stages('narrow', up).stage(({ a }) => ({ y: a }));
    // @ts-expect-error 8 bits do not fill 16
    narrow.finish(down);
  });
};

it('is checked by the compiler, not at run time', () =>
  expect([mistakes, sums, kinds, places, staleValues]).toHaveLength(5));
