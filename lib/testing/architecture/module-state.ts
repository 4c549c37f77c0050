import ts from 'typescript';

/**
 * What a module keeps while it is loaded. A web process loads lib twice, once for bin/web.ts and once in Next.js's bundle, so
 * a variable of a module exists twice there, and what one copy writes the other never sees. What both need is in the
 * database, in `process.env`, or a named property of `globalThis`.
 */

const changes = /^(set|add|delete|clear|push|pop|shift|unshift|splice)$/;

/** Names of a file's own variables that change: each `let`, and each constant whose content is changed in the file. */
export function stateOf(tree: ts.SourceFile): string[] {
  const declared = tree.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) =>
    declarationList.declarations.map((each) => ({
      name: each.name.getText(),
      isLet: (declarationList.flags & ts.NodeFlags.Let) !== 0,
    })),
  );
  const changed = new Set<string>();
  const visit = (node: ts.Node): void => {
    const name = changedBy(node);
    if (name) changed.add(name);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return declared.filter(({ name, isLet }) => isLet || changed.has(name)).map(({ name }) => name);
}

/** The variable whose content this node changes: `seen.add(x)`, `counts[x] = 1`, `Object.assign(seen, …)`. */
function changedBy(node: ts.Node): string | null {
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { expression, name } = node.expression;
    if (expression.getText() === 'Object' && name.text === 'assign')
      return node.arguments[0]?.getText() ?? null;
    return ts.isIdentifier(expression) && changes.test(name.text) ? expression.text : null;
  }
  if (!ts.isBinaryExpression(node) || !isAssignment(node.operatorToken.kind)) return null;
  const { left } = node;
  const isPart = ts.isPropertyAccessExpression(left) || ts.isElementAccessExpression(left);
  return isPart && ts.isIdentifier(left.expression) ? left.expression.text : null;
}

const isAssignment = (kind: ts.SyntaxKind) =>
  kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

/** Names in `typeof globalThis & { name?: Type }`. */
export function globalsOf(tree: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIntersectionTypeNode(node) && node.types.some((each) => each.getText() === 'typeof globalThis'))
      for (const each of node.types)
        if (ts.isTypeLiteralNode(each))
          found.push(...each.members.map((member) => member.name?.getText() ?? ''));
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}
