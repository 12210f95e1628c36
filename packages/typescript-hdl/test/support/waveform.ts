// SPDX-License-Identifier: Apache-2.0
/** Reads value change dumps (IEEE 1364-2005, clause 18). */

/** A signal's width and its values from the times on at which they change. */
export interface Wave {
  readonly width: number;
  readonly changes: readonly (readonly [time: number, value: string])[];
}

/** Signals by their dotted names, without the prefix; parameters are left out. */
export const readWaveform = (text: string, prefix = ''): Map<string, Wave> => {
  const tokens = text.split(/\s+/);
  const scopes: string[] = [];
  const ids = new Map<string, { name: string; width: number }[]>();
  const changes = new Map<string, [number, string][]>();
  let time = 0;
  const change = (id: string, bits: string): void => {
    for (const { name, width } of ids.get(id) ?? []) {
      const known = changes.get(name)!;
      const value = /^[01]+$/.test(bits) ? BigInt(`0b${bits}`).toString(16) : bits.padStart(width, bits[0]);
      if (known.at(-1)?.[0] === time) known.pop();
      if (known.at(-1)?.[1] !== value) known.push([time, value]);
    }
  };
  const widths = new Map<string, number>();
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (token === '$scope') scopes.push(tokens[i + 2]!);
    else if (token === '$upscope') scopes.pop();
    else if (token === '$var' && tokens[i + 1] !== 'parameter') {
      const name = [...scopes, tokens[i + 4]!].join('.').slice(prefix.length);
      const width = Number(tokens[i + 2]);
      const id = tokens[i + 3]!;
      ids.set(id, [...(ids.get(id) ?? []), { name, width }]);
      widths.set(name, width);
      changes.set(name, []);
    }
    if (token.startsWith('$') && !['$dumpvars', '$end'].includes(token)) {
      while (tokens[i] !== '$end') i++;
    } else if (token.startsWith('#')) time = Number(token.slice(1));
    else if (/^[bB]/.test(token)) change(tokens[++i]!, token.slice(1));
    else if (/^[01xzXZ]./.test(token)) change(token.slice(1), token[0]!);
  }
  return new Map([...widths].map(([name, width]) => [name, { width, changes: changes.get(name)! }]));
};
