/** Values of the read-only registers that the stages answer. */
import { reg, u, type Val, when } from 'typescript-hdl';
import { eventBits } from '../layout/drop-reasons.ts';
import type { RegisterBlockIo } from './register-block-ports.ts';
import type { DecodedReads, ReadableRegister } from './register-reads.ts';

/**
 * Asks the stages about the read under way and gives the registers they answer, by `block.register`. Reading the low half
 * of a counter's frames keeps its other words for the reads that follow, so that a counter is read as of one moment.
 */
export const liveRegisters = (io: RegisterBlockIo, reads: DecodedReads): ReadonlyMap<string, Val> => {
  const find = (block: string, register: string): ReadableRegister =>
    reads.registers.find(one => one.at.block.name === block && one.register.name === register)!;

  io.statusRead.queue.set(find('rx_queue', 'status').at.index);

  const framesLow = find('counter', 'frames_lo');
  const { index } = framesLow.at;
  io.counterRead.request.set(reads.asking.and(framesLow.chosen));
  io.counterRead.event.set(index.slice(0, eventBits));
  io.counterRead.slot.set(index.slice(eventBits, index.width - eventBits));
  const { latch } = reg({ latch: { framesHigh: u(32, 0), bytes: u(64, 0) } });
  const { frames, bytes } = io.counterRead;
  when(reads.answering.and(framesLow.chosen), () => latch.set({ framesHigh: frames.slice(32, 32), bytes }));

  return new Map<string, Val>([
    ['global.status', io.ready.zext(32)],
    ['rx_queue.status', io.statusRead.status],
    ['counter.frames_lo', frames.slice(0, 32)],
    ['counter.frames_hi', latch.framesHigh],
    ['counter.bytes_lo', latch.bytes.slice(0, 32)],
    ['counter.bytes_hi', latch.bytes.slice(32, 32)],
  ]);
};
