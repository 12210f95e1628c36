// SPDX-License-Identifier: Apache-2.0
import { argument, command, flag, outputFile, text, type ValueOption, valueOption } from 'typescript-hdl/command-line';
import type { ImportedPolicy } from '../../firmware/import/imported-policy.ts';
import type { NamedPort } from '../../firmware/import/openflow/import-openflow.ts';

interface ImportOptions {
  readonly format: string;
  readonly file: string;
  readonly vms: string | undefined;
  readonly port: readonly NamedPort[] | undefined;
  readonly 'leave-out': boolean;
  readonly inventory: string | undefined;
  readonly host: string | undefined;
  readonly stateless: boolean;
  readonly out: string | undefined;
}

/** A port of the switch and what is there. */
const switchPorts: ValueOption<readonly NamedPort[]> = valueOption({
  describe: 'openflow: port of the switch and the VM there, or wire; once for each port that flows name',
  placeholder: 'PORT=VM',
  wanted: 'give the name or number of a port, =, and a VM or wire',
  read: given => {
    const [, port, vm] = /^([^=]+)=(.+)$/.exec(given) ?? [];
    return port === undefined || vm === undefined ? undefined : [{ port, vm }];
  },
  join: (before, next) => [...before, ...next],
});

const readSource = async (path: string, remedy: string) => {
  const { readTextFile } = await import('../files/read-text-file.ts');
  const { inputName } = await import('../files/read-input-file.ts');
  return { text: await readTextFile(path, remedy), file: inputName(path) };
};

const fromOpenflow = async (options: ImportOptions): Promise<ImportedPolicy> => {
  const { InputError } = await import('typescript-hdl/command-line');
  const { importOpenflow } = await import('../../firmware/import/openflow/import-openflow.ts');
  const { file, vms, port: ports = [] } = options;
  if (vms === undefined)
    throw new InputError({
      what: 'flows do not say which VMs there are',
      remedy: 'name a policy that has them with --vms',
    });
  const policy = await readSource(vms, 'name a policy (YAML) with the VMs');
  const flows = await readSource(file, 'name what ovs-ofctl dump-flows printed');
  return importOpenflow(flows, policy, { ports, leaveOut: options['leave-out'] });
};

const fromNeutron = async ({ file, inventory, host, stateless }: ImportOptions): Promise<ImportedPolicy> => {
  const { importNeutron } = await import('../../firmware/import/neutron/import-neutron.ts');
  const remedy = 'name JSON as the API of Neutron gives it';
  const sources = [await readSource(file, remedy)];
  if (inventory !== undefined) sources.push(await readSource(inventory, remedy));
  return importNeutron(sources, { stateless, host });
};

interface Importer {
  readonly run: (options: ImportOptions) => Promise<ImportedPolicy>;
  /** Options that are for this format alone. */
  readonly options: readonly (keyof ImportOptions)[];
}

const importers: Readonly<Record<string, Importer>> = {
  openflow: { run: fromOpenflow, options: ['vms', 'port', 'leave-out'] },
  neutron: { run: fromNeutron, options: ['inventory', 'host', 'stateless'] },
};

const refuseOptionsOfOthers = async (options: ImportOptions): Promise<void> => {
  const { InputError } = await import('typescript-hdl/command-line');
  for (const [format, { options: own }] of Object.entries(importers)) {
    if (format === options.format) continue;
    const given = own.find(option => options[option] !== undefined && options[option] !== false);
    if (given !== undefined)
      throw new InputError({
        what: `--${given} is for import ${format}, but this is import ${options.format}`,
        remedy: 'leave it out',
      });
  }
};

/** Writes the policy that was made, when it is known to compile. */
const runImport = async (options: ImportOptions): Promise<void> => {
  await refuseOptionsOfOthers(options);
  const { interruptible, writeOutputFile } = await import('typescript-hdl/command-line');
  const imported = await importers[options.format]!.run(options);
  const { compileImported } = await import('../files/compile-imported.ts');
  const { diagnosticLines, formatDiagnostic } = await import('../../firmware/policy/diagnostic.ts');
  const found = interruptible(() => compileImported(imported));
  for (const warning of imported.warnings) console.error(formatDiagnostic(warning));
  for (const line of diagnosticLines(found)) console.error(line);
  if (options.out === undefined) process.stdout.write(imported.text);
  else await writeOutputFile(options.out, imported.text);
};

/** `sluice import`: a policy from the tables of another system. */
export const importPolicy = command({
  name: 'import',
  describe: 'Make a policy of OpenFlow tables or of OpenStack security groups; what a policy cannot say is refused',
  arguments: {
    format: argument('What the file holds', Object.keys(importers)),
    file: argument('Flows as ovs-ofctl dump-flows prints them, or JSON of Neutron; - for standard input'),
  },
  options: {
    vms: text('openflow: policy (YAML) with the VMs, without rules', 'FILE'),
    port: switchPorts,
    'leave-out': flag('openflow: leave out flows about one address beyond the card, with a warning each'),
    inventory: text('neutron: JSON with the ports and networks, if the file has them not', 'FILE'),
    host: text('neutron: host of the card, as binding:host_id of its ports names it', 'NAME'),
    stateless: flag('neutron: take stateful groups for stateless ones, which need rules for answers too'),
    out: outputFile('File of the policy; default standard output'),
  },
  run: runImport,
});
