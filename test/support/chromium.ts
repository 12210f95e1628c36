// SPDX-License-Identifier: Apache-2.0
/** Chromium for tests of pages, where it is installed. */
import { accessSync, constants } from 'node:fs';
import type { Page } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Its path; undefined, and a sentence on standard error, where it is not installed. */
export const chromiumPath = (): string | undefined => {
  const found = places.find(path => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (found === undefined) console.warn('The page is not tested: Chromium is missing (apt-get install chromium).');
  return found;
};

/** Side of the grid that a page is compared by. */
const gridSide = 24;

/** How a page looks, coarsely: the lightness, 0 to 255, of each field of a square grid over a screenshot of its window. */
export const lightnessGrid = async (page: Page): Promise<readonly number[]> => {
  const png = (await page.screenshot()).toString('base64');
  return page.evaluate(`(${gridOf})('${png}', ${gridSide})`);
};

/** Runs in the browser, which can read pictures. */
const gridOf = `async (image, side) => {
  const picture = new Image();
  picture.src = 'data:image/png;base64,' + image;
  await picture.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [picture.width, picture.height];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(picture, 0, 0);
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
  const [sums, counts] = [new Array(side * side).fill(0), new Array(side * side).fill(0)];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const field = Math.floor((y * side) / height) * side + Math.floor((x * side) / width);
      const at = 4 * (y * width + x);
      sums[field] += (data[at] + data[at + 1] + data[at + 2]) / 3;
      counts[field]++;
    }
  }
  return sums.map((sum, i) => Math.round(sum / counts[i]));
}`;

/** Lightness by which a field may differ without being another one: fonts and versions of the browser. */
const sameLightness = 4;

/** Part of the fields, 0 to 1, in which two grids differ. */
export const gridDifference = (a: readonly number[], b: readonly number[]): number =>
  a.filter((value, i) => Math.abs(value - (b[i] ?? 0)) > sameLightness).length / a.length;
