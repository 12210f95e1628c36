// SPDX-License-Identifier: Apache-2.0
/** The commands emit and locate, as a user types them. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { emitVerilog } from 'typescript-hdl';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { digitCounter } from '../examples/counter.ts';
import { runCommandLine } from '../src/commands/program.ts';

const folder = new URL('..', import.meta.url).pathname;
const scratch = mkdtempSync(join(folder, '.commands-'));
afterAll(() => rmSync(scratch, { recursive: true }));

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in this process. Paths of the scratch folder are shown as `@`. */
const run = async (...args: readonly string[]): Promise<Run> => {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const said = (spy: typeof out): string =>
    spy.mock.calls
      .map(([part]) => part)
      .join('')
      .replaceAll(scratch, '@')
      .replaceAll(scratch.slice(process.cwd().length + 1), '@');
  try {
    const code = await runCommandLine(args);
    return { code, out: said(out), err: said(err) };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
};

const source = `import { bit, blackBox, clockDomain, component, inDomain, inst, input, output, reg, u, when } from 'typescript-hdl';
import { levelInto } from 'typescript-hdl/lib';

const child = component('child', {}, { en: input(bit()), y: output(u(4)) }, ({ en, y }) => {
  const { held } = reg({ held: u(4, 0) });
  when(en, () => held.set(held.addWide(3).slice(1, 4)));
  y.set(held);
});

const cell = blackBox('VENDOR_CELL', { A: input(bit()), Z: output(bit()) });
const far = clockDomain('far', { frequencyMHz: 50 });

export const pair = component('pair', {}, { en: input(bit()), y: output(u(4)), z: output(bit()) }, ({ en, y, z }) => {
  const { first, vendor } = inst({ first: child, vendor: cell });
  const { sent } = reg({ sent: bit(0) });
  first.en.set(en);
  y.set(first.y);
  vendor.A.set(en);
  sent.set(vendor.Z);
  inDomain(far, () => {
    z.set(levelInto('crossed', sent));
  });
});
`;
const file = join(scratch, 'pair.ts');
const several = join(scratch, 'several.ts');
const rtl = join(scratch, 'rtl');
const lineOf = (text: string): number => source.split('\n').findIndex(line => line.includes(text)) + 1;
const verilogLine = (module: string, text: string): number =>
  readFileSync(join(rtl, `${module}.v`), 'utf8')
    .split('\n')
    .findIndex(line => line.includes(text)) + 1;

beforeAll(() => {
  writeFileSync(file, source);
  writeFileSync(several, `${source}export const alone = child;\nexport const make = () => child;\n`);
});

describe('depth', () => {
  const deep = join(scratch, 'deep.ts');
  const wide = (bound: number): string =>
    `import { bit, component, input, output, u } from 'typescript-hdl';
export const wide = component('wide', {}, { a: input(u(64)), y: output(bit()) }, ({ a, y }) => {
  y.set(a.xorR());
}, { maxDepth: ${bound} });
`;
  const path = [
    'wide: 3 LUTs',
    '  from input       a_i  @/deep.ts:2',
    ...[1, 2, 3].map(() => '  LUT              y_o  @/deep.ts:3'),
    '  to output        y_o  @/deep.ts:3',
    '',
  ];

  it('prints the deepest path, and exits with 1 above a bound', async () => {
    writeFileSync(deep, wide(2));
    const { code, out, err } = await run('depth', deep);
    expect([code, out]).toEqual([1, path.join('\n')]);
    expect(err).toMatch(/^wide is 3 LUTs deep, above its bound of 2 \(@\/deep\.ts:2\):\n {2}3 LUTs\n {4}from input/);
  });

  it('prints data, and paths as many as wanted', async () => {
    const { code, out } = await run('depth', file, '--json', '--top', '2');
    expect(code).toBe(0);
    const [pair] = JSON.parse(out);
    expect([pair.component, pair.paths[0].carryChains, pair.paths.length]).toEqual(['pair', 1, 2]);
  });

  it('refuses what it cannot read', async () => {
    expect(await run('depth', join(scratch, 'none.ts'))).toMatchObject({
      code: 2,
      err: 'typescript-hdl: @/none.ts: there is no such file; name a TypeScript file.\n',
    });
    expect(await run('depth', file, '--top', '0')).toMatchObject({
      code: 2,
      err: 'typescript-hdl: --top is "0"; give a whole number from 1 on.\n',
    });
  });
});

describe('emit', () => {
  it('prints the Verilog of the one component that a file exports', async () => {
    const program = join(folder, 'bin/typescript-hdl.js');
    const { stdout } = await execa('node', [program, 'emit', join(folder, 'examples/counter.ts')]);
    expect(`${stdout}\n`).toBe(emitVerilog(digitCounter).verilog);
  });
  it('writes a directory with all that tools want', async () => {
    expect(await run('emit', file, '--out', rtl)).toEqual({ code: 0, out: 'pair: 2 modules in @/rtl\n', err: '' });
    expect(readdirSync(rtl, { recursive: true }).sort()).toEqual(
      [
        'child.v',
        'files.f',
        'pair.sdc',
        'pair.v',
        'pair.xdc',
        'source-map.json',
        'stubs',
        'stubs/VENDOR_CELL.v',
      ].sort(),
    );
    expect(readFileSync(join(rtl, 'files.f'), 'utf8')).toBe('child.v\npair.v\n');
    const map = readFileSync(join(rtl, 'source-map.json'), 'utf8');
    expect(map).toContain('"file":"../pair.ts"');
    expect(map).not.toContain(scratch);
  });
  it('emits one of several, or each to a directory of its own', async () => {
    const { out } = await run('emit', several, '--only', 'alone', '--locators');
    expect(out).toContain(`reg  [3:0] held_q;  // @/several.ts:${lineOf('reg({ held')}`);
    const all = await run('emit', several, '--out', join(scratch, 'all'));
    expect(all.out).toBe('child: 1 modules in @/all/alone\npair: 2 modules in @/all/pair\n');
  });
  it('begins the names of all modules but the top and black boxes with a prefix', async () => {
    const { out, code } = await run('emit', several, '--only', 'pair', '--prefix', 'one_');
    expect(out.match(/^module \w+/gm)).toEqual(['module one_child', 'module pair']);
    expect(out).toMatch(/^ {4}one_child \w+ \(/m);
    expect(out).toMatch(/^ {4}VENDOR_CELL /m);
    expect(code).toBe(0);
    expect((await run('emit', several, '--only', 'pair', '--prefix', 'One')).err).toMatch('not with the prefix');
  });
  it('shows the mistake in a description, with its line', async () => {
    const broken = join(scratch, 'broken.ts');
    writeFileSync(
      broken,
      `import { component, input, output, u } from 'typescript-hdl';
export const broken = component('broken', {}, { d: input(u(4)), q: output(u(4)) }, ({ d, q }) => {
  q.slice(0, 2).set(d.slice(0, 2));
});
`,
    );
    const { code, err } = await run('emit', broken);
    expect(err).toMatch(
      /^typescript-hdl: HDL-UNDRIVEN: .*'q_o'.*\n {2}at @\/broken\.ts:2\n {4}2 \| export const broken.*\n {6}\| +\^\n$/,
    );
    // It is the port that is underlined.
    const [line, mark] = err.split('\n').slice(2);
    expect(line!.slice(mark!.indexOf('^'))).toMatch(/^q: output/);
    expect(code).toBe(2);
  });
  it.each([
    [['emit', 'nowhere.ts'], 'nowhere.ts: there is no such file; name a TypeScript file.'],
    [['emit', scratch], '@: it is a directory; name a TypeScript file.'],
    [['emit', file, '--out', '/proc/none'], '/proc/none: no file can be made there; name another place with --out.'],
    [
      ['emit', several],
      '@/several.ts: it exports alone, pair; choose one with --only, or write them all with --out DIR.',
    ],
    [['emit', several, '--only', 'make'], '@/several.ts: it exports no component "make"; there are alone, pair.'],
    [
      ['emit', new URL(import.meta.url).pathname.replace('command-line.test', 'support/tools')],
      `${join(folder, 'test/support/tools.ts')}: it exports no component; export one with its parameters, as in 'export const counter8 = counter(8)'.`,
    ],
    [['emit'], 'an argument is missing ("typescript-hdl emit <file>"); see "typescript-hdl emit --help".'],
    [['emti', file], 'there is no command "emti"; did you mean emit?'],
    [['emit', file, '--onyl', 'pair'], 'there is no option "--onyl"; did you mean --only?'],
  ])('refuses %j', async (args, sentence) => {
    expect(await run(...args)).toEqual({ code: 2, out: '', err: `typescript-hdl: ${sentence}\n` });
  });
});

describe('the process', () => {
  const program = join(folder, 'bin/typescript-hdl.js');

  it.each(['explain HDL-LATCH', '--help'])('%s > /dev/full is a sentence', async line => {
    const { stderr, exitCode } = await execa(
      'bash',
      ['-c', `"$0" "$1" ${line} > /dev/full`, process.execPath, program],
      {
        reject: false,
      },
    );
    expect(stderr).toBe('typescript-hdl: standard output: the disk is full; send it to another place.');
    expect(exitCode).toBe(2);
  });
  it('a signal ends it with its code', async () => {
    const waiting = join(scratch, 'waiting.ts');
    writeFileSync(waiting, "process.stderr.write('reads');\nawait new Promise(go => setTimeout(go, 600_000));\n");
    const child = execa(process.execPath, [program, 'emit', waiting], { reject: false });
    child.stderr.once('data', () => child.kill('SIGINT'));
    expect(await child).toMatchObject({ exitCode: 130, stdout: '', stderr: 'reads' });
  });
  it('a signal ends work that makes no pause, and only that', async () => {
    const busy = join(scratch, 'busy.ts');
    const kit = new URL('../src/command-line/index.ts', import.meta.url).href;
    writeFileSync(
      busy,
      `import { interruptible } from '${kit}';
process.on('SIGINT', () => { process.stderr.write(' handled'); process.exit(130); });
const [seconds] = process.argv.slice(-1).map(Number);
interruptible(() => { process.stderr.write('works'); for (const end = Date.now() + 1000 * seconds; Date.now() < end;); });
process.kill(process.pid, 'SIGINT');
await new Promise(go => setTimeout(go, 600_000));
`,
    );
    const run = (seconds: number) =>
      execa(process.execPath, ['--import', 'tsx', busy, `${seconds}`], { reject: false });
    const child = run(600);
    child.stderr.once('data', () => child.kill('SIGINT'));
    expect(await child).toMatchObject({ signal: 'SIGINT', stderr: 'works' });
    expect(await run(0)).toMatchObject({ exitCode: 130, stderr: 'works handled' });
  });
  it('shows the place of a refusal when it is told to', async () => {
    const env = { TYPESCRIPT_HDL_DEBUG: '1' };
    const { stderr } = await execa(process.execPath, [program, 'emti'], { reject: false, env });
    expect(stderr).toMatch(/\n\s+at .*read-command-line\.ts/);
  });
});

describe('locate', () => {
  const at = (text: string): string => `@/pair.ts:${lineOf(text)}: ${source.split('\n')[lineOf(text) - 1]!.trim()}`;
  const verilog = (module: string, text: string, last = ''): string => {
    const line = verilogLine(module, text);
    return `    @/rtl/${module}.v:${line}${last}: ${readFileSync(join(rtl, `${module}.v`), 'utf8')
      .split('\n')
      [line - 1]!.trim()}`;
  };

  it.each([
    'held_q',
    'child.held_q',
    'pair.first.held_q[3:0]',
    'TOP.pair.first.held_q',
    'bench.dut.first.held_q[2]',
    'first/held_q_reg[3]/D',
  ])('finds the register after %s', async name => {
    const { code, out } = await run('locate', rtl, name);
    expect(out).toBe(`${at('reg({ held')}\n${verilog('child', '] held_q;')}\n`);
    expect(code).toBe(0);
  });
  it('finds instances, ports, modules and wires that the emitter made', async () => {
    const places: [string, string, string][] = [
      ['pair.first', at('inst({'), verilog('pair', 'child first (')],
      ['child.en_i', at("component('child'"), verilog('child', 'en_i,')],
      ['child', at("component('child'"), verilog('child', 'module child')],
      ['held_sum', at('when(en'), verilog('child', 'held_sum =')],
      ['pair.vendor_z', at('inst({'), verilog('pair', 'vendor_z;')],
    ];
    for (const [name, source, text] of places)
      expect((await run('locate', rtl, name)).out).toBe(`${source}\n${text}\n`);
  });
  it('finds the origin of a line, or of the line above it', async () => {
    const branch = verilogLine('child', 'if (en_i)');
    for (const line of [branch, branch + 1]) {
      const { out } = await run('locate', join(rtl, 'source-map.json'), `some/where/child.v:${line}`);
      expect(out.split('\n')[0]).toBe(at('when(en'));
    }
    const reset = (await run('locate', rtl, `child.v:${verilogLine('child', "held_q <= 4'd0")}`)).out;
    expect(reset.split('\n')[0]).toBe(at('reg({ held'));
    const end = (await run('locate', rtl, `child.v:${branch + 2}`)).out;
    expect(end.split('\n')[0]).toBe(at('when(en'));
    expect((await run('locate', rtl, 'child.v:1')).out.split('\n')[0]).toBe(at("component('child'"));
  });
  it('finds what became of a line of TypeScript', async () => {
    for (const path of ['pair.ts', file]) {
      const { out } = await run('locate', rtl, `${path}:${lineOf('when(en')}`);
      expect(out).toBe(
        `${at('when(en')}\n${verilog('child', 'held_sum =')}\n${verilog('child', 'if (en_i)', `-${verilogLine('child', 'if (en_i)') + 1}`)}\n`,
      );
    }
  });
  it.each([
    ['hled_q', "No module has a signal, memory or instance 'hled_q', and no module is called so; near it: held_q"],
    ['TOP.pair.first.hold_q', "Module 'child' has no 'hold_q'; near it: child.held_q"],
    ['pair.frist.held_q', "Module 'pair' has no 'frist'; near it: pair.first, pair.rst"],
    ['zzz.qqq', "Module 'pair' has no 'qqq'"],
    ['chil.v:3', "The design has no module 'chil'; near it: child.v"],
    ['pare.ts:3', "Nothing in the design comes from 'pare.ts'; near it: pair.ts"],
    [
      'pair.ts:1',
      `No Verilog comes from line 1 of 'pair.ts'; near it: ${['when(en', "component('child'", 'reg({ held']
        .map(text => `pair.ts:${lineOf(text)}`)
        .sort()
        .join(', ')}`,
    ],
  ])('gives near matches for %s, and exit code 1', async (what, sentence) => {
    expect(await run('locate', rtl, what)).toEqual({ code: 1, out: '', err: `typescript-hdl: ${sentence}.\n` });
  });
  it('refuses a place without a map', async () => {
    for (const place of [scratch, file, join(scratch, 'nowhere')]) {
      const { code, err } = await run('locate', place, 'held_q');
      expect(err).toBe(
        `typescript-hdl: ${place.replace(scratch, '@')}: there is no source map; name source-map.json, or the directory that "emit --out" wrote.\n`,
      );
      expect(code).toBe(2);
    }
  });
});
