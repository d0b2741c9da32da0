// What the text of a function says.

declare var WeakMap: any;

/**
 * Does the text of a function mention the first key of an object, whatever a minifier has made of it? A bound function has no text,
 * and counts as what it is bound to. Where the host shows no texts, or could not keep the answers, it is yes.
 */
export function createTextTest(object: object): (fn: any) => boolean {
  var wanted = "." + Object.keys(object)[0];
  var text = Function.prototype.toString;
  var answers: any = typeof WeakMap === "function" && text.call(createTextTest).indexOf("keys") > 0 && new WeakMap();
  return function (fn) {
    if (answers && !answers.has(fn)) answers.set(fn, text.call(fn).indexOf(wanted) > 0 || String(fn.name).indexOf("bound ") === 0);
    return !answers || answers.get(fn);
  };
}
