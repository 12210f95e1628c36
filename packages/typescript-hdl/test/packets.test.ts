// SPDX-License-Identifier: Apache-2.0
/** Width converters, packet FIFO, and the checksums of the library. */
import { bit, component, type Definition, emitVerilog, input, output, Simulator, slave, u } from 'typescript-hdl';
import {
  axiLite,
  axiRead,
  axiStream,
  axiWrite,
  castagnoliCrc,
  crcOf,
  crcStep,
  ethernetCrc,
  narrow,
  packetFifo,
  toeplitzHash,
  toeplitzMatrix,
  widen,
} from 'typescript-hdl/lib';
import { describe, expect, it } from 'vitest';
import { random, runStreams } from './support/streams.ts';
import { lint } from './support/tools.ts';

const clean = async (definition: Definition): Promise<void> => expect(await lint(emitVerilog(definition))).toBe('');

/** Packets of 1 to `most` bytes as beats of `bytes` bytes: data in the low bits, keep, last. */
const beatsOf = (packets: readonly (readonly number[])[], bytes: number): number[] =>
  packets.flatMap(packet =>
    Array.from({ length: Math.ceil(packet.length / bytes) }, (_, beat) => {
      const part = packet.slice(beat * bytes, beat * bytes + bytes);
      const data = part.reduceRight((word, byte) => word * 256 + byte, 0);
      const last = (beat + 1) * bytes >= packet.length ? 1 : 0;
      return data + (2 ** part.length - 1) * 2 ** (8 * bytes) + last * 2 ** (9 * bytes);
    }),
  );

const somePackets = (seed: number, count: number, most: number): number[][] => {
  const next = random(seed);
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + Math.floor(next() * most) }, () => Math.floor(next() * 256)),
  );
};

const maskOf = (beat: number, bytes: number): number => {
  const keep = Math.floor(beat / 2 ** (8 * bytes)) % 2 ** bytes;
  const valid = keep.toString(2).length;
  return (beat % 2 ** (8 * valid)) + Math.floor(beat / 2 ** (8 * bytes)) * 2 ** (8 * bytes);
};

describe('width converters', () => {
  const packets = somePackets(11, 60, 13);
  it('join beats', async () => {
    const definition = widen(8, 4);
    await clean(definition);
    const simulator = new Simulator(definition);
    simulator.reset();
    const next = random(12);
    const sent = beatsOf(packets, 1);
    const got: number[] = [];
    for (let clock = 0, at = 0; clock < 2000; clock++) {
      const word = sent[at] ?? 0;
      const offer = at < sent.length && next() < 0.8;
      simulator.poke('up_valid_i', offer ? 1 : 0);
      simulator.poke('up_data_i', word % 256);
      simulator.poke('up_keep_i', 1);
      simulator.poke('up_last_i', Math.floor(word / 512));
      const open = next() < 0.7;
      simulator.poke('down_ready_i', open ? 1 : 0);
      const taken = offer && simulator.peekNumber('up_ready_o') === 1;
      const ready = simulator.peekNumber('down_valid_o') === 1;
      const beat = simulator.peekNumber('down_data_o') + simulator.peekNumber('down_keep_o') * 2 ** 32;
      const whole = beat + simulator.peekNumber('down_last_o') * 2 ** 36;
      if (ready && open) got.push(maskOf(whole, 4));
      simulator.step();
      if (taken) at++;
    }
    expect(got).toEqual(beatsOf(packets, 4));
  });
  it('cut beats and leave out empty parts', async () => {
    const definition = narrow(8, 4);
    await clean(definition);
    const { outputs } = runStreams(definition, { up: beatsOf(packets, 4) }, ['down'], {
      seed: 13,
      pack: ['data', 32, 'keep', 4, 'last', 1],
    });
    const narrowBeats = outputs['down']!.map(word => {
      const last = Math.floor(word / 2 ** 36);
      return (word % 256) + 256 + last * 512;
    });
    expect(narrowBeats).toEqual(beatsOf(packets, 1));
    expect(() => widen(8, 1).elaborate()).toThrow(
      'A width converter needs whole bytes and a ratio of at least 2, not 8 bits by 1.',
    );
  });
});

