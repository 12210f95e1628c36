// SPDX-License-Identifier: Apache-2.0
/** gzip, which captures are often kept in, taken off a stream as it arrives (RFC 1952). */
import { InputError } from 'typescript-hdl/command-line';
import { Inflater } from './inflater.ts';
import type { Note } from './note.ts';

type Chunks = AsyncGenerator<Uint8Array, void, void>;

/** The first chunks, as many as hold `count` bytes. */
const firstChunks = async (chunks: Chunks, count: number): Promise<Buffer> => {
  let first = Buffer.alloc(0);
  while (first.length < count) {
    const { done, value } = await chunks.next();
    if (done) break;
    first = Buffer.concat([first, value]);
  }
  return first;
};

const reasons: Readonly<Record<string, string>> = { Z_BUF_ERROR: 'the gzip data ends early' };

const gzipError = (name: string, error: NodeJS.ErrnoException): unknown => {
  const { code, message } = error;
  if (!code?.startsWith('Z_')) return error;
  const what = reasons[code] ?? `the gzip data is damaged (${message})`;
  return new InputError({ where: name, what, remedy: 'copy the file again' }, { cause: error });
};

/** What zlib says of bytes that begin no gzip member; at the start of a file they were never taken for one. */
const noMember = 'incorrect header check';

/** Longest piece that is unpacked at once, in bytes. */
const pieceBytes = 4096;

function* cut(bytes: Uint8Array, length: number): Generator<Uint8Array, void, void> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

/**
 * Unpacks a piece; zlib keeps back what it unpacked in the call that fails. So a scout tries each piece first, and one that is
 * damaged is given to the other byte by byte: all that stands before the byte at fault comes out.
 */
async function* unpackPiece(piece: Uint8Array, scout: Inflater, inflater: Inflater): Chunks {
  const { error } = await scout.write(piece);
  for (const part of error === undefined ? [piece] : cut(piece, 1)) {
    const unpacked = await inflater.write(part);
    yield* unpacked.chunks;
    if (unpacked.error) throw unpacked.error;
    if (inflater.ended) return;
  }
}

/** Whether anything but padding is in what follows the end of the gzip data. */
const isPadding = (bytes: Uint8Array): boolean => bytes.every(byte => byte === 0);

async function* gunzipped(packed: Chunks, name: string, note: Note): Chunks {
  const [scout, inflater] = [new Inflater(), new Inflater()];
  const ignored = 'bytes after the end of the gzip data are ignored';
  try {
    for await (const chunk of packed) {
      for (const piece of cut(chunk, pieceBytes)) {
        if (!inflater.ended) yield* unpackPiece(piece, scout, inflater);
        if (!inflater.ended || isPadding(piece.subarray(-inflater.left))) continue;
        note(`${name}: ${ignored}`);
        return;
      }
    }
    if (inflater.ended) return;
    const { chunks, error } = await inflater.end();
    yield* chunks;
    if (error) throw error;
  } catch (error) {
    if ((error as Error).message !== noMember) throw gzipError(name, error as NodeJS.ErrnoException);
    note(`${name}: ${ignored}`);
  } finally {
    scout.close();
    inflater.close();
  }
}

/** A stream as it is, or what gzip packed into it; and what errors call its bytes. As gzip does, it ignores what follows. */
export const unpacked = async (chunks: Chunks, name: string, note: Note): Promise<{ chunks: Chunks; name: string }> => {
  const first = await firstChunks(chunks, 2);
  const all = (async function* (): Chunks {
    yield first;
    yield* chunks;
  })();
  if (first[0] !== 0x1f || first[1] !== 0x8b) return { chunks: all, name };
  return { chunks: gunzipped(all, name, note), name: `${name} (unpacked)` };
};
