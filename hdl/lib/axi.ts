/** Port bundles of the machine's edges, with the names that FPGA tools expect (AMBA AXI4, AXI4-Lite, AXI4-Stream). */
import { input, output, u } from 'typescript-hdl';

/** AXI4-Stream from the producer's side, as a MAC sends it: `tuser[0]` marks a bad frame on the last beat. */
export const axiStreamMaster = (dataBits: number) => ({
  tdata: output(u(dataBits)),
  tkeep: output(u(dataBits / 8)),
  tvalid: output(u(1)),
  tready: input(u(1)),
  tlast: output(u(1)),
  tuser: output(u(1)),
});

/** Write half of an AXI4 master; `awuser` carries the function (VM) number. */
export const axiWriteMaster = (dataBits: number, addressBits: number, idBits: number, userBits: number) => ({
  awid: output(u(idBits)),
  awaddr: output(u(addressBits)),
  awlen: output(u(8)),
  awsize: output(u(3)),
  awburst: output(u(2)),
  awuser: output(u(userBits)),
  awvalid: output(u(1)),
  awready: input(u(1)),
  wdata: output(u(dataBits)),
  wstrb: output(u(dataBits / 8)),
  wlast: output(u(1)),
  wvalid: output(u(1)),
  wready: input(u(1)),
  bid: input(u(idBits)),
  bresp: input(u(2)),
  bvalid: input(u(1)),
  bready: output(u(1)),
});

/** Read half of an AXI4 master; `aruser` carries the function (VM) number. */
export const axiReadMaster = (dataBits: number, addressBits: number, idBits: number, userBits: number) => ({
  arid: output(u(idBits)),
  araddr: output(u(addressBits)),
  arlen: output(u(8)),
  arsize: output(u(3)),
  arburst: output(u(2)),
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

/** AXI4-Lite slave with 32-bit data. */
export const axiLiteSlave = (addressBits: number) => ({
  awaddr: input(u(addressBits)),
  awprot: input(u(3)),
  awvalid: input(u(1)),
  awready: output(u(1)),
  wdata: input(u(32)),
  wstrb: input(u(4)),
  wvalid: input(u(1)),
  wready: output(u(1)),
  bresp: output(u(2)),
  bvalid: output(u(1)),
  bready: input(u(1)),
  araddr: input(u(addressBits)),
  arprot: input(u(3)),
  arvalid: input(u(1)),
  arready: output(u(1)),
  rdata: output(u(32)),
  rresp: output(u(2)),
  rvalid: output(u(1)),
  rready: input(u(1)),
});

/** Address width of the host bus. */
export const hostAddressBits = 64;
/** Transaction id width of the host bus. */
export const hostIdBits = 4;
/** Width of `awuser`/`aruser`. */
export const hostUserBits = 8;
/** AXI4 burst type INCR. */
export const burstIncrement = 1;
