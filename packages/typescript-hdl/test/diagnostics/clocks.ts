// SPDX-License-Identifier: Apache-2.0
/** Mistakes with crossings, clocks and resets. */
import { type Explanation, inBody } from './example.ts';

const domains = "const rx = clockDomain('rx');\nconst tx = clockDomain('tx');";
const twoFlags = 'const { a, b } = inDomain(rx, () => reg({ a: bit(0), b: bit(0) }));\na.set(d);\nb.set(e);';
const counter = 'const { count } = inDomain(rx, () => reg({ count: u(4, 0) }));\ncount.set(count.add(1));';
const grayCounter =
  'const { count, gray } = inDomain(rx, () => reg({ count: u(4, 0), gray: u(4, 0) }));\n' +
  'count.set(count.add(1));\ngray.set(toGray(count));';

const crossing: Explanation = {
  why:
    'A synchroniser settles one bit, and its constraint holds for one register. Logic before it makes glitches, which the other clock ' +
    'may take for values; bits that cross one by one may arrive a clock apart, which matters when they are one word or meet again in logic; ' +
    'a register besides the named one is not synchronised. Put a register before the crossing, join bits before they cross, or send them as one word: ' +
    '`handshakeCrossing`, `asyncFifo`, Gray code. Where the check cannot know that a crossing is safe, `because` (of `crossing`, `synchroniser`, ' +
    '`levelInto`, `resetSynchroniser`) and `betweenClocks` (of a memory) say why it is.',
  examples: [
    inBody(
      'd: input(bit()), e: input(bit()), q: output(bit())',
      `${domains}\n${twoFlags}\nconst { both } = inDomain(tx, () => inst({ both: synchroniser() }));\nboth.d.set(a.and(b));\nq.set(both.q);`,
      `${domains}\n${twoFlags}\nconst { ab } = inDomain(rx, () => reg({ ab: bit(0) }));\nab.set(a.and(b));\nconst { both } = inDomain(tx, () => inst({ both: synchroniser() }));\nboth.d.set(ab);\nq.set(both.q);`,
    ),
    inBody(
      'q: output(u(4))',
      `${domains}\n${counter}\nconst { seen } = inDomain(tx, () => inst({ seen: synchroniser(4) }));\nseen.d.set(count);\nq.set(seen.q);`,
      `${domains}\n${counter}\nconst because = 'The counter stands still while q is looked at.';\nconst { seen } = inDomain(tx, () => inst({ seen: synchroniser(4, 2, { because }) }));\nseen.d.set(count);\nq.set(seen.q);`,
    ),
    inBody(
      'q: output(u(4))',
      `${domains}\n${counter}\nconst { meta, seen } = inDomain(tx, () => reg({ meta: u(4), seen: u(4) }));\nmeta.set(crossing('over', count, { kind: 'max-delay', from: count, to: meta }));\nseen.set(meta);\nq.set(seen);`,
      `${domains}\n${grayCounter}\nconst { meta, seen } = inDomain(tx, () => reg({ meta: u(4), seen: u(4) }));\nmeta.set(crossing('over', gray, { kind: 'max-delay', from: gray, to: meta }));\nseen.set(meta);\nq.set(seen);`,
    ),
    inBody(
      'q: output(u(4)), p: output(u(4))',
      `${domains}\n${grayCounter}\nconst { meta, seen } = inDomain(tx, () => reg({ meta: u(4), seen: u(4) }));\nmeta.set(crossing('over', gray, { kind: 'max-delay', from: count, to: meta }));\nseen.set(meta);\nq.set(seen);\np.set(count);`,
      `${domains}\n${grayCounter}\nconst { meta, seen } = inDomain(tx, () => reg({ meta: u(4), seen: u(4) }));\nmeta.set(crossing('over', gray, { kind: 'max-delay', from: gray, to: meta }));\nseen.set(meta);\nq.set(seen);\np.set(count);`,
    ),
    inBody(
      'd: input(bit()), q: output(bit())',
      "const { seen } = reg({ seen: bit(0) });\nseen.set(crossing('arriving', d, { kind: 'false-path', to: seen }));\nq.set(seen.not());",
      "const { meta, seen } = reg({ meta: bit(0), seen: bit(0) });\nmeta.set(crossing('arriving', d, { kind: 'false-path', to: meta }));\nseen.set(meta);\nq.set(seen.not());",
    ),
    inBody(
      'd: input(bit()), q: output(bit())',
      "const { meta, seen, other } = reg({ meta: bit(0), seen: bit(0), other: bit(0) });\nconst arriving = crossing('arriving', d, { kind: 'false-path', to: meta });\nmeta.set(arriving);\nother.set(arriving);\nseen.set(meta);\nq.set(seen.xor(other));",
      "const { meta, seen, other } = reg({ meta: bit(0), seen: bit(0), other: bit(0) });\nconst arriving = crossing('arriving', d, { kind: 'false-path', to: meta });\nmeta.set(arriving);\nseen.set(meta);\nother.set(seen);\nq.set(seen.xor(other));",
    ),
    inBody(
      'd: input(bit()), e: input(bit()), q: output(bit())',
      `${domains}\n${twoFlags}\nconst { one, two } = inDomain(tx, () => inst({ one: synchroniser(), two: synchroniser() }));\none.d.set(a);\ntwo.d.set(b);\nq.set(one.q.and(two.q));`,
      `${domains}\n${twoFlags}\nconst { ab } = inDomain(rx, () => reg({ ab: bit(0) }));\nab.set(a.and(b));\nconst { one } = inDomain(tx, () => inst({ one: synchroniser() }));\none.d.set(ab);\nq.set(one.q);`,
    ),
    inBody(
      'at: input(u(4)), d: input(u(8)), q: output(u(8))',
      `${domains}\nsynchronousTo(tx, at);\nconst { write } = inDomain(rx, () => reg({ write: u(4, 0) }));\nwrite.set(write.add(1));\nconst { words } = ram({ words: { shape: u(8), depth: 16 } });\ninDomain(rx, () => words.write(write, d));\nq.set(inDomain(tx, () => words.read(at)));`,
      `${domains}\nsynchronousTo(tx, at);\nconst { write } = inDomain(rx, () => reg({ write: u(4, 0) }));\nwrite.set(write.add(1));\nconst betweenClocks = 'The reader stays a bank of eight words away.';\nconst { words } = ram({ words: { shape: u(8), depth: 16, betweenClocks } });\ninDomain(rx, () => words.write(write, d));\nq.set(inDomain(tx, () => words.read(at)));`,
    ),
  ],
};

