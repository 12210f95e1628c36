// SPDX-License-Identifier: Apache-2.0
/** Who takes the value of a call, by the text that the call is in: a constant, the caller of the function, or something else. */

/** A `const` by its name, the caller of the function that returns the value, or undefined for anything else. */
export type Taker = { readonly constant: string } | 'caller' | undefined;

interface Token {
  readonly text: string;
  readonly at: number;
  readonly line: number;
  /** Index of the other bracket of its pair, or -1. */
  mate: number;
}

const token =
  /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|#?[A-Za-z_$][\w$]*|\d[\w.]*|=>|\?\.|\?\?|\.\.\.|[=!]==?|[<>]=|&&|\|\||\*\*|[\s\S]/y;

const isName = (text: string): boolean => /^[#A-Za-z_$]/.test(text) && !keywords.has(text);
const keywords = new Set(['const', 'let', 'var', 'return', 'if', 'else', 'for', 'while', 'case', 'of', 'in', 'typeof']);
const opening = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);

/** The text as tokens, with brackets paired; a template is one token. */
export class SourceText {
  readonly #tokens: Token[] = [];
  readonly #lineStarts: number[] = [0];

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#lineStarts.push(at + 1);
    const open: number[] = [];
    let line = 1;
    for (let at = 0; at < text.length; ) {
      const end = this.#tokenEnd(text, at);
      const one = text.slice(at, end);
      if (!/^(\s|\/\/|\/\*)/.test(one)) {
        const i = this.#tokens.push({ text: one, at, line, mate: -1 }) - 1;
        if ('([{'.includes(one)) open.push(i);
        const own = opening.get(one);
        if (own !== undefined && this.#tokens[open.at(-1) ?? -1]?.text === own) {
          const other = open.pop()!;
          this.#tokens[i]!.mate = other;
          this.#tokens[other]!.mate = i;
        }
      }
      for (let k = at; k < end; k++) if (text[k] === '\n') line++;
      at = end;
    }
  }

  #tokenEnd(text: string, at: number): number {
    if (text[at] === '`') return templateEnd(text, at);
    const before = this.#tokens.at(-1)?.text ?? '(';
    if (text[at] === '/' && text[at + 1] !== '/' && text[at + 1] !== '*' && !/[\w$)\]}'"`]$/.test(before)) {
      const regex = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/\w*/y;
      regex.lastIndex = at;
      if (regex.test(text)) return regex.lastIndex;
    }
    token.lastIndex = at;
    token.test(text);
    return token.lastIndex;
  }

  /** Who takes the value of the call at a line and a column, both from 1. */
  takerOf(line: number, column: number): Taker {
    const start = this.#lineStarts[line - 1];
    if (start === undefined) return undefined;
    let at = this.#indexAt(start + column - 1);
    if (this.#text(at) === '.' || this.#text(at) === '?.') at++;
    if (this.#text(at) === 'super') return 'caller';
    return this.#takerFrom(at - 1, this.#endOfCall(at));
  }

  #text(i: number): string {
    return this.#tokens[i]?.text ?? '';
  }

  /** Index of the token that holds an offset. */
  #indexAt(offset: number): number {
    let [low, high] = [0, this.#tokens.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#tokens[middle]!.at <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The last token of a call, or of a property that is read. */
  #endOfCall(at: number): number {
    let i = at;
    if (this.#text(i) === 'new') i++;
    while (this.#text(i + 1) === '.' && this.#text(at) === 'new') i += 2;
    if (this.#text(i + 1) === '<') {
      const end = this.#endOfTypes(i + 1);
      if (this.#text(end + 1) === '(') i = end;
    }
    return this.#text(i + 1) === '(' ? this.#tokens[i + 1]!.mate : i;
  }

  #endOfTypes(from: number): number {
    let depth = 0;
    for (let i = from; i < from + 40 && i < this.#tokens.length; i++) {
      if (this.#text(i) === '<') depth++;
      if (this.#text(i) === '>' && --depth === 0) return i;
    }
    return from;
  }

  /** The token after a value and what says its type: `x as Val<1>`, `x!`. */
  #afterTypes(end: number): number {
    let i = end + 1;
    if (this.#text(i) === '!') i++;
    while (this.#text(i) === 'as' || this.#text(i) === 'satisfies') {
      i++;
      for (;;) {
        if (this.#text(i) === '<') i = this.#endOfTypes(i) + 1;
        else if ((this.#text(i) === '[' || this.#text(i) === '{') && this.#tokens[i]!.mate > i)
          i = this.#tokens[i]!.mate + 1;
        else if (
          /^(\.|\||&)$/.test(this.#text(i)) ||
          (isName(this.#text(i)) && !/^(as|satisfies)$/.test(this.#text(i)))
        )
          i++;
        else break;
        if (this.#tokens[i]?.line !== this.#tokens[i - 1]?.line && !/^[.|&<]$/.test(this.#text(i))) break;
      }
    }
    return i;
  }

  /** `before` is the token before the name of the call, `end` its last one. */
  #takerFrom(before: number, end: number): Taker {
    if (end < 0) return undefined;
    const next = this.#afterTypes(end);
    const follows = this.#text(next);
    let isChoice = false;
    for (let i = before; i >= 0; i--) {
      const text = this.#text(i);
      const { mate } = this.#tokens[i]!;
      if (opening.has(text)) {
        if (mate < 0) return undefined;
        i = mate;
      } else if (text === '=>')
        return /^[),;}\]]$/.test(follows) || this.#isEnd(next) || isChoice ? 'caller' : undefined;
      else if (text === 'return') return this.#isEnd(next) || isChoice ? 'caller' : undefined;
      else if (text === '=') return this.#isEnd(next) || isChoice ? this.#constantBefore(i) : undefined;
      else if (text === '(' && this.#isWrapper(i) && (isChoice || mate === next)) {
        return this.#takerFrom(this.#wrapperStart(i), mate);
      } else if (text === '?' || text === ':') {
        // One of the values of a choice: what comes after it is the other one, or the end.
        if (!isChoice && !(this.#isEnd(next) || /^[:),]$/.test(follows))) return undefined;
        isChoice = true;
      } else if (text === ',' || text === ';' || '([{'.includes(text)) return undefined;
      else if (!isChoice && !/^(\.|\?\.|!|new|[\w$#'"`].*)$/.test(text)) return undefined;
      else if (!isChoice && keywords.has(text)) return undefined;
    }
    return undefined;
  }

  /** Whether a statement ends before this token. */
  #isEnd(next: number): boolean {
    const text = this.#text(next);
    if (text === '' || text === ';' || text === '}') return true;
    return this.#tokens[next]!.line > this.#tokens[next - 1]!.line && isName(text);
  }

  /** Parentheses around a value, and what only gives it a type, change nothing. */
  #isWrapper(open: number): boolean {
    const before = this.#text(open - 1);
    if (before === 'like' || before === 'asValue') return true;
    if (before === 'Signed') return this.#text(open - 2) === 'new';
    return !isName(before) && !opening.has(before) && before !== '>';
  }

  #wrapperStart(open: number): number {
    const before = this.#text(open - 1);
    if (before === 'Signed') return open - 3;
    return isName(before) ? open - 2 : open - 1;
  }

  /** The name in `const NAME =` or `const NAME: Type =`, where `equals` is the sign. */
  #constantBefore(equals: number): Taker {
    for (let i = equals - 1; i >= Math.max(0, equals - 30); i--) {
      const text = this.#text(i);
      if (text === 'const')
        return isName(this.#text(i + 1)) && this.#isDeclared(i + 2, equals)
          ? { constant: this.#text(i + 1) }
          : undefined;
      if (text === ';' || text === '{' || text === '}' || text === '=') return undefined;
    }
    return undefined;
  }

  #isDeclared(afterName: number, equals: number): boolean {
    return afterName === equals || this.#text(afterName) === ':';
  }
}

/** End of a template, whatever is in its `${...}`. */
const templateEnd = (text: string, start: number): number => {
  let depth = 0;
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (depth === 0 && text[i] === '`') return i + 1;
    else if (text[i] === '$' && text[i + 1] === '{') {
      depth++;
      i++;
    } else if (depth > 0 && text[i] === '{') depth++;
    else if (depth > 0 && text[i] === '}') depth--;
    else if (depth > 0 && text[i] === '`') i = templateEnd(text, i) - 1;
  }
  return text.length;
};
