// SPDX-License-Identifier: Apache-2.0
/** Expectations about header vectors that are written by hand: every field is either named or 0. */
import { expect } from 'vitest';
import type { ParserException } from '../../hdl/spec/protocol/header-vector.ts';
import { headerNames } from '../../hdl/spec/protocol/headers.ts';
import { type ParseOptions, parseFrame } from '../../sim/model/parser-model.ts';
import { emptyHeaderVector, exceptionId, type HeaderVector } from '../../sim/model/vector-model.ts';

/** Fields of a vector besides those that `layers`, `stops` and the frame itself stand for. */
export type Fields = Partial<Omit<HeaderVector, 'headers' | 'exception' | 'exceptionHeader' | 'frameBytes' | 'longer'>>;

export interface ExpectedVector {
  /** Names of the present headers in wire order, blanks between them. */
  readonly layers: string;
  readonly fields?: Fields;
  /** Why and at which header the walk stops. */
  readonly stops?: readonly [ParserException, string];
}

/** Number of a header; throws when the graph has none of that name. */
const headerNumber = (name: string): number => {
  const number = headerNames.indexOf(name);
  if (number < 0) throw new RangeError(`no header is called "${name}"`);
  return number;
};

const portHeaders = ['tcp', 'udp', 'udpLite', 'sctp'];

/** The vector that an expectation stands for, of a frame of so many bytes of which `depthBytes` are looked at. */
export const expectedVectorOf = (
  { layers, fields = {}, stops }: ExpectedVector,
  frameBytes: number,
  depthBytes = 256,
): HeaderVector => ({
  ...emptyHeaderVector(),
  frameBytes: Math.min(frameBytes, depthBytes),
  longer: frameBytes > depthBytes ? 1 : 0,
  ports: layers.split(' ').some(name => portHeaders.includes(name)) ? 1 : 0,
  headers: layers
    .split(' ')
    .filter(name => name !== '')
    .reduce((bits, name) => bits | (1n << BigInt(headerNumber(name))), 0n),
  ...fields,
  ...(stops && { exception: exceptionId(stops[0]), exceptionHeader: headerNumber(stops[1]) }),
});

/** Expects the model to say exactly this of the frame. */
export const expectVector = (frame: Uint8Array, expected: ExpectedVector, options: ParseOptions = {}): void =>
  expect(parseFrame(frame, options), Buffer.from(frame).toString('hex')).toEqual(
    expectedVectorOf(expected, frame.length, options.depthBytes),
  );
