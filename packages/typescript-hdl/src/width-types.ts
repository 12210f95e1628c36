// SPDX-License-Identifier: Apache-2.0
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

/** Two digits of which the first is less. */
type LessPair =
  | '01'
  | '02'
  | '03'
  | '04'
  | '05'
  | '06'
  | '07'
  | '08'
  | '09'
  | '12'
  | '13'
  | '14'
  | '15'
  | '16'
  | '17'
  | '18'
  | '19'
  | '23'
  | '24'
  | '25'
  | '26'
  | '27'
  | '28'
  | '29'
  | '34'
  | '35'
  | '36'
  | '37'
  | '38'
  | '39'
  | '45'
  | '46'
  | '47'
  | '48'
  | '49'
  | '56'
  | '57'
  | '58'
  | '59'
  | '67'
  | '68'
  | '69'
  | '78'
  | '79'
  | '89';

/** The order of two numbers by their decimal digits: the longer one is more, else the first digit that differs decides. */
type Order<A extends string, B extends string, First = 'equal'> = A extends `${infer A0}${infer A1}`
  ? B extends `${infer B0}${infer B1}`
    ? Order<
        A1,
        B1,
        First extends 'equal' ? (A0 extends B0 ? 'equal' : `${A0}${B0}` extends LessPair ? 'less' : 'more') : First
      >
    : 'more'
  : B extends ''
    ? First
    : 'less';

/** Whether a number is known to the compiler. */
type IsKnown<N extends number> = 0 extends 1 & N ? false : number extends N ? false : true;

/** Whether A and B are known and A stands in one of the orders `O` to B. */
type Stands<A extends number, B extends number, O> =
  IsKnown<A> extends true
    ? IsKnown<B> extends true
      ? Order<`${A}`, `${B}`> extends O
        ? true
        : false
      : false
    : false;

/** What an argument must be besides a number: nothing, or what no number is, with the reason. */
type Refused<If, Reason> = If extends true ? { readonly mistake: Reason } : unknown;

/** An extension to `N` bits of a value of `W` bits: not fewer. */
export type Extension<N extends number, W extends number> = N &
  Refused<Stands<N, W, 'less'>, 'has fewer bits than the value'>;

/** A width up to `W`. */
export type Part<N extends number, W extends number> = N &
  Refused<Stands<N, W, 'more'>, 'has more bits than the value'>;

/** The number of a bit of a value of `W` bits. */
export type BitOf<I extends number, W extends number> = I &
  Refused<Stands<I, W, 'more' | 'equal'>, 'is no bit of the value'>;

/** The width of a slice from bit `L` upwards. */
export type SliceOf<L extends number, N extends number, W extends number> = N &
  Refused<Stands<WidthSum<L, N>, W, 'more'>, 'leaves the value'>;
