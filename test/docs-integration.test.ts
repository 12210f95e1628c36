// SPDX-License-Identifier: Apache-2.0
/** docs/integration.md: signals, constants and sizes of the edge to host memory are those of the emitted Verilog and the sources. */
import { readFileSync } from 'node:fs';
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, test } from 'vitest';
import { beatsPerRead } from '../hdl/dma/host/read-shapes.ts';
import { beatBytes, blockBits, hostAttributes } from '../hdl/lib/host-bus.ts';
import { type ConfigName, configNames, configs, minFrameBytes } from '../hdl/spec/configs.ts';
import { faults } from '../hdl/spec/registers/registers.ts';
import { burstsPerFunction, maxReadBytes, readTags, readTagsPerFunction } from '../hdl/spec/virtio/mover-sizes.ts';
import { availRing, descriptorBytes, netHeaderBytes, queueErrors, usedRing } from '../hdl/spec/virtio/virtqueue.ts';
import { top } from '../hdl/top.ts';

const page = readFileSync(new URL('../docs/integration.md', import.meta.url), 'utf8');
const section = (title: string): string => page.split(`\n## ${title}\n`)[1]!.split('\n## ')[0]!;
const signals = section('Signals');
const accesses = section('Accesses').replaceAll('\n', ' ');
const tenGig = configs['10g'];
const thousands = (value: number): string => value.toLocaleString('en');

describe('the signals', () => {
  const { ports } = emitVerilog(top(tenGig));

  test('are all named, with their widths', () => {
    const named = [...signals.matchAll(/`(\w+)` (\d+)/g)].map(([, name, bits]) => `${name} ${bits}`);
    const emitted = ports
      .filter(({ name }) => name.startsWith('m_axi_'))
      .map(({ name, width }) => `${name.slice(6)} ${width}`);
    expect(named.toSorted()).toEqual(emitted.toSorted());
  });

  test('have a whole beat as their size', () => {
    expect(signals).toContain(`a whole beat: ${Math.log2(beatBytes(tenGig))} for ${tenGig.hostDataBits} bits`);
  });
});

test('the attributes are constants of the emitted Verilog', () => {
  const { verilog } = emitVerilog(top(tenGig));
  for (const [name, value] of Object.entries(hostAttributes)) {
    const port = name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
    const tied = new RegExp(`assign ${port} = (\\d+)'([dhb])([0-9a-f]+);`).exec(verilog);
    expect(tied, port).not.toBeNull();
    const [, bits, base, digits] = tied!;
    expect(Number.parseInt(digits!, { d: 10, h: 16, b: 2 }[base as 'd']), port).toBe(value);
    const shown = value.toString(2).padStart(Number(bits), '0');
    expect(signals).toMatch(new RegExp(`\\| .*\`${port.slice(6)}\`.* \\| always ${shown}[:; ]`));
  }
});

describe('the accesses', () => {
  test('have their longest bursts', () => {
    const longest = (config: (typeof configs)[ConfigName]): number => 2 ** blockBits(config);
    for (const name of configNames) {
      const config = configs[name];
      expect(longest(config), name).toBe(Math.min(4096, 256 * beatBytes(config)));
      expect(beatsPerRead(config) * beatBytes(config), name).toBe(maxReadBytes);
    }
    expect(accesses).toContain(
      `| longest burst | 4,096 bytes or 256 beats, whichever is less | ${maxReadBytes} bytes |`,
    );
  });

  test('are under way in these numbers', () => {
    const named = ['10g', '25g', '100g'] as const;
    const all = named.map(name => `${readTags(configs[name])} in \`${name}\``).join(', ');
    const own = named.map(name => readTagsPerFunction(configs[name]));
    const bursts = named.map(name => `${thousands(burstsPerFunction(configs[name]))} in \`${name}\``).join(', ');
    expect(accesses).toContain(`${bursts} of one function | ${all}; ${own[0]}, ${own[1]} and ${own[2]} of one`);
  });
});

test('faults and errors are called what they are', () => {
  for (const name of ['bus_protocol', 'stray_answer']) {
    expect(faults.map(({ name }) => name) as readonly string[]).toContain(name);
    expect(page).toContain(`\`${name}\``);
  }
  expect(queueErrors.map(({ name }) => name)).toContain('bus');
});

describe('the ledger of a PCIe link', () => {
  const frames = 32;
  const bytes = minFrameBytes + netHeaderBytes;
  const transfer = 256;
  /** A write or a request has a header of 24 bytes, an answer one of 20; doorbells, interrupts, indices and flags take 4 bytes. */
  const written = (size: number): number => size + 24 * Math.ceil(size / transfer);
  const answered = (size: number): number => size + 20 * Math.ceil(size / transfer);
  const request = 24;
  const word = 4;

  interface Link {
    readonly up: number;
    readonly down: number;
  }
  const sum = (...parts: readonly Link[]): Link => ({
    up: parts.reduce((all, { up }) => all + up, 0),
    down: parts.reduce((all, { down }) => all + down, 0),
  });
  const read = (size: number): Link => ({ up: request, down: answered(size) });
  const wrote = (size: number): Link => ({ up: written(size), down: 0 });
  const descriptors = frames * descriptorBytes;

  /** What the rings take for a batch: a doorbell, what was posted, used elements, an interrupt. */
  const rings: Readonly<Record<string, Link>> = {
    split: sum(
      ...[{ up: 0, down: written(word) }, read(word), read(frames * availRing.elementBytes), read(descriptors)],
      ...[wrote(frames * usedRing.elementBytes), wrote(word), wrote(word)],
    ),
    packed: sum({ up: 0, down: written(word) }, read(descriptors), wrote(descriptors), wrote(word)),
  };
  const received = { up: frames * written(bytes), down: 0 };
  const sent = { up: frames * request, down: frames * answered(bytes) };

  const rows = [
    ...section('What it takes of a PCIe link').matchAll(
      /^\| (rx|duplex) \| (split|packed) \| [\d.]+ \| ([\d.]+) \| [\d.]+ \| ([\d.]+) \|$/gm,
    ),
  ].map(([, direction, ring, up, down]) => ({ direction, ring: ring!, up: Number(up), down: Number(down) }));

  test('has a row for each load', () => expect(rows).toHaveLength(4));

  test.each(rows)('adds up: $direction, $ring', ({ direction, ring, up, down }) => {
    const ways = direction === 'rx' ? [received, rings[ring]!] : [received, rings[ring]!, sent, rings[ring]!];
    const due = sum(...ways);
    expect(Math.abs(due.up / frames - up)).toBeLessThan(0.06);
    expect(Math.abs(due.down / frames - down)).toBeLessThan(0.06);
  });
});
