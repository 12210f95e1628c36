// SPDX-License-Identifier: Apache-2.0
/** The bus interfaces at the edge of an emitted design, found by the names of its ports. */
import type { EmittedPort } from 'typescript-hdl';

/** What an interface is: AXI4 or AXI4-Lite (`aximm`), or AXI4-Stream (`axis`). */
export type BusKind = 'aximm' | 'axis';

export interface BusInterface {
  /** Prefix of its ports, `m_axi`. */
  readonly name: string;
  readonly kind: BusKind;
  readonly role: 'master' | 'slave';
  /** Ports by the names that the bus has for them, `AWADDR`. */
  readonly ports: readonly { readonly signal: string; readonly port: EmittedPort }[];
}

/** The edge of a design: interfaces in the order of their ports, its clock and its reset (active high). */
export interface Edge {
  readonly interfaces: readonly BusInterface[];
  readonly clock: string;
  readonly reset: string;
}

const edgeName = /^(?<name>(?<side>[ms])_axi(?<stream>s?)(?:_?[a-z0-9]+)?)_(?<signal>[a-z]+)$/;

/** The edge of a design. Throws a RangeError that names a port which belongs to no interface. */
export const edgeOf = (ports: readonly EmittedPort[]): Edge => {
  const interfaces = new Map<string, BusInterface & { ports: { signal: string; port: EmittedPort }[] }>();
  for (const port of ports) {
    if (port.name === 'clk' || port.name === 'rst') continue;
    const found = edgeName.exec(port.name)?.groups;
    if (!found)
      throw new RangeError(`The port "${port.name}" belongs to no bus interface, and is no clock and no reset.`);
    const { name, side, stream, signal } = found as { name: string; side: string; stream: string; signal: string };
    const one = interfaces.get(name) ?? {
      name,
      kind: stream === 's' ? 'axis' : 'aximm',
      role: side === 'm' ? 'master' : 'slave',
      ports: [],
    };
    one.ports.push({ signal: signal.toUpperCase(), port });
    interfaces.set(name, one);
  }
  return { interfaces: [...interfaces.values()], clock: 'clk', reset: 'rst' };
};