const own = "const own = clockDomain('own', { reset: { kind: 'async' } });";
const bare = "const own = clockDomain('own', { reset: 'none' });";
const held = (domain: string, reset = '0'): string =>
  `const { held } = inDomain(${domain}, () => reg({ held: bit(${reset}) }));\nheld.set(d);\nq.set(held);`;

const clock: Explanation = {
  why:
    'A clock must have no glitches, and an asynchronous reset must fall in step with the clock of the registers that it resets. So a clock made inside ' +
    'is another clock (perhaps inverted), an input, a register that divides, or the output of a black box such as a PLL or the clock gate of a vendor. ' +
    'A reset comes from a `resetSynchroniser`, from a register of the same clock, or from an input that `synchronousTo` says is released with it. ' +
    'A clock is no data: a register that takes its level sees it change in the very moment in which it looks. `because` of `provideDomain` says why ' +
    'what is refused is right.',
  examples: [
    inBody(
      'go: input(bit()), d: input(bit()), q: output(bit())',
      `${bare}\nprovideDomain(own, { clock: clockOf().and(go) });\n${held('own')}`,
      `const { held } = reg({ held: bit(0) });\nwhen(go, () => held.set(d));\nq.set(held);`,
    ),
    inBody(
      'd: input(bit()), q: output(bit())',
      `${bare}\nprovideDomain(own, { clock: lit(1, 1) });\n${held('own')}`,
      `${bare}\nprovideDomain(own, { clock: clockOf() });\n${held('own')}`,
    ),
    inBody(
      'd: input(bit()), q: output(bit())',
      `${bare}\nprovideDomain(own, { clock: clockOf(own).not() });\n${held('own')}`,
      `${bare}\nprovideDomain(own, { clock: clockOf().not() });\n${held('own')}`,
    ),
    inBody(
      'r: input(bit()), d: input(bit()), q: output(bit())',
      `${own}\nprovideDomain(own, { clock: clockOf(), reset: r });\n${held('own')}`,
      `${own}\nconst { calm } = inst({ calm: resetSynchroniser() });\ncalm.in.set(r);\nprovideDomain(own, { clock: clockOf(), reset: calm.out });\n${held('own')}`,
    ),
    inBody(
      'd: input(bit()), q: output(bit())',
      `const rx = clockDomain('rx');\n${own}\nprovideDomain(own, { clock: clockOf(), reset: resetOf(rx) });\n${held('own')}`,
      `const rx = clockDomain('rx');\n${own}\nprovideDomain(own, { clock: clockOf(rx), reset: resetOf(rx) });\n${held('own')}`,
    ),
    inBody(
      'r: input(bit()), d: input(bit()), q: output(bit())',
      `${own}\nconst { shift, held } = inDomain(own, () => reg({ shift: bit(1), held: bit(0) }));\nprovideDomain(own, { clock: clockOf(), reset: crossing('raw', r, { kind: 'async-reset', to: shift }) });\nshift.set(0);\nheld.set(d);\nq.set(held.and(shift));`,
      `${own}\nconst { calm } = inst({ calm: resetSynchroniser() });\ncalm.in.set(r);\nprovideDomain(own, { clock: clockOf(), reset: calm.out });\n${held('own')}`,
    ),
    inBody(
      'q: output(bit())',
      'const { level } = reg({ level: bit() });\nlevel.set(clockOf());\nq.set(level);',
      'const { level } = reg({ level: bit(0) });\nlevel.set(level.not());\nq.set(level);',
    ),
    inBody(
      'd: input(bit()), q: output(bit())',
      `const fast = clockDomain('fast', { frequencyMHz: 200 });\nconst same = clockDomain('same', { frequencyMHz: 100, reset: 'none' });\nprovideDomain(same, { clock: clockOf(fast) });\n${held('same')}`,
      `const fast = clockDomain('fast', { frequencyMHz: 200 });\nconst same = clockDomain('same', { frequencyMHz: 200, reset: 'none' });\nprovideDomain(same, { clock: clockOf(fast) });\n${held('same')}`,
    ),
    inBody(
      'd: input(bit()), q: output(bit())',
      `const fast = clockDomain('fast', { frequencyMHz: 200 });\nconst slow = clockDomain('slow', { frequencyMHz: 150, reset: 'none' });\nconst { half } = inDomain(fast, () => reg({ half: bit(0) }));\nhalf.set(half.not());\nprovideDomain(slow, { clock: half });\n${held('slow')}`,
      `const fast = clockDomain('fast', { frequencyMHz: 200 });\nconst slow = clockDomain('slow', { frequencyMHz: 100, reset: 'none' });\nconst { half } = inDomain(fast, () => reg({ half: bit(0) }));\nhalf.set(half.not());\nprovideDomain(slow, { clock: half });\n${held('slow')}`,
    ),
  ],
};

export const clockMistakes = { 'HDL-CROSSING': crossing, 'HDL-CLOCK': clock } as const satisfies Record<
  string,
  Explanation
>;
