// SPDX-License-Identifier: Apache-2.0
/** nftables as a judge of rulesets, in a network namespace of its own (`judge.py`): needs root, or user namespaces. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { execa } from 'execa';

const script = new URL('./judge.py', import.meta.url).pathname;

/** A namespace of the network; users other than root get one inside a namespace of their own. */
const isolated = process.getuid?.() === 0 ? ['--net'] : ['--map-root-user', '--net'];

/** Whether this machine lets nftables judge: its programs, and the right to a network of one's own. */
export const canJudge = async (): Promise<boolean> => {
  const { exitCode } = await execa('unshare', [...isolated, 'nft', 'list', 'ruleset'], { reject: false });
  const { exitCode: python } = await execa('python3', ['--version'], { reject: false });
  return exitCode === 0 && python === 0;
};

export interface NftJudge {
  /** Whether a ruleset accepts each of some frames that come in at the wire. */
  readonly accepts: (ruleset: string, frames: readonly Uint8Array[]) => Promise<readonly boolean[]>;
  readonly close: () => Promise<void>;
}

export const openJudge = (): NftJudge => {
  const child = spawn('unshare', [...isolated, 'python3', script], { stdio: ['pipe', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const closed = once(child, 'close');
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    accepts: async (ruleset, frames) => {
      const hex = frames.map(frame => Buffer.from(frame).toString('hex'));
      child.stdin.write(`${JSON.stringify({ ruleset, frames: hex })}\n`);
      const { value, done } = await answers.next();
      if (!done) return JSON.parse(value);
      await closed;
      throw new Error(`nftables gave no answer: ${complaint.trim().split('\n').at(-1)}`);
    },
    close: async () => {
      child.stdin.end();
      await closed;
    },
  };
};
