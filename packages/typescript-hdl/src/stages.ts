// SPDX-License-Identifier: Apache-2.0
/** Pipelines as a chain of functions, one a stage, whose types say what each stage can read. */
import { type Pipeline, type PipelineSink, type PipelineSource, pipeline } from './pipeline.ts';

/** What a stage can ask of its pipeline. */
export type StageView = Pick<Pipeline, 'stage' | 'valid' | 'moves'>;

/** A pipeline whose current stage holds the payload `P`. */
export interface Stages<P> {
  /**
   * Describes the current stage: `body` takes its payload and returns that of the next stage, one clock later. What it does
   * not return does not exist there. Throws as {@link pipeline} does.
   */
  stage<const N extends { readonly [name: string]: unknown }>(body: (payload: P, stage: StageView) => N): Stages<N>;
  /** Ends the pipeline: the current stage feeds `down`, as `finish` of a {@link Pipeline} does. */
  finish(down: PipelineSink<P>): void;
}

/**
 * A pipeline fed by `source`, with registers, back-pressure and throughput as {@link pipeline} has them; its latency is one
 * clock a call of `stage`. A value of an earlier stage is out of scope in a later one, so that it does not compile there.
 */
export const stages = <P>(name: string, source: PipelineSource & { readonly payload: P }): Stages<P> =>
  chain(pipeline(name, source), () => source.payload);

const chain = <P>(p: Pipeline, payload: () => P): Stages<P> => ({
  stage: body => {
    const handed = p.carry(body(payload(), p));
    p.next();
    return chain(p, () => handed);
  },
  finish: down => p.finish(down, payload()),
});
