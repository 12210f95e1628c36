// SPDX-License-Identifier: Apache-2.0
/** Pause frames (IEEE 802.3, 31B; IEEE 802.1Q, 36) and their times. Pure data. */
import type { Config } from './configs.ts';
import { ethertypes } from './protocol/headers/numbers.ts';

/** Where pause frames go: an address that no bridge passes on (IEEE 802.3, 31B.1). */
export const pauseAddress = 0x0180_c200_0001n;
export const macControlType = ethertypes.macControl;
export const pauseOpcodes = { link: 0x0001, priority: 0x0101 } as const;

/** Byte offsets in the frame: opcode, the vector of priorities in two bytes, a time in two bytes for each priority. */
export const pauseOffsets = { opcode: 14, priorities: 16, times: 18 } as const;
export const priorityCount = 8;
/** Bytes of a priority pause frame that mean something. */
export const priorityPauseBytes = pauseOffsets.times + 2 * priorityCount;

/** Width of a pause time in quanta. */
export const quantaBits = 16;
/** Bit times of a quantum. */
export const quantumBitTimes = 512;

/** Quanta a clock as a fraction in lowest terms. */
export const quantaPerClock = ({
  lineRateBps,
  clockHz,
}: Config): { readonly quanta: number; readonly clocks: number } => {
  const [above, below] = [BigInt(lineRateBps), BigInt(quantumBitTimes) * BigInt(clockHz)];
  let [a, b] = [above, below];
  while (b > 0n) [a, b] = [b, a % b];
  return { quanta: Number(above / a), clocks: Number(below / a) };
};

/** Clocks in a unit of the time after which the watchdog ends a storm of pauses. */
export const watchdogUnitClocks = 1024;
/** Width of that time. */
export const watchdogBits = 16;
