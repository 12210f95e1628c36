// SPDX-License-Identifier: Apache-2.0
/** What one VM's front end has said so far, and what the card is told because of it. */
import type { QueueErrorName } from '../../hdl/spec/virtio/virtqueue.ts';
import type { Card } from '../card.ts';
import type { CardQueues, QueuePlaces, VirtqueueName } from './card-queues.ts';
import {
  answerTo,
  featureBits,
  featureWord,
  hasFeature,
  messageFlags,
  protocolFeatureBits,
  type RequestName,
  readMemoryTable,
  readRingAddresses,
  readRingState,
  requests,
  ringFile,
  ringStatePayload,
  specificationNames,
  wordPayload,
} from './messages.ts';
import { baseOf, freshRing, packedPlaces, queueFeatureWord, type Ring, ringBytes } from './ring.ts';
import { Refusal, SessionMemory } from './session-memory.ts';
import type { FileNumber, MappedMemory, VhostEvent, VhostHost } from './vhost-host.ts';

/** A VM that a front end may come for. */
export interface VhostVm {
  readonly name: string;
  readonly function: number;
  readonly queuePairs: number;
}

/** What a session works with. */
export interface SessionParts {
  readonly host: VhostHost;
  readonly memory: MappedMemory;
  readonly card: Card;
  readonly queues: CardQueues;
  readonly log: (sentence: string) => void;
  /** Receive queues of the VM that run have changed; called before a new one runs and after an old one has stopped. */
  readonly receiving: (fn: number, queues: readonly number[]) => Promise<void>;
}

const nameOf = (request: number): RequestName | undefined =>
  (Object.keys(requests) as RequestName[]).find(name => requests[name] === request);

type Handler = (message: VhostEvent) => Promise<Buffer | undefined> | Buffer | undefined | Promise<void>;

export class Session {
  readonly vm: VhostVm;
  readonly #parts: SessionParts;
  readonly #offered: bigint;
  readonly #protocolOffered = featureWord(Object.values(protocolFeatureBits));
  #connected = false;
  #features = 0n;
  readonly #memory: SessionMemory;
  #rings: Ring[] = [];

  constructor(vm: VhostVm, parts: SessionParts) {
    this.vm = vm;
    this.#parts = parts;
    this.#memory = new SessionMemory(vm.function, parts);
    const { multiqueue, ...others } = featureBits;
    this.#offered = featureWord([...Object.values(others), ...(vm.queuePairs > 1 ? [multiqueue] : [])]);
    this.#forget();
  }

  get connected(): boolean {
    return this.#connected;
  }

  /** Rings that run. */
  get running(): number {
    return this.#rings.filter(ring => ring.running).length;
  }

  async handle(event: VhostEvent): Promise<void> {
    switch (event.kind) {
      case 'connected':
        this.#connected = true;
        return this.#log('a front end has connected');
      case 'refused':
        return this.#log('a second front end was turned away: the first one is still connected');
      case 'message':
        return this.#message(event);
      case 'broken':
        this.#log(`the connection was closed: ${event.payload.toString()}`);
        return this.#end();
      case 'disconnected':
        this.#log(`the front end has gone${event.payload.length > 0 ? ` ${event.payload.toString()}` : ''}`);
        return this.#end();
    }
  }

