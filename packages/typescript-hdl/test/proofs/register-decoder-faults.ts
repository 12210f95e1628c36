// SPDX-License-Identifier: Apache-2.0
/** Faults put into the register decoder, as into the other components. */
import { type Fault, faultsOf } from './faults.ts';
import { promisedDecoder } from './register-decoder.ts';

export const decoderFaults: readonly Fault[] = faultsOf(
  'register-decoder',
  ({ registerDecoder }) => promisedDecoder(registerDecoder),
  [
    [
      'registerDecoder writes bytes without a strobe',
      "blockWords(write, io, partialWrites === 'apply')",
      'blockWords(write, io, false)',
      'low_is_as_written',
    ],
    [
      'registerDecoder commands whatever is written',
      'command.valid.set(writtenNow(write, { block, register, entry: 0 }))',
      'command.valid.set(write.take)',
      'command_is_asked_for',
    ],
    [
      'registerDecoder commands by parts of words',
      "!block.external && access !== 'wo'",
      '!block.external',
      'write_response_is_right',
    ],
    [
      'registerDecoder answers OKAY to every read',
      'port.readAnswer.failed.set(failed.and(reads.excused.not()))',
      'port.readAnswer.failed.set(failed.and(reads.excused.not()).and(0))',
      'read_response_is_right',
    ],
    [
      'registerDecoder takes the constant for a status',
      'if (isConstant(register)) return lit(register.reset, 32) as Val;',
      'if (isConstant(register)) return lit(register.reset + 1, 32) as Val;',
      'constant_is_read',
    ],
  ],
);
