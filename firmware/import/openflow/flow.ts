// SPDX-License-Identifier: Apache-2.0
/** A flow of an OpenFlow table as far as a policy can say it. Pure data, and the intersection of what two flows match. */
import type { IpPrefix, PortRange } from '../../policy/policy.ts';

/** A value of 48 bits of which those of the mask count. */
export interface MaskedMac {
  readonly value: bigint;
  readonly mask: bigint;
}

/** What a flow matches; an absent field is any. */
export interface FlowMatch {
  /** Name or number of the port that the frame comes in at. */
  readonly inPort?: string;
  /** VLAN id of the outermost tag; 0 without a tag. */
  readonly vlan?: number;
  readonly destinationMac?: MaskedMac;
  readonly ethertype?: number;
  readonly protocol?: number;
  readonly source?: IpPrefix;
  readonly destination?: IpPrefix;
  /** Ports in disjoint ranges, of which one holds the port. */
  readonly sourcePorts?: readonly PortRange[];
  readonly destinationPorts?: readonly PortRange[];
  readonly icmpType?: number;
  /** A fragment that is not the first. */
  readonly laterFragment?: true;
}

/** What a flow does: drop, switch by the destination address, send to a port, or go on in another table. */
export type FlowAction =
  | { readonly kind: 'drop' | 'normal' }
  | { readonly kind: 'output'; readonly port: string }
  | { readonly kind: 'table'; readonly table: number };

export interface Flow {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly text: string;
  readonly table: number;
  readonly priority: number;
  readonly match: FlowMatch;
  readonly action: FlowAction;
}

const both = (a: PortRange, b: PortRange): readonly PortRange[] => {
  const first = Math.max(a.first, b.first);
  const last = Math.min(a.last, b.last);
  return first <= last ? [{ first, last }] : [];
};

/** Fields whose values exclude each other unless they are equal. */
const plainFields = ['inPort', 'vlan', 'ethertype', 'protocol', 'icmpType', 'laterFragment'] as const;

const prefixesMeet = (a: IpPrefix, b: IpPrefix): boolean => {
  if (a.version !== b.version) return false;
  const shift = BigInt((a.version === 4 ? 32 : 128) - Math.min(a.prefixLength, b.prefixLength));
  return a.address >> shift === b.address >> shift;
};

const macsMeet = (a: MaskedMac, b: MaskedMac): boolean => ((a.value ^ b.value) & a.mask & b.mask) === 0n;

/** The longer of two prefixes that meet. */
const longer = (a: IpPrefix, b: IpPrefix): IpPrefix => (a.prefixLength >= b.prefixLength ? a : b);

/** What two flows both match; undefined if that is no frame. */
export const intersection = (a: FlowMatch, b: FlowMatch): FlowMatch | undefined => {
  if (plainFields.some(field => a[field] !== undefined && b[field] !== undefined && a[field] !== b[field]))
    return undefined;
  const joined: { -readonly [K in keyof FlowMatch]: FlowMatch[K] } = { ...a, ...b };
  for (const field of ['source', 'destination'] as const) {
    const [one, other] = [a[field], b[field]];
    if (!one || !other) continue;
    if (!prefixesMeet(one, other)) return undefined;
    joined[field] = longer(one, other);
  }
  for (const field of ['sourcePorts', 'destinationPorts'] as const) {
    const [one, other] = [a[field], b[field]];
    if (!one || !other) continue;
    const met = one.flatMap(range => other.flatMap(ports => both(range, ports)));
    if (met.length === 0) return undefined;
    joined[field] = met;
  }
  if (a.destinationMac && b.destinationMac) {
    const [one, other] = [a.destinationMac, b.destinationMac];
    if (!macsMeet(one, other)) return undefined;
    joined.destinationMac = {
      value: (one.value & one.mask) | (other.value & other.mask),
      mask: one.mask | other.mask,
    };
  }
  return joined as FlowMatch;
};
