// SPDX-License-Identifier: Apache-2.0
/** The fingerprint of a design: what was measured of it holds as long as this is the same. */
import { createHash } from 'node:crypto';

/** 16 digits for a Verilog text; lines that are comments say nothing about the circuit and do not count. */
export const designHash = (verilog: string): string =>
  createHash('sha256')
    .update(verilog.replaceAll(/^[ \t]*\/\/.*\n/gm, ''))
    .digest('hex')
    .slice(0, 16);
