// SPDX-License-Identifier: Apache-2.0
/** Captures of either format, told apart by their first bytes, read as they arrive. */
import { InputError } from 'typescript-hdl/command-line';
import { ByteQueue } from './byte-queue.ts';
import type { CapturedFrame, CaptureReading, NumberedFrame, SkippedFrame } from './captured-frame.ts';
import type { Note } from './note.ts';
import { otherFormatOf, otherMagicBytes } from './other-formats.ts';
import { inputChunks, inputName } from './read-input-file.ts';
import { isPcap, readPcap } from './read-pcap.ts';
import { isPcapng, readPcapng } from './read-pcapng.ts';
import { SkippedFrames } from './skipped-frames.ts';
import { unpacked } from './unpacked.ts';

const recordIt = 'record it as pcap or pcapng (tcpdump -w, dumpcap, Wireshark)';

const hex = (bytes: Uint8Array): string => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join(' ');

const refuse = (start: Uint8Array, name: string): InputError => {
  if (start.length === 0) return new InputError({ where: name, what: 'the file is empty', remedy: recordIt });
  const known = otherFormatOf(start);
  if (known) return new InputError({ where: name, ...known });
  if (start.length < 4) {
    const what = `the file is truncated: it has ${start.length} byte${start.length === 1 ? '' : 's'}`;
    return new InputError({ where: name, what, remedy: recordIt });
  }
  const what = `the magic number ${hex(start.subarray(0, 4))} belongs to neither pcap nor pcapng`;
  return new InputError({ where: `${name}, byte 0`, what, remedy: recordIt });
};

/** Reads a capture of any format that is known; `name` is what errors call it. */
export function* captureReading(input: ByteQueue, name: string): CaptureReading {
  const magic = yield* input.peek(4);
  if (isPcap(magic)) yield* readPcap(input, name);
  else if (isPcapng(magic)) yield* readPcapng(input, name);
  else throw refuse(yield* input.peek(otherMagicBytes), name);
}

/** What arrived at once. */
interface CapturePart {
  readonly frames: readonly NumberedFrame[];
  readonly skipped: readonly SkippedFrame[];
}

/** What is whole by now; then the error, if one follows. */
function* partOf(reading: CaptureReading): Generator<CapturePart, void, void> {
  const frames: NumberedFrame[] = [];
  const skipped: SkippedFrame[] = [];
  let failure: unknown;
  try {
    for (let { value } = reading.next(); value; { value } = reading.next()) {
      if ('linkType' in value) skipped.push(value);
      else frames.push(value);
    }
  } catch (error) {
    failure = error;
  }
  if (frames.length + skipped.length > 0) yield { frames, skipped };
  if (failure !== undefined) throw failure;
}

async function* captureParts(path: string, note: Note): AsyncGenerator<CapturePart, void, void> {
  const { chunks, name } = await unpacked(inputChunks(path), inputName(path), note);
  const input = new ByteQueue();
  const reading = captureReading(input, name);
  for await (const chunk of chunks) {
    input.push(chunk);
    yield* partOf(reading);
  }
  input.end();
  yield* partOf(reading);
}

/** Says it on standard error. */
export const noteOnStandardError: Note = sentence => console.error(`sluice: ${sentence}.`);

/**
 * The Ethernet frames of a capture in file order, as many at a time as have arrived, from a file, a pipe or (`-`) standard
 * input, gzip taken off. An InputError says what is wrong and at which byte or block, after the whole frames before it.
 * Frames of other link types are skipped and, at the end, noted; a capture of nothing else is refused.
 */
export async function* capturedFrames(path: string, note: Note): AsyncGenerator<readonly NumberedFrame[], void, void> {
  const skipped = new SkippedFrames(inputName(path));
  let [read, whole] = [0, false];
  try {
    for await (const part of captureParts(path, note)) {
      skipped.add(part.skipped);
      read += part.frames.length;
      if (part.frames.length > 0) yield part.frames;
    }
    whole = true;
  } finally {
    if (read > 0 || !whole) for (const sentence of skipped.sentences()) note(sentence);
  }
  if (read === 0) skipped.refuseAll();
}

/** Every Ethernet frame of a capture at once; as {@link capturedFrames}. */
export const readCaptureFile = async (path: string, note: Note = noteOnStandardError): Promise<CapturedFrame[]> => {
  const frames: CapturedFrame[] = [];
  for await (const part of capturedFrames(path, note)) for (const frame of part) frames.push(frame);
  return frames;
};
