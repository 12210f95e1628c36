// SPDX-License-Identifier: Apache-2.0
/** Counters of rules on the whole card: they say what the policy says of each frame, and go on when another image becomes live. */
import { expect, test } from 'vitest';
import { type CompiledPolicy, compilePolicy } from '../../../firmware/compile/compile.ts';
import { ruleNumbers } from '../../../firmware/compile/rule-numbers.ts';
import { buildFrame } from '../../../firmware/frames/build-frame.ts';
import { ethertypes, ipProtocols } from '../../../hdl/spec/protocol/headers/numbers.ts';
import { sendFate } from '../../../sim/model/send-model.ts';
import type { RuleCounts } from '../../../sim/register-access.ts';
import { ruleHits, sumsOfRules } from '../../../src/replay/rule-hits.ts';
import { seededRandom } from '../../support/random.ts';
import { config, openTenGig } from './open-machine.ts';

const policyOf = (closed: number, more = ''): string => `
vms:
  - { name: a, mac: 52:54:00:00:00:01, addresses: [10.0.0.1] }
  - { name: b, mac: 52:54:00:00:00:02, addresses: [10.0.0.2] }
  - { name: c, mac: 52:54:00:00:00:03, addresses: [10.0.0.3] }
rules:
  admin:
    - { name: closed, match: { protocol: tcp, destinationPort: ${closed} }, action: deny }
    - { name: ours, match: { protocol: udp }, action: pass }
  egress:
    - { name: out, from: a, match: { protocol: tcp, destinationPort: 1000-1009 }, action: deny }
  ingress:
    - { name: web, to: a, match: { protocol: tcp, destinationPort: 80-1007 }, action: allow }
    - { name: dns, match: { protocol: udp, destinationPort: 53 }, action: allow }
${more}
  baseline:
    - { name: rest, from: a, match: { protocol: tcp }, action: allow }
`;

const ports = [22, 23, 53, 80, 443, 1003, 1008, 2000] as const;

/** A frame to a port of a VM, or to somebody beyond the card (9), from one of them or from outside (8). */
const frameTo = (to: number, from: number, protocol: 'tcp' | 'udp', port: number): Uint8Array => {
  const [source, destination] = [from, to].map(host => 0x0a00_0000n + BigInt(host)) as [bigint, bigint];
  const content = { kind: 'ports', source: 4000, destination: port } as const;
  return buildFrame({
    destinationMac: 0x5254_0000_0000n + BigInt(to),
    sourceMac: 0x5254_0000_0000n + BigInt(from),
    vlan: 0,
    ethertype: ethertypes.ipv4,
    payload: { kind: 'ip', packet: { version: 4, source, destination, protocol: ipProtocols[protocol], content } },
  });
};

const random = seededRandom(3);
const frames = (count: number, from: number): Uint8Array[] =>
  Array.from({ length: count }, () =>
    frameTo(random.pick([1, 2, 3, 9]), from, random.pick(['tcp', 'udp']), random.pick(ports)),
  );

test('they say what the policy says, and rules that stay keep theirs', async () => {
  const machine = await openTenGig({
    record: false,
    senders: (fn, queue) => (fn >= 1 && fn <= 3 && queue === 0 ? { queueSize: 64, bufferBytes: 256 } : undefined),
  });
  const first = compilePolicy(policyOf(22), 'first.yaml', '10g');
  const second = compilePolicy(
    policyOf(23, '    - { name: more, to: b, match: { protocol: tcp, destinationPort: 443 }, action: allow }'),
    'second.yaml',
    '10g',
    undefined,
    first.images,
  );
  const counted = async (policy: CompiledPolicy): Promise<ReadonlyMap<string, RuleCounts>> => {
    const numbers = ruleNumbers(policy);
    const all = numbers.flat();
    const counts = await machine.card.ruleCounts(all);
    const sums = sumsOfRules(numbers, new Map(all.map((number, i) => [number, counts[i]!])));
    return new Map(policy.policy.rules.map(({ name }, i) => [name!, sums[i]!]));
  };
  /** Frames from the wire and from the VMs; gives what each rule decides of them. */
  const pass = async ({ policy, images }: CompiledPolicy): Promise<ReadonlyMap<string, RuleCounts>> => {
    const received = frames(120, 8).map(bytes => ({ bytes }));
    const posted = machine.senders.flatMap(sender => {
      const own = frames(40, sender.function).map(bytes => ({ bytes }));
      sender.send(own);
      return own.map(frame => ({
        function: sender.function,
        queue: 0,
        frame,
        fate: sendFate(config, images, sender.function, frame),
      }));
    });
    await machine.run(received);
    await machine.rest();
    const hits = ruleHits(policy, received, posted);
    return new Map(policy.rules.map(({ name }, i) => [name!, hits[i]!]));
  };

  await machine.start(first.images);
  expect([...(await counted(first)).values()]).toEqual(first.policy.rules.map(() => ({ receiver: 0, sender: 0 })));
  const before = await pass(first);
  expect(await counted(first)).toEqual(before);
  // Every rule that decides did so, on the sides that it has.
  for (const name of ['closed', 'web', 'dns', 'rest']) expect(before.get(name)!.receiver, name).toBeGreaterThan(0);
  for (const name of ['closed', 'out', 'rest']) expect(before.get(name)!.sender, name).toBeGreaterThan(0);
  expect(before.get('ours')).toEqual({ receiver: 0, sender: 0 });

  await machine.card.swapTables(second.images);
  const between = await counted(second);
  for (const name of ['closed', 'more']) expect(between.get(name), name).toEqual({ receiver: 0, sender: 0 });
  for (const name of ['out', 'web', 'dns', 'rest']) expect(between.get(name), name).toEqual(before.get(name));
  const after = await pass(second);
  expect(await counted(second)).toEqual(
    new Map(
      [...after].map(([name, { receiver, sender }]) => {
        const { receiver: already, sender: alreadySent } = between.get(name)!;
        return [name, { receiver: already + receiver, sender: alreadySent + sender }];
      }),
    ),
  );
  expect(after.get('more')!.receiver).toBeGreaterThan(0);
});
