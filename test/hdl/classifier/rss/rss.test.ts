// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { Simulator } from 'typescript-hdl';
import { describe, expect, test } from 'vitest';
import { rss, rssLatency } from '../../../../hdl/classifier/rss/rss.ts';
import { type Config, configs } from '../../../../hdl/spec/configs.ts';
import { rssHashTypes, rssKeyBytes, rssTableEntries } from '../../../../hdl/spec/tables/rss-profile.ts';

/** Toeplitz as it is defined: for every bit of the input that is 1, the 32 bits of the key that begin at its place. */
const toeplitz = (key: readonly number[], input: readonly number[]): number => {
  const bits = (bytes: readonly number[]): string => bytes.map(byte => byte.toString(2).padStart(8, '0')).join('');
  const keyBits = bits(key);
  return [...bits(input)].reduce(
    (hash, bit, i) => (bit === '1' ? (hash ^ Number.parseInt(keyBits.slice(i, i + 32), 2)) >>> 0 : hash),
    0,
  );
};

interface Flow {
  readonly source: readonly number[];
  readonly destination: readonly number[];
  readonly sourcePort: number;
  readonly destinationPort: number;
}

interface Frame extends Flow {
  readonly function: number;
  readonly image: number;
  readonly kind: 'tcp' | 'udp' | 'other';
  readonly fragment: boolean;
  readonly ip: boolean;
  /** Ports stand in the vector whose header was cut short, too. */
  readonly ports: boolean;
}

interface Profile {
  readonly types: number;
  readonly unclassified: number;
  readonly tableBits: number;
  readonly key: readonly number[];
  readonly table: readonly number[];
}

const bigOf = (bytes: readonly number[]): bigint => bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
const port = (value: number): number[] => [value >> 8, value & 255];

/** The answer, computed from the profile as the specification words it. */
const expected = (profile: Profile, frame: Frame): { queue: number; hash: number | undefined } => {
  const version = frame.source.length === 4 ? 'v4' : 'v6';
  const has = (name: string): boolean => ((profile.types >> rssHashTypes.findIndex(t => t.name === name)) & 1) === 1;
  const addresses = [...frame.source, ...frame.destination];
  const ported = [...addresses, ...port(frame.sourcePort), ...port(frame.destinationPort)];
  const input =
    frame.ip && frame.ports && !frame.fragment && frame.kind !== 'other' && has(`${frame.kind}${version}`)
      ? ported
      : frame.ip && has(`ip${version}`)
        ? addresses
        : undefined;
  if (!input) return { queue: profile.unclassified, hash: undefined };
  const hash = toeplitz(profile.key, input);
  return { queue: profile.table[hash % 2 ** profile.tableBits]!, hash };
};

const words = (bytes: readonly number[]): number[] =>
  Array.from({ length: bytes.length / 4 }, (_, i) => Number(bigOf(bytes.slice(4 * i, 4 * i + 4))));

class Bench {
  readonly simulator: Simulator;
  readonly config: Config;

  constructor(config: Config) {
    this.config = config;
    this.simulator = new Simulator(rss(config));
    for (const name of ['frames', 'profile_write', 'key_write', 'table_write'])
      this.simulator.poke(`${name}_valid_i`, 0);
    this.simulator.reset();
    for (let clock = 0; this.simulator.peek('ready_o') === 0n; clock++) {
      if (clock > 2 * config.functions) throw new Error('it does not become ready');
      this.simulator.step();
    }
  }

  poke(prefix: string, values: Readonly<Record<string, number | bigint>>): void {
    for (const [name, value] of Object.entries(values)) this.simulator.poke(`${prefix}_${name}_i`, BigInt(value));
  }

  write(port: string, values: Readonly<Record<string, number | bigint>>): void {
    this.poke(port, values);
    this.simulator.poke(`${port}_valid_i`, 1);
    this.simulator.step();
    this.simulator.poke(`${port}_valid_i`, 0);
  }

  load(of: number, { types, unclassified, tableBits, key, table }: Profile, image = 0): void {
    for (const [word, data] of words(key).entries()) this.write('key_write', { image, function: of, word, data });
    for (const [entry, queue] of table.entries()) this.write('table_write', { image, function: of, entry, queue });
    this.write('profile_write', {
      image,
      function: of,
      profile_unclassified: unclassified,
      profile_table_bits: tableBits,
      ...Object.fromEntries(rssHashTypes.map(({ name }, i) => [`profile_${name}`, (types >> i) & 1])),
    });
  }

