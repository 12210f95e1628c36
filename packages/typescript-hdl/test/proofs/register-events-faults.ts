// SPDX-License-Identifier: Apache-2.0
/** Faults of the files that a register decoder is made of. */
import { type Fault, faultsOf } from './faults.ts';
import { promisedTimer } from './register-events.ts';

/** Faults of the files that a decoder is made of. */
export const eventFaults: readonly Fault[] = [
  ...faultsOf('register-storage', ({ registerDecoder }) => promisedTimer(registerDecoder), [
    [
      'register decoder loses an event that software clears',
      'word.and(onesWritten(field, write, written, bytes).not()).or(of(events))',
      'word.or(of(events)).and(onesWritten(field, write, written, bytes).not())',
      'read_word_is_right',
    ],
    [
      'register decoder ignores strobes',
      'when(written.and(strobe.bit(from >> 3)), () => held',
      'when(written.and(strobe.orR()), () => held',
      'control_is_what_was_written',
    ],
  ]),
  ...faultsOf('register-address', ({ registerDecoder }) => promisedTimer(registerDecoder), [
    [
      'register decoder accepts every address',
      'failed.set(write.blocks.orR().or(write.excused).not())',
      'failed.set(write.blocks.orR().or(write.excused).and(0))',
      'write_answer_is_right',
    ],
    [
      'register decoder knows words by their first byte alone',
      'cat(address.slice(2, address.width - 2) as Val, lit(0, 2)) as Val',
      'address',
      'write_answer_is_right',
    ],
    [
      'register decoder calls a write of nothing an error',
      'some.not() as Val<1>, ...tolerated',
      '...tolerated',
      'write_answer_is_right',
    ],
  ]),
  ...faultsOf('axi-lite-port', ({ registerDecoder }) => promisedTimer(registerDecoder), [
    [
      'register decoder accepts the next address too early',
      'axil.awready.set(r.writeAddress.held.not())',
      'axil.awready.set(r.writeAddress.held.not().or(axil.bready))',
      'address_is_accepted_once',
    ],
    [
      'register decoder answers before the write is done',
      'axil.bvalid.set(r.writeResponse.held)',
      'axil.bvalid.set(writes.valid.or(r.writeResponse.held))',
      'write_is_answered_after_3_clocks',
    ],
  ]),
].map(fault => ({ ...fault, entry: 'register-decoder' }));
