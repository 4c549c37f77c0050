import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { globalsOf, stateOf } from './module-state';

/**
 * What the structural rules know about a file: who it imports, and a few uses that only one place may make. Read from
 * TypeScript's syntax tree, so that a word in a comment or a string is not mistaken for code.
 */
export type SourceFile = {
  /** From the root of the repository, with slashes. */
  path: string;
  lines: number;
  imports: Import[];
  /** Uses of what is confined to single places, such as `process.env`; see `usesOf`. */
  uses: string[];
  /** Exports of a file that opens with 'use server', by name and by where the function that made them comes from. */
  serverActions: Made[];
  /** The same of a file that answers requests: `route.ts`. */
  routeExports: Made[];
  /** Variables of the module itself that change while it is loaded; see module-state.ts. */
  state: string[];
  /** Properties of `globalThis` that the file declares for itself. */
  globals: string[];
};

/** An export, and the file of the function that it was made by; null for one that no imported function made. */
type Made = { name: string; madeBy: string | null };

export type Import = {
  /** A path of ours, or the name of a package (`next/headers`, `node:fs`). */
  target: string;
  /** Nothing of it is left at run time. */
  isType: boolean;
  /** Loaded when it is needed, by `import()`: no ring at load time. */
  isLate: boolean;
  /** The names under which it is known in the file. */
  names: string[];
};

const folders = ['app', 'components', 'lib', 'bin', 'prisma', 'e2e', 'demo', 'bench'];
const isCode = /\.(ts|tsx|mts|mjs)$/;

/** Every source file of the project but generated ones. */
export function readSourceFiles(root: string): SourceFile[] {
  const present = folders.filter((folder) => existsSync(path.join(root, folder)));
  const files = present.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
      .filter((name) => isCode.test(name) && !name.includes('/generated/')),
  );
  const loose = readdirSync(root).filter((name) => isCode.test(name) && name !== 'next-env.d.ts');
  const all = [...files, ...loose];
  const known = new Set(all);
  return all.map((file) => parseSourceFile(file, readFileSync(path.join(root, file), 'utf8'), known));
}

/** Parses one file; `known` are the paths that an import may resolve to. */
export function parseSourceFile(file: string, text: string, known: ReadonlySet<string>): SourceFile {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const imports: Import[] = [];
  const uses: string[] = [];
  const visit = (node: ts.Node): void => {
    const found = importOf(node);
    if (found) imports.push({ ...found, target: resolve(file, found.target, known) });
    uses.push(...usesOf(node));
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return {
    path: file,
    lines: text.split('\n').length - 1,
    imports,
    uses,
    serverActions: actionsOf(tree, imports),
    routeExports: /(^|\/)route\.tsx?$/.test(file) ? exportsOf(tree, imports) : [],
    state: stateOf(tree),
    globals: globalsOf(tree),
  };
}

/** What an import says before its target is looked up; null for everything that is no import. */
function importOf(node: ts.Node): Import | null {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const clause = node.importClause;
    const named = clause?.namedBindings;
    const onlyTypes =
      !clause?.name &&
      named !== undefined &&
      ts.isNamedImports(named) &&
      named.elements.length > 0 &&
      named.elements.every((element) => element.isTypeOnly);
    const isType = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword || onlyTypes;
    const names = named && ts.isNamedImports(named) ? named.elements.map((each) => each.name.text) : [];
    return { target: node.moduleSpecifier.text, isType, isLate: false, names };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier))
    return { target: node.moduleSpecifier.text, isType: node.isTypeOnly, isLate: false, names: [] };
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return ts.isStringLiteral(node.argument.literal)
      ? { target: node.argument.literal.text, isType: true, isLate: false, names: [] }
      : null;
  const [argument] = ts.isCallExpression(node) ? node.arguments : [];
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && argument)
    return ts.isStringLiteral(argument)
      ? { target: argument.text, isType: false, isLate: true, names: [] }
      : null;
  return null;
}

function resolve(from: string, target: string, known: ReadonlySet<string>): string {
  const isOurs = target.startsWith('@/') || target.startsWith('.');
  if (!isOurs) return target;
  const base = target.startsWith('@/') ? target.slice(2) : path.posix.join(path.posix.dirname(from), target);
  const candidates = ['', '.ts', '.tsx', '.mts', '.mjs', '/index.ts', '/index.tsx'];
  return candidates.map((ending) => base + ending).find((each) => known.has(each)) ?? base;
}

const confinedProperties: Record<string, string> = {
  'process.env': 'process.env',
  'Date.now': 'clock',
  'performance.now': 'clock',
  'Math.random': 'randomness',
  'crypto.randomUUID': 'randomness',
  'crypto.getRandomValues': 'randomness',
};
const rawSql = /^\$(queryRaw|executeRaw|queryRawUnsafe|executeRawUnsafe)$/;
const randomImports = new Set(['randomBytes', 'randomUUID', 'randomInt']);

/** `process.env`, `clock`, `randomness` or `raw SQL`, where this node makes use of it. */
function usesOf(node: ts.Node): string[] {
  if (ts.isPropertyAccessExpression(node)) {
    if (rawSql.test(node.name.text)) return ['raw SQL'];
    const use = confinedProperties[`${node.expression.getText()}.${node.name.text}`];
    return use ? [use] : [];
  }
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
    return ['clock'];
  if (ts.isImportSpecifier(node) && randomImports.has((node.propertyName ?? node.name).text))
    return ['randomness'];
  if (ts.isImportDeclaration(node) && node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword) {
    const target = ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : '';
    return target === 'pg' || target.startsWith('pg-') ? ['raw SQL'] : [];
  }
  return [];
}

function actionsOf(tree: ts.SourceFile, imports: readonly Import[]): Made[] {
  const [first] = tree.statements;
  const isServer =
    first && ts.isExpressionStatement(first) && ts.isStringLiteral(first.expression)
      ? first.expression.text === 'use server'
      : false;
  return isServer ? exportsOf(tree, imports) : [];
}

/** What a file exports, types aside; each name that an export takes out of what was made counts for itself. */
function exportsOf(tree: ts.SourceFile, imports: readonly Import[]): Made[] {
  const origin = (factory: string) => imports.find((each) => each.names.includes(factory))?.target ?? null;
  return tree.statements.flatMap((statement) => {
    const isExported = ts.canHaveModifiers(statement)
      ? ts.getModifiers(statement)?.some((each) => each.kind === ts.SyntaxKind.ExportKeyword)
      : false;
    if (ts.isVariableStatement(statement) && isExported)
      return statement.declarationList.declarations.flatMap(({ name, initializer }) => {
        const madeBy =
          initializer && ts.isCallExpression(initializer) ? origin(initializer.expression.getText()) : null;
        const names = ts.isIdentifier(name) ? [name] : name.elements;
        return names.map((each) => ({ name: each.getText(), madeBy }));
      });
    if (ts.isFunctionDeclaration(statement) && isExported)
      return [{ name: statement.name?.text ?? 'default', madeBy: null }];
    if (ts.isExportDeclaration(statement) && !statement.isTypeOnly)
      return [{ name: statement.getText().slice(0, 40), madeBy: null }];
    return ts.isExportAssignment(statement) ? [{ name: 'default', madeBy: null }] : [];
  });
}