  /** The card says that a queue of the VM has stopped by itself; it may be long ago, and the queue run again. */
  async stopped(virtqueue: number, error: QueueErrorName): Promise<void> {
    const ring = this.#rings[virtqueue];
    if (!ring?.running || (await this.#parts.queues.runs(this.#virtqueue(virtqueue)))) return;
    this.#log(`${this.#ringName(virtqueue)} has stopped: ${error}`);
    ring.failed = true;
    await this.#update(virtqueue);
  }

  /** Stops what runs and lets go of the front end and its memory. */
  async close(): Promise<void> {
    this.#parts.host.disconnect(this.vm.function);
    await this.#end();
  }

  async #message(event: VhostEvent): Promise<void> {
    const { host } = this.#parts;
    const taken = new Set<FileNumber>();
    // What a connection said before it was closed is void.
    if (!this.#connected) return this.#closeFiles(event, taken);
    const name = nameOf(event.request);
    try {
      if ((event.flags & messageFlags.versionMask) !== messageFlags.version)
        throw new Refusal(`message ${event.request} is of another version of the protocol`);
      if (name === undefined) throw new Refusal(`message ${event.request} is not known here`);
      const answer = await this.#handler(name, taken)(event);
      if (answer) host.send(this.vm.function, answerTo(event.request, answer));
      else if (event.flags & messageFlags.needReply) this.#acknowledge(event, 0n);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#log(`${name ? specificationNames[name] : 'a message'} was refused: ${error.message}`);
      if (name !== undefined && event.flags & messageFlags.needReply) this.#acknowledge(event, 1n);
      else await this.close();
    } finally {
      this.#closeFiles(event, taken);
    }
  }

  #closeFiles({ files }: VhostEvent, taken: ReadonlySet<FileNumber>): void {
    for (const file of files) if (!taken.has(file)) this.#parts.host.closeFile(file);
  }

  #acknowledge({ request }: VhostEvent, result: bigint): void {
    this.#parts.host.send(this.vm.function, answerTo(request, wordPayload(result)));
  }

  /** What a request does; files that it gives to somebody it adds to `taken`. */
  #handler(name: RequestName, taken: Set<FileNumber>): Handler {
    const nothing = (): undefined => undefined;
    const handlers: Readonly<Record<RequestName, Handler>> = {
      getFeatures: () => wordPayload(this.#offered),
      setFeatures: message => this.#setFeatures(message),
      setOwner: nothing,
      resetOwner: () => this.#stopAll(),
      setMemoryTable: message => this.#setMemoryTable(message),
      setRingSize: message => this.#setRing(message, (ring, value) => Object.assign(ring, { size: value })),
      setRingAddresses: message => this.#setAddresses(message),
      setRingBase: message => this.#setRing(message, (ring, value) => Object.assign(ring, { base: value })),
      getRingBase: message => this.#getBase(message),
      setRingKick: message => this.#setKick(message, taken),
      setRingCall: message => this.#setCall(message, taken),
      setRingError: nothing,
      getProtocolFeatures: () => wordPayload(this.#protocolOffered),
      setProtocolFeatures: message => this.#setProtocolFeatures(message),
      getQueueCount: () => wordPayload(BigInt(this.vm.queuePairs)),
      setRingEnable: message => this.#setEnable(message),
    };
    return handlers[name];
  }

  #word({ payload }: VhostEvent): bigint {
    if (payload.length < 8) throw new Refusal('it is too short');
    return payload.readBigUInt64LE(0);
  }

  async #setFeatures(message: VhostEvent): Promise<void> {
    const features = this.#word(message);
    const strange = features & ~this.#offered;
    if (strange !== 0n) throw new Refusal(`features ${hex(strange)} were not offered`);
    if (features === this.#features) return;
    await this.#stopAll();
    this.#features = features;
    this.#log(`features ${hex(features)}`);
    // Without protocol features rings are enabled from the start.
    if (!hasFeature(features, 'protocolFeatures')) for (const ring of this.#rings) ring.enabled = true;
    await this.#updateAll();
  }

  #setProtocolFeatures(message: VhostEvent): undefined {
    const features = this.#word(message);
    const strange = features & ~this.#protocolOffered;
    if (strange !== 0n) throw new Refusal(`protocol features ${hex(strange)} were not offered`);
  }

