// SPDX-License-Identifier: Apache-2.0
/** A component of the default clock domain as a subject of the fuzzer's judges. */
import { type Definition, defaultDomain, emitVerilog } from 'typescript-hdl';
import type { Family } from '../../src/fuzz/family.ts';
import { allRuns, judge } from '../../src/fuzz/judge.ts';
import { resetSlots, runBuiltIn, type Subject } from '../../src/fuzz/subject.ts';
import type { Step } from './clocked.ts';

/** The component with one step a clock after its reset; `name` begins the names of its modules, before an underscore. */
export const subjectOf = (definition: Definition, name: string, steps: readonly Step[]): Subject => {
  const emitted = emitVerilog(definition);
  const names = new Set(emitted.ports.map(port => port.name));
  const clocks = names.has('clk')
    ? [{ domain: defaultDomain, clock: 'clk', reset: names.has('rst') ? 'rst' : undefined }]
    : [];
  const data = emitted.ports.filter(port => port.name !== 'clk' && port.name !== 'rst');
  const inputs = data.filter(port => port.direction === 'input');
  const rows = [...Array.from({ length: resetSlots }, (): Step => ({})), ...steps];
  return {
    name,
    source: 0,
    made: [],
    definition,
    domain: defaultDomain,
    emitted,
    clocks,
    clockPorts: undefined,
    invertsClocks: false,
    inputs,
    outputs: data.filter(port => port.direction === 'output'),
    slots: rows.map((step, slot) => ({
      ticks: clocks.map(() => slot > 0),
      resets: clocks.map(() => slot > 0 && slot < resetSlots),
      inputs: inputs.map(port => BigInt(step[port.name.replace(/_i$/, '')] ?? 0)),
    })),
  };
};

/** What the tools find wrong with subjects. */
export const findingsOf = async (subjects: readonly Subject[], family: Family): Promise<string[]> => {
  const rows = subjects.map(subject => runBuiltIn(subject));
  return (await judge(subjects, rows, allRuns, family)).flatMap(finding => (finding ? [finding.text] : []));
};
