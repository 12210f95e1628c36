/**
 * Sums of literal widths, computed by the TypeScript compiler on decimal digits.
 * Digits, because counting with tuple types costs tsc two orders of magnitude more.
 */

/** `Rows[a][b]` is a + b as carry and digit; row 10 serves 9 with a carry from the right. */
type Rows = [
  ['00', '01', '02', '03', '04', '05', '06', '07', '08', '09'],
  ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'],
  ['02', '03', '04', '05', '06', '07', '08', '09', '10', '11'],
  ['03', '04', '05', '06', '07', '08', '09', '10', '11', '12'],
  ['04', '05', '06', '07', '08', '09', '10', '11', '12', '13'],
  ['05', '06', '07', '08', '09', '10', '11', '12', '13', '14'],
  ['06', '07', '08', '09', '10', '11', '12', '13', '14', '15'],
  ['07', '08', '09', '10', '11', '12', '13', '14', '15', '16'],
  ['08', '09', '10', '11', '12', '13', '14', '15', '16', '17'],
  ['09', '10', '11', '12', '13', '14', '15', '16', '17', '18'],
  ['10', '11', '12', '13', '14', '15', '16', '17', '18', '19'],
];
type Next = { 0: 1; 1: 2; 2: 3; 3: 4; 4: 5; 5: 6; 6: 7; 7: 8; 8: 9; 9: 10 };
type Digit = keyof Next;

type Reversed<S extends string> = S extends `${infer Head}${infer Tail}` ? `${Reversed<Tail>}${Head}` : '';

/** a + b + carry as carry and digit. */
type AddDigits<A extends Digit, B extends Digit, Carry> = Rows[Carry extends '1' ? Next[A] : A][B];

/** Sum of two digit strings, lowest digit first on the way in, highest first on the way out. */
type AddReversed<
  A extends string,
  B extends string,
  Carry extends string,
  Sum extends string,
> = A extends `${infer A0 extends Digit}${infer A1}`
  ? B extends `${infer B0 extends Digit}${infer B1}`
    ? AddDigits<A0, B0, Carry> extends `${infer C}${infer D}`
      ? AddReversed<A1, B1, C, `${D}${Sum}`>
      : never
    : AddDigits<A0, 0, Carry> extends `${infer C}${infer D}`
      ? AddReversed<A1, '', C, `${D}${Sum}`>
      : never
  : B extends ''
    ? Carry extends '1'
      ? `1${Sum}`
      : Sum
    : AddReversed<B, '', Carry, Sum>;

type ToNumber<S> = S extends `${infer N extends number}` ? N : any;

/** Sum of two widths; `any` as soon as one of them is known only at elaboration. */
export type WidthSum<A extends number, B extends number> = 0 extends 1 & (A | B)
  ? any
  : number extends A | B
    ? any
    : ToNumber<AddReversed<Reversed<`${A}`>, Reversed<`${B}`>, '0', ''>>;

/** Sum of the widths of a list of values; `any` for a list of unknown length. */
export type WidthsSum<P extends readonly { readonly width: any }[], Sum extends number = 0> = number extends P['length']
  ? any
  : P extends readonly [
        { readonly width: infer W extends number },
        ...infer Rest extends readonly { readonly width: any }[],
      ]
    ? WidthsSum<Rest, WidthSum<Sum, W>>
    : Sum;
