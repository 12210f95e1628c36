// SPDX-License-Identifier: Apache-2.0
/** Values of the header vector as people and JSON read them. */
import ipaddr from 'ipaddr.js';
import { checksumVerdicts } from '../../hdl/spec/protocol/header-vector.ts';
import { tunnels } from '../../hdl/spec/protocol/headers.ts';
import { exceptionName, type HeaderVector } from '../../sim/model/vector-model.ts';
import type { NumberedFrame } from '../files/captured-frame.ts';

/** Digits in hexadecimal, as many as asked for. */
export const hexText = (value: number | bigint, digits: number): string => value.toString(16).padStart(digits, '0');

/** A MAC address, first byte on the wire first. */
export const macText = (mac: bigint): string => hexText(mac, 12).replaceAll(/(..)(?!$)/g, '$1:');

const bytesOf = (value: bigint, count: number): number[] => [...Buffer.from(hexText(value, count * 2), 'hex')];

/** An IP address of a version; null without one. */
export const ipText = (address: bigint, version: 4 | 6 | undefined): string | null => {
  if (version === 4) return bytesOf(address, 4).join('.');
  return version === 6 ? new ipaddr.IPv6(bytesOf(address, 16)).toRFC5952String() : null;
};

const nameOf = (names: Readonly<Record<string, number>>, value: number): string => {
  const found = Object.keys(names).find(name => names[name] === value);
  if (found === undefined) throw new RangeError(`${value} has no name among ${Object.keys(names).join(', ')}`);
  return found;
};

/** `none`, `good` or `bad`. */
export const verdictText = (verdict: number): string => nameOf(checksumVerdicts, verdict);

/** Kind of a tunnel, `none` without one. */
export const tunnelText = (tunnel: number): string => nameOf(tunnels, tunnel);

/** Name of the exception of a frame whose header was cut off by the recorder (snap length), not on the wire. */
export const cutByCapture = 'cut_by_capture';

/** Whether the capture holds fewer bytes than the frame had. */
export const isCut = ({ bytes, originalLength }: NumberedFrame): boolean => bytes.length < originalLength;

/** Name of a frame's exception: the parser's own, but a frame that the recorder cut is not called truncated. */
export const exceptionText = (frame: NumberedFrame, { exception }: HeaderVector): string => {
  const name = exceptionName(exception);
  return name === 'truncated' && isCut(frame) ? cutByCapture : name;
};