  /** Clocks that a frame takes to come in at the least, no gap between frames: its headers alone. */
  clocksOf(frame: Frame): number {
    const bytes = 14 + (frame.ip ? (frame.source.length === 4 ? 20 : 40) + (frame.ports ? 4 : 0) : 0);
    return Math.ceil((bytes * 8) / this.config.netDataBits);
  }

  /** Sends frames as densely as they can come, `idle` clocks apart more; the answers with the clocks they took. */
  run(frames: readonly Frame[], idle: (i: number) => number) {
    const sent: number[] = [];
    const answers: { queue: number; hash: number | undefined; clocks: number }[] = [];
    let clock = 0;
    const step = (): void => {
      this.simulator.step();
      clock += 1;
      if (this.simulator.peek('queues_valid_o') === 0n) return;
      const hashed = this.simulator.peek('queues_hashed_o') === 1n;
      answers.push({
        queue: this.simulator.peekNumber('queues_queue_o'),
        hash: hashed ? this.simulator.peekNumber('queues_hash_o') : undefined,
        clocks: clock - sent[answers.length]!,
      });
    };
    for (const [i, frame] of frames.entries()) {
      this.poke('frames', {
        image: frame.image,
        function: frame.function,
        fields_ipv4: frame.ip && frame.source.length === 4 ? 1 : 0,
        fields_ipv6: frame.ip && frame.source.length === 16 ? 1 : 0,
        fields_tcp: frame.ip && frame.kind === 'tcp' ? 1 : 0,
        fields_udp: frame.ip && frame.kind === 'udp' ? 1 : 0,
        fields_ports: frame.ports ? 1 : 0,
        fields_fragment: frame.fragment ? 1 : 0,
        fields_src_ip: bigOf(frame.source),
        fields_dst_ip: bigOf(frame.destination),
        fields_src_port: frame.sourcePort,
        fields_dst_port: frame.destinationPort,
      });
      this.simulator.poke('frames_valid_i', 1);
      sent.push(clock);
      step();
      this.simulator.poke('frames_valid_i', 0);
      for (let wait = this.clocksOf(frame) - 1 + idle(i); wait > 0; wait--) step();
    }
    for (let wait = 0; wait < 40; wait++) step();
    return answers;
  }
}

const allTypes = 2 ** rssHashTypes.length - 1;
const identity = Array.from({ length: rssTableEntries }, (_, i) => i);

/** The key and the flows with which Microsoft's documentation of RSS lets an implementation verify itself. */
const microsoftKey = [
  0x6d, 0x5a, 0x56, 0xda, 0x25, 0x5b, 0x0e, 0xc2, 0x41, 0x67, 0x25, 0x3d, 0x43, 0xa3, 0x8f, 0xb0, 0xd0, 0xca, 0x2b,
  0xcb, 0xae, 0x7b, 0x30, 0xb4, 0x77, 0xcb, 0x2d, 0xa3, 0x80, 0x30, 0xf2, 0x0c, 0x6a, 0x42, 0xb7, 0x3b, 0xbe, 0xac,
  0x01, 0xfa,
];
const v4 = (text: string): number[] => text.split('.').map(Number);
const v6 = (text: string): number[] => {
  const [head = '', tail = ''] = text.split('::');
  const groups = (part: string): string[] => part.split(':').filter(group => group !== '');
  const zeros = Array.from({ length: 8 - groups(head).length - groups(tail).length }, () => '0');
  return [...groups(head), ...zeros, ...groups(tail)].flatMap(group => port(Number.parseInt(group, 16)));
};
const microsoftFlows: readonly [Flow, addresses: number, ports: number][] = [
  [
    { source: v4('66.9.149.187'), sourcePort: 2794, destination: v4('161.142.100.80'), destinationPort: 1766 },
    0x323e8fc2,
    0x51ccc178,
  ],
  [
    { source: v4('199.92.111.2'), sourcePort: 14230, destination: v4('65.69.140.83'), destinationPort: 4739 },
    0xd718262a,
    0xc626b0ea,
  ],
  [
    { source: v4('24.19.198.95'), sourcePort: 12898, destination: v4('12.22.207.184'), destinationPort: 38024 },
    0xd2d0a5de,
    0x5c2b394a,
  ],
  [
    { source: v4('38.27.205.30'), sourcePort: 48228, destination: v4('209.142.163.6'), destinationPort: 2217 },
    0x82989176,
    0xafc7327f,
  ],
  [
    { source: v4('153.39.163.191'), sourcePort: 44251, destination: v4('202.188.127.2'), destinationPort: 1303 },
    0x5d1809c5,
    0x10e828a2,
  ],
  [
    {
      source: v6('3ffe:2501:200:1fff::7'),
      sourcePort: 2794,
      destination: v6('3ffe:2501:200:3::1'),
      destinationPort: 1766,
    },
    0x2cc18cd5,
    0x40207d3d,
  ],
  [
    {
      source: v6('3ffe:501:8::260:97ff:fe40:efab'),
      sourcePort: 14230,
      destination: v6('ff02::1'),
      destinationPort: 4739,
    },
    0x0f0c461c,
    0xdde51bbf,
  ],
  [
    {
      source: v6('3ffe:1900:4545:3:200:f8ff:fe21:67cf'),
      sourcePort: 44251,
      destination: v6('fe80::200:f8ff:fe21:67cf'),
      destinationPort: 38024,
    },
    0x4b61e985,
    0x02d1feef,
  ],
];

