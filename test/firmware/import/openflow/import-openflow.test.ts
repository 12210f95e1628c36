// SPDX-License-Identifier: Apache-2.0
/** Flows as rules, and every line that no policy can say: refused where it is, none left out. */
import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../../../../firmware/compile/compile.ts';
import type { ImportedPolicy } from '../../../../firmware/import/imported-policy.ts';
import { importOpenflow, type OpenflowOptions } from '../../../../firmware/import/openflow/import-openflow.ts';
import { parsePolicy } from '../../../../firmware/policy/parse.ts';

const vms = `vms:
  - { name: web, mac: 52:54:00:00:00:10 }
  - { name: db, mac: 52:54:00:00:00:11, vlan: 10 }
`;
const ports = [
  { port: '1', vm: 'wire' },
  { port: '2', vm: 'web' },
  { port: 'vnet3', vm: 'db' },
];

const imported = (flows: string, policy = vms, options: Partial<OpenflowOptions> = {}): ImportedPolicy =>
  importOpenflow(
    { text: flows, file: 'flows' },
    { text: policy, file: 'vms.yaml' },
    { ports, leaveOut: false, ...options },
  );

/** Rules of the policy without their comments. */
const rulesOf = (flows: string): readonly string[] =>
  imported(flows)
    .text.split('\n')
    .filter(line => line.startsWith('    - '))
    .map(line => line.slice(6));

