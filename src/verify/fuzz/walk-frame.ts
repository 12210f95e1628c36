/** Frames made of the headers of one walk through a protocol graph. */

import { type GraphNode, type Step, stepBytes } from './graph-places.ts';
import { fieldOf, setField } from './header-fields.ts';
import { pick, type Random } from './random.ts';

/** Headers laid one behind the other, with the byte at which each begins. */
export interface WalkedFrame {
  readonly bytes: Uint8Array;
  readonly starts: readonly number[];
}

/**
 * The headers of the steps, then `payloadBytes` random bytes. Every length that encloses what follows is true, but for the
 * last one if `roomEnd` says at which byte it shall end instead.
 */
export const walkFrame = (
  steps: readonly Step[],
  random: Random,
  { payloadBytes = random(40), roomEnd }: { readonly payloadBytes?: number; readonly roomEnd?: number } = {},
): WalkedFrame => {
  const parts: Uint8Array[] = [];
  const starts: number[] = [];
  let end = 0;
  for (const [i, step] of steps.entries()) {
    starts.push(end);
    // What a header only peeks at belongs to the header behind it, which says the same in its own way.
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
  const last = steps.findLastIndex(({ node }) => node.rule.encloses);
  for (const [i, { node }] of steps.entries()) {
    const { encloses } = node.rule;
    if (!encloses) continue;
    const enclosedEnd = i === last && roomEnd !== undefined ? roomEnd : bytes.length;
    setField(
      bytes.subarray(starts[i]!),
      fieldOf(node.rule, encloses.field),
      Math.max(0, enclosedEnd - starts[i]! - encloses.from),
    );
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

/** The steps, a step for the header behind them, and more where that cannot be the last. */
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