const wide = { ...configs['10g'], name: '512 bits', netDataBits: 512 };
const medium = { ...configs['10g'], name: '128 bits', netDataBits: 128, functions: 16, queuesPerFunction: 4 };

describe.each([configs.tiny, configs['10g'], medium, wide])('receive side scaling of $name', config => {
  test('gives the sixteen hashes of the documentation of RSS', () => {
    const bench = new Bench(config);
    const profile: Profile = { types: allTypes, unclassified: 0, tableBits: 7, key: microsoftKey, table: identity };
    bench.load(1, profile);
    const frames = microsoftFlows.flatMap(([flow]) =>
      (['other', 'tcp'] as const).map(
        (kind): Frame => ({ ...flow, function: 1, image: 0, kind, fragment: false, ip: true, ports: kind === 'tcp' }),
      ),
    );
    const hashes = microsoftFlows.flatMap(([, addresses, ports]) => [addresses, ports]);
    expect(bench.run(frames, () => 0)).toEqual(
      hashes.map(hash => ({ hash, queue: hash & 127, clocks: rssLatency(config) })),
    );
  });

  const byte = fc.nat(255);
  const address = fc.oneof(fc.constant(4), fc.constant(16));
  const frame: fc.Arbitrary<Frame> = address.chain(length =>
    fc.record({
      source: fc.array(byte, { minLength: length, maxLength: length }),
      destination: fc.array(byte, { minLength: length, maxLength: length }),
      sourcePort: fc.nat(65535),
      destinationPort: fc.nat(65535),
      function: fc.nat(config.functions - 1),
      image: fc.nat(1),
      kind: fc.constantFrom('tcp', 'udp', 'other'),
      fragment: fc.noBias(fc.nat(9)).map(die => die === 0),
      ip: fc.noBias(fc.nat(9)).map(die => die !== 0),
      ports: fc.noBias(fc.nat(9)).map(die => die !== 0),
    }),
  );
  const profile: fc.Arbitrary<Profile> = fc.record({
    types: fc.oneof(fc.constant(allTypes), fc.nat(allTypes)),
    unclassified: fc.nat(127),
    tableBits: fc.nat(7),
    key: fc.array(byte, { minLength: rssKeyBytes, maxLength: rssKeyBytes }),
    table: fc.array(fc.nat(127), { minLength: rssTableEntries, maxLength: rssTableEntries }),
  });

  test('gives the queue of every frame under the profile, key and table of its function and image, in constant time', () => {
    const bench = new Bench(config);
    for (const seed of [1, 2, 3]) {
      const profiles = fc.sample(profile, { seed, numRuns: 2 * config.functions });
      for (const [i, one] of profiles.entries()) bench.load(i >> 1, one, i & 1);
      const frames = fc.sample(frame, { seed, numRuns: config.netDataBits > 64 ? 60 : 150 });
      const answers = bench.run(frames, i => (seed === 1 ? 0 : (i * seed) % 3));
      expect(answers).toEqual(
        frames.map(one => ({ ...expected(profiles[2 * one.function + one.image]!, one), clocks: rssLatency(config) })),
      );
    }
  });

  test('sends everything to queue 0 after reset, whatever was loaded', () => {
    const bench = new Bench(config);
    const [one] = fc.sample(profile, { seed: 9, numRuns: 1 });
    bench.load(0, { ...one!, types: allTypes, unclassified: 3 });
    bench.simulator.reset();
    for (let clock = 0; clock < 2 * config.functions + 1; clock++) bench.simulator.step();
    const frames = fc.sample(frame, { seed: 9, numRuns: 20 }).map(each => ({ ...each, function: 0 }));
    const nothing = { queue: 0, hash: undefined, clocks: rssLatency(config) };
    expect(bench.run(frames, () => 0)).toEqual(frames.map(() => nothing));
  });
});