const refusalOf = (flows: string, policy?: string, options?: Partial<OpenflowOptions>): string => {
  try {
    imported(flows, policy, options);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the flows were taken');
};

describe('a flow is a rule', () => {
  test.each([
    ['arp actions=NORMAL', '{ match: { ethertype: arp }, action: allow }'],
    ['dl_type=0x88cc actions=drop', '{ match: { ethertype: lldp }, action: deny }'],
    ['ip,nw_proto=47 actions=drop', '{ match: { ethertype: ipv4, protocol: 47 }, action: deny }'],
    [
      'tcp,nw_src=10.0.0.0/255.0.0.0,tp_dst=443 actions=NORMAL',
      '{ match: { ethertype: ipv4, protocol: tcp, source: 10.0.0.0/8, destinationPort: 443 }, action: allow }',
    ],
    [
      'udp6,ipv6_dst=fd00::/64,udp_src=0x8000/0x8000 actions=drop',
      '{ match: { ethertype: ipv6, protocol: udp, destination: "fd00::/64", sourcePort: 32768-65535 }, action: deny }',
    ],
    ['icmp,icmp_type=8 actions=NORMAL', '{ match: { ethertype: ipv4, protocol: icmp, icmpType: 8 }, action: allow }'],
    ['ip,nw_frag=later actions=drop', '{ match: { ethertype: ipv4, fragment: later }, action: deny }'],
    ['dl_dst=52:54:00:00:00:10 actions=output:2', '{ to: web, action: allow }'],
    ['dl_vlan=10,dl_dst=52:54:00:00:00:11 actions=output:"vnet3"', '{ to: db, action: allow }'],
    ['vlan_tci=0x100a/0x1fff,dl_dst=52:54:00:00:00:11 actions=drop', '{ to: db, action: deny }'],
    ['vlan_vid=0x100a,dl_dst=52:54:00:00:00:11 actions=drop', '{ to: db, action: deny }'],
    ['vlan_vid=0x100a/0x1fff,arp actions=drop', '{ match: { vlan: 10, ethertype: arp }, action: deny }'],
    ['vlan_vid=4106,arp actions=drop', '{ match: { vlan: 10, ethertype: arp }, action: deny }'],
    ['vlan_vid=0,arp actions=drop', '{ match: { vlan: none, ethertype: arp }, action: deny }'],
    ['vlan_vid=0/0x1000,arp actions=drop', '{ match: { vlan: none, ethertype: arp }, action: deny }'],
    ['dl_dst=01:00:00:00:00:00/01:00:00:00:00:00 actions=NORMAL', '{ to: group, action: allow }'],
    ['in_port=1,ip actions=drop', '{ from: wire, match: { ethertype: ipv4 }, action: deny }'],
    ['in_port="vnet3",ip actions=drop', '{ from: db, match: { ethertype: ipv4 }, action: deny }'],
    [
      'in_port=1,dl_vlan=0xffff,dl_dst=00:00:00:00:00:00/01:00:00:00:00:00 actions=drop',
      '{ from: wire, to: web, action: deny }',
    ],
    ['dl_vlan=10,arp actions=NORMAL', '{ match: { vlan: 10, ethertype: arp }, action: allow }'],
    [
      'dl_vlan=0xffff,dl_dst=01:00:00:00:00:00/01:00:00:00:00:00 actions=drop',
      '{ to: group, match: { vlan: none }, action: deny }',
    ],
  ])('%s', (flow, rule) => {
    expect(rulesOf(flow).filter(line => !line.includes('ethertype: ipv6, fragment: later'))).toEqual([rule]);
  });

  test('or several, where a mask has gaps', () => {
    expect(rulesOf('tcp,tp_src=4/0xfff4 actions=drop').map(line => /sourcePort: (\S+) /.exec(line)?.[1])).toEqual([
      '4-7',
      '12-15',
    ]);
  });

  test('and one more for later fragments, whose ports are 0', () => {
    expect(rulesOf('udp,tp_dst=0/0xfc00 actions=drop')).toEqual([
      '{ match: { ethertype: ipv4, protocol: udp, destinationPort: 0-1023 }, action: deny }',
      '{ match: { ethertype: ipv4, protocol: udp, fragment: later }, action: deny }',
    ]);
  });

  test('in the order of priorities, table by table', () => {
    const flows = `NXST_FLOW reply (xid=0x4):
 cookie=0x0, duration=1.5s, table=0, n_packets=3, n_bytes=180, idle_age=1, priority=5,ip actions=resubmit(,20)
 table=0, priority=7,arp actions=NORMAL
 table=20, priority=1,udp actions=drop
 table=20, priority=2,nw_dst=10.0.0.1,tcp actions=NORMAL
`;
    expect(rulesOf(flows)).toEqual([
      '{ match: { ethertype: arp }, action: allow }',
      '{ match: { ethertype: ipv4, protocol: tcp, destination: 10.0.0.1 }, action: allow }',
      '{ match: { ethertype: ipv4, protocol: udp }, action: deny }',
      '{ match: { ethertype: ipv4 }, action: deny }',
    ]);
  });

  test('about unicast frames is one for those to VMs and for those that VMs send to the wire', () => {
    expect(rulesOf('dl_vlan=0xffff,dl_dst=00:00:00:00:00:00/01:00:00:00:00:00 actions=NORMAL')).toEqual([
      '{ to: web, action: allow }',
      '{ to: wire, match: { vlan: none }, action: allow }',
    ]);
  });

  test('about an address beyond the card is refused, or left out with a warning', () => {
    const flows = 'priority=2,dl_dst=52:54:00:00:00:99,ip actions=drop\npriority=1 actions=NORMAL';
    expect(refusalOf(flows)).toContain(
      "flows:1:1: dl_dst=52:54:00:00:00:99 is no VM's address: the flow is about what VMs send to one address beyond the card",
    );
    const { text, warnings } = imported(flows, vms, { leaveOut: true });
    expect(warnings.map(({ position, severity, message }) => [position.line, severity, message])).toEqual([
      [
        1,
        'warning',
        'the flow is left out: what VMs send to 52:54:00:00:00:99 beyond the card is judged by the other flows',
      ],
    ]);
    expect(parsePolicy(text, 'p.yaml').rules).toHaveLength(1);
  });

  test('of a VLAN without VMs holds for VMs that may send in every VLAN', () => {
    const trusted = vms.replace('52:54:00:00:00:10', '52:54:00:00:00:10, trusted: true');
    const { text } = imported('dl_vlan=30,arp actions=drop', trusted);
    expect(text).toContain('- { match: { vlan: 30, ethertype: arp }, action: deny }');
    compilePolicy(text, 'p.yaml');
  });

  test('from a VM is about the VMs of its VLAN, unless it is trusted', () => {
    const flows = 'in_port=2,dl_dst=00:00:00:00:00:00/01:00:00:00:00:00 actions=NORMAL\n';
    const wire = '- { from: web, to: wire, action: allow }';
    const { text } = imported(flows);
    expect(text).toContain(wire);
    expect(text).not.toContain('to: db');
    compilePolicy(text, 'p.yaml');
    const trusted = imported(flows, vms.replace('00:10', '00:10, trusted: true')).text;
    expect(trusted).toContain(wire);
    expect(trusted).toContain('- { from: web, to: db, action: allow }');
    compilePolicy(trusted, 'p.yaml');
  });

  test.each([
    ['in_port=2,dl_vlan=10,arp actions=NORMAL', 'web cannot reach VLAN 10'],
    ['in_port=2,dl_dst=52:54:00:00:00:11 actions=drop', 'web cannot reach VLAN 10'],
    ['in_port="vnet3",dl_vlan=0xffff actions=drop', 'db cannot reach untagged VMs'],
    ['in_port="vnet3",dl_dst=52:54:00:00:00:10 actions=output:2', 'db cannot reach untagged VMs'],
  ])('to another VLAN is left out: %s', (flow, because) => {
    const { text } = imported(flow);
    expect(text).toContain(`# left out: ${because}\n`);
    expect(parsePolicy(text, 'p.yaml').rules).toEqual([]);
  });

  test('in a table that no flow goes to is a comment', () => {
    const flows = [
      'arp actions=resubmit(,3)',
      'table=3 actions=NORMAL',
      'table=7,arp actions=drop',
      'table=7,priority=1 actions=NORMAL',
      'table=9,ip actions=resubmit(,10)',
    ];
    const { text } = imported(`${flows.join('\n')}\n`);
    expect(text).toContain('# lines 3 and 4: table 7\n    # left out: no flow goes on to table 7');
    expect(text).toContain('# line 5: table 9\n    # left out: no flow goes on to table 9');
    expect(text).not.toContain('goes on to table 3');
  });

  test('for all leaves no rule about later fragments of IPv6 after it', () => {
    const closing = '{ match: { ethertype: ipv6, fragment: later }, action: deny }';
    expect(rulesOf('priority=2,udp6 actions=drop\npriority=1 actions=NORMAL')).not.toContain(closing);
    expect(rulesOf('priority=2,udp6 actions=drop\npriority=1,ipv6 actions=NORMAL')).not.toContain(closing);
    for (const partial of ['in_port=1', 'dl_vlan=10', 'dl_dst=52:54:00:00:00:10', 'ipv6,ipv6_src=fd00::/8'])
      expect(rulesOf(`priority=2,udp6 actions=drop\npriority=1,${partial} actions=NORMAL`)).toContain(closing);
  });

  test('and what is about no frame of the card is a comment', () => {
    const { text } = imported('in_port=1,dl_dst=52:54:00:00:00:99 actions=drop\ndl_vlan=30,arp actions=drop\n');
    expect(text).toContain("# left out: 52:54:00:00:00:99 is no VM's address here");
    expect(text).toContain('# left out: no VM is in VLAN 30');
    expect(parsePolicy(text, 'p.yaml').rules).toEqual([]);
  });
});

describe('refused:', () => {
  test.each([
    ['ip,nw_tos=32 actions=drop', 'flows:1:4: nw_tos=32 is no condition of a policy'],
    ['tcp,tcp_flags=+syn actions=drop', 'flows:1:5: tcp_flags=+syn is no condition of a policy'],
    ['icmp,icmp_type=3,icmp_code=4 actions=drop', 'flows:1:18: icmp_code=4 is no condition of a policy'],
    ['ct_state=+est+trk,ip actions=NORMAL', 'flows:1:1: ct_state=+est+trk asks for state of a connection'],
    ['reg0=0x1 actions=drop', 'flows:1:1: reg0=0x1 asks for what another flow has stored'],
    [
      'dl_src=52:54:00:00:00:10 actions=drop',
      'flows:1:1: dl_src=52:54:00:00:00:10 is no condition of a policy, which says what a VM may send',
    ],
    ['in_port=7,ip actions=drop', 'flows:1:1: port 7 is not known; name it with --port 7=VM, or =wire'],
    ['dl_vlan_pcp=3 actions=drop', 'flows:1:1: dl_vlan_pcp=3 is no condition'],
    ['vlan_vid=0x2064 actions=drop', 'flows:1:1: vlan_vid=0x2064 is too great; it has 13 bits'],
    ['vlan_vid=0x1000/0x1000 actions=drop', 'flows:1:1: vlan_vid=0x1000/0x1000 asks for more than a VLAN id'],
    ['vlan_vid=100 actions=drop', 'flows:1:1: vlan_vid=100 asks for more than a VLAN id'],
    ['vlan_vid=0x1000 actions=drop', 'flows:1:1: vlan_vid=0x1000 is that of a priority tag'],
    ['vlan_vid=0x1fff actions=drop', 'flows:1:1: vlan_vid=0x1fff is no VLAN id'],
    ['vlan_tci=0x1064 actions=drop', 'flows:1:1: vlan_tci=0x1064 asks for more than a VLAN id'],
    ['made_up=3 actions=drop', 'flows:1:1: made_up=3 is no condition that is known here'],
    [
      'ip,nw_frag=first actions=drop',
      'flows:1:4: nw_frag=first is no condition of a policy, which knows later fragments only',
    ],
    ['ip,nw_src=10.0.0.0/255.0.255.0 actions=drop', 'flows:1:4: nw_src=10.0.0.0/255.0.255.0 has a mask with a gap'],
    [
      'ip,nw_src=10.0.0.1/8 actions=drop',
      'flows:1:4: nw_src=10.0.0.1/8 has bits outside of its mask; write 10.0.0.0/8',
    ],
    ['tcp,tp_dst=0/1 actions=drop', 'flows:1:5: tp_dst=0/1 stands for 32768 ranges of ports'],
    ['tcp,tp_dst=70000 actions=drop', 'flows:1:5: tp_dst=70000 is too great; it has 16 bits'],
    ['tp_dst=80 actions=drop', 'flows:1:1: the flow asks for ports, which means nothing without tcp, udp or sctp'],
    ['nw_proto=6 actions=drop', 'flows:1:1: the flow asks for a protocol, which means nothing without ip or ipv6'],
    ['arp,nw_src=10.0.0.1 actions=drop', 'flows:1:5: nw_src=10.0.0.1 and what is before it match no frame together'],
    [
      'nw_src=10.0.0.0/8 actions=drop',
      'flows:1:1: the flow asks for an address or a port without saying of which packets',
    ],
    ['ip,tcp_dst=80 actions=drop', 'flows:1:1: the flow asks for an address or a port without saying of which packets'],
    ['ip,nw_proto=51 actions=drop', 'flows:1:1: protocol 51 is the authentication header'],
    ['idle_timeout=60,ip actions=drop', 'flows:1:1: idle_timeout=60 ends the flow after a time'],
    ['ip', 'flows:1:1: the line has no actions='],
    ['ip actions=', 'flows:1:12: actions are empty'],
    ['ip actions=CONTROLLER:65535', 'flows:1:12: action CONTROLLER:65535 is none that a policy can say'],
    ['ip actions=mod_vlan_vid:5,NORMAL', 'flows:1:12: action mod_vlan_vid:5 is none'],
    ['ip actions=ct(commit,zone=1),NORMAL', 'flows:1:12: action ct(commit,zone=1) is none'],
    ['ip actions=NORMAL,output:2', 'flows:1:19: action output:2 is a second one'],
    ['ip actions=output:2', 'flows:1:1: output to web is for frames with other destinations too'],
    ['dl_dst=52:54:00:00:00:11 actions=output:2', 'flows:1:1: output to web is for frames with other destinations too'],
    ['dl_dst=52:54:00:00:00:10 actions=output:9', 'flows:1:1: port 9 is not known; name it with --port 9=VM'],
    ['ip actions=output:1', 'flows:1:1: output to the wire is for frames to VMs of the card'],
    ['dl_dst=01:00:5e:00:00:fb actions=drop', 'flows:1:1: dl_dst=01:00:5e:00:00:fb is one group address'],
    ['table=2,ip actions=drop\nip actions=resubmit(,0)', 'flows:2:1: the flow goes from table 0 back to table 0'],
    [
      'priority=5,ip actions=drop\npriority=5,nw_src=10.0.0.0/8,ip actions=NORMAL',
      'flows:2:1: the flow has priority 5 like that of line 1',
    ],
    ['priority=70000,ip actions=drop', 'flows:1:10: priority 70000 is not a number from 0 to 65535'],
  ])('%s', (flows, sentence) => {
    expect(refusalOf(flows)).toContain(sentence);
  });

  test.each([
    ['', 'flows:1:1: the file holds no flows; name what ovs-ofctl dump-flows printed'],
    ['NXST_FLOW reply (xid=0x4):\n', 'flows:1:1: the file holds no flows'],
    ['\ntable=3,ip actions=drop\n', 'flows:2:1: no flow is in table 0, to which frames come first'],
    ['dl_type=0x5ff actions=drop', 'flows:1:1: dl_type=0x5ff is that of frames of IEEE 802.3'],
    ['arp actions=drop\neth_type=0x8100 actions=drop', 'flows:2:1: eth_type=0x8100 is that of a VLAN tag'],
    ['dl_type=0x88a8 actions=drop', 'flows:1:1: dl_type=0x88a8 is that of a VLAN tag'],
    [
      'ipv6,ipv6_src=::ffff:10.0.0.1 actions=drop',
      'flows:1:6: ipv6_src=::ffff:10.0.0.1 is an IPv4 address in the form of IPv6',
    ],
    ['ipv6,ipv6_dst=::ffff:10.1.0.0/112 actions=drop', 'write ip and 10.1.0.0/16 in nw_src or nw_dst'],
  ])('%j', (flows, sentence) => {
    expect(refusalOf(flows)).toContain(sentence);
  });

  test.each([
    '{"vms":[{"name":"web","mac":"52:54:00:00:00:10"}]}',
    '  vms:\n    - { name: web, mac: 52:54:00:00:00:10 }\n',
    'vms:\n  - { name: web, mac: 52:54:00:00:00:10 }\n...\n',
  ])('VMs after which no rules can be written: %j', policy => {
    expect(() => parsePolicy(policy, 'p.yaml')).not.toThrow();
    expect(refusalOf('arp actions=drop', policy, { ports: [] })).toMatch(
      /^vms\.yaml:1:1: rules cannot be written after the VMs as they are; write vms: /,
    );
  });

  test('all lines at once', () => {
    expect(refusalOf('ip,nw_ttl=1 actions=drop\narp actions=drop\nip actions=FLOOD').split('\n')).toHaveLength(2);
  });

  test.each([
    ['rules: []', 'vms.yaml:4:8: rules'],
    ['defaults: { unicast: allow }', 'vms.yaml:4:11: defaults'],
    ['  - { name: bare, mac: 52:54:00:00:00:12, egress: allow }', 'vms.yaml:4:51: egress'],
  ])('a policy with %s', (more, what) => {
    expect(refusalOf('ip actions=drop', `${vms}${more}\n`)).toBe(
      `${what} of this policy would hold beside what is imported; remove it here`,
    );
  });

  test.each([
    [[{ port: '2', vm: 'wbe' }], '--port 2=wbe names no VM of this policy; write wire or web or db'],
    [
      [
        { port: '2', vm: 'web' },
        { port: '2', vm: 'db' },
      ],
      '--port names port 2 twice; name each port once',
    ],
    [
      [
        { port: '2', vm: 'web' },
        { port: 'vnet2', vm: 'web' },
      ],
      '--port names two ports of web; a card has one wire',
    ],
    [
      [
        { port: '1', vm: 'wire' },
        { port: '4', vm: 'wire' },
      ],
      '--port names two ports of wire; a card has one wire',
    ],
  ])('ports %j', (named, sentence) => {
    expect(refusalOf('ip actions=drop', vms, { ports: named })).toContain(`vms.yaml:1:1: ${sentence}`);
  });
});
