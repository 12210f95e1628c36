// SPDX-License-Identifier: Apache-2.0
/** Registers of the virtqueues: those of the hypervisor, and those on the page of a function, which its guest reaches. */
import { type Config, queueCount } from '../configs.ts';
import { type Block, type Register, register } from './register-shapes.ts';
import { virtqueueRegisters, virtqueueWords } from './virtqueue-registers.ts';

/** Bytes of the page of one function: one page of the host, so that it can be mapped into one VM. */
export const functionPageBytes = 4096;
/** Bytes from the doorbell of a virtqueue to the next: `notify_off_multiplier` of virtio over PCI. */
export const notifyBytes = 4;
/** Where the status words of the virtqueues begin on the page of their function. */
export const pageStatusOffset = 0x800;
/** Virtqueues of a function: receive queue n has index 2n, transmit queue n has 2n + 1. */
export const virtqueuesPerFunction = (config: Config): number => 2 * config.queuesPerFunction;

/** Registers of a virtqueue as {@link virtqueueRegisters} declares them. */
const queueRegisters: readonly Register[] = virtqueueRegisters.map((declared, word) =>
  register(declared.name, 4 * word, declared.access, declared.doc, {
    fields: 'fields' in declared ? declared.fields : [],
  }),
);
const queueStatusFields = queueRegisters.find(({ name }) => name === 'status')!.fields;

export const queueBlock = (config: Config): Block => ({
  name: 'rx_queue',
  base: 0x0_4000,
  stride: 4 * virtqueueWords,
  count: queueCount(config),
  inMemory: true,
  doc: 'One per receive virtqueue; queue f * queues-per-function + n is queue n of function f.',
  registers: queueRegisters,
});

export const transmitQueueBlock = (config: Config): Block => ({
  ...queueBlock(config),
  name: 'tx_queue',
  base: 0x0_8000,
  doc: 'One per transmit virtqueue, numbered like rx_queue.',
});

/** Registers of the virtqueues on the page of a function: `rx0`, `tx0`, `rx1`, ... in the order of their indices. */
const pageRegisters = (config: Config, make: (name: string, virtqueue: number) => Register): readonly Register[] =>
  Array.from({ length: virtqueuesPerFunction(config) }, (_, virtqueue) =>
    make(`${virtqueue % 2 === 0 ? 'rx' : 'tx'}${virtqueue >> 1}`, virtqueue),
  );

export const functionPageBlock = (config: Config): Block => ({
  name: 'function_page',
  base: 0x10_0000,
  stride: functionPageBytes,
  count: config.functions,
  doc: 'One page per function, for its guest: doorbells and status of its own virtqueues. Nothing on it answers an error.',
  tolerant: true,
  registers: [
    ...pageRegisters(config, (name, virtqueue) =>
      register(
        `${name}_notify`,
        notifyBytes * virtqueue,
        'wo',
        `Any write that marks bytes 0 and 1 rings virtqueue ${virtqueue}, whatever it writes.`,
      ),
    ),
    ...pageRegisters(config, (name, virtqueue) =>
      register(`${name}_status`, pageStatusOffset + 4 * virtqueue, 'ro', `Status of virtqueue ${virtqueue}.`, {
        fields: queueStatusFields,
      }),
    ),
  ],
});
