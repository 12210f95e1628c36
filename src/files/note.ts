// SPDX-License-Identifier: Apache-2.0
/** Takes a sentence about what was left out of an input that could be read. */
export type Note = (sentence: string) => void;
