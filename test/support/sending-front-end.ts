// SPDX-License-Identifier: Apache-2.0
/** A front end that does everything rightly: a transmit queue, and frames for the station on the wire. */
import { featureBits, featureWord } from '../../sim/vhost/messages.ts';
import { FrontEnd, memoryTable, type Region, ringAddresses, ringState, words } from './front-end.ts';

export const user = 0x7f00_0000_0000n;
export const region: Region = { guestAddress: 0x10_0000n, bytes: 0x1_0000, userAddress: user };
const place = { descriptors: 0, available: 0x1000, used: 0x2000, frame: 0x3000 } as const;
export const features = featureWord([featureBits.version1, featureBits.protocolFeatures]);
export const transmit = 1;

const hex = (bytes: Buffer): string => bytes.toString('hex');

/** The transmit queue of a VM whose memory and rings are as they should be. */
export class SendingFrontEnd {
  readonly end: FrontEnd;
  #sent = 0;

  private constructor(end: FrontEnd) {
    this.end = end;
  }

  static async start(socket: string): Promise<SendingFrontEnd> {
    const end = await FrontEnd.connect(socket);
    const one = new SendingFrontEnd(end);
    await end.send('setFeatures', words(features));
    for (const name of ['kick', 'call']) await end.say(`event ${name}`);
    await end.say(`memory ram ${region.bytes}`);
    await end.send('setMemoryTable', memoryTable([region]), ['ram']);
    await one.startRing(8);
    return one;
  }

  async startRing(size: number, base = 0): Promise<void> {
    const at = (offset: number): bigint => user + BigInt(offset);
    await this.end.send('setRingSize', ringState(transmit, size));
    await this.end.send('setRingBase', ringState(transmit, base));
    await this.end.send(
      'setRingAddresses',
      ringAddresses(transmit, at(place.descriptors), at(place.used), at(place.available)),
    );
    await this.end.send('setRingKick', words(transmit), ['kick']);
    await this.end.send('setRingCall', words(transmit), ['call']);
    await this.end.send('setRingEnable', ringState(transmit, 1));
  }

  /** Posts a frame for the station on the wire and notifies. */
  async post(): Promise<void> {
    const frame = Buffer.concat([
      Buffer.alloc(12),
      Buffer.from('525400000080525400000010', 'hex'),
      Buffer.alloc(48, 0x77),
    ]);
    const descriptor = Buffer.alloc(16);
    descriptor.writeBigUInt64LE(region.guestAddress + BigInt(place.frame), 0);
    descriptor.writeUInt32LE(frame.length, 8);
    await this.end.say(`write ram ${place.frame} ${hex(frame)}`);
    await this.end.say(`write ram ${place.descriptors} ${hex(descriptor)}`);
    this.#sent++;
    const index = Buffer.alloc(2);
    index.writeUInt16LE(this.#sent);
    await this.end.say(`write ram ${place.available + 2} ${hex(index)}`);
    await this.end.say('kick kick');
  }
}
