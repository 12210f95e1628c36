// SPDX-License-Identifier: Apache-2.0
/** Verilator as what a bench runs on. */
import type { Engine } from '../bench/engine.ts';
import { emitVerilog } from '../emit/design.ts';
import type { ClockDomain, ModuleDefinition } from '../ir/index.ts';
import { checkFits } from '../shape.ts';
import { checkAddress } from '../simulate/memory-words.ts';
import { layOut, namesInside } from '../simulate/storage.ts';
import { benchBinary } from './build.ts';
import { Channel } from './channel.ts';

/** How a design is built and started. */
export interface VerilatedOptions {
  readonly domain: ClockDomain;
  /** Seed of what hardware leaves undefined; zeros without. */
  readonly seed: number | undefined;
  readonly folder: string;
}

/** Builds the emitted Verilog and starts it. Inputs are 0, resets not asserted. */
export const verilated = async (top: ModuleDefinition, { domain, seed, folder }: VerilatedOptions): Promise<Engine> => {
  const design = emitVerilog(top, { domain });
  const storage = layOut(top, domain);
  const chance =
    seed === undefined
      ? ['+verilator+rand+reset+0']
      : ['+verilator+rand+reset+2', `+verilator+seed+${1 + (seed % 0x7fff_fffe)}`];
  const channel = new Channel(await benchBinary(design, folder), chance);
  const places = new Map(design.ports.map(({ name }, i) => [name, i]));
  const clockName = (one: ClockDomain): string => (one === domain ? 'clk' : one.clock);
  const domains = storage.clocks.flatMap(({ domain: one, isInner }) => (isInner ? [] : [one]));
  const set = (name: string, bits: bigint): void => {
    const place = places.get(name);
    // A reset that nothing needs is no port.
    if (place !== undefined) channel.tell(`p ${place} ${bits.toString(16)}`);
  };
  for (const [i, { reset }] of domains.entries()) {
    if (reset?.active === 'low') set(i > 0 ? reset.name : 'rst_n', 1n);
  }
  const scopeName = (path: string): string => [design.top, ...(path === '' ? [] : [path])].join('.');
  const word = (answer: string): bigint | undefined => (answer === '?' ? undefined : BigInt(`0x${answer}`));
  return {
    domains,
    set,
    get: (name, width) => {
      const place = places.get(name);
      return place === undefined ? 0n : BigInt.asUintN(width, word(channel.ask(`g ${place}`))!);
    },
    edge: ticking => {
      const clocks = ticking.map(one => places.get(clockName(one))).filter(place => place !== undefined);
      channel.tell(`e ${clocks.join(' ')}`);
    },
    inside: (path, name) => word(channel.ask(`i ${scopeName(path)} ${name}`)),
    memory: (path, name) => {
      const place = `${scopeName(path)} ${name}`;
      const answer = channel.ask(`m ${place}`);
      if (answer === '?') return undefined;
      const [width, depth] = answer.split(' ').map(Number) as [number, number];
      return {
        width,
        depth,
        read: address => {
          checkAddress(name, depth, address);
          return word(channel.ask(`r ${place} ${address}`))!;
        },
        write: (address, value) => {
          checkAddress(name, depth, address);
          channel.tell(`w ${place} ${address} ${checkFits(value, width).toString(16)}`);
        },
      };
    },
    names: what => namesInside(storage, what),
    close: () => channel.close(),
  };
};
