// SPDX-License-Identifier: Apache-2.0
/** What registers and wire side tell each other. */
import { u, vec } from 'typescript-hdl';
import { pauseOutcomes, priorityCount, watchdogBits } from '../spec/link-pause.ts';
import { rateBits, weightBits } from '../spec/shares.ts';
import { sharedClasses, wireClasses } from '../spec/wire-classes.ts';

/** Frames to the pause address by what became of them: see `pauseOutcomes`. */
export const pauseCounts = pauseOutcomes.map(({ name }) => name);
export const pauseCountsShape = { taken: u(32, 0), malformed: u(32, 0), link: u(32, 0), unknown: u(32, 0) };

/** What the hypervisor sets: shares of the classes, and how pauses stop them. */
export const wireSettingsShape = {
  /** Weights of the classes that share, in their order. */
  weights: vec(sharedClasses.length, u(weightBits)),
  /** Tokens a step of the strict class; see `shares.ts`. */
  strictRate: u(rateBits),
  /** For each class the priorities that stop it. */
  pausedBy: vec(wireClasses.length, u(priorityCount)),
  /** Time after which a storm ends, in units of 1,024 clocks; 0 never. */
  watchdog: u(watchdogBits),
};

/** What the hypervisor sees of it. Bit c: class c may not send; class c has room for the longest frame. */
export const wireStateShape = {
  stopped: u(wireClasses.length),
  room: u(wireClasses.length),
  pauses: pauseCountsShape,
  storms: vec(wireClasses.length, u(32)),
};
