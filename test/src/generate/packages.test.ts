// SPDX-License-Identifier: Apache-2.0
/** What tools are told about the emitted Verilog: the core of FuseSoC and the IP-XACT component, read by others where they are. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { type EmittedDesign, emitVerilog } from 'typescript-hdl';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { configs } from '../../../hdl/spec/configs.ts';
import { top } from '../../../hdl/top.ts';
import { writePackages, writeVerilog } from '../../../src/files/write-verilog.ts';
import { edgeOf } from '../../../src/generate/bus-interfaces.ts';
import { coreText } from '../../../src/generate/fusesoc-core.ts';
import { componentText } from '../../../src/generate/ip-xact.ts';

const directory = mkdtempSync(join(tmpdir(), 'sluice-packages-'));
afterAll(() => rmSync(directory, { recursive: true }));

let design: EmittedDesign;
let files: readonly string[];
beforeAll(async () => {
  design = emitVerilog(top(configs.tiny));
  files = await writeVerilog(design, directory);
  await writePackages(design, { config: 'tiny', version: '1.2.3', files }, directory);
});

/** Each port of the Verilog, in the text of the module that FuseSoC and block designs will take. */
const verilogPorts = (text: string): { name: string; direction: string; width: number }[] =>
  [...text.matchAll(/^ {4}(input|output)\s+wire\s+(?:\[(\d+):0\])?\s*(\w+),?$/gm)].map(([, direction, left, name]) => ({
    name: name!,
    direction: direction!,
    width: Number(left ?? 0) + 1,
  }));

test('every port at the edge belongs to one interface, under the name that the bus has for it', () => {
  const { interfaces, clock, reset } = edgeOf(design.ports);
  expect(interfaces.map(({ name, kind, role }) => [name, kind, role])).toEqual(
    expect.arrayContaining([
      ['s_axis_rx', 'axis', 'slave'],
      ['m_axi', 'aximm', 'master'],
      ['s_axil', 'aximm', 'slave'],
      ['m_axis_irq', 'axis', 'master'],
    ]),
  );
  const mapped = interfaces.flatMap(({ ports }) => ports.map(({ port }) => port.name));
  expect([clock, reset, ...mapped].sort()).toEqual(design.ports.map(({ name }) => name).sort());
  const signals = interfaces.find(({ name }) => name === 'm_axi')!.ports.map(({ signal }) => signal);
  expect(signals).toEqual(expect.arrayContaining(['AWADDR', 'AWUSER', 'WSTRB', 'BRESP', 'ARADDR', 'RLAST']));
});

test('a port that belongs to no interface is refused by its name', () => {
  const stray = { name: 'led', width: 1, direction: 'output' } as const;
  expect(() => edgeOf([...design.ports, stray])).toThrow('The port "led" belongs to no bus interface');
});

test('the core lists the files of the design, for three targets', () => {
  const text = coreText({ config: 'tiny', version: '1.2.3', top: design.top, files });
  expect(text).toMatch(/^CAPI=2:\n/);
  const core = parse(text.replace('CAPI=2:\n', '')) as Record<string, any>;
  expect(core['name']).toBe('::sluice-tiny:1.2.3');
  expect(core['filesets'].rtl.files).toEqual(files);
  expect(Object.keys(core['targets'])).toEqual(['default', 'lint', 'sim']);
  for (const target of Object.values<any>(core['targets'])) expect(target.toplevel).toBe('sluice');
});

/** Reads a component as Python's own XML reader does: names, directions and widths of ports, and what interfaces map. */
const readComponent = `
import json, sys, xml.etree.ElementTree as tree
ns = {'s': 'http://www.spiritconsortium.org/XMLSchema/SPIRIT/1685-2009'}
root = tree.parse(sys.argv[1]).getroot()
def port(p):
    left = p.find('.//s:left', ns)
    way = 'input' if p.find('.//s:direction', ns).text == 'in' else 'output'
    return {'name': p.find('s:name', ns).text, 'direction': way, 'width': int(left.text) + 1 if left is not None else 1}
print(json.dumps({
    'ports': [port(p) for p in root.findall('.//s:model/s:ports/s:port', ns)],
    'mapped': [n.text for n in root.findall('.//s:physicalPort/s:name', ns)],
    'files': [n.text for n in root.findall('.//s:fileSet/s:file/s:name', ns)],
    'busif': [p.find('s:value', ns).text for p in root.findall('.//s:parameter', ns) if p.find('s:name', ns).text == 'ASSOCIATED_BUSIF'],
}))`;

test('the component has the ports of the Verilog and maps each once', async () => {
  const { stdout } = await execa('python3', ['-c', readComponent, join(directory, 'component.xml')]);
  const read = JSON.parse(stdout);
  const main = design.modules.find(({ name }) => name === design.top)!;
  expect(read.ports).toEqual(verilogPorts(main.verilog));
  expect([...read.mapped].sort()).toEqual(design.ports.map(({ name }) => name).sort());
  expect(read.files).toEqual(files);
  expect(read.busif[0].split(':')).toEqual(edgeOf(design.ports).interfaces.map(({ name }) => name));
});

test('the name of a component is an identifier, whatever the configuration is called', () => {
  const text = componentText({ config: '10g-ecp5', version: '1', top: 'sluice', files: ['a.v'], ports: [] });
  expect(text).toContain('<spirit:name>sluice_10g_ecp5</spirit:name>');
});

const environment = new URL('../../../build/packaging', import.meta.url).pathname;
const tool = (name: string): string => join(environment, 'bin', name);

describe.skipIf(!existsSync(tool('fusesoc')))('tools of others (make packaging installs them)', () => {
  test.each(['lint', 'sim'])('FuseSoC runs its target %s', { timeout: 3_600_000 }, async target => {
    const run = ['--cores-root', directory, 'run', '--setup', '--build', `--target=${target}`, '--work-root'];
    const work = join(directory, `work-${target}`);
    const { exitCode, all } = await execa(tool('fusesoc'), [...run, work, 'sluice-tiny'], {
      cwd: directory,
      all: true,
      reject: false,
    });
    expect(exitCode, all).toBe(0);
  });

  test('ipyxact reads the component', async () => {
    const script = `
import sys
from ipyxact.ipyxact import Component
component = Component()
component.load(sys.argv[1])
print(component.name, len(component.busInterfaces.busInterface), len(component.model.ports.port))`;
    const { stdout } = await execa(tool('python'), ['-c', script, join(directory, 'component.xml')]);
    const { interfaces } = edgeOf(design.ports);
    expect(stdout).toBe(`sluice_tiny ${interfaces.length + 2} ${design.ports.length}`);
  });
});
