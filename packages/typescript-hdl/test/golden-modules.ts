// SPDX-License-Identifier: Apache-2.0
/** A design of every component of the library, whose emitted Verilog is kept in `test/golden`: one file each, named after its top. */
import { bit, clockDomain, component, type Definition, input, output, reg, u, when } from 'typescript-hdl';
import {
  asyncFifo,
  axiLitePort,
  backwardSlice,
  blockFifo,
  byteBeat,
  crcStep,
  delayLine,
  ethernetCrc,
  fifo,
  forwardSlice,
  fullSlice,
  handshakeCrossing,
  narrow,
  packetArbiter,
  packetFifo,
  pulseCrossing,
  registerDecoder,
  registerMap,
  resetSynchroniser,
  roundRobinArbiter,
  streamArbiter,
  streamDemux,
  streamFork,
  streamJoin,
  streamMerge,
  streamMux,
  synchroniser,
  toeplitzHash,
  weightedArbiter,
  widen,
} from 'typescript-hdl/lib';

type Library = typeof import('typescript-hdl/lib');

/** Exports that make a component; `registered` only looks so, since it returns what it is given. */
export type ComponentName = Exclude<
  { [K in keyof Library]: Library[K] extends (...args: any) => Definition ? K : never }[keyof Library],
  'registered'
>;

/** Exports that make no component: bundles, functions on values and numbers, texts. */
export const helperNames: readonly Exclude<keyof Library, ComponentName>[] = [
  'arbitrate',
  'counter',
  'crcBytes',
  'queue',
  'route',
  'sliced',
  'axiBurst',
  'axiLite',
  'axiRead',
  'axiResponse',
  'axiStream',
  'axiWrite',
  'byteBeat',
  'castagnoliCrc',
  'countUpDown',
  'crcMatrix',
  'crcOf',
  'crcStep',
  'decoded',
  'delayed',
  'delayLine',
  'ethernetCrc',
  'levelInto',
  'registerAccessor',
  'registerHeader',
  'registerMap',
  'registerMapOf',
  'registerPage',
  'registered',
  'shapeOf',
  'startUpSweep',
  'streamPorts',
  'toeplitzHash',
  'toeplitzMatrix',
  'toGray',
  'writeRequestShape',
];

const payload = { data: u(8), last: bit() };
const fast = clockDomain('fast', { frequencyMHz: 250 });
const slow = clockDomain('slow', { frequencyMHz: 100, reset: { kind: 'async', active: 'low' } });

const timer = registerMap('timer', {
  control: {
    access: 'rw',
    fields: { enable: { bits: 1 }, limit: { bits: 12, reset: 0x123, lsb: 4 } },
  },
  status: { access: 'ro', offset: 0x10, fields: { count: { bits: 12 } } },
  events: { access: 'w1c', fields: { wrapped: { bits: 1 }, missed: { bits: 2 } } },
  channel: {
    count: 3,
    registers: { limit: { access: 'rw' }, level: { access: 'ro', fields: { now: { bits: 9 } } } },
  },
  names: { count: 32, external: true, registers: { word: { access: 'rw' } } },
});

/** A design for every component, by the name of the export. */
export const goldenComponents: Readonly<Record<ComponentName, readonly (() => Definition)[]>> = {
  asyncFifo: [() => asyncFifo(payload, 16, fast, slow)],
  blockFifo: [() => blockFifo(payload, 16)],
  axiLitePort: [() => axiLitePort(12)],
  backwardSlice: [() => backwardSlice(payload)],
  fifo: [() => fifo(payload, 8)],
  forwardSlice: [() => forwardSlice(payload)],
  fullSlice: [() => fullSlice(payload)],
  handshakeCrossing: [() => handshakeCrossing(payload, fast, slow)],
  narrow: [() => narrow(16, 3)],
  packetArbiter: [() => packetArbiter(payload, 3)],
  packetFifo: [() => packetFifo(byteBeat(16), 16, 'drop')],
  pulseCrossing: [() => pulseCrossing(fast, slow)],
  registerDecoder: [() => registerDecoder(timer)],
  resetSynchroniser: [() => resetSynchroniser()],
  roundRobinArbiter: [() => roundRobinArbiter(5)],
  streamArbiter: [() => streamArbiter(payload, 3, 'last')],
  streamDemux: [() => streamDemux(payload, 3)],
  streamFork: [() => streamFork(payload, 3)],
  streamJoin: [() => streamJoin(u(4), payload)],
  streamMerge: [() => streamMerge(payload, ['left', 'middle', 'right'])],
  streamMux: [() => streamMux(payload, 3)],
  synchroniser: [() => synchroniser(2, 3)],
  weightedArbiter: [() => weightedArbiter([3, 1, 2])],
  widen: [() => widen(16, 3)],
};

/** A running CRC-32 over 32 bits a clock. */
const crc32 = (): Definition =>
  component(
    'crc32',
    {},
    { data: input(u(32)), valid: input(bit()), first: input(bit()), state: output(u(32)) },
    ({ data, valid, first, state }) => {
      const r = reg({ state: u(32, 0xffff_ffffn) });
      when(valid, () => r.state.set(crcStep(ethernetCrc, first.repeat(32).or(r.state) as never, data) as never));
      state.set(r.state);
    },
    { doc: 'CRC-32 of Ethernet over 32 bits a clock.' },
  );

/** The hash that receive side scaling makes of an IPv4 address pair. */
const addressHash = (): Definition =>
  component(
    'address_hash',
    {},
    { addresses: input(u(64)), hash: output(u(32)) },
    ({ addresses, hash }) => {
      hash.set(
        toeplitzHash(
          Uint8Array.from({ length: 12 }, (_, i) => 37 * i + 11),
          addresses,
        ) as never,
      );
    },
    { doc: 'Toeplitz hash of 64 bits under a fixed key.' },
  );

/** A byte and a flag, three clocks later. */
const delays = (): Definition =>
  component('delays', {}, { up: input(payload), down: output(payload) }, ({ up, down }) => {
    down.set(delayLine('line', payload, up, 3));
  });

/** Helpers that work on values, each in a small component. */
export const goldenHelpers: readonly (() => Definition)[] = [crc32, addressHash, delays];
