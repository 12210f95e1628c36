// SPDX-License-Identifier: Apache-2.0
/** Rules in tiers, of senders and VLANs: who may say what to whom. */
import { ethernet, ipv4, type Packet, padded, payloadOf, tcp, udp, vlan } from '../frames.ts';
import { type CaseFrame, type CaseSource, delivered } from './case-source.ts';

const macs = {
  web: '52:54:00:00:00:10',
  db: '52:54:00:00:00:11',
  edge: '52:54:00:00:00:12',
  wire: '02:00:00:00:00:01',
  group: 'ff:ff:ff:ff:ff:ff',
} as const;

const machinesText = `vms:
  - { name: web, mac: ${macs.web}, addresses: [10.0.0.10] }
  - { name: db, mac: ${macs.db}, addresses: [10.0.0.11], egress: deny }
  - { name: edge, mac: ${macs.edge}, vlan: 20, trusted: true, unreadable: report }
`;

const toPort = (port: number): Packet =>
  ipv4({ source: '10.0.0.9', destination: '10.0.0.8' }, tcp({ sourcePort: 50_000, destinationPort: port }));
const datagram: Packet = ipv4(
  { source: '10.0.0.9', destination: '10.0.0.8' },
  udp({ sourcePort: 50_000, destinationPort: 53 }),
);
/** A first fragment that ends before the ports. */
const cutShort: Packet = ipv4(
  { source: '10.0.0.9', destination: '10.0.0.8', moreFragments: true },
  { protocol: 6, bytes: () => payloadOf(2) },
);

const frame = (to: keyof typeof macs, packet: Packet, verdict: string, what: string, tag?: number): CaseFrame => ({
  what,
  bytes: padded(ethernet({ destination: macs[to] }, tag === undefined ? packet : vlan({ id: tag }, packet))),
  verdict,
});

