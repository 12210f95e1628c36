// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { packetChecksums } from '../../../../sim/model/packet-checksum-model.ts';
import { parseFrame } from '../../../../sim/model/parser-model.ts';
import { countConsensus, emptyConsensus } from '../../../../src/verify/corpus/consensus.ts';
import { plain } from './class-cases.ts';

test('only fields count that two tools or more speak of alike', () => {
  const vector = parseFrame(plain);
  const ours = { ...vector, ...packetChecksums(plain, vector) };
  const consensus = emptyConsensus();
  countConsensus(
    ours,
    [
      { tcp: 1, ttl: 3, ipv4: 1, dscp: 0 },
      { tcp: 1, ttl: 3, ipv4: 0 },
      { tcp: 1, udp: 1 },
    ],
    consensus,
  );
  // All three and the parser agree on tcp; two agree on a wrong ttl; ipv4 is disputed, dscp and udp are said once.
  expect(consensus).toEqual({ fields: 2, equalFields: 1 });
  countConsensus(ours, [{ tcp: 1 }], consensus);
  countConsensus(ours, [{ srcMac: ours.srcMac }, { srcMac: ours.srcMac }], consensus);
  expect(consensus).toEqual({ fields: 3, equalFields: 2 });
});
