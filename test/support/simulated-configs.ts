// SPDX-License-Identifier: Apache-2.0
/** Configurations whose machines, and parts of them, are simulated in the tests; the others are generated and linted. */
import { configs } from '../../hdl/spec/configs.ts';

export const simulatedConfigs = { tiny: configs.tiny, '10g': configs['10g'] } as const;
