// What the compiler has to say to the user: always a place, a cause and a way out.

import type { Node, SourceLocation } from "../ast/node.js";
import { CATALOGUE, type DiagnosticCode } from "./catalogue.js";

/** One thing to say about the source. What each code means, and why, is in docs/diagnostics.md. */
export interface Diagnostic {
  code: DiagnosticCode;
  /** error: something that was asked for is not done. */
  severity: "error" | "info";
  message: string;
  /** What the user can do about it. */
  hint: string;
  /** The annotated function it is about, if any. */
  functionName: string | null;
  /** Lines from 1, columns from 0, as Babel counts. Of a function, its head. */
  loc: SourceLocation | null;
}

/** Does it say that something is refused? */
export const isRefusal = ({ severity }: Pick<Diagnostic, "severity">): boolean => severity === "error";

export function diagnose(
  code: DiagnosticCode,
  node: Node,
  functionName: string | null = null,
  details: Record<string, string> = {},
): Diagnostic {
  const entry = CATALOGUE[code];
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => details[name] ?? functionName ?? "");
  return {
    code,
    severity: entry.severity,
    message: fill(entry.message),
    hint: fill(entry.hint),
    functionName,
    loc: headOf(node),
  };
}

/** Of a function, its head: its body may be long. */
function headOf(node: Node): SourceLocation | null {
  if (!node.loc) return null;
  const bodyStart = node.body?.type === "BlockStatement" ? node.body.loc?.start : undefined;
  return bodyStart ? { ...node.loc, end: { line: bodyStart.line, column: Math.max(0, bodyStart.column - 1) } } : node.loc;
}

/** file.js:3:5 SY201 … with the lines around the place, and the way out. */
export function renderDiagnostic(diagnostic: Diagnostic, source: string, filename?: string): string {
  const { code, severity, message, hint, loc } = diagnostic;
  const place = [filename, ...(loc ? [loc.start.line, loc.start.column + 1] : [])].filter((part) => part !== undefined);
  const head = `${place.join(":")} ${severity} ${code}: ${message}`;
  return [head, ...(loc ? [codeFrame(source, loc)] : []), `  way out: ${hint}`].join("\n");
}

function codeFrame(source: string, { start, end }: SourceLocation): string {
  const lines = source.split("\n");
  const first = Math.max(1, start.line - 1);
  const last = Math.min(lines.length, start.line + 1);
  const width = String(last).length;
  const rows: string[] = [];
  for (let line = first; line <= last; line++) {
    const marked = line === start.line;
    rows.push(`${marked ? ">" : " "} ${String(line).padStart(width)} | ${lines[line - 1]}`);
    if (!marked) continue;
    const until = end.line === start.line ? end.column : lines[line - 1].length;
    const carets = "^".repeat(Math.max(1, until - start.column));
    rows.push(`  ${" ".repeat(width)} | ${" ".repeat(start.column)}${carets}`);
  }
  return rows.join("\n");
}
