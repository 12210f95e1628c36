// SPDX-License-Identifier: Apache-2.0
/** Source locations: which line of the author's TypeScript declared, assigned or instantiated something. */
import { findSourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';

const ownFolder = new URL('.', import.meta.url).href;
const ownFolderPath = fileURLToPath(ownFolder);
const ownLibrary = `${ownFolderPath}lib/`;

/** Whether a source file belongs to the language or its library. */
interface KnownFile {
  readonly own: boolean;
  readonly library: boolean;
}

/** A call in a source file as it was loaded, and as its author wrote it once somebody has asked. */
interface Site extends KnownFile {
  readonly frame: NodeJS.CallSite;
  source: Place | undefined;
}

/** A place in a file, line and column from 1. */
interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * One call site. Most locations are never looked at, so that a capture keeps only the stack as the engine has it: its frames
 * are looked at when somebody asks, and mapped through source maps, since a loader such as tsx moves lines.
 */
export class Location {
  #trace: { readonly stack?: unknown } | undefined;
  #site: Site | undefined;

  /** Takes the call site itself, or the stack to look for it in. */
  constructor(found: { readonly site: Site } | { readonly trace: { readonly stack?: unknown } }) {
    if ('site' in found) this.#site = found.site;
    else this.#trace = found.trace;
  }

  /** The line is one of the package's own library, so that its author is not the reader of a message about it. */
  get inLibrary(): boolean {
    return this.#find()?.library ?? false;
  }

  /** Absolute path of the source file. */
  get file(): string {
    return this.#resolve().file;
  }

  /** Line number, from 1. */
  get line(): number {
    return this.#resolve().line;
  }

  /** Column of the call, from 1. */
  get column(): number {
    return this.#resolve().column;
  }

  /** Whether both are the same call in the source. */
  isSameAs(other: Location): boolean {
    return this === other || this.#find() === other.#find();
  }

  /** `file.ts:12` with the path relative to the working directory. */
  toString(): string {
    const { file, line } = this.#resolve();
    const prefix = `${process.cwd()}/`;
    return `${file.startsWith(prefix) ? file.slice(prefix.length) : file}:${line}`;
  }

  #find(): Site | undefined {
    if (this.#trace) {
      const frame = framesOf(this.#trace).find(one => !fileOf(nameOf(one)).own);
      this.#site = frame && siteOf(frame);
      this.#trace = undefined;
    }
    return this.#site;
  }

  #resolve(): Place {
    const site = this.#find();
    if (!site) return { file: '<unknown>', line: 0, column: 0 };
    site.source ??= sourceOf(site.frame);
    return site.source;
  }
}

/** Where a frame is in the author's file: by whoever writes stacks for the loader, else by the maps that Node knows. */
const sourceOf = (frame: NodeJS.CallSite): Place => {
  const text: unknown = Error.prepareStackTrace?.(new Error('location'), [frame]);
  const match = typeof text === 'string' ? /\(?((?:file:\/\/)?\/[^()]*?):(\d+):(\d+)\)?$/.exec(text.trim()) : undefined;
  if (match) return { file: pathOf(match[1]!), line: Number(match[2]), column: Number(match[3]) };
  const name = nameOf(frame);
  const [line, column] = [frame.getLineNumber() ?? 0, frame.getColumnNumber() ?? 0];
  const entry = findSourceMap(name)?.findEntry(line - 1, column - 1);
  if (entry && 'originalSource' in entry) {
    return { file: pathOf(entry.originalSource), line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  }
  return { file: pathOf(name), line, column };
};

const pathOf = (name: string): string => (name.startsWith('file://') ? fileURLToPath(name) : name);

const nameOf = (frame: NodeJS.CallSite): string => frame.getFileName() ?? '';

const knownFiles = new Map<string, KnownFile>();

const fileOf = (name: string): KnownFile => {
  let file = knownFiles.get(name);
  if (!file) {
    const inside = name.startsWith(ownFolder) || name.startsWith(ownFolderPath);
    const library = inside && name.includes(ownLibrary);
    file = { own: name === '' || name.startsWith('node:') || (inside && !library), library };
    knownFiles.set(name, file);
  }
  return file;
};

const sites = new Map<string, Map<number, Site>>();

/** The one site of a call. */
const siteOf = (frame: NodeJS.CallSite): Site => {
  const name = nameOf(frame);
  const known = sites.get(name) ?? new Map<number, Site>();
  sites.set(name, known);
  const position = (frame.getLineNumber() ?? 0) * 2 ** 20 + (frame.getColumnNumber() ?? 0);
  const site: Site = known.get(position) ?? { ...fileOf(name), frame, source: undefined };
  known.set(position, site);
  return site;
};

const framesAsTheyAre = (_error: Error, frames: NodeJS.CallSite[]): NodeJS.CallSite[] => frames;

/** The frames of a stack that nobody has looked at yet. */
const framesOf = (trace: { readonly stack?: unknown }): readonly NodeJS.CallSite[] => {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = framesAsTheyAre;
  try {
    return trace.stack as readonly NodeJS.CallSite[];
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
};

/** Captures the innermost frames outside `caller`. */
const traceOf = (depth: number, caller: (...args: never) => unknown): { readonly stack?: unknown } => {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = depth;
  const trace = {};
  Error.captureStackTrace(trace, caller);
  Error.stackTraceLimit = stackTraceLimit;
  return trace;
};

/** Calls inside the language between an author's line and its capture; those of walks over a shape share one. */
const ownDepth = 12;

let shared: Location | undefined;

/** The innermost call site outside the language itself (its library counts as an author). */
export const captureLocation = (): Location => shared ?? new Location({ trace: traceOf(ownDepth, captureLocation) });

/** Runs a part of the language all of whose locations are the line that called it. */
export const atOneLocation = <T>(body: () => T): T => {
  const outer = shared;
  shared = captureLocation();
  try {
    return body();
  } finally {
    shared = outer;
  }
};

/** Frames looked at first, which nearly always suffice, and then. */
const depths = [7, 20, 60] as const;

/** The innermost call site outside the package: the line of whoever uses the library. Undefined when there is none. */
export const captureUserLocation = (): Location | undefined => {
  for (const depth of depths) {
    const frames = framesOf(traceOf(depth, captureUserLocation));
    const frame = frames.find(one => !fileOf(nameOf(one)).own && !fileOf(nameOf(one)).library);
    if (frame) return new Location({ site: siteOf(frame) });
    if (frames.length < depth) break;
  }
  return undefined;
};

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

/** A stack that nobody has looked at yet. */
export type Stack = { readonly stack?: unknown };

/** The calls outside `made`, a function or a constructor, without a look at them. */
export const keepStack = (depth: number, made: (...args: never) => unknown): Stack => traceOf(depth, made);

/** The calls of a stack from the innermost on, or the name of a function of the engine, such as `map`. */
export function* callsOf(stack: Stack): Generator<Location | string> {
  for (const frame of framesOf(stack)) {
    yield nameOf(frame) === '' ? (frame.getFunctionName() ?? '') : new Location({ site: siteOf(frame) });
  }
}
