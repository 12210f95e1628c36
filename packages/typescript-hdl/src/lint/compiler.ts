// SPDX-License-Identifier: Apache-2.0
/** The TypeScript compiler that a project has: version 7 by its new interface, 5.9 and 6 by the classic one. */
import { InputError } from '../command-line/input-error.ts';

/** A node of a syntax tree, as far as the lint rule looks at it; the same in both interfaces. */
export interface SyntaxNode {
  readonly kind: number;
  /** The place after its last character. */
  readonly end: number;
  getText(): string;
  forEachChild(visit: (child: SyntaxNode) => void): unknown;
}

/** Numbers of the kinds of nodes by name; they differ from version to version. */
export type SyntaxKinds = { readonly [name: string]: number | string };

/** A source file of a project. */
export interface SourceText extends SyntaxNode {
  readonly text: string;
}

/** A project whose sources are read and whose types can be asked for. */
export interface OpenProject {
  fileNames(): readonly string[];
  source(file: string): SourceText | undefined;
  /** Of each node, whether its type, in every member of a union, has the property. */
  haveProperty(nodes: readonly SyntaxNode[], property: string): readonly boolean[];
  close(): void;
}

/** What the lint rule needs of a compiler. */
export interface Compiler {
  readonly kinds: SyntaxKinds;
  open(tsconfig: string): OpenProject;
}

const refuseProject = (tsconfig: string): never => {
  throw new InputError({ where: tsconfig, what: 'there is no TypeScript project', remedy: 'name a tsconfig.json' });
};

/** Answers of a question about types, each asked once. */
const remembered = <T>(keyOf: (type: T) => unknown, ask: (type: T) => boolean): ((type: T | undefined) => boolean) => {
  const known = new Map<unknown, boolean>();
  return type => {
    if (type === undefined) return false;
    const key = keyOf(type);
    if (!known.has(key)) known.set(key, ask(type));
    return known.get(key)!;
  };
};

const version7 = async (): Promise<Compiler> => {
  const [{ API }, { SyntaxKind }] = await Promise.all([
    import('typescript/unstable/sync'),
    import('typescript/unstable/ast'),
  ]);
  return {
    kinds: SyntaxKind,
    open: tsconfig => {
      const api = new API();
      const project = api.updateSnapshot({ openProject: tsconfig }).getProject(tsconfig) ?? refuseProject(tsconfig);
      const { checker, program } = project;
      type Nodes = Parameters<typeof checker.getTypeAtLocation>[0];
      return {
        fileNames: () => program.getSourceFileNames(),
        source: file => program.getSourceFile(file) as SourceText | undefined,
        haveProperty: (nodes, property) => {
          const types =
            nodes.length === 0 ? [] : checker.getTypeAtLocation(nodes as unknown as Nodes & readonly never[]);
          const has = remembered<(typeof types)[number] & object>(
            type => type.id,
            type => checker.getPropertyOfType(type, property) !== undefined,
          );
          return types.map(has);
        },
        close: () => api.close(),
      };
    },
  };
};

/** The classic interface, as far as it is used; its declarations are not there under version 7. */
interface Classic {
  readonly SyntaxKind: SyntaxKinds;
  readonly sys: object;
  getParsedCommandLineOfConfigFile(
    path: string,
    options: object,
    host: object,
  ): { readonly fileNames: readonly string[]; readonly options: object } | undefined;
  createProgram(fileNames: readonly string[], options: object): ClassicProgram;
}
interface ClassicProgram {
  getSourceFile(file: string): SourceText | undefined;
  getSourceFiles(): readonly { readonly fileName: string }[];
  getTypeChecker(): {
    getTypeAtLocation(node: SyntaxNode): object;
    getPropertyOfType(type: object, name: string): object | undefined;
  };
}

const classic = (ts: Classic): Compiler => ({
  kinds: ts.SyntaxKind,
  open: tsconfig => {
    const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => refuseProject(tsconfig) };
    const project = ts.getParsedCommandLineOfConfigFile(tsconfig, {}, host) ?? refuseProject(tsconfig);
    const program = ts.createProgram(project.fileNames, project.options);
    const checker = program.getTypeChecker();
    return {
      fileNames: () => program.getSourceFiles().map(({ fileName }) => fileName),
      source: file => program.getSourceFile(file),
      haveProperty: (nodes, property) => {
        const has = remembered<object>(
          type => type,
          type => checker.getPropertyOfType(type, property) !== undefined,
        );
        return nodes.map(node => has(checker.getTypeAtLocation(node)));
      },
      close: () => {},
    };
  },
});

const isMissing = (error: unknown): boolean =>
  ['ERR_MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED'].includes((error as { code?: string }).code ?? '');

/** The compiler that is installed beside the package. Throws InputError when there is none. */
export const installedCompiler = async (): Promise<Compiler> => {
  try {
    return await version7();
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  // Its name in a variable: under version 7 there are no declarations of what it exports.
  const name: string = 'typescript';
  const found = await import(name).catch(() => undefined);
  const ts: Partial<Classic> = found?.default ?? found ?? {};
  if (ts.createProgram) return classic(ts as Classic);
  throw new InputError({
    what: 'lint asks the TypeScript compiler for types, and there is none',
    remedy: 'install it: npm install --save-dev typescript',
  });
};