  /** New memory: what runs is stopped where it is, and goes on there. */
  async #setMemoryTable({ payload, files }: VhostEvent): Promise<void> {
    const regions = readMemoryTable(payload);
    if (!regions) throw new Refusal('it is shorter than its regions');
    await this.#stopAll();
    await this.#memory.replace(regions, files);
    this.#log(`memory: ${this.#memory.text()}`);
    await this.#updateAll();
  }

  #ring(number: number): Ring {
    const ring = this.#rings[number];
    if (!ring) throw new Refusal(`there is no ring ${number}`);
    return ring;
  }

  /** A setting of a ring: it counts from its next start, and a ring that has failed may start again. */
  async #setRing(message: VhostEvent, set: (ring: Ring, value: number) => void): Promise<void> {
    const state = readRingState(message.payload);
    if (!state) throw new Refusal('it is too short');
    const ring = this.#ring(state.ring);
    await this.#stop(state.ring);
    set(ring, state.value);
    ring.failed = false;
    await this.#update(state.ring);
  }

  async #setAddresses({ payload }: VhostEvent): Promise<void> {
    const told = readRingAddresses(payload);
    if (!told) throw new Refusal('it is too short');
    const ring = this.#ring(told.ring);
    await this.#stop(told.ring);
    ring.addresses = told.addresses;
    ring.failed = false;
    await this.#update(told.ring);
  }

  async #setEnable({ payload }: VhostEvent): Promise<void> {
    const state = readRingState(payload);
    if (!state) throw new Refusal('it is too short');
    this.#ring(state.ring).enabled = state.value !== 0;
    await this.#update(state.ring);
    // Of the queues that go on, one takes what the others got; when all are stopped, there is nobody to take it.
    if (state.value === 0) await this.#receiving(this.#receivers());
  }

  async #getBase({ payload }: VhostEvent): Promise<Buffer> {
    const state = readRingState(payload);
    if (!state) throw new Refusal('it is too short');
    const ring = this.#ring(state.ring);
    ring.kicked = false;
    await this.#stop(state.ring);
    await this.#parts.host.setKick(this.#virtqueue(state.ring), undefined);
    return ringStatePayload(state.ring, ring.base);
  }

  /** The file that comes with a message about a ring; undefined when it says that there is none. */
  #ringFile(message: VhostEvent, taken: Set<FileNumber>): { number: number; file: FileNumber | undefined } {
    const word = this.#word(message);
    const number = Number(word & ringFile.indexMask);
    this.#ring(number);
    const [file] = message.files;
    if ((word & ringFile.noFile) !== 0n) return { number, file: undefined };
    if (file === undefined) throw new Refusal('its file is missing');
    taken.add(file);
    return { number, file };
  }

  async #setKick(message: VhostEvent, taken: Set<FileNumber>): Promise<void> {
    const { number, file } = this.#ringFile(message, taken);
    if (file === undefined) throw new Refusal('rings that are polled are not served: a file to notify by is needed');
    const name = this.#virtqueue(number);
    if (!(await this.#parts.host.setKick(name, file, this.#parts.queues.doorbell(name))))
      throw new Refusal('its file is not an event file');
    const ring = this.#ring(number);
    ring.kicked = true;
    ring.failed = false;
    await this.#update(number);
  }

  async #setCall(message: VhostEvent, taken: Set<FileNumber>): Promise<void> {
    const { number, file } = this.#ringFile(message, taken);
    if (!(await this.#parts.host.setCall(this.#virtqueue(number), file)))
      throw new Refusal('its file is not an event file');
  }

  async #updateAll(): Promise<void> {
    for (const number of this.#rings.keys()) await this.#update(number);
  }

  async #stopAll(): Promise<void> {
    for (const number of this.#rings.keys()) await this.#stop(number);
  }

  /** Starts or stops a ring as what was said of it wants. */
  async #update(number: number): Promise<void> {
    const ring = this.#ring(number);
    const wanted =
      ring.kicked &&
      ring.enabled &&
      !ring.failed &&
      ring.size > 0 &&
      ring.addresses !== undefined &&
      !this.#memory.empty &&
      this.#features !== 0n;
    if (wanted && !ring.running) await this.#start(number, ring);
    if (!wanted) await this.#stop(number);
  }

  async #start(number: number, ring: Ring): Promise<void> {
    if (!hasFeature(this.#features, 'version1'))
      throw new Refusal('the driver is older than virtio 1.0 (no VERSION_1)');
    const packed = hasFeature(this.#features, 'packed');
    const parts = ringBytes(ring.size, packed);
    const user = ring.addresses!;
    const descriptors = this.#memory.translate(user.descriptors, parts.descriptors, this.#ringName(number));
    const driver = this.#memory.translate(user.driver, parts.driver, this.#ringName(number));
    const device = this.#memory.translate(user.device, parts.device, this.#ringName(number));
    const places = packed ? packedPlaces(ring.base) : await this.#splitPlaces(ring.base, device);
    if (number % 2 === 0) await this.#receiving([...this.#receivers(), number >> 1]);
    const features = queueFeatureWord(this.#features, { transmit: number % 2 === 1 });
    const settings = { descriptors, driver, device, size: ring.size, features, ...places };
    const error = await this.#parts.queues.start(this.#virtqueue(number), settings);
    if (error !== 'none') {
      ring.failed = true;
      return this.#log(`${this.#ringName(number)} did not start: ${error}`);
    }
    ring.running = true;
    const form = packed ? 'packed' : 'split';
    this.#log(`${this.#ringName(number)} runs: ${form}, ${ring.size} entries, from ${placesText(places, packed)}`);
  }

  /** A split ring tells its next available entry; the index after the last used one is in memory. */
  async #splitPlaces(base: number, usedRing: bigint): Promise<QueuePlaces> {
    const words = await this.#parts.memory.read(this.vm.function, usedRing, 4);
    if (!words) throw new Refusal('the used ring cannot be read');
    return { available: base & 0xffff, used: words.readUInt16LE(2) };
  }

  async #stop(number: number): Promise<void> {
    const ring = this.#ring(number);
    if (!ring.running) return;
    ring.running = false;
    const places = await this.#parts.queues.stop(this.#virtqueue(number));
    const packed = hasFeature(this.#features, 'packed');
    ring.base = baseOf(places, packed);
    this.#log(`${this.#ringName(number)} has come to rest at ${placesText(places, packed)}`);
  }

  #receivers(): number[] {
    return this.#rings.flatMap((ring, number) => (ring.running && number % 2 === 0 ? [number >> 1] : []));
  }

  async #receiving(queues: readonly number[]): Promise<void> {
    await this.#parts.receiving(this.vm.function, queues);
  }

  async #end(): Promise<void> {
    this.#connected = false;
    await this.#stopAll();
    for (const number of this.#rings.keys()) {
      await this.#parts.host.setKick(this.#virtqueue(number), undefined);
      await this.#parts.host.setCall(this.#virtqueue(number), undefined);
    }
    await this.#memory.replace([], []);
    this.#forget();
  }

  #forget(): void {
    this.#features = 0n;
    this.#rings = Array.from({ length: 2 * this.vm.queuePairs }, freshRing);
  }

  #virtqueue(virtqueue: number): VirtqueueName {
    return { fn: this.vm.function, virtqueue };
  }

  #ringName(number: number): string {
    return `${number % 2 === 0 ? 'receive' : 'transmit'} queue ${number >> 1}`;
  }

  #log(sentence: string): void {
    this.#parts.log(`${this.vm.name}: ${sentence}`);
  }
}

const hex = (value: bigint): string => `0x${value.toString(16)}`;
const placesText = ({ available, used }: QueuePlaces, packed: boolean): string => {
  const [next, after] = [available, used].map(place => hex(BigInt(packed ? place : place & 0xffff)));
  return next === after ? next! : `${next}, used ${after}`;
};
