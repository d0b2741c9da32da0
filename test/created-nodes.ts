// Which nodes of an output did the compiler make, and are they ES5? A node without `start` was not in the source.

interface AnyNode {
  type: string;
  start?: number;
  [field: string]: unknown;
}

const isNode = (value: unknown): value is AnyNode => typeof (value as AnyNode | null)?.type === "string";

function eachNode(root: AnyNode, visit: (node: AnyNode) => void): void {
  visit(root);
  for (const [field, value] of Object.entries(root)) {
    if (/Comments$|^(loc|extra|tokens|errors)$/.test(field)) continue;
    for (const item of Array.isArray(value) ? value : [value]) if (isNode(item)) eachNode(item, visit);
  }
}

const NEWER_THAN_ES5 =
  /^(ArrowFunctionExpression|ClassDeclaration|ClassExpression|TemplateLiteral|TaggedTemplateExpression|SpreadElement|ObjectMethod|ForOfStatement|YieldExpression|AwaitExpression|AssignmentPattern|RestElement|ObjectPattern|ArrayPattern|Optional\w+|Super|MetaProperty)$/;

/** Created nodes that an ES5 engine would not parse, as "Type" with what tells them apart. */
export function newerThanES5(ast: AnyNode): string[] {
  const found: string[] = [];
  eachNode(ast, (node) => {
    if (typeof node.start === "number") return;
    if (NEWER_THAN_ES5.test(node.type)) found.push(node.type);
    if (node.type === "VariableDeclaration" && node.kind !== "var") found.push(`VariableDeclaration ${node.kind}`);
    if (node.type === "ObjectProperty" && (node.shorthand || node.computed)) found.push("ObjectProperty shorthand or computed");
    if (node.type === "AssignmentExpression" && /^(\*\*|\|\||&&|\?\?)=$/.test(node.operator as string)) found.push(`${node.operator}`);
    if (node.type === "LogicalExpression" && node.operator === "??") found.push("??");
    if (/^Function/.test(node.type) && (node.generator || node.async)) found.push("generator or async function");
  });
  return found;
}

/** Types of nodes that stand at two places of the tree, and of those whose lists do: a later plugin that changes one would change both. */
export function sharedNodes(ast: AnyNode): string[] {
  const seen = new Set<unknown>();
  const shared: string[] = [];
  eachNode(ast, (node) => {
    if (seen.has(node)) shared.push(`${node.type} ${JSON.stringify(node.name ?? node.value ?? "")}`);
    seen.add(node);
    for (const [field, list] of Object.entries(node)) {
      if (!Array.isArray(list) || /Comments$/.test(field)) continue;
      if (seen.has(list)) shared.push(`${field} of ${node.type}`);
      seen.add(list);
    }
  });
  return shared;
}
