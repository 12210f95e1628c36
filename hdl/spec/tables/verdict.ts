// SPDX-License-Identifier: Apache-2.0
/** The classifier's answer for one frame, in frame order. */
import type { Config } from '../configs.ts';
import { eventBits } from '../events/drop-reasons.ts';
import type { Field } from '../field.ts';

export const verdictFields = (config: Config) =>
  [
    { name: 'functions', bits: config.functions, doc: 'Functions the frame is addressed to (bit f is function f).' },
    { name: 'drop', bits: 1, doc: 'Drop every copy, for `reason`.' },
    { name: 'reason', bits: eventBits, doc: 'Counter event when dropped; 0 otherwise.' },
    { name: 'queue', bits: 7, doc: 'Receive queue inside each function.' },
    { name: 'reported', bits: 1, doc: 'It passes although a rule that could not be ruled out would drop it.' },
  ] as const satisfies readonly Field[];

/** The same of a frame that a function sent: also whether it may leave its sender. */
export const lookUpVerdictFields = (config: Config) =>
  [
    ...verdictFields(config),
    { name: 'refused', bits: 1, doc: 'The rules of its sender refuse it, for `reason`: it goes nowhere.' },
  ] as const satisfies readonly Field[];
