// SPDX-License-Identifier: Apache-2.0
/** The package as strangers get it: packed, installed in a project of its own, type-checked, simulated, emitted, linted. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { halfSecond } from '../../examples/template/src/blinker.ts';
import { emitVerilog } from '../../src/index.ts';
import { packedManifest } from '../../src/package/manifest.ts';
import { type Packed, pack, projectFromTemplate, removeFolder, scratchFolder } from '../support/packed.ts';

// Projects are outside the folder of packing, so that they find nothing of the repository's.
const [workshop, scratch] = [scratchFolder(), scratchFolder()];
let packed: Packed;
beforeAll(async () => {
  packed = await pack(workshop);
});
afterAll(() => [workshop, scratch].forEach(removeFolder));

const source = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const entries = Object.keys(source.exports).map(entry => join('typescript-hdl', entry));

it('holds compiled modules, declarations, source maps and documents, and no sources or tests', () => {
  const { files } = packed;
  for (const name of ['index', 'lib/index', 'lint/foot-guns', 'commands/main']) {
    for (const ending of ['js', 'd.ts', 'js.map']) expect(files).toContain(`dist/${name}.${ending}`);
  }
  for (const name of ['README.md', 'CHANGELOG.md', 'LICENSE', 'package.json', 'docs/guide/README.md']) {
    expect(files).toContain(name);
  }
  expect(files).toContain('examples/template/src/blinker.ts');
  expect(files.filter(path => /(^|\/)test|\.test\.|^src\/|^bench\/|api-pages|dist\/package/.test(path))).toEqual([]);
});

it('leads every entry to a file of the package, and keeps what is for the repository alone', () => {
  const { exports, bin, ...rest } = packedManifest(source) as Record<string, any>;
  const { './package.json': own, ...compiled } = exports;
  expect(own).toBe('./package.json');
  expect(Object.keys(compiled)).toEqual(Object.keys(source.exports));
  const targets = Object.values(compiled).flatMap(entry => Object.values(entry as Record<string, string>));
  for (const target of [...targets, ...Object.values(bin as Record<string, string>)]) {
    expect(packed.files).toContain(target.slice(2));
  }
  expect(rest).toMatchObject({
    name: 'typescript-hdl',
    license: 'Apache-2.0',
    engines: { node: '^20.19.0 || ^22.12.0 || >=23' },
  });
  expect(rest).not.toHaveProperty('private');
  expect(rest).not.toHaveProperty('scripts');
});

/** Uses every entry, so that the compiler reads the declarations of all; the tsconfig does not skip them. */
const everyEntry = entries
  .map((entry, i) => `import * as entry${i} from '${entry}';\nexport const size${i} = Object.keys(entry${i}).length;\n`)
  .join('');

const versions = ['5.9', '7'];

