/**
 * The parser model against parsers that nobody here wrote, on a capture of foreign traffic, `$CORPUS/frames.pcap`. The
 * capture may hold anything; so frames are left out on which the rules of the header vector and the other parser are
 * known to differ, and each test checks that this leaves most of them.
 */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exceptionName, type HeaderVector } from '../../../sim/model/header-vector.ts';
import { parseFrame } from '../../../sim/model/parser-model.ts';
import { readCaptureFile } from '../../../src/files/read-capture.ts';
import { extractFlows, fieldsOf, hasOvs } from '../../support/ovs.ts';
import { dissect, hasTshark, vectorOf } from '../../support/tshark.ts';

const corpus = process.env.CORPUS;
const capture = join(corpus ?? '', 'frames.pcap');
const missing = (tool: string, installed: boolean): string =>
  !corpus ? ' (skipped: CORPUS is not set)' : installed ? '' : ` (skipped: ${tool} is not installed)`;
const noTshark = missing('tshark', corpus !== undefined && (await hasTshark()));
const noOvs = missing('ovs-ofctl', corpus !== undefined && (await hasOvs()));

/** What both sides say of one frame; `theirs` undefined where the two are known to differ. */
type Comparison = readonly [ours: HeaderVector, theirs: Partial<HeaderVector> | undefined];

/** Expects equal fields in every comparable frame and that most frames are comparable. */
const expectAgreement = (comparisons: readonly Comparison[]): void => {
  const differences = comparisons.flatMap(([ours, theirs = {}], i) =>
    Object.entries(theirs)
      .filter(([name, value]) => ours[name as keyof HeaderVector] !== value)
      .map(([name, value]) => `frame ${i + 1}: ${name} is ${ours[name as keyof HeaderVector]}, not ${value}`),
  );
  expect(differences).toEqual([]);
  const compared = comparisons.filter(([, theirs]) => theirs !== undefined).length;
  expect(compared / comparisons.length).toBeGreaterThan(0.9);
};

const isWalkedThrough = (vector: HeaderVector): boolean => exceptionName(vector.exception) === 'none';

describe.skipIf(noTshark !== '')(`on the corpus, tshark${noTshark}`, () => {
  test('sees the same headers', async () => {
    const frames = await readCaptureFile(capture);
    const dissections = await dissect(capture);
    expect(dissections).toHaveLength(frames.length);
    expectAgreement(
      frames.map(({ bytes }, i) => {
        const ours = parseFrame(bytes);
        const comparable = isWalkedThrough(ours) && !hasSourceRoute(bytes, ours);
        return [ours, comparable ? vectorOf(dissections[i]!) : undefined];
      }),
    );
  });
});

/** With a loose or strict source route, tshark shows the last hop as the destination. */
const hasSourceRoute = (bytes: Uint8Array, { ipv4, l3Offset, l4Offset }: HeaderVector): boolean => {
  const options = ipv4 === 1 ? bytes.subarray(l3Offset + 20, l4Offset) : new Uint8Array();
  return options.some(byte => byte === 0x83 || byte === 0x89);
};

describe.skipIf(noOvs !== '')(`on the corpus, Open vSwitch${noOvs}`, () => {
  test('extracts the same fields', async () => {
    const frames = await readCaptureFile(capture);
    const flows = await extractFlows(capture);
    expect(flows).toHaveLength(frames.length);
    expectAgreement(
      frames.map(({ bytes }, i) => {
        const ours = parseFrame(bytes);
        const comparable =
          isWalkedThrough(ours) &&
          holdsWholePacket(bytes, ours) &&
          !hasExtensionHeader(ours) &&
          hasSoundDataOffset(bytes, ours);
        return [ours, comparable ? fieldsOf(flows[i]!) : undefined];
      }),
    );
  });
});

/** Open vSwitch reads nothing of an IP packet that claims more bytes than the frame has. */
const holdsWholePacket = (bytes: Uint8Array, { ipv4, ipv6, l3Offset }: HeaderVector): boolean => {
  if (ipv4 === 0 && ipv6 === 0) return true;
  const view = new DataView(bytes.buffer, bytes.byteOffset + l3Offset);
  return l3Offset + (ipv4 === 1 ? view.getUint16(2) : 40 + view.getUint16(4)) <= bytes.length;
};

/** Open vSwitch walks all IPv6 extension headers, and calls a later fragment protocol 44. */
const hasExtensionHeader = ({ ipv6, ipProtocol, laterFragment }: HeaderVector): boolean =>
  ipv6 === 1 && (laterFragment === 1 || [0, 43, 44, 51, 60, 135, 139, 140].includes(ipProtocol));

/** Open vSwitch reads no TCP header whose data offset is below 5 words or beyond the packet; the header vector does. */
const hasSoundDataOffset = (bytes: Uint8Array, { tcp, l4Offset }: HeaderVector): boolean => {
  if (tcp === 0) return true;
  const words = bytes[l4Offset + 12]! >> 4;
  return words >= 5 && l4Offset + words * 4 <= bytes.length;
};
