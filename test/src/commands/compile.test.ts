// SPDX-License-Identifier: Apache-2.0
/** `sluice compile` as a user meets it: files, summary, warnings, refusals. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, test } from 'vitest';
import { compilePolicy } from '../../../firmware/compile/compile.ts';
import type { Listing } from '../../../firmware/compile/listing.ts';
import { readImage } from '../../../firmware/image/image-reader.ts';
import { memFiles } from '../../../firmware/image/mem-files.ts';
import { configs } from '../../../hdl/spec/configs.ts';
import { cHeader } from '../../../src/generate/c-header.ts';

const root = new URL('../../../', import.meta.url).pathname;
const directory = mkdtempSync(join(tmpdir(), 'sluice-compile-'));
afterAll(() => rmSync(directory, { recursive: true }));

interface Outcome {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

const compile = async (...args: readonly string[]): Promise<Outcome> => {
  const { exitCode, stdout, stderr } = await execa(
    process.execPath,
    [join(root, 'bin/sluice.js'), 'compile', ...args],
    {
      reject: false,
      cwd: root,
    },
  );
  return { exitCode, stdout, stderr };
};

const policyFile = (name: string, text: string | Uint8Array): string => {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
};

const refused = (stderr: string): Outcome => ({ exitCode: 1, stdout: '', stderr });

describe('a file without an end, or a very large one', () => {
  const remedy = 'this is longer than 8 MiB; name a policy (YAML).';

  test('a device that never ends', async () => {
    expect(await compile('/dev/zero')).toEqual(refused(`sluice: /dev/zero: ${remedy}`));
  });

  test('a gigabyte of text is read only as far as that takes', async () => {
    const path = policyFile('huge.yaml', '');
    truncateSync(path, 2 ** 30);
    expect(await compile(path)).toEqual(refused(`sluice: ${path}: ${remedy}`));
  });

  test('a pipe that is written for ever', async () => {
    const path = join(directory, 'endless');
    execFileSync('mkfifo', [path]);
    const writer = spawn('sh', ['-c', 'exec yes "# text" > "$0"', path], { stdio: 'ignore' });
    try {
      expect(await compile(path)).toEqual(refused(`sluice: ${path}: ${remedy}`));
    } finally {
      writer.kill();
    }
  });

  test('standard input that goes on for ever', async () => {
    const writer = spawn('yes', ['# text'], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      const outcome = await execa(process.execPath, [join(root, 'bin/sluice.js'), 'fit', '-'], {
        reject: false,
        cwd: root,
        stdin: writer.stdout,
      });
      expect(outcome.exitCode).toBe(1);
      expect(outcome.stderr).toBe(
        'sluice: standard input: this is longer than 8 MiB; name a policy (YAML) or a ClassBench filter set.',
      );
    } finally {
      writer.kill();
    }
  });
});

describe('the example', () => {
  const out = join(directory, 'nested', 'tenants');
  const example = 'firmware/examples/tenants.yaml';

  test('prints what the policy takes and where the results are', async () => {
    const { exitCode, stdout, stderr } = await compile(example, '--out', out);
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    expect(stdout.split('\n')).toEqual([
      'firmware/examples/tenants.yaml for configuration 10g',
      '',
      'function  VM         MAC                VLAN  queues    quota  own rules',
      '       1  web        52:54:00:00:00:10     -       2  49152 B          3',
      '       2  db         52:54:00:00:00:11     -       1  24256 B          2',
      '       3  dns        52:54:00:00:00:12     -       1  24256 B          2',
      '       4  vlanguest  52:54:00:00:00:20    20       1  24256 B          1',
      '',
      'forwarding entries  6 of 4096 (4 unicast, 2 group)',
      'rule slots          22 of 16384',
      'ternary entries     0 of 32',
      'for unreadable      6 of these slots and entries',
      'without a match     unicast deny, group deny',
      '',
      `written to ${out}: tables.image, forwarding.mem, forwarding_rows.mem, rule_rows.mem, rule_actions.mem, rule_slots.mem, rule_masks.mem, rule_hash_rows.mem, rss_profiles.mem, rss_keys.mem, rss_queues.mem, identities.mem, rule_default.mem, conditions.mem, quota_cells.mem, weights.mem, rates.mem, group_rate.mem, sluice.h, listing.json`,
      `drawn and written: ${join(out, 'hash-secret')}, the secret of the card; compile for this card with it from now on`,
    ]);
    const secret = Uint8Array.from(Buffer.from(readFileSync(join(out, 'hash-secret'), 'utf8').trim(), 'hex'));
    const { images } = compilePolicy(readFileSync(join(root, example), 'utf8'), example, undefined, secret);
    expect(readdirSync(out)).toHaveLength(21);
    expect(readImage(readFileSync(join(out, 'tables.image')), 'tables.image')).toEqual(images);
    for (const { name, text } of memFiles(images)) expect(readFileSync(join(out, name), 'utf8')).toBe(text);
    expect(readFileSync(join(out, 'sluice.h'), 'utf8')).toBe(cHeader(configs['10g']));
    const listing = JSON.parse(readFileSync(join(out, 'listing.json'), 'utf8')) as Listing;
    expect(listing).toMatchObject({
      policy: example,
      config: '10g',
      used: { forwarding: [6, 4096], slots: [22, 16_384], ternary: [0, 32], unreadable: 6 },
      warnings: [],
    });
    expect(listing.vms[3]).toEqual({
      function: 4,
      name: 'vlanguest',
      mac: '52:54:00:00:00:20',
      vlan: 20,
      queues: 1,
      hash: null,
      weight: 1,
      rate: null,
      unreadable: 'enforce',
      fragments: 'allow',
      quotaCells: 379,
      ruleEntries: 1,
    });
    const { index, ...group } = listing.forwarding[4]!;
    expect(group).toEqual({ mac: 'ff:ff:ff:ff:ff:ff', vlan: 0, functions: [1, 2, 3] });
    expect(images.forwarding[index]! & 0xffff_ffff_ffffn).toBe(0xffff_ffff_ffffn);
    expect(listing.ternary).toEqual([]);
    expect(listing.slots).toHaveLength(22);
    const arp = listing.slots.filter(({ rule }) => rule === 'arp');
    expect(arp).toMatchObject([{ line: 26, verdict: 'allow', queue: 0 }]);
    const bank = Math.floor(arp[0]!.index / 1024);
    expect(arp[0]!.bank).toBe(bank);
    expect(images.ruleSlots[arp[0]!.index]).not.toBe(0n);
    expect(Math.min(...listing.slots.map(({ priority }) => priority))).toBe(arp[0]!.priority);
  });
});

describe('the secret of the hashes', () => {
  const policy = (): string => policyFile('secret.yaml', 'vms: [{ name: a, mac: 52:54:00:00:00:10 }]\n');
  const imageIn = (name: string): string => readFileSync(join(directory, name, 'tables.image')).toString('hex');

  test('is drawn once for a directory, for its owner alone, and taken again', async () => {
    const out = join(directory, 'secret-a');
    expect((await compile(policy(), '--out', out)).stdout).toContain(
      `drawn and written: ${join(out, 'hash-secret')}, `,
    );
    const [first, secret] = [imageIn('secret-a'), readFileSync(join(out, 'hash-secret'), 'utf8')];
    expect(secret).toMatch(/^[0-9a-f]{32}\n$/);
    expect(statSync(join(out, 'hash-secret')).mode & 0o777).toBe(0o600);
    expect((await compile(policy(), '--out', out)).stdout).not.toContain('drawn');
    expect([imageIn('secret-a'), readFileSync(join(out, 'hash-secret'), 'utf8')]).toEqual([first, secret]);
    await compile(policy(), '--out', join(directory, 'secret-b'));
    expect(imageIn('secret-b')).not.toBe(first);
    await compile(policy(), '--out', join(directory, 'secret-c'), '--secret', join(out, 'hash-secret'));
    expect(imageIn('secret-c')).toBe(first);
    expect(readdirSync(join(directory, 'secret-c'))).not.toContain('hash-secret');
  });

  test.each([
    ['short', '0123456789abcdef'],
    ['not of digits', 'x'.repeat(32)],
    ['half a byte', '0'.repeat(33)],
    ['empty', ''],
  ])('is refused when it is %s', async (_, text) => {
    const path = policyFile('bad-secret', text);
    expect(await compile(policy(), '--out', join(directory, 'bad'), '--secret', path)).toEqual(
      refused(`sluice: ${path}: this is not a hash secret; name a hash secret (32 hexadecimal digits or more).`),
    );
  });
});

test('the placed tables are verified when that is asked for', async () => {
  const out = join(directory, 'verified');
  const { exitCode, stdout } = await compile('firmware/examples/tenants.yaml', '--out', out, '--verify');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^verified: 22 entries, [1-9]\d* headers at corners of rules$/m);
});

test('another configuration than the one the policy names', async () => {
  const path = policyFile('small.yaml', 'config: 10g\nvms: [{ name: a, mac: 52:54:00:00:00:10 }]\n');
  const { exitCode, stdout } = await compile(path, '--config', 'tiny', '--out', join(directory, 'small'));
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`${path} for configuration tiny\n`);
  expect(readImage(readFileSync(join(directory, 'small', 'tables.image')), 'x').config).toBe('tiny');
});

test('warnings go to standard error and into the listing', async () => {
  const path = policyFile(
    'hidden.yaml',
    'vms: [{ name: a, mac: 52:54:00:00:00:10 }]\nrules:\n  - action: deny\n  - action: allow\n',
  );
  const { exitCode, stderr } = await compile(path, '--out', join(directory, 'hidden'));
  expect(exitCode).toBe(0);
  const warning = `${path}:4:5: warning: rule number 2 never decides a frame because rule number 1 (${path}:3:5) takes every frame it matches; move it up or remove it`;
  expect(stderr.split('\n')).toEqual([warning, '    4 |   - action: allow', '      |     ^^^^^^']);
  const listing = JSON.parse(readFileSync(join(directory, 'hidden', 'listing.json'), 'utf8')) as Listing;
  expect(listing.warnings).toEqual([warning]);
});

describe('refusals: a sentence each, exit code 1, nothing written', () => {
  test('a broken policy', async () => {
    const path = policyFile('broken.yaml', 'vms:\n  - name: a\n    mac: 1\nrules:\n  - action: maybe\n');
    const out = join(directory, 'broken');
    const outcome = await compile(path, '--out', out);
    expect(outcome).toEqual(
      refused(
        `sluice: ${path}:3:10: mac "1" is not a MAC address; write six bytes in hexadecimal such as 52:54:00:00:00:10\n` +
          `    3 |     mac: 1\n      |          ^\n` +
          `${path}:5:13: action "maybe" is unknown; write allow, deny or pass\n` +
          `    5 |   - action: maybe\n      |             ^^^^^`,
      ),
    );
    expect(readdirSync(directory)).not.toContain('broken');
  });

  test('files that are none', async () => {
    expect(await compile('missing.yaml')).toEqual(
      refused('sluice: missing.yaml: there is no such file; check the path.'),
    );
    expect(await compile(directory)).toEqual(refused(`sluice: ${directory}: this is a directory; name a file in it.`));
    const binary = policyFile('binary.yaml', Uint8Array.from([0xff, 0xfe, 0x00]));
    expect(await compile(binary)).toEqual(
      refused(`sluice: ${binary}: this is not a text file in UTF-8; name a policy (YAML).`),
    );
  });

  test('an unknown configuration', async () => {
    expect(await compile('firmware/examples/minimal.yaml', '--config', '400g')).toEqual(
      refused(
        'sluice: there is no configuration "400g" (there are tiny, 10g-ecp5, 10g, 25g, 100g); did you mean 100g?',
      ),
    );
  });

  test('a place that cannot be written', async () => {
    const file = policyFile('file', '');
    expect(await compile('firmware/examples/minimal.yaml', '--out', file)).toEqual(
      refused(`sluice: ${file}: a part of the path is a file, not a directory; name another place with --out.`),
    );
  });

  test('no policy', async () => {
    const { exitCode, stderr } = await compile();
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^sluice: .*missing.*sluice compile --help.*\.$/);
  });
});
