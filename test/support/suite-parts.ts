// SPDX-License-Identifier: Apache-2.0
/** The parts that the test suite's time is counted by, with what each may take, and the reporter that says what it took. */
import type { Reporter, TestModule } from 'vitest/node';

/** A part of the suite: the first whose pattern fits a test file's path holds it. */
export interface SuitePart {
  readonly name: string;
  /** Minutes on two cores that it is meant to keep to. For information: no test fails by time. */
  readonly minutes: number;
  readonly files: RegExp;
}

export const suiteParts: readonly SuitePart[] = [
  { name: 'isolation', minutes: 2, files: /^test\/hdl\/(isolation\/|restarts)/ },
  { name: 'drivers', minutes: 2, files: /^test\/(drivers\/|docs-driver|sim\/(guest-|vhost\/))/ },
  {
    name: 'whole machine',
    minutes: 4,
    files: /^test\/(hdl\/top|cases\.|sim\/(machine|benchmarks)|src\/commands\/(demo|bench|parse|corpus|fuzz))/,
  },
  { name: 'the rest', minutes: 2, files: /^test\/(hdl\/proofs|docs|examples|src\/(verify|commands))|\/test\/proofs/ },
  { name: 'units and types', minutes: 5, files: /./ },
];

/** The part that holds a test file, by its path from the root of the repository. */
export const partOf = (path: string): SuitePart => suiteParts.find(({ files }) => files.test(path))!;

/** Seconds by part. */
export type PartSeconds = ReadonlyMap<string, number>;

/** The table of what the parts took and may take. */
export const partTable = (seconds: PartSeconds): string => {
  const rows = suiteParts.map(({ name, minutes }) => {
    const took = Math.round(seconds.get(name) ?? 0);
    return `  ${name.padEnd(17)}${`${took}`.padStart(5)} s of ${60 * minutes}`;
  });
  const total = Math.round([...seconds.values()].reduce((sum, one) => sum + one, 0));
  return [
    'Seconds by part, and what each is meant to keep to on two idle cores:',
    ...rows,
    `  ${'all'.padEnd(17)}${`${total}`.padStart(5)} s`,
  ].join('\n');
};

/** Adds up the time of test files by part: a file takes its share of one worker. */
export const secondsByPart = (
  files: readonly { readonly path: string; readonly milliseconds: number }[],
  workers: number,
): PartSeconds => {
  const seconds = new Map<string, number>();
  for (const { path, milliseconds } of files) {
    const { name } = partOf(path);
    seconds.set(name, (seconds.get(name) ?? 0) + milliseconds / 1000 / workers);
  }
  return seconds;
};

/** Prints {@link partTable} after the results; the seconds of types and style, which run before, count as types. */
export class PartTimes implements Reporter {
  readonly #before: number;
  readonly #workers: number;

  constructor(secondsBefore: number, workers: number) {
    this.#before = secondsBefore;
    this.#workers = workers;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const files = modules.map(module => {
      const { environmentSetupDuration, prepareDuration, collectDuration, setupDuration, duration } =
        module.diagnostic();
      return {
        path: module.relativeModuleId,
        milliseconds: environmentSetupDuration + prepareDuration + collectDuration + setupDuration + duration,
      };
    });
    const seconds = new Map(secondsByPart(files, this.#workers));
    const types = 'units and types';
    seconds.set(types, (seconds.get(types) ?? 0) + this.#before);
    process.stdout.write(`\n${partTable(seconds)}\n`);
  }
}