describe('a packet FIFO', () => {
  const beat = { data: u(8), last: bit() };
  it.each(['stall', 'drop'] as const)('passes whole packets only (%s when full)', async whenFull => {
    const definition = packetFifo(beat, 8, whenFull);
    await clean(definition);
    const simulator = new Simulator(definition);
    simulator.reset();
    const next = random(21);
    const [got, kept]: [number[], number[]] = [[], []];
    let packet: number[] = [];
    let drops = 0;
    let length = 1;
    let number = 0;
    for (let clock = 0; clock < 3000; clock++) {
      const last = packet.length === length - 1 ? 1 : 0;
      const valid = next() < 0.8 ? 1 : 0;
      const drop = last && number % 3 === 2 ? 1 : 0;
      simulator.poke('up_valid_i', valid);
      simulator.poke('up_data_i', (number + packet.length * 16) & 255);
      simulator.poke('up_last_i', last);
      simulator.poke('drop_i', drop);
      const open = next() < 0.5;
      simulator.poke('down_ready_i', open ? 1 : 0);
      const taken = valid & simulator.peekNumber('up_ready_o');
      const dropped = simulator.peekNumber('dropped_o');
      if (open && simulator.peekNumber('down_valid_o')) {
        got.push(simulator.peekNumber('down_data_o') + 256 * simulator.peekNumber('down_last_o'));
      }
      if (whenFull === 'drop') expect(simulator.peekNumber('up_ready_o')).toBe(1);
      simulator.step();
      if (!taken) continue;
      packet.push(((number + packet.length * 16) & 255) + 256 * last);
      if (!last) continue;
      if (drop) expect(dropped).toBe(1);
      if (whenFull === 'stall') expect(dropped).toBe(drop);
      drops += dropped;
      if (!dropped) kept.push(...packet);
      packet = [];
      number++;
      length = 1 + Math.floor(next() * (whenFull === 'drop' ? 12 : 6));
    }
    expect(drops).toBeGreaterThan(50);
    expect(got.length).toBeGreaterThan(200);
    expect(got).toEqual(kept.slice(0, got.length));
  });
  it('needs a depth that is a power of two', () => {
    expect(() => packetFifo(beat, 6).elaborate()).toThrow(
      'The depth of a packet FIFO is a power of two of at least 2, not 6.',
    );
  });
});

describe('checksums', () => {
  const text = new TextEncoder().encode('123456789');
  const finalCrc = (crc: typeof ethernetCrc): bigint =>
    text.reduce((state, byte) => crcOf(crc, state, BigInt(byte), 8), 0xffff_ffffn) ^ 0xffff_ffffn;

  it('agree with the published check values', () => {
    expect(finalCrc(ethernetCrc)).toBe(0xcbf43926n);
    expect(finalCrc(castagnoliCrc)).toBe(0xe3069283n);
    const ccitt = { width: 16, polynomial: 0x1021n, reflected: false };
    expect(text.reduce((state, byte) => crcOf(ccitt, state, BigInt(byte), 8), 0xffffn)).toBe(0x29b1n);
  });
  it('mean the same in hardware', async () => {
    const step = component('dut', {}, { s: input(u(32)), d: input(u(64)), y: output(u(32)) }, ({ s, d, y }) =>
      y.set(crcStep(ethernetCrc, s, d) as never),
    );
    await clean(step);
    const simulator = new Simulator(step);
    for (const [state, data] of [
      [0xffff_ffffn, 0x0123_4567_89ab_cdefn],
      [1n, 0n],
      [0xdead_beefn, 0xffff_0000_ffff_0001n],
    ] as const) {
      simulator.poke('s_i', state);
      simulator.poke('d_i', data);
      expect(simulator.peek('y_o')).toBe(crcOf(ethernetCrc, state, data, 64));
    }
  });
  it('hash as the verification suite of receive side scaling says', async () => {
    const key = Uint8Array.from(
      '6d5a56da255b0ec24167253d43a38fb0d0ca2bcbae7b30b477cb2da38030f20c6a42b73bbeac01fa'
        .match(/../g)!
        .map(byte => Number.parseInt(byte, 16)),
    );
    // 66.9.149.187:2794 -> 161.142.100.80:1766
    const tuple = 0x420995bb_a18e6450_0aea_06e6n;
    const hash = component('dut', {}, { x: input(u(96)), y: output(u(32)) }, ({ x, y }) =>
      y.set(toeplitzHash(key, x) as never),
    );
    await clean(hash);
    const simulator = new Simulator(hash);
    simulator.poke('x_i', tuple);
    expect(simulator.peek('y_o')).toBe(0x51ccc178n);
    // Of two bits, each bit of the hash is the parity of none, one or both.
    const short = component('dut', {}, { x: input(u(2)), y: output(u(32)) }, ({ x, y }) =>
      y.set(toeplitzHash(Uint8Array.of(0x80, 0, 0, 0, 1), x) as never),
    );
    await clean(short);
    const small = new Simulator(short);
    const sums = [0, 1, 2, 3].map(x => {
      small.poke('x_i', x);
      return small.peek('y_o');
    });
    expect(sums).toEqual([0n, 0n, 0x8000_0000n, 0x8000_0000n]);
    expect(() => toeplitzMatrix(key, 400)).toThrow('A Toeplitz key for 400 bits has at least 431 bits, not 320.');
  });
});

it('AXI bundles flip into slaves', () => {
  const sizes = { dataBits: 64, addressBits: 32, idBits: 2, userBits: 1 };
  for (const bundle of [axiStream(64), axiRead(sizes), axiWrite(sizes), axiLite(12)]) {
    const flipped: any = slave(bundle as never);
    for (const [name, port] of Object.entries<any>(bundle)) {
      expect(flipped[name].direction).not.toBe(port.direction);
      expect(flipped[name].shape.width).toBe(port.shape.width);
    }
  }
});
