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

/** Source files met so far: whether they belong to the language, and their call sites by position. */
interface KnownFile {
  readonly own: boolean;
  readonly sites: Map<number, Location>;
}

const knownFiles = new Map<string, KnownFile>();

const fileOf = (name: string): KnownFile => {
  let file = knownFiles.get(name);
  if (!file) {
    const inside = name.startsWith(ownFolder) || name.startsWith(ownFolderPath);
    file = { own: name === '' || name.startsWith('node:') || (inside && !name.includes(ownLibrary)), sites: new Map() };
    knownFiles.set(name, file);
  }
  return file;
};

const framesAsTheyAre = (_error: Error, frames: NodeJS.CallSite[]): NodeJS.CallSite[] => frames;

/** Frames looked at first, which nearly always suffice, and then. */
const depths = [7, 20] as const;

/** The innermost call site outside the language itself (its library counts as an author). */
export const captureLocation = (): Location => {
  const { prepareStackTrace, stackTraceLimit } = Error;
  Error.prepareStackTrace = framesAsTheyAre;
  Error.stackTraceLimit = depths[0];
  let frames = new Error().stack as unknown as NodeJS.CallSite[];
  let index = authorFrame(frames);
  if (index < 0) {
    Error.stackTraceLimit = depths[1];
    frames = new Error().stack as unknown as NodeJS.CallSite[];
    index = Math.max(0, authorFrame(frames));
  }
  Error.prepareStackTrace = prepareStackTrace;
  const frame = frames[index];
  const { sites } = fileOf(frame?.getFileName() ?? '');
  const position = (frame?.getLineNumber() ?? 0) * 2 ** 20 + (frame?.getColumnNumber() ?? 0);
  let site = sites.get(position);
  if (!site) {
    site = new Location(new Error('location'), index);
    sites.set(position, site);
  }
  Error.stackTraceLimit = stackTraceLimit;
  return site;
};

const authorFrame = (frames: readonly NodeJS.CallSite[]): number => {
  for (let i = 0; i < frames.length; i++) if (!fileOf(frames[i]!.getFileName() ?? '').own) return i;
  return -1;
};
