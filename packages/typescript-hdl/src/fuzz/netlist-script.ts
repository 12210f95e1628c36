// SPDX-License-Identifier: Apache-2.0
/** The Yosys script that synthesises a batch, a few designs at a time. */
import { literalText } from '../emit/expression.ts';
import { isRegistered, type Memory, startsReset } from '../ir/index.ts';
import { layOut, type Scope } from '../simulate/storage.ts';
import type { Family } from './family.ts';
import type { Subject } from './subject.ts';

interface Flow {
  /** The cells, read once for all groups. */
  readonly cells: readonly string[];
  /** Block RAM and DSP blocks have no models in Yosys, so memories become LUT RAM or flip-flops, and products logic. */
  readonly synthesis: string;
}

const xilinx = (family: string): Flow => ({
  cells: ['-lib -specify +/xilinx/cells_sim.v', '-lib +/xilinx/cells_xtra.v'],
  synthesis: `synth_xilinx -family ${family} -flatten -noiopad -noclkbuf -nobram -nodsp -run prepare:check`,
});

const flows: Record<Family, Flow> = {
  ecp5: {
    cells: ['-lib -specify +/ecp5/cells_sim.v +/ecp5/cells_bb.v'],
    synthesis: 'synth_ecp5 -nobram -nodsp -run coarse:check',
  },
  xcup: xilinx('xcup'),
  xc7: xilinx('xc7'),
};

/** Designs that are synthesised as one module: passes repeat until nothing changes in any of them. */
export const together = 8;

/** A group of designs: its module, the files that it is read from, and those that its netlist is left in. */
export interface Group {
  readonly top: string;
  readonly subjects: readonly Subject[];
  readonly files: readonly string[];
}

/** Files that the script leaves for a group: the netlist, and each array that only block RAM can hold. */
export const resultsOf = ({ top, subjects }: Group): string[] => [
  `${top}_netlist.v`,
  ...subjects.flatMap(subject => arraysOf(subject).map(({ module }) => `${module}.v`)),
];

export const scriptOf = (groups: readonly Group[], family: Family): string => {
  const { cells, synthesis } = flows[family];
  return [
    ...cells.map(files => `read_verilog ${files}`),
    'design -save cells',
    ...groups.flatMap(({ top, subjects, files }) => [
      'design -load cells',
      `read_verilog ${files.join(' ')}`,
      `hierarchy -check -top ${top}`,
      'proc',
      'setattr -unset ram_style m:*',
      'flatten',
      ...subjects.flatMap(startsOf),
      ...setApart(subjects.flatMap(arraysOf)),
      `${synthesis} -top ${top}`,
      'setundef -zero -params',
      `write_verilog -noattr ${top}_netlist.v`,
    ]),
    '',
  ].join('\n');
};

const inside = ({ name }: Subject, { path }: Scope, own: string): string =>
  [`u_${name}`, ...(path === '' ? [] : [path]), own].join('.');

/** Every register starts as in a two-valued simulator: with its first value where it has one, else at 0. */
const startsOf = (subject: Subject): string[] => {
  const zeros: string[] = [];
  const others: string[] = [];
  // Bits beyond an attribute are undefined, and a tool may choose them.
  let widest = 1;
  for (const scope of layOut(subject.definition, subject.domain).scopes) {
    const { module, clockOf } = scope;
    for (const { kind, init, domain, name, width } of module.signals) {
      if (kind !== 'reg') continue;
      const path = inside(subject, scope, name);
      const isStarted = init !== undefined && startsReset(clockOf(domain).domain.reset);
      if (isStarted) others.push(`setattr -set init ${literalText(init, width)} w:${path}`);
      else zeros.push(path);
      widest = Math.max(widest, width);
    }
    for (const memory of module.memories) {
      const registered = memory.reads.filter(read => isRegistered(memory, read));
      zeros.push(...registered.map(read => inside(subject, scope, read.output.name)));
      widest = Math.max(widest, ...registered.map(read => read.output.width));
    }
  }
  const zero = `setattr -set init ${widest}'b${'0'.repeat(widest)}`;
  return [...(zeros.length > 0 ? [`${zero} ${zeros.map(path => `w:${path}`).join(' ')}`] : []), ...others];
};

interface BlockArray {
  readonly path: string;
  /** The module that it becomes. */
  readonly module: string;
}

/** Arrays that two clocks write: neither flip-flops nor LUT RAM can hold them. */
const arraysOf = (subject: Subject): BlockArray[] =>
  layOut(subject.definition, subject.domain)
    .scopes.flatMap(scope =>
      scope.module.memories
        .filter(memory => clocksOf(memory, scope).size > 1)
        .map(memory => inside(subject, scope, memory.name)),
    )
    .map((path, i) => ({ path, module: `${subject.name}_array${i}` }));

const clocksOf = ({ writePorts }: Memory, { clockOf }: Scope): Set<number> =>
  new Set(writePorts.map(({ domain }) => clockOf(domain).clock));

/** Such arrays alone stay as they are, with everything around them synthesised. A module is split only without memories in it. */
const setApart = (arrays: readonly BlockArray[]): string[] =>
  arrays.length === 0
    ? []
    : [
        'memory_collect',
        ...arrays.flatMap(({ path, module }) => [
          `submod -name ${module} c:${path}`,
          `select ${module}`,
          `write_verilog -noattr -selected ${module}.v`,
          'select -clear',
          `blackbox ${module}`,
        ]),
        'memory_unpack',
      ];
