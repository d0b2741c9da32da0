// The table of child fields against Babel's: a field that Babel 7 or 8 visits and we pass over would hide code.

import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { CHILD_FIELDS } from "../src/ast/child-fields.js";

const require = createRequire(import.meta.url);
/** Fields that hold types, which hold no values. */
const TYPES = /^(typeAnnotation|typeParameters|typeArguments|superTypeParameters|superTypeArguments|implements|mixins|returnType|predicate|variance)$/;

it.each(["@babel/core", "babel8"])("%s", (name) => {
  const keys: Record<string, string[]> = require(name).types.VISITOR_KEYS;
  expect(CHILD_FIELDS.size).toBeGreaterThan(50);
  for (const [type, fields] of CHILD_FIELDS) {
    expect([...fields].sort(), type).toEqual(keys[type].filter((field) => !TYPES.test(field)).sort());
  }
});
