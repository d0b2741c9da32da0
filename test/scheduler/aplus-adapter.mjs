// What promises-aplus-tests tests: tasks. Each waits for an event, and then returns or throws what it was told.

import { compile } from "babel-plugin-switchyard/compiler";
import * as runtime from "babel-plugin-switchyard/runtime";
import { Event, run } from "babel-plugin-switchyard/scheduler";

const source = `"use coroutine";
  async function settled(order) {
    await order.given.wait();
    if (order.fails) throw order.value;
    return order.value;
  }`;
const { code } = compile(source, { runtime: "global", sourceType: "script" });
const settled = new Function("Switchyard", `${code}\nreturn settled;`)({ runtime });

export function deferred() {
  const order = { given: new Event(), fails: false, value: undefined };
  const settle = (fails) => (value) => {
    if (order.given.isSet) return;
    Object.assign(order, { fails, value });
    order.given.set();
  };
  return { promise: run(settled, order), resolve: settle(false), reject: settle(true) };
}

export function resolved(value) {
  const { promise, resolve } = deferred();
  resolve(value);
  return promise;
}

export function rejected(reason) {
  const { promise, reject } = deferred();
  reject(reason);
  return promise;
}
