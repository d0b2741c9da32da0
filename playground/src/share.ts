// A program ↔ the part of the URL behind the #: `1.` and its JSON, deflated, in base64url.
//
// The number is the version of the format. A link of a version that is not known any more is refused, not guessed at.

import { effect, type ReadonlySignal } from "@preact/signals";
import { DEFAULT_OPTIONS, type Program } from "./program.ts";

const VERSION = "1";

export async function toHash(program: Program): Promise<string> {
  const bytes = await through(new TextEncoder().encode(JSON.stringify(program)), new CompressionStream("deflate-raw"));
  return `#${VERSION}.${toBase64(bytes)}`;
}

/**
 * null for an empty hash.
 * @throws Error for one that is none of ours
 */
export async function fromHash(hash: string): Promise<Program | null> {
  if (hash.length < 2) return null;
  const [, version, body] = /^#(\w+)\.(.*)$/s.exec(hash) ?? [];
  if (version !== VERSION) throw new Error("This link was made by another version of the playground.");
  let read: Partial<Program>;
  try {
    read = JSON.parse(new TextDecoder().decode(await through(fromBase64(body), new DecompressionStream("deflate-raw"))));
  } catch {
    throw new Error("This link is damaged: some of it is missing.");
  }
  if (typeof read.source !== "string") throw new Error("This link holds no program.");
  return { source: read.source, options: { ...DEFAULT_OPTIONS, ...read.options }, commands: read.commands ?? null, breakpoints: read.breakpoints ?? [], step: read.step ?? 0, origin: read.origin ?? null };
}

/** So long after the last change the address follows: browsers allow few changes of it. */
const ADDRESS_DELAY_MS = 300;

/** Has the address of the page hold the program. */
export function keepInHash(program: ReadonlySignal<Program>): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const first = program.peek();
  effect(() => {
    const shown = program.value;
    clearTimeout(timer);
    if (shown === first) return;
    timer = setTimeout(() => void toHash(shown).then((hash) => shown === program.peek() && history.replaceState(null, "", hash)), ADDRESS_DELAY_MS);
  });
}

async function through(bytes: Uint8Array<ArrayBuffer>, transform: CompressionStream | DecompressionStream): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(transform)).arrayBuffer());
}

function toBase64(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