/** Cases of tiers, senders and VLANs. */
export const tierTraffic: readonly CaseSource[] = [
  {
    name: 'tiers/order',
    about: 'Admin before egress and ingress, these before baseline, and pass from one to the next.',
    policy: `${machinesText}rules:
  admin:
    - { name: no-telnet, match: { protocol: tcp, destinationPort: 23 }, action: deny }
    - { name: others-decide, match: { protocol: tcp, destinationPort: 80 }, action: pass }
    - { name: no-low-ports, match: { protocol: tcp, destinationPort: 1-1023 }, action: deny }
  egress:
    - { name: web-may-telnet, from: web, match: { protocol: tcp, destinationPort: 23 }, action: allow }
    - { name: web-sends-no-dns, from: web, match: { protocol: udp, destinationPort: 53 }, action: deny }
  ingress:
    - { name: db-http, to: db, match: { protocol: tcp, destinationPort: 80 }, action: allow }
    - { name: db-passes, to: db, match: { protocol: tcp, destinationPort: 8080 }, action: pass }
    - { name: db-nothing-else, to: db, match: { protocol: tcp }, action: deny }
  baseline:
    - { name: alternative, match: { protocol: tcp, destinationPort: 8080 }, action: allow }
    - { name: dns, match: { protocol: udp, destinationPort: 53 }, action: allow }
`,
    frames: [
      frame('db', toPort(23), 'db: rule_deny', 'admin denies'),
      frame('db', toPort(23), 'web > db: rule_deny, by its own rules', 'admin denies what egress allows'),
      frame('db', toPort(80), `db: ${delivered}`, 'admin passes, ingress allows'),
      frame('db', toPort(80), `web > db: ${delivered}`, 'egress says nothing, its default allows'),
      frame('db', toPort(81), 'db: rule_deny', 'admin denies after a pass that does not hold'),
      frame('db', toPort(8080), `db: ${delivered}`, 'ingress passes, baseline allows'),
      frame('db', toPort(9090), 'db: rule_deny', 'ingress denies'),
      frame('web', toPort(8080), `web: ${delivered}`, 'baseline allows'),
      frame('web', toPort(9090), 'web: default_deny', 'no tier says anything'),
      frame('wire', datagram, 'web > nobody: rule_deny, by its own rules', 'egress denies before baseline allows'),
      frame('wire', datagram, 'db > nobody: sent', 'baseline allows what the default of the sender denies'),
      frame('wire', toPort(9090), 'db > nobody: default_deny, by its own rules', 'the default of the sender denies'),
      frame('wire', toPort(9090), 'web > nobody: sent', 'the default of the sender allows'),
      frame('wire', toPort(23), 'hypervisor > nobody: sent', 'rules do not judge what the hypervisor sends'),
      frame('db', toPort(9090), 'hypervisor > db: rule_deny', 'those of a receiver do'),
      frame('wire', toPort(9090), 'nobody: unknown_destination', 'from the wire to nobody'),
    ],
  },
  {
    name: 'tiers/senders',
    about: 'Who sends, whatever the frame says, and to whom: VMs, groups, the wire.',
    policy: `${machinesText}rules:
  egress:
    - { name: stays-inside, from: web, to: wire, match: { protocol: tcp }, action: deny }
    - { name: no-groups, from: web, to: group, match: { protocol: udp }, action: deny }
    - { name: db-answers, from: db, to: web, action: allow }
  ingress:
    - { name: web-to-db, from: web, to: db, action: allow, queue: 0 }
    - { name: outside-to-web, from: wire, to: web, action: allow }
    - { name: db-to-web, from: db, to: web, match: { protocol: tcp }, action: allow }
    - { name: groups-of-web, from: web, to: group, action: allow }
`,
    frames: [
      frame('db', toPort(80), `web > db: ${delivered}`, 'from: web'),
      frame('db', toPort(80), 'db: default_deny', 'the same from the wire'),
      frame('db', toPort(80), 'hypervisor > db: default_deny', 'the same from the hypervisor'),
      frame('web', toPort(80), `web: ${delivered}`, 'from: wire'),
      frame('web', toPort(80), 'hypervisor > web: default_deny', 'which the hypervisor is not'),
      frame('web', toPort(80), `db > web: ${delivered}`, 'egress and ingress allow'),
      frame('web', datagram, 'db > web: default_deny', 'egress allows, ingress does not'),
      frame('wire', toPort(80), 'web > nobody: rule_deny, by its own rules', 'to: wire'),
      frame('wire', datagram, 'web > nobody: sent', 'to: wire of another protocol'),
      frame('group', toPort(80), `web > web, db: ${delivered}`, 'to: group; it leaves on the wire as well'),
      frame('group', datagram, 'web > web, db: rule_deny, by its own rules', 'to: group, denied'),
      frame('group', toPort(80), 'db > web, db: default_deny, by its own rules', 'the default of the sender'),
    ],
  },
  {
    name: 'tiers/vlans',
    about: 'The id of the outermost tag as a condition.',
    policy: `${machinesText}rules:
  admin:
    - { name: not-20, from: edge, to: wire, match: { vlan: 20 }, action: deny }
  ingress:
    - { name: tagged, match: { vlan: 20, protocol: tcp }, action: allow }
    - { name: untagged, match: { vlan: none, protocol: udp }, action: allow }
`,
    frames: [
      frame('edge', toPort(80), `edge: ${delivered}`, 'VLAN 20', 20),
      frame('edge', datagram, 'edge: default_deny', 'VLAN 20 is not none', 20),
      frame('web', datagram, `web: ${delivered}`, 'no tag'),
      frame('web', datagram, `web: ${delivered}`, 'a priority tag is none', 0),
      frame('web', toPort(80), 'web: default_deny', 'no tag is not VLAN 20'),
      frame('wire', toPort(80), 'edge > nobody: rule_deny, by its own rules', 'VLAN 20 to the wire', 20),
      frame('wire', toPort(80), 'edge > nobody: sent', 'VLAN 30 to the wire', 30),
    ],
  },
  {
    name: 'tiers/unreadable',
    about: 'An unknown pass holds back as an unknown deny does; a VM reports for what it gets, not for what it sends.',
    policy: `${machinesText}rules:
  admin:
    - { name: web-decides, to: web, match: { protocol: tcp, destinationPort: 80 }, action: pass }
    - { name: open, to: web, action: allow }
  egress:
    - { name: no-mail, from: edge, match: { protocol: tcp, destinationPort: 25 }, action: deny }
  ingress:
    - { name: no-ssh, to: edge, match: { protocol: tcp, destinationPort: 22 }, action: deny }
    - { name: rest, to: edge, action: allow }
`,
    frames: [
      frame('web', toPort(443), `web: ${delivered}`, 'admin allows'),
      frame('web', toPort(80), 'web: default_deny', 'admin passes it on'),
      frame('web', cutShort, 'web: unreadable', 'it may be passed on'),
      frame('edge', cutShort, `edge: ${delivered}, reported`, 'what it gets is reported', 20),
      frame('wire', cutShort, 'edge > nobody: unreadable, by its own rules', 'what it sends is not', 20),
    ],
  },
];
