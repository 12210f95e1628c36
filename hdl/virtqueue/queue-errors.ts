// SPDX-License-Identifier: Apache-2.0
/** Codes of the errors that stop a queue. */
import { lit, mux, type Val } from 'typescript-hdl';
import { faults } from '../dma/host/host-shapes.ts';
import { errorBits } from '../lib/queue-stop.ts';
import { type QueueErrorName, queueErrors } from '../spec/virtio/virtqueue.ts';

/** Error code of a name. */
export const errorCode = (name: QueueErrorName): number => queueErrors.find(error => error.name === name)!.id;

/** The same as a signal. */
export const errorOf = (name: QueueErrorName): Val => lit(errorCode(name), errorBits);

/** Error code that a queue stops with when an access of it failed. */
export const errorOfFault = (fault: Val): Val => mux(fault.eq(faults.refused), errorOf('refused'), errorOf('bus'));
