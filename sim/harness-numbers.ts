// SPDX-License-Identifier: Apache-2.0
/**
 * Numbers that the bench and its simulation program share. They are declared here; `harness/core/numbers.hpp` is generated
 * from them, and a test compares. Names of an object become those of an `enum class`.
 */
import * as virtqueue from '../hdl/spec/virtio/virtqueue.ts';

/** Commands to the simulation. */
export const opcode = {
  addModel: 0,
  modelCommand: 1,
  poke: 2,
  peek: 3,
  run: 4,
  reset: 5,
  trace: 6,
  counters: 7,
} as const;

/** How a batch of commands ended. */
export const batchEnd = { done: 0, failed: 1, misused: 2 } as const;

/** Kinds of bus models. */
export const modelKind = {
  streamSource: 0,
  streamSink: 1,
  guestMemory: 2,
  axiReadSlave: 3,
  axiWriteSlave: 4,
  axiLiteMaster: 5,
  macSource: 6,
  interruptSink: 7,
  guestDriver: 8,
  macSink: 9,
  guestSender: 10,
  mappedMemory: 11,
  vhostHost: 12,
} as const;

export const sourceCommand = { push: 0, setIdle: 1, takeCycles: 2 } as const;
export const sourceCounter = { accepted: 0 } as const;
export const sinkCommand = { take: 0, setStall: 1 } as const;
export const sinkCounter = { received: 0 } as const;

export const memoryCommand = {
  read: 0,
  write: 1,
  scramble: 2,
  written: 3,
  clearWritten: 4,
  addRegion: 5,
  takeLog: 6,
} as const;
export const memoryCounter = { bytesWritten: 0, bytesRead: 1 } as const;

/** Codes of RRESP and BRESP. */
export const axiResponse = { okay: 0, exokay: 1, slaveError: 2, decodeError: 3 } as const;
/** What is wrong with RLAST of a read burst: one beat early (bursts of one beat are passed over), one beat late, or never. */
export const lastFault = { right: 0, early: 1, late: 2, missing: 3 } as const;
/** Ways to make one half of the host bus misbehave. */
export const conductCommand = { delay: 0, withhold: 1, hold: 2, fault: 3, forget: 4 } as const;
export const axiCounter = { done: 0, underWay: 1, mostUnderWay: 2, foreign: 3 } as const;

export const registerCommand = { perform: 0, takeResults: 1 } as const;
export const registerCounter = { done: 0 } as const;

export const macCommand = { send: 0, takeCycles: 1 } as const;
export const macCounter = { finished: 0, waiting: 1, overflowBeats: 2, overflowFrames: 3 } as const;

export const macSinkCommand = { take: 0, setStall: 1 } as const;
export const macSinkCounter = { frames: 0, bytes: 1 } as const;

export const interruptCommand = { take: 0 } as const;
export const interruptCounter = { received: 0 } as const;

export const driverCommand = { start: 0, post: 1, setPosting: 2, take: 3, look: 4 } as const;
export const driverCounter = {
  frames: 0,
  bytes: 1,
  posted: 2,
  doorbells: 3,
  interrupts: 4,
  maskedInterrupts: 5,
  returned: 6,
  dataValid: 7,
  used: 8,
} as const;
export const senderCommand = { start: 0, send: 1, look: 2 } as const;
export const senderCounter = {
  used: 0,
  posted: 1,
  waiting: 2,
  doorbells: 3,
  interrupts: 4,
} as const;
export const mappedMemoryCommand = { map: 0, unmap: 1, read: 2, accesses: 3 } as const;

export const vhostCommand = {
  listen: 0,
  takeEvents: 1,
  send: 2,
  disconnect: 3,
  setKick: 4,
  setCall: 5,
  closeFile: 6,
  setPatience: 7,
  openPort: 8,
  lost: 9,
} as const;
export const vhostCounter = { attention: 0 } as const;
/** What happens at a vhost-user socket; `refused` is a second connection, `broken` one that was closed for what it sent. */
export const vhostEvent = { connected: 0, refused: 1, message: 2, disconnected: 3, broken: 4 } as const;
/** What the wire of a vhost-user host ends at. */
export const vhostPort = { tap: 0, peer: 1 } as const;
/** How the driver learns of used buffers; see `guest-driver.ts`. */
export const wakeMode = { poll: 0, interrupt: 1, adaptive: 2 } as const;
/** Where the network header of a buffer lies; see `guest-driver.ts`. */
export const headerPlace = { inside: 0, apart: 1, shared: 2 } as const;

