// SPDX-License-Identifier: Apache-2.0
import { command, flag, optionalArgument, outputDirectory, text, wholeNumber } from 'typescript-hdl/command-line';
import { isQuiet, jsonFlag, type OutputFlags, printResult, quietFlag, say } from '../output-flags.ts';
import type { MachineRouting, RoutingRecord } from '../verify/place-and-route/machine-routing.ts';

interface PnrOptions extends OutputFlags {
  readonly config: string | undefined;
  readonly stage: string | undefined;
  readonly seeds: number;
  readonly area: boolean;
  readonly out: string;
}

const show = ({ stage, seed, fmaxMhz, utilisation, wrapperRegisters, path }: MachineRouting): string => {
  const { comb, registers, lutRams, blockRams } = utilisation;
  const place = ({ name, line }: { name: string; line?: string }): string => (line ? `${name} (${line})` : name);
  return [
    `${stage}, seed ${seed}: ${fmaxMhz.toFixed(1)} MHz, ${comb} COMB, ${registers - wrapperRegisters} FF, ${lutRams} RAMW, ${blockRams} EBR`,
    `  ${path.total} ns = ${path.clockToOutput} clock to output + ${path.logic} logic + ${path.routing} routing + ${path.setup} setup`,
    ...path.cells.map(
      (cell, i) => `  ${i === 0 ? 'from' : i === path.cells.length - 1 ? 'to' : 'through'} ${place(cell)}`,
    ),
  ].join('\n');
};

const runPnr = async ({ config: name, stage, seeds, area, out, ...flags }: PnrOptions): Promise<void> => {
  const { join } = await import('node:path');
  const { namedConfig } = await import('../named-config.ts');
  const config = namedConfig(name, 'name one of them');
  const { machineDesigns, stageNamed, wholeMachine } = await import('../verify/machine-designs.ts');
  const design = stageNamed(machineDesigns(config), stage ?? wholeMachine);
  const { checkSizePages, writeSizePages } = await import('../generate/write-size-pages.ts');
  await checkSizePages();
  const { writeOutputFile } = await import('typescript-hdl/command-line');
  const { Progress } = await import('../progress.ts');
  const { readRouting, routingFile } = await import('../verify/machine-records.ts');
  const { measureArea, routeDesign, withArea, withRow } = await import('../verify/place-and-route/machine-routing.ts');
  using progress = new Progress({ quiet: isQuiet(flags) });
  const places = { directory: join(out, config.name), environment: join(out, 'venv') };
  const file = routingFile(config.name);
  const keep = async (record: RoutingRecord): Promise<void> => {
    await writeOutputFile(file, `${JSON.stringify(record, null, 2)}\n`);
    await writeSizePages();
  };
  if (area) {
    progress.step(`synthesising ${design.stage} (some minutes)`);
    const row = await measureArea(design, places.directory);
    progress.clear();
    const { partLines } = await import('../generate/part-table.ts');
    say(flags, partLines(row.parts, 'COMB', 'EBR').join('\n'));
    await keep(await withArea(config, await readRouting(config.name), row));
  }
  for (let seed = 1; !area && seed <= seeds; seed++) {
    progress.step(`placing ${design.stage}, seed ${seed} of ${seeds} (up to 15 minutes; what is finished is kept)`);
    const row = await routeDesign(design, config, seed, places);
    progress.clear();
    say(flags, show(row));
    // Read only now: other stages may have been recorded meanwhile.
    await keep(await withRow(config, await readRouting(config.name), row));
  }
  printResult(flags, await readRouting(config.name), `recorded in ${file}, docs/synthesis.md and README.md`);
};

/** `sluice pnr`: clock and area of the machine after place and route on an ECP5. */
export const pnr = command({
  name: 'pnr',
  describe:
    'Place and route the machine, or one stage, on an ECP5 with nextpnr and keep its clock in docs (minutes a seed)',
  arguments: { config: optionalArgument('Configuration; default 10g') },
  options: {
    stage: text('Stage alone, by the name of its instance or component; default the whole machine', 'NAME'),
    seeds: wholeNumber('Seeds of the placement, from 1 on', { least: 1, most: 99, fallback: 3 }),
    area: flag('Synthesise only, and say where the area is: no clock'),
    quiet: quietFlag,
    json: jsonFlag,
    out: outputDirectory('Directory of the Python environment, netlists, reports and finished steps', 'build/pnr'),
  },
  run: runPnr,
});
