// SPDX-License-Identifier: Apache-2.0
/** Name of the waveform in the directory of a run. */
export const waveformFile = 'waveform.fst';
