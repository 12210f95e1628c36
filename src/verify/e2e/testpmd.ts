// SPDX-License-Identifier: Apache-2.0
/** DPDK's test program on a virtio-user port: a driver of virtqueues that nobody here wrote. */
import { Console } from './console.ts';

export interface TestpmdOptions {
  /** Name of its files, different for each that runs at a time. */
  readonly name: string;
  readonly socket: string;
  readonly mac: string;
  /** Arguments of the port, such as `packed_vq=1`. */
  readonly port?: readonly string[];
  readonly queues?: number;
  /** Options of the program. */
  readonly options?: readonly string[];
}

/** Frames that a port has had. */
export interface PortFrames {
  readonly received: number;
  readonly sent: number;
}

const startSeconds = 60;
const answerSeconds = 30;
const secondsBetweenLooks = 0.1;

export class Testpmd {
  readonly #console: Console;

  private constructor(console: Console) {
    this.#console = console;
  }

  /** Starts it and waits until its port is up. */
  static async start({ name, socket, mac, port = [], queues = 1, options = [] }: TestpmdOptions): Promise<Testpmd> {
    const many = queues > 1 ? [`queues=${queues}`, 'cq=1'] : [];
    const device = ['net_virtio_user0', `path=${socket}`, `mac=${mac}`, 'queue_size=256', ...many, ...port].join(',');
    // Memory from a file that can be shared: huge pages need a machine that has some set aside.
    const environment = [
      '--no-huge',
      '-m',
      '64',
      '--no-pci',
      '--no-telemetry',
      `--file-prefix=sluice-${process.pid}-${name}`,
    ];
    const cores = ['-l', '0,1', '--main-lcore=0', `--vdev=${device}`];
    const queueOptions = [`--rxq=${queues}`, `--txq=${queues}`];
    const program = ['-i', '--nb-cores=1', '--total-num-mbufs=2048', ...queueOptions, ...options];
    // What it prints must come line by line, though it goes to a pipe.
    const command = ['-oL', 'dpdk-testpmd', ...environment, ...cores, '--', ...program];
    const testpmd = new Testpmd(new Console(`testpmd ${name}`, 'stdbuf', command));
    await testpmd.#console.expect(/testpmd> /, startSeconds);
    return testpmd;
  }

  /** Gives a command and waits until it is taken. */
  async command(text: string): Promise<void> {
    this.#console.send(text);
    await this.#console.expect(/testpmd> /, answerSeconds);
  }

  async frames(): Promise<PortFrames> {
    this.#console.send('show port stats 0');
    // Prompts also come by themselves, so the end of an answer is no measure of it.
    const answer = /NIC statistics for port 0 [\s\S]*?RX-packets: (\d+)[\s\S]*?TX-packets: (\d+)[\s\S]*?#{20}\n/;
    const [, received, sent] = await this.#console.expect(answer, answerSeconds);
    return { received: Number(received), sent: Number(sent) };
  }

  /** Waits until the frames of the port are as wanted. */
  async until(wanted: (frames: PortFrames) => boolean, seconds: number): Promise<PortFrames> {
    const deadline = performance.now() + seconds * 1000;
    for (;;) {
      const frames = await this.frames();
      if (wanted(frames)) return frames;
      if (performance.now() > deadline) throw new Error(`testpmd stays at ${JSON.stringify(frames)} for ${seconds} s`);
      await new Promise(resolve => setTimeout(resolve, secondsBetweenLooks * 1000));
    }
  }

  /** Ends it as a user does, or with a signal as if it had crashed. */
  async end(signal?: NodeJS.Signals): Promise<void> {
    if (signal) return this.#console.end(signal);
    this.#console.send('quit');
    await this.#console.expect(/Bye/, answerSeconds);
    await this.#console.end('SIGTERM');
  }
}
