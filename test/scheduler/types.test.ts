// Do the declarations of the entry say what its users get? Checked as a user's compiler checks them, with no library skipped.

import { join } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";
import { root } from "../fixtures.js";

const file = join(root, "test/scheduler/typed.ts");
const strict = { strict: true, noEmit: true, skipLibCheck: false, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, types: [] };

/** With a library that knows `using`, and with one that does not, where the program may complain, and the declarations may not. */
for (const lib of [["lib.es2022.d.ts", "lib.dom.d.ts", "lib.esnext.disposable.d.ts"], ["lib.es2022.d.ts", "lib.dom.d.ts"]]) {
  it(`types with ${lib.join(", ")}`, { timeout: 60_000 }, () => {
    const program = ts.createProgram([file], { ...strict, lib });
    const knowsUsing = lib.some((name) => name.includes("disposable"));
    const diagnostics = ts.getPreEmitDiagnostics(program).filter(({ file: where }) => where && (knowsUsing || where.fileName !== file));
    expect(diagnostics.map(({ file: where, start, messageText }) => `${where!.fileName}:${start}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`)).toEqual([]);
  });
}
