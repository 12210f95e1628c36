// SPDX-License-Identifier: Apache-2.0
/** The AXI4 bus to the memory of the virtual machines, as the machine uses it; its attributes are constants at the edge of the chip. */
import { indexWidth, output, u } from 'typescript-hdl';
import { axiRead, axiWrite } from 'typescript-hdl/lib';
import type { Config } from '../spec/configs.ts';

/** Address width of the host bus. */
export const hostAddressBits = 64;
/** Transaction id width of the host bus: the tag of a read, and the function of a write. */
export const hostIdBits = 8;
/** Width of `awuser`/`aruser`, which carry the function (VM) number. */
export const hostUserBits = 8;

/** Bytes of a host beat, and the width of a byte's lane in it. */
export const beatBytes = (config: Config): number => config.hostDataBits / 8;
export const laneBits = (config: Config): number => indexWidth(beatBytes(config));

/** AXI4: a burst has at most 256 beats and stays inside an aligned block of 4096 bytes; here both are one block. */
const burstBlockBytes = (config: Config): number => Math.min(4096, 256 * beatBytes(config));
/** Width of a byte's place in a block, and of its beat's. */
export const blockBits = (config: Config): number => Math.log2(burstBlockBytes(config));
export const blockBeatBits = (config: Config): number => blockBits(config) - laneBits(config);

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

/** The address and data channels of it, and the response channel. */
export const hostWriteRequests = (config: Config) => {
  const { bid: _id, bresp: _response, bvalid: _valid, bready: _ready, ...requests } = hostWriteMaster(config);
  return requests;
};
export const hostWriteResponses = (config: Config) => {
  const { bid, bresp, bvalid, bready } = hostWriteMaster(config);
  return { bid, bresp, bvalid, bready };
};

/** Read channels of the host bus, from the machine's side. */
export const hostReadMaster = (config: Config) => {
  const { arprot: _, ...channels } = axiRead(sizes(config));
  return channels;
};

/**
 * Attributes of every access (AXI4, A4): normal memory that is neither cacheable nor bufferable, so that a response comes from
 * the memory itself, but modifiable, so that width converters may pack beats; data, not secure, unprivileged; not locked; no class
 * of service.
 */
export const hostAttributes = {
  mAxiAwcache: 0b0010,
  mAxiAwprot: 0b010,
  mAxiAwlock: 0,
  mAxiAwqos: 0,
  mAxiArcache: 0b0010,
  mAxiArprot: 0b010,
  mAxiArlock: 0,
  mAxiArqos: 0,
} as const;

/** Their ports at the edge of the chip. */
export const hostAttributePorts = {
  mAxiAwcache: output(u(4)),
  mAxiAwprot: output(u(3)),
  mAxiAwlock: output(u(1)),
  mAxiAwqos: output(u(4)),
  mAxiArcache: output(u(4)),
  mAxiArprot: output(u(3)),
  mAxiArlock: output(u(1)),
  mAxiArqos: output(u(4)),
};
