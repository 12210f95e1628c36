// SPDX-License-Identifier: Apache-2.0
/** The lint rule against JavaScript operators on hardware values. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findFootGuns } from '../src/lint/foot-guns.ts';

const here = new URL('.', import.meta.url).pathname;

/** What the rule says of a source, as `line: message`. */
const complaints = (source: string): string[] => {
  const folder = mkdtempSync(join(here, '.snippet-'));
  try {
    writeFileSync(join(folder, 'source.ts'), source);
    const options = { extends: '../../../../tsconfig.json', include: ['source.ts'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options));
    return findFootGuns(join(folder, 'tsconfig.json'), file => file.startsWith(folder)).map(
      ({ line, column, message }) => `${line}:${column} ${message}`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
};

it('catches conditions, logical operators, negation and comparison of hardware values', () => {
  const source = `import { type EnumVal, type Signed, type Val } from 'typescript-hdl';
declare const a: Val<1>, b: Val<1>, n: Signed<8>, e: EnumVal<'x' | 'y'>;
if (a) console.log(1);
export const both = a && b;
export const either = n || 3;
export const never = !a;
export const same = a === b;
export const other = e != e;
export const chosen = b ? 1 : 2;
while (n) console.log(2);
for (; a; ) console.log(3);
export const first = b ?? a;
`;
  const condition = 'A hardware value is always truthy in JavaScript; use when(), mux() or match().';
  const logical = 'JavaScript picks one of the operands here; use and() or or().';
  const equal = 'This compares JavaScript objects; use eq() or ne().';
  expect(complaints(source)).toEqual([
    `3:5 ${condition}`,
    `4:21 ${logical}`,
    `5:23 ${logical}`,
    '6:23 This is always false in JavaScript; use not().',
    `7:21 ${equal}`,
    `8:22 ${equal}`,
    `9:23 ${condition}`,
    `10:8 ${condition}`,
    `11:8 ${condition}`,
    `12:22 ${logical}`,
  ]);
});

it('lets tests for presence, numbers and other objects pass', () => {
  const source = `import type { Val } from 'typescript-hdl';
declare const maybe: Val<1> | undefined, width: number, a: Val<1>;
if (maybe) console.log(maybe.not());
export const enable = maybe === undefined ? a : maybe.and(a);
export const other = maybe ?? a;
export const wide = width && !Number.isNaN(width) && width === 3;
export const anyOf = [a].length === 1 || a.width === 2;
export const name = \`a has \${a.width} bits, \${width + 1}\`;
switch (width) {
  case -a.width:
    console.log(name < 'b', Boolean(maybe));
}
`;
  expect(complaints(source)).toEqual([]);
});
