// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cached, repositoryRoot } from '../../../sim/verilate/cache.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sluice-cache-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const write = (text: string) => async (work: string) => writeFileSync(join(work, 'content'), text);

describe('a cache entry', () => {
  it('is filled once and then found', async () => {
    const first = await cached(directory, 'a', write('one'));
    const second = await cached(directory, 'a', write('two'));
    expect([first.hit, second.hit]).toEqual([false, true]);
    expect(readFileSync(join(second.directory, 'content'), 'utf8')).toBe('one');
    expect(readdirSync(directory)).toEqual(['a']);
  });

  it('is not visible before it is complete', async () => {
    const seen: boolean[] = [];
    await cached(directory, 'a', async work => {
      await write('one')(work);
      seen.push(existsSync(join(directory, 'a')));
    });
    expect(seen).toEqual([false]);
  });

  it('leaves nothing behind when filling fails, and can be filled then', async () => {
    const failing = cached(directory, 'a', async work => {
      await write('half')(work);
      throw new Error('no space');
    });
    await expect(failing).rejects.toThrow('no space');
    expect(readdirSync(directory)).toEqual([]);
    expect((await cached(directory, 'a', write('one'))).hit).toBe(false);
  });

  it('is filled despite the lock of a process that died', async () => {
    const { pid } = await execa('node', ['-e', 'process.stdout.write(String(process.pid))']).then(r => ({
      pid: r.stdout,
    }));
    writeFileSync(join(directory, 'a.lock'), pid);
    expect((await cached(directory, 'a', write('one'))).hit).toBe(false);
    expect(readdirSync(directory)).toEqual(['a']);
  });

  it('waits for the lock of a process that lives', async () => {
    writeFileSync(join(directory, 'a.lock'), `${process.pid}`);
    const order: string[] = [];
    const waiting = cached(directory, 'a', write('one')).then(() => order.push('filled'));
    await sleep(100);
    order.push('released');
    rmSync(join(directory, 'a.lock'));
    await waiting;
    expect(order).toEqual(['released', 'filled']);
  });

  it('goes when nobody used it for long, and stays when somebody does', async () => {
    const daysAgo = (days: number) => Date.now() / 1000 - days * 24 * 3600;
    const ages = { old: 15, used: 15, recent: 13 };
    for (const key of Object.keys(ages)) await cached(directory, key, write(key));
    for (const [key, days] of Object.entries(ages)) utimesSync(join(directory, key), daysAgo(days), daysAgo(days));
    expect((await cached(directory, 'used', write('again'))).hit).toBe(true);
    await cached(directory, 'new', write('new'));
    expect(readdirSync(directory).sort()).toEqual(['new', 'recent', 'used']);
  });

  it('is filled by one of several processes', async () => {
    const script = `
      import { appendFileSync } from 'node:fs';
      import { setTimeout } from 'node:timers/promises';
      import { cached } from '${repositoryRoot}sim/verilate/cache.ts';
      await cached('${directory}', 'a', async () => { appendFileSync('${directory}/fills', 'x'); await setTimeout(300); });
    `;
    const run = () => execa('node', ['--import', 'tsx', '--input-type=module', '-e', script], { cwd: repositoryRoot });
    await Promise.all([run(), run(), run()]);
    expect(readFileSync(join(directory, 'fills'), 'utf8')).toBe('x');
  });
});
