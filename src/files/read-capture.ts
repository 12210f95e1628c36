/** Captures of either format, told apart by their first bytes. */
import { InputError } from '../input-error.ts';
import type { CapturedFrame } from './captured-frame.ts';
import { readInputFile } from './read-input-file.ts';
import { isPcap, readPcap } from './read-pcap.ts';
import { isPcapng, readPcapng } from './read-pcapng.ts';

const recordIt = 'record it as pcap or pcapng (tcpdump -w, dumpcap, Wireshark)';

const hex = (bytes: Uint8Array): string => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join(' ');

const refuse = (bytes: Uint8Array, name: string): InputError => {
  if (bytes.length === 0) return new InputError({ where: name, what: 'the file is empty', remedy: recordIt });
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    return new InputError({
      where: name,
      what: 'the file is compressed with gzip',
      remedy: 'unpack it first (gunzip)',
    });
  }
  if (bytes.length < 4) {
    const what = `the file is truncated: it has ${bytes.length} byte${bytes.length === 1 ? '' : 's'}`;
    return new InputError({ where: name, what, remedy: recordIt });
  }
  const what = `the magic number ${hex(bytes.subarray(0, 4))} belongs to neither pcap nor pcapng`;
  return new InputError({ where: `${name}, byte 0`, what, remedy: recordIt });
};

/**
 * Reads every Ethernet frame of a pcap or pcapng capture, in file order. `name` is what errors call the capture.
 * The frames are views into `bytes`. Throws an InputError that says what is wrong and at which byte or block.
 */
export const readCapture = (bytes: Uint8Array, name: string): CapturedFrame[] => {
  if (isPcap(bytes)) return readPcap(bytes, name);
  if (isPcapng(bytes)) return readPcapng(bytes, name);
  throw refuse(bytes, name);
};

/** Reads a capture from a file; as {@link readCapture}, with an InputError also for a file that cannot be read. */
export const readCaptureFile = async (path: string): Promise<CapturedFrame[]> =>
  readCapture(await readInputFile(path), path);
