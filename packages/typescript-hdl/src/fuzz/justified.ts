/** Warnings of Verilator that a random design deserves: what constants among its operands make superfluous. */
import type { EmittedDesign } from '../emit/design.ts';

/** `0 <= x` and the like; and bits that the text does read, but only in expressions that Verilator finds constant. */
export const isJustified = (warning: string, { modules }: EmittedDesign): boolean => {
  if (/^%Warning-(UNSIGNED|CMPCONST):/.test(warning)) return true;
  const found = /^%Warning-UNUSEDSIGNAL: (\w+)\.v:.*: '(\w+)'(?:\[([\d:,]+)\])?/.exec(warning);
  if (!found) return false;
  const [, file, signal, ranges] = found;
  const module = modules.find(({ name }) => name === file);
  if (!module) return false;
  const reads = readsOf(module.verilog, signal!);
  return bitsOf(ranges).every(bit => reads.some(([lo, hi]) => bit === 'all' || (bit >= lo && bit <= hi)));
};

/** Bit numbers of `7:4,2`; a signal that is unused as a whole counts as read where any bit of it is. */
const bitsOf = (ranges: string | undefined): (number | 'all')[] =>
  (ranges?.split(',') ?? ['all']).flatMap((range): (number | 'all')[] => {
    if (range === 'all') return ['all' as const];
    const [hi, lo = hi] = range.split(':').map(Number);
    return Array.from({ length: hi! - lo! + 1 }, (_, i) => lo! + i);
  });

/** Ranges of a signal that a module's text reads, other than for the sink of unread bits. */
const readsOf = (verilog: string, signal: string): (readonly [lo: number, hi: number])[] => {
  const text = verilog.replace(/wire unused = [^;]*;/, '');
  const reads: (readonly [number, number])[] = [];
  for (const match of text.matchAll(new RegExp(`\\b${signal}\\b(?:\\[(\\d+)(?::(\\d+))?\\])?`, 'g'))) {
    const before = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index);
    const isDeclared = /^\s*(?:\(\*.*\*\) )?(?:input|output|wire|reg)\b[^=]*$/.test(before);
    if (isDeclared || before.trim() === '' || /^\s*assign\s*$/.test(before)) continue;
    const whole = match[1] === undefined;
    const hi = whole ? Number.POSITIVE_INFINITY : Number(match[1]);
    reads.push([whole ? 0 : Number(match[2] ?? match[1]), hi]);
  }
  return reads;
};
