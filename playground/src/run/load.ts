// The text of a program → what it exports. The entries of the package that it imports are put beside it as modules.

import runtimeText from "babel-plugin-switchyard/runtime?raw";
import inspectText from "babel-plugin-switchyard/inspect?raw";
import schedulerText from "babel-plugin-switchyard/scheduler?raw";
import { moduleName } from "../compile/module-names.ts";
import type { RunRequest } from "./messages.ts";

export interface Program {
  default?(...args: unknown[]): unknown;
  subject?(...args: unknown[]): unknown;
}

const moduleUrl = (text: string): string => URL.createObjectURL(new Blob([text], { type: "text/javascript" }));

type Inspect = typeof import("babel-plugin-switchyard/inspect");

/** `observe` gets the inspect entry that belongs to the runtime of the program, before that is loaded. */
export async function loadProgram(
  { code, sourceType, side }: Pick<RunRequest, "code" | "sourceType" | "side">,
  observe?: (entry: Inspect) => void,
): Promise<Program> {
  const urls = entryUrls(side);
  await defineGlobal(urls);
  if (observe) observe(await import(/* @vite-ignore */ urls.get("inspect")!));
  if (sourceType === "script") return loadScript(code, urls);
  const linked = [...urls].reduce((text, [entry, url]) => text.replaceAll(JSON.stringify(moduleName(entry)), JSON.stringify(url)), code);
  return import(/* @vite-ignore */ moduleUrl(linked));
}

/** What a machine finds whose runtime is a global. */
async function defineGlobal(urls: Map<string, string>): Promise<void> {
  const entries = await Promise.all([...urls].map(async ([name, url]) => [name, await import(/* @vite-ignore */ url)] as const));
  Object.assign(globalThis, { Switchyard: Object.fromEntries(entries) });
}

/** Natively an annotation does nothing, the one that is a call included. */
function entryUrls(side: RunRequest["side"]): Map<string, string> {
  const runtime = moduleUrl(runtimeText);
  const native = `export * from ${JSON.stringify(runtime)};\nexport const coroutine = (fn) => fn;`;
  const others = Object.entries({ inspect: inspectText, scheduler: schedulerText }).map(([name, text]): [string, string] => [name, moduleUrl(text.replaceAll("'./runtime.js'", JSON.stringify(runtime)))]);
  return new Map([["runtime", side === "native" ? moduleUrl(native) : runtime], ...others]);
}

/** CommonJS: sloppy, unless it says otherwise. */
async function loadScript(code: string, urls: Map<string, string>): Promise<Program> {
  const entries = new Map<string, unknown>();
  for (const [name, url] of urls) entries.set(`babel-plugin-switchyard/${name}`, await import(/* @vite-ignore */ url));
  const module = { exports: {} };
  new Function("module", "exports", "require", code)(module, module.exports, (name: string) => entries.get(name));
  return module.exports;
}
