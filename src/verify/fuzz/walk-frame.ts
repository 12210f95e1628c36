// SPDX-License-Identifier: Apache-2.0
/** Frames made of the headers of one walk through a protocol graph. */

import { type GraphNode, type Step, stepBytes } from './graph-places.ts';
import { fieldOf, setField } from './header-fields.ts';
import { pick, type Random } from './random.ts';

/** Headers laid one after the other, with the byte at which each begins. */
export interface WalkedFrame {
  readonly bytes: Uint8Array;
  readonly starts: readonly number[];
}

export interface WalkFrameOptions {
  readonly payloadBytes?: number;
  /** Byte of the frame at which a length that encloses what follows shall end, where it is not to be true. */
  readonly roomEnd?: number;
  /** Which of the steps that enclose others has that length, from 0; default the last. */
  readonly carrier?: number;
}

/** Whether a length in the header of a step bounds what follows on this way. */
export const encloses = ({ node, way }: Step): boolean =>
  node.rule.encloses !== undefined && (node.rule.encloses.to ?? way.to) === way.to;

/** The headers of the steps, then `payloadBytes` random bytes. Lengths that enclose what follows are true but for one. */
export const walkFrame = (
  steps: readonly Step[],
  random: Random,
  { payloadBytes = random(40), roomEnd, carrier }: WalkFrameOptions = {},
): WalkedFrame => {
  const parts: Uint8Array[] = [];
  const starts: number[] = [];
  let end = 0;
  for (const [i, step] of steps.entries()) {
    starts.push(end);
    // What a header only peeks at belongs to the header after it, which says the same in its own way.
    if (step.node.rule.peeks && i < steps.length - 1) continue;
    const part = stepBytes(step, random);
    parts.push(part);
    end += part.length;
  }
  const bytes = Uint8Array.from({ length: end + payloadBytes }, () => random(256));
  parts.reduce((at, part) => {
    bytes.set(part, at);
    return at + part.length;
  }, 0);
  const carriers = [...steps.keys()].filter(i => encloses(steps[i]!));
  const lying = roomEnd === undefined ? undefined : (carriers[carrier ?? carriers.length - 1] ?? carriers.at(-1));
  for (const i of carriers) {
    const { rule } = steps[i]!.node;
    const { field, from } = rule.encloses!;
    const end = i === lying ? roomEnd! : bytes.length;
    setField(bytes.subarray(starts[i]!), fieldOf(rule, field), Math.max(0, end - starts[i]! - from));
  }
  return { bytes, starts };
};

/** A step of the least length from a header: to a payload, or to a random header where every such way leads on. */
const lastStep = (node: GraphNode, random: Random): Step => {
  const open = node.ways.filter(({ way, lengths }) => !way.tooMany && lengths.length > 0);
  const least = Math.min(...open.map(({ lengths }) => lengths[0]!));
  const short = open.filter(({ lengths }) => lengths[0] === least);
  const ending = short.filter(({ way }) => way.to === undefined);
  const { way, lengths } = pick(random, ending.length > 0 ? ending : short);
  return { node, way, length: lengths[0]! };
};

/** The steps, a step for the header after them, and more where that cannot be the last. */
export const endWalk = (
  steps: readonly Step[],
  node: GraphNode,
  nodes: ReadonlyMap<string, GraphNode>,
  random: Random,
): Step[] => {
  const step = lastStep(node, random);
  const walk = [...steps, step];
  return step.way.to === undefined ? walk : endWalk(walk, nodes.get(step.way.to)!, nodes, random);
};
