// SPDX-License-Identifier: Apache-2.0
/** Place and route of the probe from end to end; only where an earlier `sluice pnr` has installed nextpnr. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emitVerilog } from 'typescript-hdl';
import { expect, test } from 'vitest';
import { placeAndRoute } from '../../../../src/verify/place-and-route/place-and-route.ts';

const environment = new URL('../../../../build/pnr/venv', import.meta.url).pathname;

test.skipIf(!existsSync(join(environment, 'sluice-package')))(
  'one seed, and the same again from what is kept',
  async () => {
    const directory = mkdtempSync(join(tmpdir(), 'sluice pnr-'));
    try {
      const request = { seed: 1, targetMhz: 156.25, directory, environment };
      const design = emitVerilog((await import('./probe.ts')).probe);
      const first = await placeAndRoute(design, request);
      expect(first.fmaxMhz).toBeGreaterThan(100);
      expect(first.utilisation).toMatchObject({ blockRams: 1, registers: first.wrapperRegisters + 4 });
      expect(first.path.cells[0]).toMatch(/^store\.words/);
      for (const file of readdirSync(directory)) if (file !== 'steps') rmSync(join(directory, file));
      expect(await placeAndRoute(design, { ...request, environment: '/nowhere' })).toEqual(first);
    } finally {
      rmSync(directory, { recursive: true });
    }
  },
);
