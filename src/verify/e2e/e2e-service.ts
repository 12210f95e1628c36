// SPDX-License-Identifier: Apache-2.0
/** The card that the tests with foreign drivers share, served in a directory of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emitVerilog } from 'typescript-hdl';
import { compilePolicy } from '../../../firmware/compile/compile.ts';
import { findConfig } from '../../../hdl/spec/configs.ts';
import { top } from '../../../hdl/top.ts';
import { openService, type VhostService } from '../../../sim/vhost/service.ts';
import { type E2eBench, e2ePolicy, type VmName, vmNames } from './e2e-case.ts';

export class E2eService implements E2eBench {
  /** What the service has said. */
  readonly log: string[] = [];
  readonly service: VhostService;
  readonly #directory: string;
  #sent: Uint8Array[] = [];
  #running: Promise<void> = Promise.resolve();

  private constructor(service: VhostService, directory: string, { log, sent }: { log: string[]; sent: Uint8Array[] }) {
    this.service = service;
    this.#directory = directory;
    this.log = log;
    this.#sent = sent;
  }

  static async open(): Promise<E2eService> {
    const { images } = compilePolicy(e2ePolicy, 'policy of the tests');
    const config = findConfig(images.config)!;
    const directory = mkdtempSync(join(tmpdir(), 'sluice-vhost-'));
    const vms = vmNames.map((name, i) => ({
      name,
      function: i + 1,
      queuePairs: config.queuesPerFunction,
      socket: join(directory, name),
    }));
    const log: string[] = [];
    const sent: Uint8Array[] = [];
    const service = await openService(emitVerilog(top(config)), config, {
      images,
      vms,
      wire: { kind: 'open', sent: frame => sent.push(frame) },
      log: sentence => log.push(sentence),
    });
    const problem = await service.start();
    if (problem) throw new Error(`${problem.name}: ${problem.why}`);
    const opened = new E2eService(service, directory, { log, sent });
    opened.#running = service.run();
    // A failure is met by whoever closes it.
    opened.#running.catch(() => {});
    return opened;
  }

  /** Stops the service; rejects with what went wrong in the card meanwhile. */
  async close(): Promise<void> {
    this.service.stop();
    await this.#running.finally(async () => {
      await this.service.close();
      rmSync(this.#directory, { recursive: true, force: true });
    });
  }

  socket(vm: VmName): string {
    return join(this.#directory, vm);
  }

  receive(frames: readonly Uint8Array[]): void {
    this.service.receive(frames);
  }

  takeSent(): Uint8Array[] {
    return this.#sent.splice(0);
  }

  statistics() {
    return this.service.between(() => this.service.statistics());
  }

  functionOf(vm: VmName): number {
    return vmNames.indexOf(vm) + 1;
  }
}
