// SPDX-License-Identifier: Apache-2.0
/** Kernel and initial file system of a Linux guest, made once from Debian's packages and kept in `build/e2e`. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { execa } from 'execa';

export interface GuestFiles {
  readonly kernel: string;
  readonly initrd: string;
  /** Version of the kernel. */
  readonly version: string;
}

/** In the order in which they are loaded. */
const modules = [
  'net/core/failover',
  'drivers/net/net_failover',
  'drivers/virtio/virtio_ring',
  'drivers/virtio/virtio',
  'drivers/virtio/virtio_pci_modern_dev',
  'drivers/virtio/virtio_pci_legacy_dev',
  'drivers/virtio/virtio_pci',
  'drivers/net/virtio_net',
];

/** The first program of the guest: it loads the driver and then runs what comes over the serial line. */
const init = `#!/bin/busybox sh
/bin/busybox mkdir -p /proc /sys /dev /tmp
/bin/busybox mount -t proc proc /proc
/bin/busybox mount -t sysfs sysfs /sys
/bin/busybox mount -t devtmpfs dev /dev
/bin/busybox --install -s /bin
for module in ${modules.map(path => basename(path)).join(' ')}; do insmod /lib/$module.ko; done
ip link set lo up
stty -echo
echo guest ready
while true; do
  while read -r line; do eval "$line"; done < /dev/ttyS0 > /dev/ttyS0 2>&1
done
`;

/** The kernel inside a bzImage, which QEMU starts without unpacking it (Documentation/arch/x86/boot.rst, payload_offset). */
const unpackedKernel = async (image: string): Promise<Uint8Array> => {
  const bytes = readFileSync(image);
  const setupSectors = bytes[0x1f1]! || 4;
  const start = (setupSectors + 1) * 512 + bytes.readUInt32LE(0x248);
  // The last four bytes are the unpacked size.
  const packed = bytes.subarray(start, start + bytes.readUInt32LE(0x24c) - 4);
  const { stdout } = await execa('lz4', ['-d', '-c'], { input: packed, encoding: 'buffer' });
  return stdout;
};

const packInitrd = async (tree: string, root: string): Promise<Uint8Array> => {
  mkdirSync(join(root, 'bin'), { recursive: true });
  mkdirSync(join(root, 'lib'));
  await execa('cp', ['/bin/busybox', join(root, 'bin', 'busybox')]);
  const release = readdirSync(join(tree, 'lib', 'modules'))[0]!;
  for (const path of modules)
    await execa('cp', [join(tree, 'lib', 'modules', release, 'kernel', `${path}.ko`), join(root, 'lib')]);
  writeFileSync(join(root, 'init'), init, { mode: 0o755 });
  const names = ['.', 'bin', 'bin/busybox', 'lib', ...modules.map(path => `lib/${basename(path)}.ko`), 'init'];
  const packed = await execa('cpio', ['-o', '-H', 'newc', '--quiet'], {
    cwd: root,
    input: names.join('\n'),
    encoding: 'buffer',
  });
  return packed.stdout;
};

/** Files of the guest, if they were made. */
export const guestFiles = (directory: string): GuestFiles | undefined => {
  const version = join(directory, 'version');
  if (!existsSync(version)) return undefined;
  return {
    kernel: join(directory, 'vmlinux'),
    initrd: join(directory, 'initrd'),
    version: readFileSync(version, 'utf8').trim(),
  };
};

/** Downloads Debian's kernel for clouds and makes the files of it. */
export const makeGuestFiles = async (directory: string): Promise<GuestFiles> => {
  const made = guestFiles(directory);
  if (made) return made;
  const work = `${directory}.${process.pid}`;
  mkdirSync(work, { recursive: true });
  const { stdout } = await execa('apt-cache', ['depends', 'linux-image-cloud-amd64']);
  const name = /Depends: (linux-image-\S+)/.exec(stdout)![1]!;
  await execa('apt-get', ['download', name], { cwd: work });
  const archive = readdirSync(work).find(file => file.endsWith('.deb'))!;
  const tree = join(work, 'tree');
  await execa('dpkg', ['-x', join(work, archive), tree]);
  const image = readdirSync(join(tree, 'boot')).find(file => file.startsWith('vmlinuz-'))!;
  writeFileSync(join(work, 'vmlinux'), await unpackedKernel(join(tree, 'boot', image)));
  writeFileSync(join(work, 'initrd'), await packInitrd(tree, join(work, 'root')));
  for (const rest of ['tree', 'root', archive]) rmSync(join(work, rest), { recursive: true });
  writeFileSync(join(work, 'version'), image.slice('vmlinuz-'.length));
  renameSync(work, directory);
  return guestFiles(directory)!;
};
