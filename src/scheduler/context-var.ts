// contextVar(): a value that a task has, and the tasks it starts have from then on. contextvars.ContextVar

import { current } from "./current.js";

/** A variable with a value for each task: what contextVar() gives. contextvars.ContextVar */
export interface ContextVar<T> {
  /** For messages; two may have the same. ContextVar.name */
  name: string;
  /** Its value in the task that runs; outside of tasks the initial one. ContextVar.get */
  get(): T;
  /**
   * Gives it a value in the task that runs. ContextVar.set
   * @returns what reset() takes to undo it
   * @throws Error outside of a task
   */
  set(value: T): { value: T | undefined; wasSet: boolean };
  /** Puts back what was there before a set(). ContextVar.reset. @throws Error outside of a task */
  reset(token: { value: T | undefined; wasSet: boolean }): void;
}

var ids = 0;

/**
 * A variable with a value for each task. A task starts with those of the task that started it. contextvars.ContextVar
 * @param initial its value where it has not been set
 */
export function contextVar<T>(name: string, initial: T): ContextVar<T> {
  var id = "v" + ++ids;
  return {
    name: name,
    get: function () {
      var context = current.task && current.task.context;
      return context && id in context ? context[id] : initial;
    },
    set: function (value) {
      var task = taskOf(name);
      var context = copyOf(task.context);
      var token = { value: context[id], wasSet: id in context };
      context[id] = value;
      task.context = context;
      return token;
    },
    reset: function (token) {
      var task = taskOf(name);
      var context = copyOf(task.context);
      if (token.wasSet) context[id] = token.value;
      else delete context[id];
      task.context = context;
    },
  };
}

function taskOf(name: string) {
  if (current.task === null) throw new Error(name + " is set outside of a task");
  return current.task;
}

function copyOf(context: { [id: string]: any } | null): { [id: string]: any } {
  var copy: { [id: string]: any } = {};
  for (var id in context) copy[id] = context[id];
  return copy;
}
