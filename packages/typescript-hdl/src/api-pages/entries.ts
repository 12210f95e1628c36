// SPDX-License-Identifier: Apache-2.0
/**
 * Reads what the package exports: names, declarations and doc comments.
 *
 * The pages are made by these few files and not by a documentation generator from the registry: TypeDoc (0.28 takes
 * TypeScript 5 and 6) and API Extractor load the compiler's old programming interface, which TypeScript 7 no longer has. The compiler's new interface gives the resolved
 * exports and their comments; the declarations are shown as they stand in the source.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Node } from 'typescript/unstable/ast';
import { API, type Project, SymbolFlags } from 'typescript/unstable/sync';
import { declarationText, type ResultText, resultText } from './declarations.ts';

/** One exported name. */
export interface ApiEntry {
  readonly name: string;
  /** Its doc comment as plain text; empty when there is none. */
  readonly doc: string;
  /** Its declaration without bodies. */
  readonly declaration: string;
  /** Ports of the component or fields of the object that a function makes. */
  readonly result: ResultText | undefined;
  /** Source file, relative to the package. */
  readonly file: string;
}

/** The exports of one entry point of the package. */
export interface ApiModule {
  /** What an importer writes: `typescript-hdl/lib`. */
  readonly specifier: string;
  /** Path of the entry point, relative to the package. */
  readonly file: string;
  readonly entries: readonly ApiEntry[];
}

/** The doc comment that a file begins with, without its marks. */
export const moduleDoc = (text: string): string =>
  (/^(?:\/\/.*\n)*\/\*\*([\s\S]*?)\*\//.exec(text)?.[1] ?? '')
    .split('\n')
    .map(line => line.replace(/^\s*\* ?/, '').trim())
    .join(' ')
    .trim();

/** The entry points of a package (its folder) whose sources belong to the TypeScript project `tsconfig`. */
export const readApi = (folder: string, tsconfig: string): readonly ApiModule[] => {
  const { name, exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    exports: Record<string, string>;
  };
  const api = new API();
  try {
    const project = api.updateSnapshot({ openProject: tsconfig }).getProject(tsconfig);
    if (!project) throw new Error(`There is no TypeScript project ${tsconfig}.`);
    return Object.entries(exports).map(([subpath, file]) => ({
      specifier: join(name, subpath),
      file: join(file),
      entries: entriesOf(project, folder, join(folder, file)),
    }));
  } finally {
    api.close();
  }
};

const entriesOf = (project: Project, folder: string, path: string): ApiEntry[] => {
  const { checker, program } = project;
  const source = program.getSourceFile(path);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${path} is not a module of the TypeScript project.`);
  return checker.getExportsOfModule(module).map(exported => {
    const target = exported.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const nodes = target.declarations.flatMap((handle): readonly Node[] => {
      const node = handle.resolve(project);
      return node ? [node] : [];
    });
    const node = nodes[0]!;
    return {
      name: exported.name,
      doc: checker.getDocumentationCommentOfSymbol(target).trim(),
      declaration: declarationText(project, exported.name, nodes),
      result: resultText(node),
      file: relative(folder, node.getSourceFile().fileName),
    };
  });
};
