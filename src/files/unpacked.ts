// SPDX-License-Identifier: Apache-2.0
/** gzip, which captures are often kept in, taken off a stream as it arrives (RFC 1952). */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { InputError } from 'typescript-hdl/command-line';

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

async function* gunzipped(packed: Chunks, name: string): Chunks {
  const gunzip = createGunzip();
  // The failure of either end destroys the other; the reader below hears of it.
  pipeline(Readable.from(packed), gunzip).catch(() => {});
  try {
    for await (const chunk of gunzip) yield chunk;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('Z_')) throw error;
    const what = reasons[code] ?? `the gzip data is damaged (${message})`;
    throw new InputError({ where: name, what, remedy: 'copy the file again' }, { cause: error });
  }
}

/** A stream as it is, or what gzip packed into it; and what errors call its bytes. */
export const unpacked = async (chunks: Chunks, name: string): Promise<{ chunks: Chunks; name: string }> => {
  const first = await firstChunks(chunks, 2);
  const all = (async function* (): Chunks {
    yield first;
    yield* chunks;
  })();
  if (first[0] !== 0x1f || first[1] !== 0x8b) return { chunks: all, name };
  return { chunks: gunzipped(all, name), name: `${name} (unpacked)` };
};
