// A number made of a text, the same on every machine and with every build: names that must not change are made of it.

/** FNV-1a, 32 bits, of code units in the place of bytes. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
