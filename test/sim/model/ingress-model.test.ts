// SPDX-License-Identifier: Apache-2.0
/** Ingress errors at their exact limits and in their order of precedence. */
import { expect, test } from 'vitest';
import { configs, findConfig } from '../../../hdl/spec/configs.ts';
import { ingressError } from '../../../sim/model/ingress-model.ts';

const frame = (length: number, badFcs?: boolean) => ({
  bytes: new Uint8Array(length),
  ...(badFcs === undefined ? {} : { badFcs }),
});

test.each([
  ['tiny', 0, 'runt'],
  ['tiny', 59, 'runt'],
  ['tiny', 60, undefined],
  ['tiny', 1522, undefined],
  ['tiny', 1523, 'oversize'],
  ['10g', 9022, undefined],
  ['10g', 9023, 'oversize'],
])('%s: a good frame of %i bytes is %s', (config, length, error) => {
  expect(ingressError(findConfig(config)!, frame(length))).toBe(error);
  expect(ingressError(findConfig(config)!, frame(length, false))).toBe(error);
});

test.each([10, 60, 9000])('a frame of %i bytes with a bad FCS is only that', length => {
  expect(ingressError(configs.tiny, frame(length, true))).toBe('bad_fcs');
});
