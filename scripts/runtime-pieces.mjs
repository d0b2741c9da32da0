// The built runtime → pieces for `runtime: "inline"`: its statements, which of them each export needs, and the globals that each uses.

import { parse } from "acorn";
import { minify } from "terser";

/** { pieces: [code], globals: [[name]] of each piece, exports: { name: [indexes of pieces, in order] } } */
export async function runtimePieces(code) {
  // Comments stay behind; names and lines are for people still.
  const plain = (await minify(code, { module: true, compress: false, mangle: false, format: { beautify: true, comments: false } })).code;
  const statements = parse(plain, { ecmaVersion: 2020, sourceType: "module" }).body;
  const pieces = statements
    .filter(({ type }) => type !== "ExportNamedDeclaration")
    .map((statement) => ({ statement, code: plain.slice(statement.start, statement.end), declares: declaredBy(statement) }));
  const owner = new Map(pieces.flatMap((piece, index) => piece.declares.map((name) => [name, index])));
  for (const piece of pieces) piece.uses = [...new Set(identifiers(piece.statement).filter((name) => owner.has(name)))];

  const closure = (name) => {
    const needed = new Set();
    const need = (index) => {
      if (needed.has(index)) return;
      needed.add(index);
      for (const used of pieces[index].uses) need(owner.get(used));
    };
    need(owner.get(name));
    // Statements that do something belong to what they do it to, or with; a constant does not call for them.
    for (let size = -1; size !== needed.size; ) {
      size = needed.size;
      pieces.forEach((piece, index) => {
        const calls = piece.declares.length === 0 && piece.uses.some((used) => needed.has(owner.get(used)) && !isConstant(pieces[owner.get(used)]));
        if (calls) need(index);
      });
    }
    return [...needed].sort((a, b) => a - b);
  };
  const specifiers = statements.flatMap((statement) => (statement.type === "ExportNamedDeclaration" ? statement.specifiers : []));
  const exports = Object.fromEntries(specifiers.map(({ local, exported }) => [exported.name, { local: local.name, pieces: closure(local.name) }]));
  const globals = pieces.map(({ statement }) => {
    const locals = new Set([...owner.keys(), "arguments", ...localsOf(statement)]);
    return [...new Set(identifiers(statement))].filter((name) => !locals.has(name));
  });
  return { pieces: pieces.map((piece) => piece.code), globals, exports };
}

function declaredBy(statement) {
  if (statement.type === "FunctionDeclaration") return [statement.id.name];
  return statement.type === "VariableDeclaration" ? statement.declarations.map(({ id }) => id.name) : [];
}

/** Parameters and variables anywhere inside: none of the runtime's is called like a global that it uses. */
function localsOf(node) {
  if (Array.isArray(node)) return node.flatMap(localsOf);
  if (typeof node?.type !== "string") return [];
  const own = [node.type === "VariableDeclarator" && node.id, node.type === "CatchClause" && node.param, ...(/Function/.test(node.type) ? [node.id, ...node.params] : [])];
  return [...own.flatMap((id) => (id ? [id.name] : [])), ...Object.values(node).flatMap(localsOf)];
}

function isConstant({ statement }) {
  const literal = (node) => node?.type === "Literal" || (node?.type === "UnaryExpression" && literal(node.argument));
  return statement.type === "VariableDeclaration" && statement.declarations.every(({ init }) => literal(init));
}

/** Names that are mentioned, other than as properties; a local of the same name costs a piece too many at worst. */
function identifiers(node, found = []) {
  if (Array.isArray(node)) for (const item of node) identifiers(item, found);
  else if (typeof node?.type === "string") {
    if (node.type === "Identifier") found.push(node.name);
    for (const [field, value] of Object.entries(node)) {
      const isName = (node.type === "MemberExpression" && field === "property" && !node.computed) || (node.type === "Property" && field === "key" && !node.computed) || field === "label";
      if (!isName) identifiers(value, found);
    }
  }
  return found;
}
