// SPDX-License-Identifier: Apache-2.0
/** Pause frames (IEEE 802.3, 31B; IEEE 802.1Q, 36) and their times. Pure data. */
import { type Config, cellBytes, minFrameBytes } from './configs.ts';
import { ethertypes } from './protocol/headers/numbers.ts';
import { wireOverheadBytes } from './shares.ts';

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
/** What it is after reset: 100 ms, far longer than a partner that only has no room for a moment. */
export const defaultWatchdog = ({ clockHz }: Config): number => Math.round(clockHz / 10 / watchdogUnitClocks);

/** Frames to the pause address by what became of them. */
export const pauseOutcomes = [
  { name: 'taken', doc: 'Pauses of priorities that were obeyed' },
  { name: 'malformed', doc: 'Pause frames that were bad, cut or too short, and did nothing' },
  { name: 'link', doc: 'Pauses of the whole link, which do nothing' },
  { name: 'unknown', doc: 'MAC control frames of another opcode, which do nothing' },
] as const;

/** Bytes of a pause frame on the wire, preamble, FCS and gap included. */
export const pauseWireBytes = minFrameBytes + wireOverheadBytes;
/** Delay of light in a metre of fibre, and of a signal in a metre of copper, at most. */
export const delayPerMetreSeconds = 5e-9;

/** What decides how much still comes after a class was to be stopped. */
export interface PausedLink {
  /** Length of the cable. */
  readonly metres: number;
  /** Quanta that the partner takes to obey, at most (IEEE 802.3, 31B.3.7, or its data sheet). */
  readonly responseQuanta: number;
  /** Longest frame of any class that this end sends, and of the class that is stopped, FCS not counted. */
  readonly ownFrameBytes: number;
  readonly classFrameBytes: number;
}

/**
 * Bytes on the wire that may come of a class after its pause was decided: while a frame that just began and the pause itself
 * leave, while they travel, while the partner obeys, the frame that it began by then, and what travels back.
 */
export const headroomBytes = (config: Config, link: PausedLink): number => {
  const bytesPerSecond = config.lineRateBps / 8;
  const cable = Math.ceil(2 * link.metres * delayPerMetreSeconds * bytesPerSecond);
  const response = (link.responseQuanta * quantumBitTimes) / 8;
  const own = link.ownFrameBytes + wireOverheadBytes + pauseWireBytes;
  return own + cable + response + link.classFrameBytes + wireOverheadBytes;
};

/** Cells of the packet buffer that hold so many bytes of the wire whatever their frames: those of 65 bytes take two each. */
export const headroomCells = (config: Config, link: PausedLink): number => {
  const worst = cellBytes + 1;
  return Math.ceil(headroomBytes(config, link) / (worst + wireOverheadBytes)) * Math.ceil(worst / cellBytes);
};
