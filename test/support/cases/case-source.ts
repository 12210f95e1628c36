// SPDX-License-Identifier: Apache-2.0
/** Cases that are made by a script: policy, frames and what must become of each, written out as files. */
import { writePcap } from '../../../src/files/write-pcap.ts';
import { ethernet, type Packet, padded } from '../frames.ts';

/** A frame with what must become of it, in the words of `expected/verdicts.txt`. */
export interface CaseFrame {
  readonly what: string;
  readonly bytes: Uint8Array;
  readonly verdict: string;
}

export interface CaseSource {
  /** Folder below `test/cases`. */
  readonly name: string;
  /** What the case shows. */
  readonly about: string;
  /** The policy without its comment. */
  readonly policy: string;
  readonly frames: readonly CaseFrame[];
}

/** Two machines that differ in what they do about frames that cannot be read. */
export const machines = { strict: '52:54:00:00:00:10', lenient: '52:54:00:00:00:11' } as const;

/** The same two machines in YAML. */
export const machinesText = `vms:
  - { name: strict, mac: ${machines.strict} }
  - { name: lenient, mac: ${machines.lenient}, unreadable: report }
`;

/** The rules of docs/policy.md: one port is closed, everything else is open. */
export const noSsh = `${machinesText}rules:
  - { name: no-ssh, match: { protocol: tcp, destinationPort: 22 }, action: deny }
  - { name: rest, action: allow }
`;

export const delivered = 'delivered to queue 0';
const reported = 'delivered to queue 0, reported';

/** The packet to each of the two machines. */
export const toBoth = (what: string, packet: Packet, strict: string, lenient = strict): CaseFrame[] =>
  (['strict', 'lenient'] as const).map(name => ({
    what: `${what}, to ${name}`,
    bytes: padded(ethernet({ destination: machines[name] }, packet)),
    verdict: `${name}: ${name === 'strict' ? strict : lenient}`,
  }));

/** A packet that goes through, whatever the machine does about unreadable frames. */
export const passes = (what: string, packet: Packet): CaseFrame[] => toBoth(what, packet, delivered);
/** A packet of which too little can be read. */
export const held = (what: string, packet: Packet): CaseFrame[] => toBoth(what, packet, 'unreadable', reported);
/** A packet that a rule is seen to deny. */
export const denied = (what: string, packet: Packet): CaseFrame[] => toBoth(what, packet, 'rule_deny');

const asRecord = ({ bytes }: CaseFrame) => ({ timestampNs: 0n, bytes, originalLength: bytes.length });

/** The files of a case, by their paths inside its folder. */
export const caseFiles = ({ about, policy, frames }: CaseSource): Readonly<Record<string, Uint8Array>> => {
  const lines = frames.map(({ what, verdict }, i) => `${verdict} # ${i + 1}: ${what}`);
  return {
    'policy.yaml': Buffer.from(`# ${about}\n${policy}`),
    'in.pcap': writePcap(frames.map(asRecord)),
    'expected/verdicts.txt': Buffer.from(`${lines.join('\n')}\n`),
  };
};
