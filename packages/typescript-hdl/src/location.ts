/** Source locations: which line of the author's TypeScript declared, assigned or instantiated something. */
import { fileURLToPath } from 'node:url';

const ownFolder = new URL('.', import.meta.url).href;
const ownFolderPath = fileURLToPath(ownFolder);
const ownLibrary = `${ownFolderPath}lib/`;

/**
 * One call site. Positions are captured raw (about 3 µs) and mapped through source maps only when somebody asks,
 * because a loader such as tsx moves lines and mapping every site would cost more than the elaboration itself.
 */
export class Location {
  readonly #trace: Error;
  readonly #frame: number;
  #resolved: { file: string; line: number } | undefined;

  constructor(trace: Error, frame: number) {
    this.#trace = trace;
    this.#frame = frame;
  }

  /** Absolute path of the source file. */
  get file(): string {
    return this.#resolve().file;
  }

  /** Line number, from 1. */
  get line(): number {
    return this.#resolve().line;
  }

  /** `file.ts:12` with the path relative to the working directory. */
  toString(): string {
    const { file, line } = this.#resolve();
    const prefix = `${process.cwd()}/`;
    return `${file.startsWith(prefix) ? file.slice(prefix.length) : file}:${line}`;
  }

  #resolve(): { file: string; line: number } {
    this.#resolved ??= parseFrame(this.#trace.stack?.split('\n    at ')[this.#frame + 1] ?? '');
    return this.#resolved;
  }
}

const parseFrame = (text: string): { file: string; line: number } => {
  const match = /\(?((?:file:\/\/)?\/[^()]*?):(\d+):\d+\)?$/.exec(text.trim());
  if (!match) return { file: '<unknown>', line: 0 };
  const file = match[1]!.startsWith('file://') ? fileURLToPath(match[1]!) : match[1]!;
  return { file, line: Number(match[2]) };
};

const isOwnFrame = (file: string | null | undefined): boolean => {
  if (!file || file.startsWith('node:')) return true;
  const own = file.startsWith(ownFolder) || file.startsWith(ownFolderPath);
  return own && !file.includes(ownLibrary);
};

/** Sites seen before: elaboration passes the same source line many times in loops. */
const sites = new Map<string, Location>();
const maxDepth = 14;

/** The innermost call site outside the language itself (its library counts as an author). */
export const captureLocation = (): Location => {
  const { prepareStackTrace, stackTraceLimit } = Error;
  Error.stackTraceLimit = maxDepth;
  Error.prepareStackTrace = (_error, frames) => frames;
  const probe = new Error('location');
  const frames = probe.stack as unknown as NodeJS.CallSite[];
  Error.prepareStackTrace = prepareStackTrace;
  const index = Math.max(
    0,
    frames.findIndex(frame => !isOwnFrame(frame.getFileName())),
  );
  const frame = frames[index];
  const key = `${frame?.getFileName()}:${frame?.getLineNumber()}:${frame?.getColumnNumber()}`;
  let site = sites.get(key);
  if (!site) {
    site = new Location(new Error('location'), index);
    sites.set(key, site);
  }
  Error.stackTraceLimit = stackTraceLimit;
  return site;
};
