// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'typescript-hdl/command-line';
import { bench } from './bench.ts';
import { check } from './check.ts';
import { compile } from './compile.ts';
import { corpus } from './corpus.ts';
import { demo } from './demo.ts';
import { depth } from './depth.ts';
import { diff } from './diff.ts';
import { e2e } from './e2e.ts';
import { emit } from './emit.ts';
import { explain } from './explain.ts';
import { exportPolicy } from './export.ts';
import { fit } from './fit.ts';
import { fuzz } from './fuzz.ts';
import { importPolicy } from './import.ts';
import { lineRate } from './line-rate.ts';
import { locate } from './locate.ts';
import { memories } from './memories.ts';
import { mutants } from './mutants.ts';
import { parse } from './parse.ts';
import { pnr } from './pnr.ts';
import { prove } from './prove.ts';
import { registers } from './registers.ts';
import { report } from './report.ts';
import { setup } from './setup.ts';
import { smoke } from './smoke.ts';
import { stats } from './stats.ts';
import { synth } from './synth.ts';
import { vhost } from './vhost.ts';
import { waves } from './waves.ts';

/** Every command of the command line, in the order that the help shows. */
export const commands: readonly Command[] = [
  demo,
  report,
  bench,
  vhost,
  stats,
  e2e,
  lineRate,
  emit,
  locate,
  waves,
  compile,
  explain,
  check,
  diff,
  fit,
  importPolicy,
  exportPolicy,
  parse,
  prove,
  mutants,
  corpus,
  fuzz,
  registers,
  depth,
  memories,
  synth,
  pnr,
  smoke,
  setup,
];
