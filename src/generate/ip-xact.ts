// SPDX-License-Identifier: Apache-2.0
/**
 * The emitted design as an IP-XACT component (IEEE 1685-2009) with the interfaces of its edge, as block design tools read it.
 * Interfaces have the names that Vivado's catalogue gives to AXI.
 */
import type { EmittedPort } from 'typescript-hdl';
import type { BusInterface, Edge } from './bus-interfaces.ts';
import { edgeOf } from './bus-interfaces.ts';

export interface ComponentDescription {
  readonly config: string;
  readonly version: string;
  readonly top: string;
  readonly files: readonly string[];
  readonly ports: readonly EmittedPort[];
}

/** Name of the file. */
export const componentFile = 'component.xml';

/** Lines of XML. */
type Xml = readonly string[];

/** An element that holds other elements, or a text alone. */
const tag = (name: string, ...content: readonly (Xml | string)[]): Xml => {
  const [only] = content;
  if (typeof only === 'string') return [`<spirit:${name}>${only}</spirit:${name}>`];
  return [`<spirit:${name}>`, ...content.flatMap(lines => lines as Xml).map(line => `  ${line}`), `</spirit:${name}>`];
};

const reference = (element: string, library: string, name: string): Xml => [
  `<spirit:${element} spirit:vendor="xilinx.com" spirit:library="${library}" spirit:name="${name}" spirit:version="1.0"/>`,
];

const portMap = (logical: string, physical: string): Xml =>
  tag('portMap', tag('logicalPort', tag('name', logical)), tag('physicalPort', tag('name', physical)));

const parameters = (values: readonly (readonly [string, string])[]): Xml =>
  tag('parameters', ...values.map(([name, value]) => tag('parameter', tag('name', name), tag('value', value))));

const busInterface = ({ name, kind, role, ports }: BusInterface): Xml =>
  tag(
    'busInterface',
    tag('name', name),
    reference('busType', 'interface', kind),
    reference('abstractionType', 'interface', `${kind}_rtl`),
    [`<spirit:${role}/>`],
    tag('portMaps', ...ports.map(({ signal, port }) => portMap(signal, port.name))),
  );

const clockAndReset = ({ interfaces, clock, reset }: Edge): readonly Xml[] => [
  tag(
    'busInterface',
    tag('name', clock),
    reference('busType', 'signal', 'clock'),
    reference('abstractionType', 'signal', 'clock_rtl'),
    ['<spirit:slave/>'],
    tag('portMaps', portMap('CLK', clock)),
    parameters([
      ['ASSOCIATED_BUSIF', interfaces.map(({ name }) => name).join(':')],
      ['ASSOCIATED_RESET', reset],
    ]),
  ),
  tag(
    'busInterface',
    tag('name', reset),
    reference('busType', 'signal', 'reset'),
    reference('abstractionType', 'signal', 'reset_rtl'),
    ['<spirit:slave/>'],
    tag('portMaps', portMap('RST', reset)),
    parameters([['POLARITY', 'ACTIVE_HIGH']]),
  ),
];

const wire = ({ name, width, direction }: EmittedPort): Xml =>
  tag(
    'port',
    tag('name', name),
    tag(
      'wire',
      tag('direction', direction === 'input' ? 'in' : 'out'),
      ...(width > 1 ? [tag('vector', tag('left', `${width - 1}`), tag('right', '0'))] : []),
    ),
  );

/** The text of `component.xml`. Throws a RangeError if a port belongs to no interface. */
export const componentText = ({ config, version, top, files, ports }: ComponentDescription): string => {
  const edge = edgeOf(ports);
  const fileSet = 'verilog';
  const lines = [
    ...tag('vendor', 'sluice'),
    ...tag('library', 'network'),
    ...tag('name', `${top}_${config.replaceAll(/\W/g, '_')}`),
    ...tag('version', version),
    ...tag('busInterfaces', ...edge.interfaces.map(busInterface), ...clockAndReset(edge)),
    ...tag(
      'model',
      tag(
        'views',
        tag(
          'view',
          tag('name', 'rtl'),
          tag('envIdentifier', 'verilogSource:synthesis:simulation'),
          tag('language', 'verilog'),
          tag('modelName', top),
          tag('fileSetRef', tag('localName', fileSet)),
        ),
      ),
      tag('ports', ...ports.map(wire)),
    ),
    ...tag(
      'fileSets',
      tag(
        'fileSet',
        tag('name', fileSet),
        ...files.map(file => tag('file', tag('name', file), tag('fileType', 'verilogSource'))),
      ),
    ),
    ...tag('description', `Sluice ${config}: network I/O coprocessor for virtualised servers`),
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!-- Made by "sluice emit"; what it lists is Apache-2.0. -->',
    '<spirit:component xmlns:spirit="http://www.spiritconsortium.org/XMLSchema/SPIRIT/1685-2009">',
    ...lines.map(line => `  ${line}`),
    '</spirit:component>',
    '',
  ].join('\n');
};
