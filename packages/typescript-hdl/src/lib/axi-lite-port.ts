// SPDX-License-Identifier: Apache-2.0
/** AXI4-Lite slave (AMBA AXI and ACE, part B): turns its five channels into requests with an answer. */
import { bit, component, input, lit, master, mux, reg, slave, stream, u, unused, when } from '../index.ts';
import { axiLite, axiResponse } from './axi.ts';

/** A register write; one bit of `strobe` for each byte to be written. */
export const writeRequestShape = (addressBits: number) => ({ address: u(addressBits), data: u(32), strobe: u(4) });

const okay = lit(axiResponse.okay, 2);
const slaveError = lit(axiResponse.slaveError, 2);

/**
 * One write and one read under way at a time, independent of each other. Address and data of a write may come in any order;
 * neither is accepted again before the response was taken. `writeFailed` and `readAnswer` belong to the clock in which
 * `writes` and `reads` transfer; the response follows one clock later and stays until it is taken. Requests stay as
 * they are until the clock after their transfer.
 * Every `ready` and `valid` of the bus comes from a register, so no path crosses from one side to the other; logic depth 1.
 */
export const axiLitePort = (addressBits: number) =>
  component(
    'axi_lite_port',
    { addressBits },
    {
      axil: slave(axiLite(addressBits)),
      writes: master(stream(writeRequestShape(addressBits))),
      writeFailed: input(bit()),
      reads: master(stream({ address: u(addressBits) })),
      readAnswer: input({ data: u(32), failed: bit() }),
    },
    ({ axil, writes, writeFailed, reads, readAnswer }) => {
      unused(axil.awprot, axil.arprot);
      const r = reg({
        writeAddress: { held: bit(0), address: u(addressBits) },
        writeData: { held: bit(0), data: u(32), strobe: u(4) },
        writeResponse: { held: bit(0), failed: bit() },
        readAddress: { held: bit(0), address: u(addressBits) },
        readResponse: { held: bit(0), data: u(32), failed: bit() },
      });
      axil.awready.set(r.writeAddress.held.not());
      axil.wready.set(r.writeData.held.not());
      when(axil.awvalid.and(axil.awready), () => r.writeAddress.set({ held: 1, address: axil.awaddr }));
      when(axil.wvalid.and(axil.wready), () => r.writeData.set({ held: 1, data: axil.wdata, strobe: axil.wstrb }));
      writes.valid.set(r.writeAddress.held.and(r.writeData.held).and(r.writeResponse.held.not()));
      writes.payload.set({ address: r.writeAddress.address, data: r.writeData.data, strobe: r.writeData.strobe });
      when(writes.fire, () => r.writeResponse.set({ held: 1, failed: writeFailed }));
      axil.bvalid.set(r.writeResponse.held);
      axil.bresp.set(mux(r.writeResponse.failed, slaveError, okay));
      when(axil.bvalid.and(axil.bready), () => {
        r.writeAddress.held.set(0);
        r.writeData.held.set(0);
        r.writeResponse.held.set(0);
      });

      axil.arready.set(r.readAddress.held.not());
      when(axil.arvalid.and(axil.arready), () => r.readAddress.set({ held: 1, address: axil.araddr }));
      reads.valid.set(r.readAddress.held.and(r.readResponse.held.not()));
      reads.payload.address.set(r.readAddress.address);
      when(reads.fire, () => r.readResponse.set({ held: 1, ...readAnswer }));
      axil.rvalid.set(r.readResponse.held);
      axil.rdata.set(r.readResponse.data);
      axil.rresp.set(mux(r.readResponse.failed, slaveError, okay));
      when(axil.rvalid.and(axil.rready), () => {
        r.readAddress.held.set(0);
        r.readResponse.held.set(0);
      });
    },
    { doc: 'AXI4-Lite slave: requests with an answer, one write and one read at a time.' },
  );
