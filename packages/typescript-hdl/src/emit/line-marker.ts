// SPDX-License-Identifier: Apache-2.0
/** Remembers which line of the author's source each line of Verilog comes from. */
import type { Location } from '../location.ts';

/** A range of lines (from 1) and where it comes from; `name` is what the first of them declares. */
export interface LineMark {
  readonly first: number;
  readonly last: number;
  readonly location: Location;
  readonly name: string | undefined;
}

export interface MarkedText {
  readonly text: string;
  readonly marks: readonly LineMark[];
}

/** Cannot occur in Verilog. */
const sign = '\u0001';

/** Hands out invisible marks for ends of lines, and takes them off again when the text is put together. */
export class LineMarker {
  readonly #marks: { readonly location: Location; readonly visible: boolean; readonly name: string | undefined }[] = [];

  /** The end of a line; a visible one becomes the comment `// file.ts:12`. */
  mark(location: Location, visible: boolean, name?: string): string {
    return `${sign}${this.#marks.push({ location, visible, name }) - 1}`;
  }

  /** Joins chunks (of one or more lines each), with at most one blank line between two. */
  finish(chunks: readonly string[]): MarkedText {
    const texts: string[] = [];
    const marks: LineMark[] = [];
    let line = 1;
    for (const chunk of chunks) {
      if (chunk === '' && texts.at(-1) === '') continue;
      const at = chunk.lastIndexOf(sign);
      const own = at < 0 ? chunk : chunk.slice(0, at);
      const last = line + linesIn(own);
      if (at < 0) {
        texts.push(own);
      } else {
        const { location, visible, name } = this.#marks[Number(chunk.slice(at + 1))]!;
        texts.push(visible ? `${own}  // ${location}` : own);
        marks.push({ first: line, last, location, name });
      }
      line = last + 1;
    }
    return { text: `${texts.join('\n')}\n`, marks };
  }
}

/** Line ends inside a text. */
const linesIn = (text: string): number => {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
};