/** Port number that stands for an absent port. */
export const noPort = 0xffff;
/** Model number that stands for an absent model. */
export const noModel = 0xffff_ffff;
/** Stands for all functions: the owner of a region, the bearer of an access. */
export const anyFunction = 0xffff_ffff;

/** Every enumeration, by its name in C++. */
export const enumerations = {
  Opcode: opcode,
  BatchEnd: batchEnd,
  ModelKind: modelKind,
  SourceCommand: sourceCommand,
  SourceCounter: sourceCounter,
  SinkCommand: sinkCommand,
  SinkCounter: sinkCounter,
  MemoryCommand: memoryCommand,
  MemoryCounter: memoryCounter,
  AxiResponse: axiResponse,
  LastFault: lastFault,
  ConductCommand: conductCommand,
  AxiCounter: axiCounter,
  RegisterCommand: registerCommand,
  RegisterCounter: registerCounter,
  MacCommand: macCommand,
  MacCounter: macCounter,
  InterruptCommand: interruptCommand,
  InterruptCounter: interruptCounter,
  MacSinkCommand: macSinkCommand,
  MacSinkCounter: macSinkCounter,
  DriverCommand: driverCommand,
  DriverCounter: driverCounter,
  SenderCommand: senderCommand,
  SenderCounter: senderCounter,
  MappedMemoryCommand: mappedMemoryCommand,
  VhostCommand: vhostCommand,
  VhostCounter: vhostCounter,
  VhostEvent: vhostEvent,
  VhostPort: vhostPort,
  WakeMode: wakeMode,
  HeaderPlace: headerPlace,
} as const;

/** Time steps of a waveform: those of a clock period, and of the falling edge in it. */
export const waveformPeriod = 10;
export const waveformFallingEdge = 5;

/** Every single number, with its width in bits. */
export const constants = {
  noPort: { bits: 16, value: noPort },
  noModel: { bits: 32, value: noModel },
  anyFunction: { bits: 32, value: anyFunction },
  waveformPeriod: { bits: 64, value: waveformPeriod },
  waveformFallingEdge: { bits: 64, value: waveformFallingEdge },
} as const;

const { descriptor, descriptorFlags, availRing, usedRing, usedElement, netHeader } = virtqueue;
const { packedDescriptor, packedFlags, eventArea, eventFlags } = virtqueue;

/** Where the parts of virtqueues lie and what their flags are, split and packed. */
export const virtqueueFacts = {
  descriptorBytes: virtqueue.descriptorBytes,
  descriptorAddress: descriptor.addr,
  descriptorLength: descriptor.len,
  descriptorFlags: descriptor.flags,
  descriptorNext: descriptor.next,
  nextFlag: descriptorFlags.next,
  writeFlag: descriptorFlags.write,
  indirectFlag: descriptorFlags.indirect,
  availFlags: availRing.flags,
  availIndex: availRing.idx,
  availRing: availRing.ring,
  availElementBytes: availRing.elementBytes,
  noInterrupt: virtqueue.availNoInterrupt,
  usedFlags: usedRing.flags,
  usedIndex: usedRing.idx,
  usedRing: usedRing.ring,
  usedElementBytes: usedRing.elementBytes,
  usedId: usedElement.id,
  usedLength: usedElement.len,
  noNotify: virtqueue.usedNoNotify,
  packedId: packedDescriptor.id,
  packedFlags: packedDescriptor.flags,
  availableFlag: packedFlags.available,
  usedFlag: packedFlags.used,
  eventPlace: eventArea.place,
  eventFlags: eventArea.flags,
  eventEnable: eventFlags.enable,
  eventDisable: eventFlags.disable,
  eventAtPlace: eventFlags.atPlace,
  /** In the network header. */
  bufferCountPlace: netHeader.numBuffers,
  dataValidFlag: virtqueue.netHeaderDataValid,
} as const;

/** The network header before a received frame that takes one buffer. */
export const plainNetHeader: readonly number[] = virtqueue.receiveNetHeader;
