// SPDX-License-Identifier: Apache-2.0
/** AMBA AXI channels as port bundles, from the master's side; wrap them in `slave` for the other. */
import { checkParameter, input, output, u } from '../index.ts';

/** The number of bytes; throws unless there are whole ones. */
const bytesOf = (what: string, dataBits: number): number => {
  checkParameter(dataBits >= 8 && dataBits % 8 === 0, `The data of ${what} are whole bytes, not ${dataBits} bits.`);
  return dataBits / 8;
};

/** AXI4-Stream (ARM IHI 0051): `tuser` of `userBits` bits belongs to a beat. Throws HDL-PARAMETER for parts of bytes. */
export const axiStream = (dataBits: number, userBits = 1) => ({
  tdata: output(u(dataBits)),
  tkeep: output(u(bytesOf('AXI4-Stream', dataBits))),
  tvalid: output(u(1)),
  tready: input(u(1)),
  tlast: output(u(1)),
  tuser: output(u(userBits)),
});

/** Widths in bits of the channels of an AXI4 bus. */
export interface AxiSizes {
  readonly dataBits: number;
  readonly addressBits: number;
  readonly idBits: number;
  readonly userBits: number;
}

/** Write channels of AXI4 (ARM IHI 0022). */
export const axiWrite = ({ dataBits, addressBits, idBits, userBits }: AxiSizes) => ({
  awid: output(u(idBits)),
  awaddr: output(u(addressBits)),
  awlen: output(u(8)),
  awsize: output(u(3)),
  awburst: output(u(2)),
  awprot: output(u(3)),
  awuser: output(u(userBits)),
  awvalid: output(u(1)),
  awready: input(u(1)),
  wdata: output(u(dataBits)),
  wstrb: output(u(bytesOf('AXI4', dataBits))),
  wlast: output(u(1)),
  wvalid: output(u(1)),
  wready: input(u(1)),
  bid: input(u(idBits)),
  bresp: input(u(2)),
  bvalid: input(u(1)),
  bready: output(u(1)),
});

/** Read channels of AXI4. */
export const axiRead = ({ dataBits, addressBits, idBits, userBits }: AxiSizes) => ({
  arid: output(u(idBits)),
  araddr: output(u(addressBits)),
  arlen: output(u(8)),
  arsize: output(u(3)),
  arburst: output(u(2)),
  arprot: output(u(3)),
  aruser: output(u(userBits)),
  arvalid: output(u(1)),
  arready: input(u(1)),
  rid: input(u(idBits)),
  rdata: input(u(dataBits)),
  rresp: input(u(2)),
  rlast: input(u(1)),
  rvalid: input(u(1)),
  rready: output(u(1)),
});

/** AXI4-Lite with 32-bit data. */
export const axiLite = (addressBits: number) => ({
  awaddr: output(u(addressBits)),
  awprot: output(u(3)),
  awvalid: output(u(1)),
  awready: input(u(1)),
  wdata: output(u(32)),
  wstrb: output(u(4)),
  wvalid: output(u(1)),
  wready: input(u(1)),
  bresp: input(u(2)),
  bvalid: input(u(1)),
  bready: output(u(1)),
  araddr: output(u(addressBits)),
  arprot: output(u(3)),
  arvalid: output(u(1)),
  arready: input(u(1)),
  rdata: input(u(32)),
  rresp: input(u(2)),
  rvalid: input(u(1)),
  rready: output(u(1)),
});

/** Values of `awburst` and `arburst` (AXI4). */
export const axiBurst = { fixed: 0, increment: 1, wrap: 2 } as const;

/** Values of `bresp` and `rresp`. */
export const axiResponse = { okay: 0, exclusiveOkay: 1, slaveError: 2, decodeError: 3 } as const;
