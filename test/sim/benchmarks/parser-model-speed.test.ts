// SPDX-License-Identifier: Apache-2.0
/** The figures on the parser model: both are there, of the frames that were given; how fast it is decides nothing here. */
import { expect, test } from 'vitest';
import { measureParserModel } from '../../../sim/benchmarks/parser-model-speed.ts';
import { representatives } from '../../hdl/parser/sample-frames.ts';

test('rates with and without checksums', async () => {
  const figures = await measureParserModel(representatives, 'representatives');
  expect(figures).toEqual(
    ['parser_model_frames_per_second', 'parser_model_with_checksums_frames_per_second'].map(name => ({
      name,
      value: expect.any(Number),
      unit: 'frames/s',
      config: 'representatives',
    })),
  );
  for (const { value } of figures) expect(value).toBeGreaterThan(0);
});
