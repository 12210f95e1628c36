/** The AXI4 bus to the memory of the virtual machines, as the machine uses it: no protection attributes. */
import { axiRead, axiWrite } from 'typescript-hdl/lib';
import type { Config } from '../layout/configs.ts';

/** Address width of the host bus. */
export const hostAddressBits = 64;
/** Transaction id width of the host bus. */
export const hostIdBits = 4;
/** Width of `awuser`/`aruser`, which carry the function (VM) number. */
export const hostUserBits = 8;

const sizes = ({ hostDataBits }: Config) => ({
  dataBits: hostDataBits,
  addressBits: hostAddressBits,
  idBits: hostIdBits,
  userBits: hostUserBits,
});

/** Write channels of the host bus, from the machine's side. */
export const hostWriteMaster = (config: Config) => {
  const { awprot: _, ...channels } = axiWrite(sizes(config));
  return channels;
};

/** Read channels of the host bus, from the machine's side. */
export const hostReadMaster = (config: Config) => {
  const { arprot: _, ...channels } = axiRead(sizes(config));
  return channels;
};
