// Which tests fail for a reason that is known. docs/conformance.md has the same lists; test/conformance.test.ts compares them.

/** Tests that no output made of ES5 functions passes: each reason, and its tests. `methodsPass`: with option `shape` "method" they do. */
export const ceilings = [
  {
    reason: "the text of a function is compiled at run time",
    tests: [
      "built-ins/AsyncFunction/AsyncFunction-construct.js",
      "built-ins/AsyncGeneratorFunction/instance-await-expr-in-param.js",
      "built-ins/AsyncGeneratorFunction/instance-yield-expr-in-param.js",
      "built-ins/AsyncGeneratorFunction/invoked-as-function-multiple-arguments.js",
      "built-ins/AsyncGeneratorFunction/invoked-as-function-single-argument.js",
      "built-ins/GeneratorFunction/instance-restricted-properties.js",
      "built-ins/GeneratorFunction/instance-yield-expr-in-param.js",
      "built-ins/GeneratorFunction/invoked-as-function-multiple-arguments.js",
      "built-ins/GeneratorFunction/invoked-as-function-single-argument.js",
      "language/statements/class/subclass/builtin-objects/GeneratorFunction/regular-subclassing.js",
    ],
  },
  {
    reason: "the result has to have the intrinsics of another realm, which are native",
    tests: [
      "built-ins/AsyncFunction/proto-from-ctor-realm.js",
      "built-ins/AsyncGeneratorFunction/proto-from-ctor-realm.js",
      "built-ins/GeneratorFunction/proto-from-ctor-realm.js",
    ],
  },
  {
    reason: "in sloppy code an ES5 function has own properties caller and arguments",
    methodsPass: true,
    tests: [
      "language/expressions/async-function/forbidden-ext/b1/async-func-expr-named-forbidden-ext-direct-access-prop-arguments.js",
      "language/expressions/async-function/forbidden-ext/b1/async-func-expr-named-forbidden-ext-direct-access-prop-caller.js",
      "language/expressions/async-function/forbidden-ext/b1/async-func-expr-nameless-forbidden-ext-direct-access-prop-arguments.js",
      "language/expressions/async-function/forbidden-ext/b1/async-func-expr-nameless-forbidden-ext-direct-access-prop-caller.js",
      "language/expressions/async-generator/forbidden-ext/b1/async-gen-func-expr-forbidden-ext-direct-access-prop-arguments.js",
      "language/expressions/async-generator/forbidden-ext/b1/async-gen-func-expr-forbidden-ext-direct-access-prop-caller.js",
      "language/expressions/async-generator/forbidden-ext/b1/async-gen-named-func-expr-forbidden-ext-direct-access-prop-arguments.js",
      "language/expressions/async-generator/forbidden-ext/b1/async-gen-named-func-expr-forbidden-ext-direct-access-prop-caller.js",
      "language/expressions/generators/forbidden-ext/b1/gen-func-expr-forbidden-ext-direct-access-prop-arguments.js",
      "language/expressions/generators/forbidden-ext/b1/gen-func-expr-forbidden-ext-direct-access-prop-caller.js",
      "language/statements/async-function/forbidden-ext/b1/async-func-decl-forbidden-ext-direct-access-prop-arguments.js",
      "language/statements/async-function/forbidden-ext/b1/async-func-decl-forbidden-ext-direct-access-prop-caller.js",
      "language/statements/async-generator/forbidden-ext/b1/async-gen-func-decl-forbidden-ext-direct-access-prop-arguments.js",
      "language/statements/async-generator/forbidden-ext/b1/async-gen-func-decl-forbidden-ext-direct-access-prop-caller.js",
      "language/statements/generators/forbidden-ext/b1/gen-func-decl-forbidden-ext-direct-access-prop-arguments.js",
      "language/statements/generators/forbidden-ext/b1/gen-func-decl-forbidden-ext-direct-access-prop-caller.js",
      "language/statements/generators/restricted-properties.js",
    ],
  },
  {
    reason: "an ES5 function is a constructor, so a class may extend it",
    methodsPass: true,
    tests: [
      "language/statements/class/subclass/superclass-async-function.js",
      "language/statements/class/subclass/superclass-async-generator-function.js",
      "language/statements/class/subclass/superclass-generator-function.js",
    ],
  },
  {
    reason: "an ES5 function has an own property prototype",
    methodsPass: true,
    tests: ["built-ins/AsyncFunction/instance-prototype-property.js"],
  },
  {
    reason: "a direct eval has to collide with a let of the body, and ES5 has no let",
    tests: [
      "language/expressions/generators/scope-body-lex-distinct.js",
      "language/expressions/object/scope-gen-meth-body-lex-distinct.js",
      "language/statements/generators/scope-body-lex-distinct.js",
    ],
  },
];

const emptyBody = "the constructors make an ordinary function even of an empty body, which would need no compiler";
const constructorLookup = "an await reads the constructor of a promise twice";

/** Tests that could pass and do not, with the reason. */
export const known = {
  "built-ins/AsyncFunction/instance-construct-throws.js": emptyBody,
  "built-ins/AsyncGeneratorFunction/instance-construct-throws.js": emptyBody,
  "built-ins/AsyncGeneratorFunction/instance-prototype.js": emptyBody,
  "built-ins/AsyncGeneratorFunction/invoked-as-constructor-no-arguments.js": emptyBody,
  "built-ins/AsyncGeneratorFunction/invoked-as-function-no-arguments.js": emptyBody,
  "built-ins/GeneratorFunction/instance-construct-throws.js": emptyBody,
  "built-ins/GeneratorFunction/instance-prototype.js": emptyBody,
  "built-ins/GeneratorFunction/invoked-as-constructor-no-arguments.js": emptyBody,
  "built-ins/GeneratorFunction/invoked-as-function-no-arguments.js": emptyBody,
  "language/statements/class/subclass/builtin-objects/GeneratorFunction/instance-prototype.js": emptyBody,

  "language/statements/for-await-of/ticks-with-async-iter-resolved-promise-and-constructor-lookup-two.js": constructorLookup,
  "language/statements/for-await-of/ticks-with-async-iter-resolved-promise-and-constructor-lookup.js": constructorLookup,
  "language/statements/for-await-of/ticks-with-sync-iter-resolved-promise-and-constructor-lookup.js": constructorLookup,

  "language/expressions/async-arrow-function/prototype.js":
    "the test has the engine make an async function, whose prototype code without async syntax cannot reach",
};

/** `shape`: the plugin's option. */
export function ceilingOf(name, shape) {
  const found = ceilings.find(({ tests }) => tests.includes(name));
  return found && !(found.methodsPass && shape === "method") ? found.reason : null;
}
