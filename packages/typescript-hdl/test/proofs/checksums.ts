// SPDX-License-Identifier: Apache-2.0
/** CRC and Toeplitz hash of a whole word are what the bit-serial definitions make of it. */
import { assert, cat, component, cover, type Definition, input, lit, mux, output, u, type Val } from 'typescript-hdl';
import { type Crc, crcStep, toeplitzHash } from 'typescript-hdl/lib';
import { proof } from 'typescript-hdl/prove';

/** One bit through the shift register of IEEE 802.3, lowest power first or last. */
const shiftIn = ({ width, polynomial, reflected }: Crc, state: Val, next: Val<1>): Val => {
  const powers = Array.from({ length: width }, (_, i) => (polynomial >> BigInt(i)) & 1n);
  const at = (power: number): Val<1> => state.bit(reflected ? width - 1 - power : power) as Val<1>;
  const feedback = at(width - 1).xor(next) as Val<1>;
  const shifted = powers.map((one, power) => {
    const before = power === 0 ? (lit(0, 1) as Val<1>) : at(power - 1);
    return one ? (before.xor(feedback) as Val<1>) : before;
  });
  return cat(...(reflected ? shifted : shifted.toReversed())) as Val;
};

/** The bits of a word in the order of the wire: bytes from the low end, each with the lowest or the highest bit first. */
const wireOrder = (data: Val, lowestFirst: boolean): Val<1>[] =>
  Array.from({ length: data.width as number }, (_, i) => data.bit(lowestFirst ? i : (i & ~7) + 7 - (i & 7)) as Val<1>);

type Step = typeof crcStep;

export const promisedCrc = (step: Step, crc: Crc, dataBits: number): Definition =>
  component(
    'crc_step',
    { width: crc.width, dataBits },
    { state: input(u(crc.width)), data: input(u(dataBits)), next: output(u(crc.width)) },
    ({ state, data, next }) => {
      next.set(step(crc, state, data) as never);
      const serial = wireOrder(data, crc.reflected).reduce((rest: Val, one) => shiftIn(crc, rest, one), state);
      assert('is_the_serial_sum', next.eq(serial as never));
      cover('comes_to_nothing', next.eq(0).and(state.ne(0)));
    },
  );

const key = Uint8Array.from({ length: 8 }, (_, i) => (89 * i + 57) & 255);

type Hash = typeof toeplitzHash;

/** For every bit that is 1, from the front of the input, the window of the key that begins with it. */
export const promisedToeplitz = (hash: Hash, bits: number): Definition =>
  component('toeplitz', { bits }, { value: input(u(bits)), sum: output(u(8)) }, ({ value, sum }) => {
    sum.set(hash(key, value, 8) as never);
    const all = key.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
    const window = (j: number): bigint => (all >> BigInt(8 * key.length - 8 - j)) & 0xffn;
    const serial = Array.from({ length: bits }, (_, j) => j).reduce(
      (rest: Val, j) => rest.xor(mux(value.bit(bits - 1 - j) as Val<1>, lit(window(j), 8) as Val, 0)) as Val,
      lit(0, 8) as Val,
    );
    assert('is_the_sum_of_windows', sum.eq(serial as never));
    cover('is_not_nothing', sum.eq(window(2)));
  });

/** CRC-8 of ATM headers (ITU-T I.432.1) and of 1-Wire: the solvers take exclusive ors of few bits only. */
export const atm: Crc = { width: 8, polynomial: 0x07n, reflected: false };
export const oneWire: Crc = { width: 8, polynomial: 0x31n, reflected: true };

export const checksumProofs = [
  proof('crc-step-atm', () => promisedCrc(crcStep, atm, 8), { depth: 2 }),
  proof('crc-step-one-wire', () => promisedCrc(crcStep, oneWire, 8), { depth: 2 }),
  proof('toeplitz', () => promisedToeplitz(toeplitzHash, 12), { depth: 2 }),
];