describe.each(versions)('in a project with TypeScript %s', version => {
  const folder = join(scratch, `project-${version}`);
  let run: Awaited<ReturnType<typeof projectFromTemplate>>;
  beforeAll(async () => {
    run = await projectFromTemplate(folder, packed, `~${version}.0`);
  });

  it('is the version that is meant', async () => {
    expect((await run('tsc', '--version')).printed).toContain(`Version ${version}.`);
  });

  it('checks, simulates and emits the template', async () => {
    expect(await run('npm', 'run', '--silent', 'check')).toEqual({ exitCode: 0, printed: '' });
    expect(await run('npm', 'run', '--silent', 'simulate')).toEqual({
      exitCode: 0,
      printed: '20 clocks as they should be',
    });
    expect((await run('npm', 'run', '--silent', 'emit')).exitCode).toBe(0);
    expect(readFileSync(join(folder, 'build/blinker/blinker.v'), 'utf8')).toBe(
      emitVerilog(halfSecond).modules[0]!.verilog,
    );
  });

  it('has declarations for every entry that compile without being skipped, and in which widths are types', async () => {
    const wrong = `import { component, input, output, u } from 'typescript-hdl';
export const wrong = component('wrong', {}, { d: input(u(9)), q: output(u(8)) }, ({ d, q }) => q.set(d));
`;
    writeFileSync(join(folder, 'src/entries.ts'), everyEntry);
    writeFileSync(join(folder, 'src/wrong.ts'), wrong);
    const { exitCode, printed } = await run('tsc');
    writeFileSync(join(folder, 'src/wrong.ts'), 'export {};\n');
    expect(exitCode).not.toBe(0);
    expect(printed.match(/error TS/g)).toHaveLength(1);
    expect(printed).toMatch(/^src\/wrong\.ts\(2,\d+\): error TS/);
  });

  it('finds JavaScript operators on hardware values', async () => {
    const guns = `import { mux, type Val } from 'typescript-hdl';
export const text = (a: Val<1>) => \`\${a}\`;
export const both = (a: Val<1>, b: Val<1>) => a && b;
export const same = (a: Val<1>, b: Val<1>) => a === b; // hdl-lint-ok: the same object is meant
export const choose = (a: Val<1>, b?: Val<1>) => {
  if (b) return mux(a, b, 1);
  return a ? 1 : 0;
};
`;
    writeFileSync(join(folder, 'src/guns.ts'), guns);
    const { exitCode, printed } = await run('typescript-hdl', 'lint');
    writeFileSync(join(folder, 'src/guns.ts'), 'export {};\n');
    expect(exitCode).toBe(1);
    expect(printed.split('\n').map(line => line.replace(/: .*/, ''))).toEqual([
      'src/guns.ts:2:39 LINT-TEXT',
      'src/guns.ts:3:47 LINT-LOGICAL',
      'src/guns.ts:7:10 LINT-CONDITION',
    ]);
  });

  it('cites the lines of the user, also of a mistake inside the library', async () => {
    const latch = `import { bit, component, input, output, u, when } from 'typescript-hdl';
export const latch = component('latch', {}, { load: input(bit()), q: output(u(8)) }, ({ load, q }) => {
  when(load, () => q.set(1));
});
`;
    writeFileSync(join(folder, 'src/latch.ts'), latch);
    const { exitCode, printed } = await run('typescript-hdl', 'emit', 'src/latch.ts');
    expect(exitCode).toBe(2);
    expect(printed).toMatch(/HDL-LATCH: .*\n {2}at src\/latch\.ts:2\n.*\n.*\n {2}at src\/latch\.ts:3/);
    const library = `import { u } from 'typescript-hdl';
import { fifo } from 'typescript-hdl/lib';
export const odd = fifo(u(8), 3);
`;
    writeFileSync(join(folder, 'src/latch.ts'), library);
    expect((await run('typescript-hdl', 'emit', 'src/latch.ts')).printed).toMatch(
      /HDL-PARAMETER: .*\n.*src\/latch\.ts:3/,
    );
    writeFileSync(join(folder, 'src/latch.ts'), 'export {};\n');
  });

  it('explains a code with its page', async () => {
    expect((await run('typescript-hdl', 'explain', 'HDL-LATCH')).printed).toContain('# HDL-LATCH');
  });
});

describe('without TypeScript', () => {
  const folder = join(scratch, 'plain');
  const script = `import { bit, component, input, output, reg, Simulator, u, when } from 'typescript-hdl';
import { fifo } from 'typescript-hdl/lib';
const counter = component('counter', {}, { enable: input(bit()), count: output(u(8)) }, ({ enable, count }) => {
  const { value } = reg({ value: u(8, 0) });
  when(enable, () => value.set(value.add(1)));
  count.set(value);
});
const simulator = new Simulator(counter);
simulator.reset();
simulator.poke('enable_i', 1);
simulator.step(5);
new Simulator(fifo(u(8), 4)).reset();
console.log(process.versions.node.split('.')[0], simulator.peek('count_o'));
`;
  let run: Awaited<ReturnType<typeof projectFromTemplate>>;
  beforeAll(async () => {
    mkdirSync(folder);
    run = await projectFromTemplate(folder, packed, '^7.0.0');
    writeFileSync(join(folder, 'plain.mjs'), script);
  });

  it.each([20, 22, 24])('runs as JavaScript under Node %i', async version => {
    const node = ['exec', '--yes', '--prefer-offline', `--package=node@${version}`, '--'];
    expect(await run('npm', ...node, 'node', 'plain.mjs')).toEqual({ exitCode: 0, printed: `${version} 5n` });
    // Its own program, which loads the TypeScript of the project, under the same version.
    const emitted = await run('npm', ...node, 'typescript-hdl', 'emit', 'src/blinker.ts');
    expect(emitted).toEqual({ exitCode: 0, printed: emitVerilog(halfSecond).verilog.trimEnd() });
  });

  it('says what lint needs where there is no compiler', async () => {
    removeFolder(join(folder, 'node_modules/typescript'));
    expect(await run('typescript-hdl', 'lint')).toEqual({
      exitCode: 2,
      printed:
        'typescript-hdl: lint asks the TypeScript compiler for types, and there is none; install it: npm install --save-dev typescript.',
    });
  });
});
