// SPDX-License-Identifier: Apache-2.0
/** Where a beat of a frame lies in its cell and in its word of the host datapath. */
import { cat, lit, u, type Val } from 'typescript-hdl';
import { lengthBits } from '../lib/frame-shapes.ts';
import { type Config, cellBytes } from '../spec/configs.ts';
import { wordsPerCell } from './buffer-shapes.ts';

const log2 = Math.log2;

/** Number of a beat in its frame, counted from 0. */
export const beatOffset = (config: Config) => u(lengthBits - log2(config.netDataBits / 8));

/** Beats in a word of the host datapath. */
export const lanesPerWord = (config: Config): number => config.hostDataBits / config.netDataBits;

const beatsPerCell = (config: Config): number => (cellBytes * 8) / config.netDataBits;

/** 1 when the beat is number `place` of each `count` beats; always when `count` is 1. */
const isPlace = (count: number, offset: Val, place: number): Val<1> =>
  count === 1 ? lit(1, 1) : offset.slice(0, log2(count)).eq(place);

/** 1 on the first beat of a cell. */
export const startsCell = (config: Config, offset: Val): Val<1> => isPlace(beatsPerCell(config), offset, 0);

/** 1 on the last beat of a full cell. */
export const endsCell = (config: Config, offset: Val): Val<1> =>
  isPlace(beatsPerCell(config), offset, beatsPerCell(config) - 1);

/** 1 when the beat fills lane `lane` of its word. */
export const fillsLane = (config: Config, offset: Val, lane: number): Val<1> =>
  isPlace(lanesPerWord(config), offset, lane);

/** Address in the cell memory of the word that the beat belongs to. */
export const addressOfBeat = (config: Config, cell: Val, offset: Val): Val => {
  const wordBits = log2(wordsPerCell(config));
  return wordBits === 0 ? cell : cat(cell, offset.slice(log2(lanesPerWord(config)), wordBits));
};
