// The source text of a program, where picks become names and labels.
//
// Places where a node makes no sense have a fallback: a yield in an arrow function becomes a call that logs, a break out
// of nothing an empty statement.

import type { Expression, Item, Key, Kind, Link, Pattern, Pick, Program, Property, Statement, Target } from "./ast.js";
import { HELPERS, type Helper } from "./prelude.js";
import { assignable, blockScope, canAwait, declare, functionScope, visible, type JumpTarget, type Scope } from "./scopes.js";

export interface Rendered {
  source: string;
  /** How many places of main and of what it contains can suspend. */
  suspensions: number;
}

const HEADS: Record<Kind, string> = { generator: "function*", async: "async function", "async-generator": "async function*" };

/** What the compiler makes has labels too, of these names. */
const OUR_LABELS = ["next", "machine", "chosen"];

/** Iterations of a counted loop. */
const LOOPS = 2;

interface Body {
  text: string;
  usesParameter: boolean;
  usesKept: boolean;
}

export function render(program: Program): Rendered {
  return new Renderer().program(program);
}

class Renderer {
  private readonly helpers = new Set<Helper>();
  private suspensions = 0;
  private labels = 0;
  private argumentDepth = 0;
  private usesParameter = false;
  private usesKept = false;
  private usesClass = false;
  private usesShared = false;
  /** The inners that may be called: one that called itself, or one before it, would never end. */
  private callable: string[] = [];
  private readonly called = new Set<string>();
  private inMain = true;
  private kind: Kind = "generator";

  program(program: Program): Rendered {
    this.kind = program.kind;
    const names = program.inners.map((_, index) => `inner${index + 1}`);
    this.callable = names;
    const main = this.body(true, program.main);
    const { suspensions } = this;
    this.inMain = false;
    const inners = program.inners.map(({ compiled, body, redeclares }, index) => {
      this.callable = names.slice(index + 1);
      return this.body(compiled, body, redeclares ? ["function p() {}"] : []);
    });
    const parts = [this.topLevel("main", main, this.usesShared ? [`filled = ${this.helper("fill")}(log, shared, [${names.join(", ")}])`] : [])];
    for (const [index, name] of names.entries()) {
      if (this.usesShared || this.called.has(name)) parts.unshift(this.topLevel(name, { ...inners[index]!, usesParameter: true }));
    }
    if (this.usesShared) parts.unshift("const shared = [];");
    const helpers = (Object.keys(HELPERS) as Helper[]).filter((helper) => this.helpers.has(helper)).map((helper) => HELPERS[helper]);
    // Heritage and keys of a class that suspends there are evaluated outside of it, and sloppy where its surroundings are.
    const directive = program.strict || this.usesClass ? ['"use strict";'] : [];
    return { source: `${[...directive, ...helpers, ...parts].join("\n\n")}\n`, suspensions };
  }

  private topLevel(name: string, { text, usesParameter, usesKept }: Body, more: string[] = []): string {
    const parameters = ["log"];
    // The inners' is a name alone: of such functions the compiler knows more.
    if (usesParameter) parameters.push(name === "main" ? "p = 1" : "p");
    if (usesKept) parameters.push("kept = []");
    return `${HEADS[this.kind]} ${name}(${[...parameters, ...more].join(", ")}) ${text}`;
  }

  private body(compiled: boolean, statements: Statement[], more: string[] = []): Body {
    this.usesParameter = this.usesKept = false;
    const text = this.annotatedBody(functionScope(null, this.kind), compiled, statements, more);
    return { text, usesParameter: this.usesParameter, usesKept: this.usesKept };
  }

  private annotatedBody(scope: Scope, compiled: boolean, statements: Statement[], more: string[] = []): string {
    return braces([...(compiled ? ['"use coroutine";'] : []), ...this.statements(scope, statements), ...more]);
  }

  private statements(scope: Scope, statements: Statement[]): string[] {
    return statements.map((statement) => this.statement(scope, statement)).filter((text) => text !== "");
  }

