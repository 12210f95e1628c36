// SPDX-License-Identifier: Apache-2.0
/** What Linux does with the card: two guests that talk to each other through it. */
import { demand, type E2eBench, type E2eCase, macOf, type VmName } from './e2e-case.ts';
import type { GuestFiles } from './guest-files.ts';
import { LinuxGuest } from './linux-guest.ts';

type Ring = E2eCase['ring'];

const addresses: Partial<Record<VmName, string>> = {
  a: '10.0.0.1',
  b: '10.0.0.2',
  denied: '10.0.0.5',
  tenant: '10.0.0.6',
};
const features = 'CSUM, GUEST_CSUM, MRG_RXBUF, INDIRECT, EVENT_IDX';
const tcpKilobytes = 1024;

/** Guests with an address each, until the work is done. */
const withGuests = async (
  { bench, files, ring }: { bench: E2eBench; files: GuestFiles; ring: Ring },
  names: readonly VmName[],
  work: (...guests: LinuxGuest[]) => Promise<void>,
): Promise<number> => {
  const moved = async (): Promise<number> => {
    const { received } = await bench.statistics();
    return names.reduce((sum, name) => sum + received[bench.functionOf(name)]!.delivered.frames, 0);
  };
  const before = await moved();
  const boot = (name: VmName) =>
    LinuxGuest.boot({ name, socket: bench.socket(name), mac: macOf(name), files, packed: ring === 'packed' });
  const booted = await Promise.allSettled(names.map(boot));
  const guests = booted.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []));
  try {
    for (const one of booted) if (one.status === 'rejected') throw one.reason;
    for (const [i, guest] of guests.entries()) await setUp(guest, addresses[names[i]!]!);
    await work(...guests);
    return (await moved()) - before;
  } finally {
    for (const guest of guests) await guest.end();
  }
};

const setUp = async (guest: LinuxGuest, address: string): Promise<void> => {
  await guest.run(`ip addr add ${address}/24 dev eth0; ip link set eth0 up`);
};

/** Pings until there is a row of answers without a loss; the first may wait for the address of the other. */
const ping = async (guest: LinuxGuest, address: string, options = ''): Promise<void> => {
  const printed = await guest.run(`ping -c 5 -i 0.2 -W 10 ${options} ${address}`, { seconds: 90 });
  demand(/5 packets received, 0% packet loss/.test(printed), `pings were lost: ${printed}`);
};

/** Sends random bytes by TCP; both sides must have the same. */
const transfer = async (from: LinuxGuest, to: LinuxGuest, address: string): Promise<void> => {
  // The receiver's own input must not end before the transfer: its nc would hang up.
  await to.run('rm -f /tmp/got; (tail -f /dev/null | nc -l -p 99 > /tmp/got; touch /tmp/done) & sleep 0.3');
  const sum = await from.run(
    `dd if=/dev/urandom of=/tmp/sent bs=1k count=${tcpKilobytes} 2>/dev/null; md5sum < /tmp/sent`,
  );
  await from.run(`nc ${address} 99 < /tmp/sent`, { seconds: 240 });
  const got = await to.run('while pidof nc > /dev/null; do sleep 0.1; done; md5sum < /tmp/got; ls -l /tmp/got', {
    seconds: 120,
  });
  demand(got.startsWith(sum.trim()), `other bytes came than were sent: ${sum} ${got}`);
};

/** The kernel's own counts of what was wrong with frames. */
const faultless = async (guest: LinuxGuest): Promise<void> => {
  const counts = await guest.run('cat /sys/class/net/eth0/statistics/rx_errors; grep ^Tcp: /proc/net/snmp | tail -1');
  const [errors, tcp] = counts.trim().split('\n');
  demand(errors === '0', `the driver counts ${errors} bad frames`);
  demand(tcp!.split(' ').at(-1) === '0', `TCP counts wrong checksums: ${tcp}`);
};

const need = (files: GuestFiles | undefined): GuestFiles => {
  if (!files) throw new Error('the files of the guest are missing');
  return files;
};

const linuxCase = (
  ring: Ring,
  test: string,
  names: readonly VmName[],
  work: (bench: E2eBench, ...guests: LinuxGuest[]) => Promise<void>,
): E2eCase => ({
  driver: 'linux',
  ring,
  features,
  vms: names.length,
  test,
  run: (bench, files) => withGuests({ bench, files: need(files), ring }, names, (...guests) => work(bench, ...guests)),
});

const rebinding =
  'D=$(basename $(readlink /sys/class/net/eth0/device)); for i in 1 2 3 4 5; do ' +
  'echo $D > /sys/bus/virtio/drivers/virtio_net/unbind; echo $D > /sys/bus/virtio/drivers/virtio_net/bind; done';

const talk = (ring: Ring): E2eCase =>
  linuxCase(
    ring,
    'ping, TCP with the bytes compared, driver unbound and bound 5 times',
    ['a', 'b'],
    async (_, a, b) => {
      await ping(a!, '10.0.0.2');
      await transfer(a!, b!, '10.0.0.2');
      await a!.run(rebinding);
      await setUp(a!, '10.0.0.1');
      await ping(a!, '10.0.0.2');
      await faultless(a!);
      await faultless(b!);
    },
  );

const jumbo = (ring: Ring): E2eCase =>
  linuxCase(ring, 'ping of 8,000 bytes and TCP at an MTU of 9,000', ['a', 'b'], async (_, a, b) => {
    for (const guest of [a!, b!]) await guest.run('ip link set eth0 mtu 9000');
    await ping(a!, '10.0.0.2', '-s 8000');
    await transfer(b!, a!, '10.0.0.1');
    await faultless(a!);
    await faultless(b!);
  });

/** Policy in force: one whom nobody may talk to, and one that says it is somebody else. */
const policy = (ring: Ring): E2eCase =>
  linuxCase(
    ring,
    'policy: a VM that is denied hears nothing, a spoofer is dropped and counted',
    ['denied', 'tenant', 'b'],
    async (bench, denied, tenant, b) => {
      await ping(tenant!, '10.0.0.2');
      const refused = await tenant!.run('ping -c 2 -W 2 10.0.0.5', { mayFail: true });
      demand(/100% packet loss/.test(refused), `the denied VM answered: ${refused}`);
      const counted = async (event: 'wrong_ip' | 'wrong_mac' | 'rule_deny'): Promise<number> =>
        (await bench.statistics()).sent[bench.functionOf('tenant')]![event].frames;
      const before = await counted('wrong_ip');
      await tenant!.run('ip addr add 10.0.0.66/24 dev eth0; ping -c 2 -W 2 -I 10.0.0.66 10.0.0.2', { mayFail: true });
      demand((await counted('wrong_ip')) > before, 'packets from another address were not counted as wrong_ip');
      await ping(b!, '10.0.0.6');
      await faultless(denied!);
    },
  );

export const linuxCases: readonly E2eCase[] = [
  ...(['split', 'packed'] as const).flatMap(ring => [talk(ring), jumbo(ring)]),
  policy('split'),
];
