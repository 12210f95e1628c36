// SPDX-License-Identifier: Apache-2.0
/**
 * The register decoder as the register block sees it. The map is data, made for each configuration, so that the type checker
 * cannot know the names in it; elaboration throws for one that the map does not have.
 */
import type { Flip, Flow, Outside, Port, Rd, UInt, Val } from 'typescript-hdl';
import type { axiLite } from 'typescript-hdl/lib';
import type { rateBits } from '../spec/shares.ts';
import type { faultsShape } from './fault-log.ts';

type Bit = UInt<1>;
type Word = UInt<32>;

/** Writes to the words of an external block; a tolerant one shows the strobes. */
type WindowWrite = Outside<Flow<{ address: UInt; data: Word; strobe: UInt<4> }>>;

/** Reads of the words of an external block. */
export type WindowRead = Outside<{
  request: Port<'out', Bit>;
  address: Port<'out', UInt>;
  data: Port<'in', Word>;
}>;

export interface Window {
  readonly write: WindowWrite;
  readonly read: WindowRead;
}

/** Bits by the names of blocks. */
type BlockBits = Readonly<Record<'parser_table' | 'table' | 'function', Port<'in', Bit>>>;

type WindowName =
  | 'function'
  | 'function_page'
  | 'table'
  | 'rule_count'
  | 'rx_queue'
  | 'tx_queue'
  | 'stop_count'
  | 'access'
  | 'host_access'
  | 'counter'
  | 'tx_counter';

/** Values of the registers that hold what was written. */
interface Control {
  readonly global: Rd<{
    control: { enable: Bit; quiesce: Bit };
    group_rate: { rate: UInt<typeof rateBits> };
    stop_vector: { vector: UInt<16>; enable: Bit };
  }>;
  readonly parser_table: Readonly<Record<string, { readonly value: Val }>>;
  readonly wire: Readonly<Record<string, Readonly<Record<string, Val>>>>;
  readonly suspension: Readonly<Record<string, { readonly functions: Val }>>;
}

/** Values of the registers that are only read. */
type Status = Outside<{
  global: {
    status: Port<'in', { ready: Bit; judging: Bit; quiet: Bit; purging: Bit }>;
    faults: Port<'in', typeof faultsShape>;
    refused_tables: Port<'in', Word>;
    refused_windows: Port<'in', Word>;
    stop_event: Port<'in', { queue: UInt<16>; error: UInt<4>; transmit: Bit; valid: Bit }>;
  };
}> & {
  readonly wire: Readonly<Record<string, { set(value: Val | Readonly<Record<string, Val>>): void }>>;
  readonly suspension: Readonly<Record<string, { set(value: { readonly functions: Val }): void }>>;
};

/** Writes to the registers that are only written. */
type Commands = Outside<{ global: { faults_clear: Flow<typeof faultsShape>; stop_next: Flow<{ next: Bit }> } }>;

export interface Decoder {
  readonly bus: Outside<Flip<ReturnType<typeof axiLite>>>;
  /** Writes wait while it is 0. */
  readonly writable: Outside<Port<'in', Bit>>;
  readonly control: Control;
  readonly status: Status;
  readonly commands: Commands;
  readonly windows: Readonly<Record<WindowName, Window>>;
  /** Blocks whose guarded registers refuse writes now. */
  readonly guards: Outside<BlockBits>;
  /** A guarded register of the block refused a write, in one clock. */
  readonly refused: Readonly<Record<keyof BlockBits, Val<1>>>;
}