  private block(outer: Scope, statements: Statement[], jumps: JumpTarget[] = []): string {
    return braces(this.statements(blockScope(outer, jumps), statements));
  }

  private statement(scope: Scope, node: Statement, label: string | null = null): string {
    const labelled = label ? `${label}: ` : "";
    const loop: JumpTarget = { label, breakable: true, continuable: true };
    switch (node.type) {
      case "log":
        return `log(${this.expression(scope, node.value)});`;
      case "expression": {
        const text = this.expression(scope, node.value);
        return /^(\{|function|class|let\b)/.test(text) ? `(${text});` : `${text};`;
      }
      case "declare": {
        let name = node.selfReference ? declare(scope, node.kind, node.pick) : "";
        const init = node.init || node.kind === "const" ? this.expression(scope, node.init ?? { type: "literal", text: "0" }) : null;
        name ||= declare(scope, node.kind, node.pick);
        return `${node.kind} ${name}${init === null ? "" : ` = ${init}`};`;
      }
      case "declarePattern": {
        const value = this.expression(scope, node.value);
        const pattern = this.pattern(scope, node.pattern, (pick) => declare(scope, node.kind, pick));
        return `${node.kind} ${pattern} = ${value};`;
      }
      case "function": {
        const body = this.block(functionScope(scope, null), node.body);
        return `function ${declare(scope, "function", node.pick)}() ${body}`;
      }
      case "if": {
        const otherwise = node.otherwise ? ` else ${this.block(scope, node.otherwise)}` : "";
        return `if (${this.expression(scope, node.condition)}) ${this.block(scope, node.then)}${otherwise}`;
      }
      case "while": {
        const { declaration, test } = this.counted(scope, node.test);
        return `${declaration}\n${labelled}while (${test}) ${this.block(scope, node.body, [loop])}`;
      }
      case "doWhile": {
        const { declaration, test } = this.counted(scope, node.test);
        return `${declaration}\n${labelled}do ${this.block(scope, node.body, [loop])} while (${test});`;
      }
      case "for":
        return labelled + this.forLoop(scope, node, loop);
      case "forOf": {
        const awaits = node.awaits && canAwait(scope);
        const iterable = awaits ? this.stream(scope, node.iterable) : this.expression(scope, node.iterable);
        const inside = blockScope(scope);
        const head = this.head(inside, node.head.kind, node.head.pattern);
        return `${labelled}for ${awaits ? "await " : ""}(${head} of ${iterable}) ${this.block(inside, node.body, [loop])}`;
      }
      case "forIn": {
        const object = this.expression(scope, node.object);
        const inside = blockScope(scope);
        const head = this.head(inside, node.head.kind, node.head.pattern);
        return `${labelled}for (${head} in ${object}) ${this.block(inside, node.body, [loop])}`;
      }
      case "block":
        return labelled + this.block(scope, node.body, label ? [{ label, breakable: true, continuable: false }] : []);
      case "labelled":
        return this.labelled(scope, node.body, this.label());
      case "break": {
        const jump = choose(scope.jumps.filter(({ breakable }) => breakable), node.pick);
        return jump ? this.jump("break", scope, jump, node.pick) : "";
      }
      case "continue": {
        const jump = choose(scope.jumps.filter(({ continuable }) => continuable), node.pick);
        return jump ? this.jump("continue", scope, jump, node.pick) : "";
      }
      case "switch":
        return this.switch(scope, node);
      case "try": {
        const parts = [`try ${this.block(scope, node.block)}`];
        if (node.handler) parts.push(this.handler(scope, node.handler));
        if (node.finalizer || !node.handler) parts.push(`finally ${this.block(scope, node.finalizer ?? [])}`);
        return parts.join(" ");
      }
      case "throw":
        return `throw ${this.expression(scope, node.value)};`;
      case "return":
        return node.value ? `return ${this.expression(scope, node.value)};` : "return;";
      case "keep":
        this.usesKept = true;
        return `kept.push(${this.expression(scope, node.value)});`;
      case "callKept":
        if (!scope.calls) return "";
        this.usesKept = true;
        return `${this.helper("callKept")}(log, kept);`;
    }
  }

  private labelled(scope: Scope, body: Statement, label: string): string {
    if (body.type === "break") return `${label}: break ${label};`;
    if (body.type !== "if" && body.type !== "try" && body.type !== "switch") return this.statement(scope, body, label);
    return `${label}: ${this.statement(blockScope(scope, [{ label, breakable: true, continuable: false }]), body)}`;
  }

  private label(): string {
    const count = this.labels++;
    const round = Math.floor(count / OUR_LABELS.length);
    return `${OUR_LABELS[count % OUR_LABELS.length]}${round > 0 ? `$${round + 1}` : ""}`;
  }

  /** The closest target takes an unlabelled jump half of the time; others need their label. */
  private jump(keyword: "break" | "continue", scope: Scope, jump: JumpTarget, pick: Pick): string {
    const unlabelled = scope.jumps.find(({ continuable, label }) => continuable || (keyword === "break" && label === null));
    if (jump === unlabelled && (!jump.label || pick % 2 === 0)) return `${keyword};`;
    return jump.label ? `${keyword} ${jump.label};` : "";
  }

  private counted(scope: Scope, test: Expression | null): { declaration: string; test: string } {
    const name = declare(scope, "counter", 0);
    const more = test ? ` && ${this.operand(scope, test)}` : "";
    return { declaration: `let ${name} = 0;`, test: `${name}++ < ${LOOPS}${more}` };
  }

  private forLoop(scope: Scope, node: Extract<Statement, { type: "for" }>, loop: JumpTarget): string {
    const inside = blockScope(scope);
    // A `var` is named as no other: in two nested loops, one counter would never end.
    const counter = node.kind === "var" ? `n${++this.labels}` : declare(inside, "counter", 0);
    const second = node.second ? this.operand(inside, node.second) : null;
    const declarations = [`${counter} = 0`];
    if (second !== null) declarations.push(`${node.kind === "var" ? declare(inside, "var", 0) : declare(inside, "let", 0)} = ${second}`);
    const test = node.test ? ` && ${this.operand(inside, node.test)}` : "";
    const update = node.update ? `, ${this.operand(inside, node.update)}` : "";
    return `for (${node.kind} ${declarations.join(", ")}; ${counter} < ${LOOPS}${test}; ${counter}++${update}) ${this.block(inside, node.body, [loop])}`;
  }

  private head(scope: Scope, kind: "let" | "const" | "var" | null, pattern: Pattern): string {
    if (kind === null) return this.pattern(scope, pattern, null);
    return `${kind} ${this.pattern(scope, pattern, (pick) => declare(scope, kind, pick))}`;
  }

  private switch(scope: Scope, node: Extract<Statement, { type: "switch" }>): string {
    const discriminant = this.expression(scope, node.discriminant);
    const inside = blockScope(scope, [{ label: null, breakable: true, continuable: false }]);
    let hasDefault = false;
    const cases = node.cases.map(({ test, body }, index) => {
      const isDefault = !test && !hasDefault;
      hasDefault ||= isDefault;
      const label = isDefault ? "default:" : `case ${test ? this.expression(inside, test) : index}:`;
      return [label, ...indent(this.statements(inside, body))].join("\n");
    });
    return `switch (${discriminant}) ${braces(cases)}`;
  }

  private handler(scope: Scope, { parameter, body }: { parameter: Pattern | null; body: Statement[] }): string {
    // One scope: the body cannot redeclare what the parameter declares.
    const inside = blockScope(scope);
    const head = parameter ? `catch (${this.pattern(inside, parameter, (pick) => declare(inside, "let", pick))})` : "catch";
    return `${head} ${braces(this.statements(inside, body))}`;
  }

  private expression(scope: Scope, node: Expression): string {
    switch (node.type) {
      case "literal":
        return node.text;
      case "read":
        return this.variable(scope, node.pick);
      case "unary":
        return `${node.operator}${this.operand(scope, node.operand)}`;
      case "binary":
        return `${this.operand(scope, node.left)} ${node.operator} ${this.operand(scope, node.right)}`;
      case "conditional":
        return `${this.operand(scope, node.condition)} ? ${this.operand(scope, node.then)} : ${this.operand(scope, node.otherwise)}`;
      case "sequence":
        return `(${node.items.map((item) => this.operand(scope, item)).join(", ")})`;
      case "template": {
        const parts = node.parts.map((part) => `\${${this.expression(scope, part)}}`).join("-");
        return node.tagged ? `${this.helper("tag")}\`${parts}\`` : `\`${parts}\``;
      }
      case "array":
        // Behind a hole at the end, a comma more.
        return `[${this.items(scope, node.items)}${node.items.at(-1) === null ? "," : ""}]`;
      case "object":
        return node.properties.length > 0 ? `{ ${node.properties.map((property) => this.property(scope, property)).join(", ")} }` : "{}";
      case "show":
        return `${this.helper("show")}(log, ${this.expression(scope, node.value)})`;
      case "box":
        return `new ${this.helper("Box")}(${["log", `"box${node.id}"`, ...this.args(scope, node.args)].join(", ")})`;
      case "member":
        return this.member(scope, node.object, node.key);
      case "call":
        return `${this.member(scope, node.object, node.key, node.ahead)}${scope.calls ? `(${this.args(scope, node.args).join(", ")})` : ""}`;
      case "chain":
        return this.operand(scope, node.object) + node.links.map((link, index) => this.link(scope, link, index)).join("");
      case "delete":
        return `delete ${this.member(scope, node.object, node.key, node.ahead)}`;
      case "assign":
        return `${this.target(scope, node.target)} ${node.operator} ${this.expression(scope, node.value)}`;
      case "update":
        return this.update(scope, node);
      case "destructure":
        // V8 takes f([1], {} = 0) for a broken pattern, and Babel prints arguments without their parentheses.
        return `(${this.argumentDepth > 0 ? "0, " : ""}${this.pattern(scope, node.pattern, null)} = ${this.operand(scope, node.value)})`;
      case "yield": {
        if (!scope.suspends) return `${this.helper("show")}(log, ${node.argument ? this.expression(scope, node.argument) : "undefined"})`;
        this.suspended();
        if (scope.suspends === "async") return `await ${node.argument ? this.operand(scope, node.argument) : "undefined"}`;
        return node.argument ? `yield ${this.expression(scope, node.argument)}` : "yield";
      }
      case "delegate":
        if (!scope.suspends || scope.suspends === "async") return `[...${this.operand(scope, node.iterable)}]`;
        this.suspended();
        return `yield* ${scope.suspends === "generator" ? this.expression(scope, node.iterable) : this.stream(scope, node.iterable)}`;
      case "await":
        if (!canAwait(scope)) return `${this.helper("show")}(log, ${this.expression(scope, node.argument)})`;
        this.suspended();
        return `await ${this.operand(scope, node.argument)}`;
      case "promise":
        // The trace of a generator ends with its last step.
        if (this.kind === "generator") return `${this.helper("show")}(log, ${this.expression(scope, node.value)})`;
        return `${this.helper("promised")}(log, "${node.manner}", ${this.expression(scope, node.value)})`;
      case "asyncArrow": {
        if (this.kind === "generator") return `(() => ${this.block(functionScope(scope, null), node.body)})()`;
        const body = this.annotatedBody(functionScope(scope, "async"), node.compiled, node.body);
        return `(async () => ${body})()`;
      }
      case "arrow": {
        const body = this.expression(functionScope(scope, null), node.body);
        return `() => ${/^(\{|yield|await)/.test(body) || node.body.type === "sequence" ? `(${body})` : body}`;
      }
      case "arrowBlock":
        return `() => ${this.block(functionScope(scope, null), node.body)}`;
      case "class": {
        this.usesClass = true;
        const heritage = node.heritage ? `extends (${this.expression(scope, node.heritage)}) ` : "";
        const key = this.expression(scope, node.key);
        // Class bodies are strict, and their methods functions.
        return `class ${heritage}{ static [${key}]() { return ${this.expression(functionScope(scope, null), node.value)}; } }`;
      }
      case "logged":
        return `${this.helper(node.isAsync && this.kind !== "generator" ? "loggedAsync" : "logged")}(log, "${node.manner}", [${this.items(scope, node.values)}])`;
      case "inner": {
        const name = scope.calls ? choose(this.callable, node.pick) : undefined;
        if (!name) return `[${this.expression(scope, node.value)}]`;
        this.called.add(name);
        const call = `${name}(log, ${this.expression(scope, node.value)})`;
        return this.kind === "async" && canAwait(scope) ? `(await ${call})` : call;
      }
      case "shared":
        // What an async function would share is a promise.
        if (this.kind === "async") return "[]";
        return this.shared(node.pick);
      case "resume": {
        const value = this.expression(scope, node.value);
        if (this.kind === "async" || !scope.calls) return `${this.helper("show")}(log, ${value})`;
        return `${this.helper(this.kind === "generator" ? "resume" : "resumeAsync")}(log, ${this.shared(node.pick)}, "${node.method}", ${value})`;
      }
      case "generator": {
        const body = this.annotatedBody(functionScope(scope, "generator"), node.compiled, node.body);
        return `(function* () ${body})()`;
      }
    }
  }

  private shared(pick: Pick): string {
    this.usesShared = true;
    return `shared[${pick} % shared.length]`;
  }

  /** What for await and an async yield* go through: see `streamed` in prelude.ts. */
  private stream(scope: Scope, node: Expression): string {
    const text = this.expression(scope, node);
    const isAsync = (node.type === "logged" && node.isAsync) || ((node.type === "shared" || (node.type === "inner" && text.startsWith("inner"))) && this.kind === "async-generator");
    return isAsync ? text : `${this.helper("streamed")}(${text})`;
  }

  private suspended(): void {
    if (this.inMain) this.suspensions++;
  }

  /** An expression as an operand: in parentheses, unless it is plain to see where it ends. */
  private operand(scope: Scope, node: Expression): string {
    const text = this.expression(scope, node);
    const whole = ["asyncArrow", "promise", "read", "array", "object", "template", "show", "sequence", "member", "box", "logged", "inner", "shared", "resume", "generator", "destructure"];
    return whole.includes(node.type) || /^("\w*"|\w+|\w+\.\w+)$/.test(text) && text !== "yield" ? text : `(${text})`;
  }

  private items(scope: Scope, items: Item[]): string {
    return items.map((item) => (item ? (item.spread ? "..." : "") + this.expression(scope, item.value) : "")).join(", ");
  }

  private args(scope: Scope, items: Item[]): string[] {
    this.argumentDepth++;
    const args = items.map((item) => (item ? this.items(scope, [item]) : "undefined"));
    this.argumentDepth--;
    return args;
  }

  private property(scope: Scope, property: Property): string {
    switch (property.type) {
      case "value":
        return `${this.key(scope, property.key)}: ${this.expression(scope, property.value)}`;
      case "getter": {
        // It sees a variable of its own, and no other, nor the parameter: one that reads itself from its object would never end.
        const inside = functionScope(null, null);
        const own = declare(inside, "let", 0);
        return `get ${this.key(scope, property.key)}() { let ${own} = 0; return ${this.expression(inside, property.value)}; }`;
      }
      case "method":
        return `${this.key(scope, property.key)}() { return ${this.expression(functionScope(scope, null), property.value)}; }`;
      case "shorthand":
        return this.variable(scope, property.pick);
      case "spread":
        return `...${this.expression(scope, property.value)}`;
    }
  }

  private key(scope: Scope, key: Key): string {
    return key.type === "name" ? key.name : `[${this.expression(scope, key.value)}]`;
  }

  private member(scope: Scope, object: Expression, key: Key, ahead: Expression | null = null): string {
    if (ahead) return `(${this.operand(scope, ahead)}, ${this.member(scope, object, key)})`;
    const text = this.operand(scope, object);
    const whole = object.type === "object" || /^\d/.test(text) ? `(${text})` : text;
    return key.type === "name" ? `${whole}.${key.name}` : `${whole}[${this.expression(scope, key.value)}]`;
  }

  private link(scope: Scope, link: Link, index: number): string {
    const optional = link.optional || index === 0 ? "?." : "";
    if (link.type === "invoke") return scope.calls ? `${optional}(${this.args(scope, link.args).join(", ")})` : "?.x";
    if (link.key.type === "name") return `${optional || "."}${link.key.name}`;
    return `${optional}${this.key(scope, link.key)}`;
  }

  private target(scope: Scope, target: Target): string {
    if (target.type === "property") return this.member(scope, target.object, target.key);
    const variable = choose(assignable(scope, target.pick), target.pick);
    return variable ? variable.name : this.parameter();
  }

  private update(scope: Scope, { operator, prefix, target }: Extract<Expression, { type: "update" }>): string {
    const counter = target.type === "variable" ? choose(visible(scope), target.pick) : null;
    if (counter?.kind === "counter") return prefix ? `++${counter.name}` : `${counter.name}++`;
    const text = this.target(scope, target);
    return prefix ? `${operator}${text}` : `${text}${operator}`;
  }

  /** A pattern; `bind` declares its variables, without it they are assigned. */
  private pattern(scope: Scope, pattern: Pattern, bind: ((pick: Pick) => string) | null): string {
    const target = (node: Target) => (bind ? bind(node.type === "variable" ? node.pick : 0) : this.target(scope, node));
    const element = (node: { pattern: Pattern; initial: Expression | null }) => {
      // First the default: it sees none of the variables it is a default for.
      const initial = node.initial && this.expression(scope, node.initial);
      const text = this.pattern(scope, node.pattern, bind);
      return initial === null ? text : `${text} = ${initial}`;
    };
    switch (pattern.type) {
      case "leaf":
        return target(pattern.target);
      case "arrayPattern": {
        const elements = pattern.elements.map((node) => (node ? element(node) : ""));
        if (pattern.rest) elements.push(`...${this.pattern(scope, pattern.rest, bind)}`);
        else if (pattern.elements.at(-1) === null) elements.push("");
        return `[${elements.join(", ")}]`;
      }
      case "objectPattern": {
        const properties = pattern.properties.map((node, index) => {
          // V8 looks for null and undefined only when it reads the first property, after what is in that one's target;
          // where the key is computed, it looks at the start, as ECMAScript has it (13.15.5.2).
          const key = this.key(scope, node.key);
          const late = index === 0 && bind === null && node.pattern.type === "leaf" && node.pattern.target.type !== "variable";
          return `${late && !key.startsWith("[") ? `["${key}"]` : key}: ${element(node)}`;
        });
        // Before the target of a lone rest element it does not look either.
        const isLate = bind === null && properties.length === 0 && pattern.rest?.type === "property";
        if (pattern.rest && !isLate) properties.push(`...${target(pattern.rest)}`);
        return properties.length > 0 ? `{ ${properties.join(", ")} }` : "{}";
      }
    }
  }

  private variable(scope: Scope, pick: Pick): string {
    return choose(visible(scope), pick)?.name ?? this.parameter();
  }

  private parameter(): string {
    this.usesParameter = true;
    return "p";
  }

  private helper(helper: Helper): Helper {
    this.helpers.add(helper);
    return helper;
  }
}

function choose<T>(among: T[], pick: Pick): T | undefined {
  return among[pick % among.length];
}

function indent(lines: string[]): string[] {
  return lines.map((line) => line.replace(/^/gm, "  "));
}

function braces(lines: string[]): string {
  return lines.length > 0 ? `{\n${indent(lines).join("\n")}\n}` : "{}";
}
