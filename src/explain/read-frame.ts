// SPDX-License-Identifier: Apache-2.0
/** The frame that a user names: one of a capture, bytes in hexadecimal, or words. */
import { InputError } from 'typescript-hdl/command-line';
import { quote } from 'typescript-hdl/words';
import type { Policy, Vm } from '../../firmware/policy/policy.ts';
import { minFrameBytes } from '../../hdl/spec/configs.ts';
import { isTypedFrame, TypedFrameError, typedFrame } from './typed-frame.ts';

export interface NamedFrame {
  readonly bytes: Uint8Array;
  /** What it is called: `tenants.pcap:7`, or the words. */
  readonly name: string;
  /** What was done to it. */
  readonly note?: string;
}

const forms =
  'name a frame: capture.pcap:NUMBER, hexadecimal digits, or words such as "tcp 10.0.0.1:1234 > 10.0.0.2:80 to web"';

const refuse = (what: string, remedy = forms): InputError => new InputError({ what, remedy });

/** A sender's MAC pads what a capture on the sending machine shows unpadded. */
const padded = (bytes: Uint8Array): Uint8Array => {
  const whole = new Uint8Array(Math.max(bytes.length, minFrameBytes));
  whole.set(bytes);
  return whole;
};

const ofCapture = async (path: string, number: number, isSent: boolean): Promise<NamedFrame> => {
  const { capturedFrames } = await import('../files/read-capture.ts');
  const { inputName } = await import('../files/read-input-file.ts');
  const name = `${inputName(path)}:${number}`;
  let last = 0;
  for await (const frames of capturedFrames(path, () => {})) {
    const frame = frames.find(one => one.number === number);
    last = frames.at(-1)?.number ?? last;
    if (!frame) continue;
    if (frame.bytes.length < frame.originalLength)
      throw new InputError({
        where: name,
        what: `the capture holds ${frame.bytes.length} of its ${frame.originalLength} bytes`,
        remedy: 'record whole frames (tcpdump -s 0)',
      });
    const isShort = frame.bytes.length < minFrameBytes && !isSent;
    return isShort
      ? { bytes: padded(frame.bytes), name, note: `padded from ${frame.bytes.length} bytes` }
      : { bytes: frame.bytes, name };
  }
  const what = number === 0 ? 'frames count from 1' : `there is no Ethernet frame ${number} (the last is ${last})`;
  throw new InputError({ where: inputName(path), what, remedy: 'name another frame' });
};

const digitsOf = (words: readonly string[]): string | undefined => {
  const text = words.join('').replace(/^0x/i, '');
  return /^[0-9a-f]{2,}$|^([0-9a-f]{2}:)+[0-9a-f]{2}$/i.test(text) ? text.replaceAll(':', '') : undefined;
};

/** Digits that are as many as those of a header name no capture. */
const leastDigits = 28;

const captureOf = (words: readonly string[]): readonly [path: string, number: string] | undefined => {
  const [first = '', second] = words;
  if (words.length === 2 && /^[0-9]{1,15}$/.test(second!)) return [first, second!];
  const parts = words.length === 1 ? /^(.+):([0-9]{1,15})$/.exec(first) : null;
  return parts ? [parts[1]!, parts[2]!] : undefined;
};

/** Reads the frame that `given` names; an InputError says what is wrong with it. */
export const readFrameArgument = async (
  given: readonly string[],
  policy: Policy,
  sender: Vm | undefined,
): Promise<NamedFrame> => {
  const words = given.flatMap(text => text.trim().split(/\s+/)).filter(word => word !== '');
  if (isTypedFrame(words)) {
    try {
      return { bytes: typedFrame(words, policy, sender), name: words.join(' ') };
    } catch (error) {
      if (!(error instanceof TypedFrameError)) throw error;
      const [what, ...remedy] = error.message.split('; ');
      throw refuse(what!, remedy.join('; ').replace(/\.$/, '') || forms);
    }
  }
  const digits = digitsOf(words);
  const capture = captureOf(given.length === 1 ? [given[0]!] : words);
  if (capture && (digits?.length ?? 0) < leastDigits)
    return ofCapture(capture[0], Number(capture[1]), sender !== undefined);
  if (digits === undefined) throw refuse(`${quote(given.join(' '))} names no frame`);
  if (digits.length % 2 === 1) throw refuse(`there are ${digits.length} hexadecimal digits, and a byte has two`);
  return { bytes: Uint8Array.from(Buffer.from(digits, 'hex')), name: `${digits.length / 2} bytes` };
};
