// What the arbitraries of program.ts and chains.ts are put together from.

import * as fc from "fast-check";
import type { Expression, Key, Link, Pattern, Property, Statement, Target } from "./ast.js";

export const pick = fc.nat(63);

/** The variant of a union, with its fields given as arbitraries. */
const variant =
  <Node extends { type: string }>() =>
  <T extends Node["type"]>(type: T) =>
  (fields: { [K in keyof Omit<Extract<Node, { type: T }>, "type">]: fc.Arbitrary<unknown> }): fc.Arbitrary<Node> =>
    fc.record({ type: fc.constant(type), ...fields }) as unknown as fc.Arbitrary<Node>;

export const statement = variant<Statement>();
export const expression = variant<Expression>();
export const link = variant<Link>();
export const property = variant<Property>();
export const pattern = variant<Pattern>();
export const computed = variant<Key>()("computed");
export const propertyTarget = variant<Target>()("property");

/** What comes first is taken when the tree is deep enough, and is what a shrunk tree falls back to. */
export const choice = (depthIdentifier: fc.DepthIdentifier, maxDepth: number) =>
  <T>(...arbitraries: [fc.Arbitrary<T>, number][]): fc.Arbitrary<T> =>
    fc.oneof({ depthIdentifier, maxDepth, depthSize: "small", withCrossShrink: true }, ...arbitraries.map(([arbitrary, weight]) => ({ arbitrary, weight })));

/** `weight` times as often something as null. fast-check's `freq` is null once in so many times: with 1, always. */
export const maybe = <T>(arbitrary: fc.Arbitrary<T>, weight = 2): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null, freq: weight + 1 });

export const list = <T>(arbitrary: fc.Arbitrary<T>, minLength: number, maxLength: number): fc.Arbitrary<T[]> => fc.array(arbitrary, { minLength, maxLength });
