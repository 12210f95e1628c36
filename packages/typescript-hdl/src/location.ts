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
  /** The line is one of the package's own library, so that its author is not the reader of a message about it. */
  readonly inLibrary: boolean;
  #resolved: { file: string; line: number } | undefined;

  constructor(trace: Error, frame: number, inLibrary: boolean) {
    this.#trace = trace;
    this.#frame = frame;
    this.inLibrary = inLibrary;
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

/** Source files met so far: whether they belong to the language or its library, and their call sites by position. */
interface KnownFile {
  readonly own: boolean;
  readonly library: boolean;
  readonly sites: Map<number, Location>;
}

const knownFiles = new Map<string, KnownFile>();

const fileOf = (name: string): KnownFile => {
  let file = knownFiles.get(name);
  if (!file) {
    const inside = name.startsWith(ownFolder) || name.startsWith(ownFolderPath);
    const library = inside && name.includes(ownLibrary);
    file = { own: name === '' || name.startsWith('node:') || (inside && !library), library, sites: new Map() };
    knownFiles.set(name, file);
  }
  return file;
};

const framesAsTheyAre = (_error: Error, frames: NodeJS.CallSite[]): NodeJS.CallSite[] => frames;

/** Frames looked at first, which nearly always suffice, and then. */
const depths = [7, 20, 60] as const;

/** The innermost call site outside the language itself (its library counts as an author). */
export const captureLocation = (): Location => capture(file => !file.own) ?? unknownLocation;

/** The innermost call site outside the package: the line of whoever uses the library. Undefined when there is none. */
export const captureUserLocation = (): Location | undefined => capture(file => !file.own && !file.library);

const capture = (isWanted: (file: KnownFile) => boolean): Location | undefined => {
  const { prepareStackTrace, stackTraceLimit } = Error;
  try {
    for (const depth of depths) {
      Error.prepareStackTrace = framesAsTheyAre;
      Error.stackTraceLimit = depth;
      const frames = new Error().stack as unknown as NodeJS.CallSite[];
      Error.prepareStackTrace = prepareStackTrace;
      const index = frames.findIndex(frame => isWanted(fileOf(frame.getFileName() ?? '')));
      Error.stackTraceLimit = depth + 1;
      if (index >= 0) return siteOf(frames[index]!, index);
      if (frames.length < depth) break;
    }
    return undefined;
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
};

/** The one location of a call site; the trace behind it has the same frames as the one that found it. */
const siteOf = (frame: NodeJS.CallSite, index: number): Location => {
  const { sites, library } = fileOf(frame.getFileName() ?? '');
  const position = (frame.getLineNumber() ?? 0) * 2 ** 20 + (frame.getColumnNumber() ?? 0);
  let site = sites.get(position);
  if (!site) {
    // One frame more than in `capture`: this function's own.
    site = new Location(new Error('location'), index + 1, library);
    sites.set(position, site);
  }
  return site;
};

const unknownLocation = new Location(new Error('no author on the stack'), Number.POSITIVE_INFINITY, false);

let creator: Location | undefined;

/**
 * Runs `body` for a component that the library made for the user's line `place`: messages about it cite that line. Without
 * a place the component is the user's own.
 */
export const onBehalfOf = <T>(place: Location | undefined, body: () => T): T => {
  const outer = creator;
  creator = place;
  try {
    return body();
  } finally {
    creator = outer;
  }
};

/** The user's line behind what the library does now: where its component was made, or where it was called. */
export const userLocation = (): Location | undefined => creator ?? captureUserLocation();
