// SPDX-License-Identifier: Apache-2.0
/** A Linux guest under QEMU, without KVM, whose network card is the simulated one; its shell takes commands. */
import { Console } from './console.ts';
import type { GuestFiles } from './guest-files.ts';

export interface LinuxGuestOptions {
  readonly name: string;
  readonly socket: string;
  readonly mac: string;
  readonly files: GuestFiles;
  readonly packed?: boolean;
  readonly queues?: number;
}

const bootSeconds = 120;
const memory = '96M';

export class LinuxGuest {
  readonly #console: Console;
  #commands = 0;

  private constructor(console: Console) {
    this.#console = console;
  }

  /** Boots it and waits for its shell. */
  static async boot({ name, socket, mac, files, packed, queues = 1 }: LinuxGuestOptions): Promise<LinuxGuest> {
    const many = queues > 1;
    const machine = ['-M', 'pc,memory-backend=ram', '-accel', 'tcg', '-nodefaults', '-no-reboot', '-nographic'];
    // The back end maps the memory, so it must be a file that is shared.
    const ram = ['-m', memory, '-object', `memory-backend-memfd,id=ram,size=${memory},share=on`];
    // A busy host makes the kernel doubt its timer; `no_timer_check` makes it trust it.
    const kernel = ['-kernel', files.kernel, '-initrd', files.initrd, '-append', 'console=ttyS0 quiet no_timer_check'];
    const back = `vhost-user,id=net,chardev=back${many ? `,queues=${queues}` : ''}`;
    // QEMU 7.2 crashes with vhost-user and MSI-X without KVM, hence no vectors.
    const front = `virtio-net-pci,netdev=net,mac=${mac},vectors=0${packed ? ',packed=on' : ''}${many ? ',mq=on' : ''}`;
    const network = ['-chardev', `socket,id=back,path=${socket}`, '-netdev', back, '-device', front];
    const args = [...machine, '-serial', 'stdio', ...ram, ...kernel, ...network];
    const guest = new LinuxGuest(new Console(`guest ${name}`, 'qemu-system-x86_64', args));
    await guest.#console.expect(/guest ready\n/, bootSeconds);
    return guest;
  }

  /** Runs a command in its shell; what it printed. A failing command rejects unless `mayFail`. */
  async run(command: string, { seconds = 60, mayFail = false } = {}): Promise<string> {
    const number = ++this.#commands;
    this.#console.send(`${command}; echo "end ${number} $?"`);
    const [, printed, code] = await this.#console.expect(new RegExp(`([\\s\\S]*?)end ${number} (\\d+)\n`), seconds);
    if (code !== '0' && !mayFail) throw new Error(`in the guest, "${command}" failed with ${code}: ${printed}`);
    return printed!;
  }

  async end(): Promise<void> {
    await this.#console.end();
  }
}
