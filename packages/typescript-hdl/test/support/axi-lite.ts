// SPDX-License-Identifier: Apache-2.0
/** An AXI4-Lite master over the built-in simulator. */
import type { Simulator } from 'typescript-hdl';
import type { RegisterBus } from 'typescript-hdl/lib';

export interface AxiLiteMaster extends RegisterBus {
  /** BRESP and RRESP so far, in order. */
  readonly responses: number[];
  /** Clocks from the acceptance of the last access to its response. */
  readonly latencies: number[];
  /** Byte strobes of the writes to come. */
  strobes: number;
}

export interface MasterOptions {
  /** Called before each clock. */
  readonly each?: () => void;
  /** Name of the bus at an edge of the design, without `_i` and `_o`. Default: a port `bus` of a component. */
  readonly edge?: string;
}

export const axiLiteMaster = (
  simulator: Simulator,
  { each = () => undefined, edge }: MasterOptions = {},
): AxiLiteMaster => {
  const poke = (values: Readonly<Record<string, number>>): void => {
    for (const [name, value] of Object.entries(values)) {
      simulator.poke(edge ? `${edge}_${name}` : `bus_${name}_i`, value);
    }
  };
  const peek = (name: string): number => simulator.peekNumber(edge ? `${edge}_${name}` : `bus_${name}_o`);
  const step = (): void => {
    each();
    simulator.step();
  };
  /** Steps until a port is 1; the clocks that took. */
  const until = (port: string): number => {
    let clocks = 0;
    for (; !peek(port); clocks++) {
      if (clocks === 100) throw new Error(`${port} stays 0`);
      step();
    }
    return clocks;
  };
  const answered = (channel: 'b' | 'r'): number => {
    bus.latencies.push(until(`${channel}valid`) + 1);
    const word = channel === 'r' ? peek('rdata') : 0;
    bus.responses.push(peek(`${channel}resp`));
    step();
    return word;
  };
  const bus: AxiLiteMaster = {
    responses: [],
    latencies: [],
    strobes: 15,
    read: async offset => {
      poke({ araddr: offset, arvalid: 1, rready: 1 });
      until('arready');
      step();
      poke({ arvalid: 0 });
      return answered('r');
    },
    write: async (offset, value) => {
      poke({ awaddr: offset, awvalid: 1, wdata: value, wstrb: bus.strobes, wvalid: 1, bready: 1 });
      until('awready');
      step();
      poke({ awvalid: 0, wvalid: 0 });
      answered('b');
    },
  };
  return bus;
};
