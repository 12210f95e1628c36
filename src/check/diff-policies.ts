// SPDX-License-Identifier: Apache-2.0
/** What `sluice diff` finds out: which traffic has another verdict, and what else is different. */
import { boxWords } from '../../firmware/compile/analysis/box-words.ts';
import { isGroup } from '../../firmware/compile/analysis/decisions.ts';
import { receiverNames } from '../../firmware/compile/analysis/frame-words.ts';
import { otherChanges, type PolicyChange, policyChanges } from '../../firmware/compile/analysis/policy-changes.ts';
import { askedTables } from '../../firmware/compile/analysis/questions.ts';
import type { CompiledPolicy } from '../../firmware/compile/compile.ts';
import { count, formatMac } from '../../firmware/policy/words.ts';
import { witnessRecord } from './witness-record.ts';

export interface ChangeRecord {
  /** Who sends the frames. */
  readonly from: string;
  /** Whom the frames are for. */
  readonly to: string;
  /** Which of the frames to them. */
  readonly frames: string;
  readonly before: string;
  readonly beforeBy: string;
  readonly after: string;
  readonly afterBy: string;
  /** One of them, in words and as bytes. */
  readonly frame: string;
  readonly bytes: string;
}

export interface PolicyDiff {
  readonly before: string;
  readonly after: string;
  readonly changes: readonly ChangeRecord[];
  /** No more frames have another verdict. */
  readonly complete: boolean;
  readonly others: readonly string[];
}

const targetOf = (before: CompiledPolicy, after: CompiledPolicy, { before: was, after: is }: PolicyChange): string => {
  const { vlan, mac, functions } = is.to.functions.length > 0 ? is.to : was.to;
  const { policy } = is.to.functions.length > 0 ? after : before;
  if (functions.length === 0) return isGroup({ mac }) ? 'groups on the wire' : 'the wire';
  if (isGroup({ mac })) return vlan === 0 ? 'group' : `group in VLAN ${vlan}`;
  return `${receiverNames(policy, functions)} (${formatMac(mac)}${vlan === 0 ? '' : `, VLAN ${vlan}`})`;
};

const senderName = ({ policy: { vms } }: CompiledPolicy, { after: { sender } }: PolicyChange): string =>
  sender.fn === undefined ? 'wire' : vms[sender.fn - 1]!.name;

const changeRecord = (before: CompiledPolicy, after: CompiledPolicy, change: PolicyChange): ChangeRecord => {
  const { box } = change;
  const [was, is] = [witnessRecord(before, { ...change.before, box }), witnessRecord(after, { ...change.after, box })];
  // The words name a VM of one of the policies; where that is another, the bytes do.
  const known = change.after.to.functions.length > 0 ? is : was;
  return {
    ...{ from: senderName(after, change), to: targetOf(before, after, change), frames: boxWords(box) },
    ...{ before: was.outcome, beforeBy: was.by, after: is.outcome, afterBy: is.by },
    ...{ frame: known.frame, bytes: known.bytes },
  };
};

/** Compares two compiled policies for at most so many seconds, up to so many changes. */
export const diffCompiled = (
  before: CompiledPolicy,
  after: CompiledPolicy,
  most: number,
  seconds: number,
): PolicyDiff => {
  const tablesOf = ({ policy, images, banks }: CompiledPolicy) => askedTables(policy, images, banks.tables);
  const budget = { left: Number.MAX_SAFE_INTEGER, until: performance.now() + 1000 * seconds };
  const { found, complete } = policyChanges(tablesOf(before), tablesOf(after), most, budget);
  return {
    ...{ before: before.policy.file, after: after.policy.file, complete },
    changes: found.map(change => changeRecord(before, after, change)),
    others: otherChanges(before.policy, after.policy),
  };
};

/** A difference as people read it. */
export const diffText = ({ changes, complete, others }: PolicyDiff): string => {
  const blocks = changes.flatMap(({ from, to, frames, before, beforeBy, after, afterBy, frame }) => [
    `${from === 'wire' ? '' : `from ${from} `}to ${to}: ${frames}`,
    `  was  ${before} by ${beforeBy}`,
    `  is   ${after} by ${afterBy}`,
    `  as   ${frame}`,
  ]);
  const found =
    changes.length === 0 ? 'no frame has another verdict' : `${count(changes.length, 'change')} of verdicts`;
  const more = complete ? '' : ' so far: there may be more, raise --most or --seconds';
  return [...blocks, ...others.map(other => `also: ${other}`), `${found}${more}`].join('\n');
};
