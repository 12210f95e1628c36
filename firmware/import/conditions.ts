// SPDX-License-Identifier: Apache-2.0
/** Conditions of an imported rule as they are written in a policy. */
import { ethertypes, type PortRange, protocols } from '../policy/policy.ts';

/** Conditions by their keys. */
export type Conditions = Readonly<Record<string, string>>;

const nameOf = (names: Readonly<Record<string, number>>, value: number): string | undefined =>
  Object.keys(names).find(name => names[name] === value);

export const ethertypeText = (type: number): string =>
  nameOf(ethertypes, type) ?? `0x${type.toString(16).padStart(4, '0')}`;

export const protocolText = (protocol: number): string => nameOf(protocols, protocol) ?? `${protocol}`;

export const rangeText = ({ first, last }: PortRange): string => (first === last ? `${first}` : `${first}-${last}`);
