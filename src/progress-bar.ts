// SPDX-License-Identifier: Apache-2.0
/** A bar of characters with how much is done and an estimate of the time that is left. */

/** Characters of the whole bar. */
const width = 20;
/** Time in seconds before which an estimate says nothing. */
const leastSeconds = 2;

const timeText = (seconds: number): string => {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};

/** `[#####---------------]  25 %, about 2 min left`: `done` of `total` after so many seconds, at an even pace. */
export const progressBar = (done: number, total: number, seconds: number): string => {
  const part = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;
  const full = Math.floor(part * width);
  const bar = `[${'#'.repeat(full)}${'-'.repeat(width - full)}] ${`${Math.floor(part * 100)}`.padStart(3)} %`;
  if (part === 0 || part === 1 || seconds < leastSeconds) return bar;
  return `${bar}, about ${timeText((seconds * (1 - part)) / part)} left`;
};
