// Makes a failing program smaller: whole parts are cut out, or replaced by what they contain, while it keeps failing.
//
// fast-check shrinks every choice by itself, and cannot put a part of a tree in the place of the whole.

type Tree = { [field: string]: unknown } | unknown[];

/** @param fails whether a smaller program is still one to report */
export async function reduce<T extends object>(whole: T, fails: (candidate: T) => Promise<boolean>): Promise<T> {
  let smallest = whole;
  for (let progress = true; progress; ) {
    progress = false;
    for (const candidate of smaller(smallest as unknown as Tree)) {
      if (!(await fails(candidate as unknown as T))) continue;
      smallest = candidate as unknown as T;
      progress = true;
      break;
    }
  }
  return smallest;
}

/** Trees with one place changed; the changes that take most away come first. */
function* smaller(tree: Tree): Generator<Tree> {
  for (const [key, child] of Object.entries(tree)) {
    if (Array.isArray(tree) && tree.length > 1) yield tree.filter((_, index) => index !== Number(key));
    const inner = Array.isArray(tree) && statementsIn(child);
    if (inner) yield tree.flatMap((item, index) => (index === Number(key) ? inner : [item]));
    if (typeof child === "number" && child > 0) yield replaced(tree, key, 0);
    if (child === true) yield replaced(tree, key, false);
    if (!isTree(child)) continue;
    if (!Array.isArray(child)) {
      if (OPTIONAL.includes(key)) yield replaced(tree, key, null);
      if (isExpression(child)) {
        if (child.type !== "literal") yield replaced(tree, key, { type: "literal", text: "0" });
        for (const part of expressionsIn(child)) yield replaced(tree, key, part);
      }
      if ("target" in child && child.type === "leaf" && isTree(child.target) && (child.target as { type?: string }).type === "property") {
        yield replaced(tree, key, { type: "leaf", target: { type: "variable", pick: 0 } });
      }
    } else if (child.length === 1) {
      yield replaced(tree, key, []);
    }
    for (const candidate of smaller(child)) yield replaced(tree, key, candidate);
  }
}

const OPTIONAL = ["otherwise", "handler", "finalizer", "parameter", "rest", "initial", "init", "second", "test", "update", "argument", "heritage", "ahead"];
const STATEMENTS = ["body", "then", "otherwise", "block", "finalizer"];
const EXPRESSIONS = (
  "literal read unary binary conditional sequence template array object show box member call chain delete assign update " +
  "destructure yield delegate await promise asyncArrow arrow arrowBlock class logged inner shared resume generator"
).split(" ");

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null;
}

function isExpression(tree: Tree): boolean {
  return "type" in tree && EXPRESSIONS.includes(tree.type as string);
}

function replaced(tree: Tree, key: string, value: unknown): Tree {
  if (Array.isArray(tree)) return tree.map((item, index) => (index === Number(key) ? value : item));
  return { ...tree, [key]: value };
}

/** The statements directly in a statement, null in what is none. */
function statementsIn(tree: unknown): unknown[] | null {
  if (!isTree(tree) || !("type" in tree) || isExpression(tree)) return null;
  const found: unknown[] = [];
  const visit = (part: Tree) => {
    for (const [key, child] of Object.entries(part)) {
      if (!isTree(child) || isExpression(child)) continue;
      if (STATEMENTS.includes(key)) found.push(...(child as unknown[]));
      else if (key === "cases" || key === "handler" || Array.isArray(part)) visit(child);
    }
  };
  if (tree.type === "labelled") found.push(tree.body);
  else visit(tree);
  return found.length > 0 ? found : null;
}

/** The expressions closest below an expression. */
function expressionsIn(tree: Tree): Tree[] {
  return Object.values(tree).flatMap((child) => {
    if (!isTree(child)) return [];
    return isExpression(child) ? [child] : expressionsIn(child);
  });
}
