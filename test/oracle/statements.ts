// Statements by chance: weights favour what makes tasks meet.

import { bodiesOf, type Handler, type Kind, type Mode, type Statement } from "./ast.js";
import { awaitable, DURATIONS, groupSpawn, NESTING, source, sources, spawn, type Drawing, type Place, type Theme } from "./drawing.js";

const MODES: Mode[] = ["FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"];

export function statements(drawing: Drawing, place: Place, count: number): Statement[] {
  const body: Statement[] = [];
  while (body.length === 0 || (body.length < count && drawing.left > 0 && !leaves(body[body.length - 1]))) {
    drawing.left--;
    body.push(...draw(drawing, place));
  }
  return body;
}

/** Nothing runs after it. */
export const leaves = (statement: Statement | undefined) => statement?.type === "raise" || statement?.type === "return";

type Choice = "log" | "sleep" | "await" | "spawn" | "pursue" | "gather" | "startGather" | "wait" | "asCompleted" | "waitFor" | "timeout" | "group" | "groupSpawn" | "foreignSpawn"
  | "groupCancel" | "try" | "raise" | "cancel" | "status" | "put" | "get" | "taskDone" | "join" | "locked" | "permitted" | "release" | "set" | "clear" | "event" | "store" | "load" | "repeat" | "return";

const WEIGHTS: Record<Choice, number> = {
  log: 5, sleep: 14, await: 8, spawn: 8, pursue: 3, gather: 4, startGather: 1, wait: 3, asCompleted: 2, waitFor: 5, timeout: 4, group: 4, groupSpawn: 14, foreignSpawn: 1,
  groupCancel: 1, try: 7, raise: 3, cancel: 6, status: 2, put: 2, get: 1, taskDone: 0, join: 0, locked: 2, permitted: 2, release: 1, set: 2, clear: 1, event: 1, store: 1, load: 1,
  repeat: 2, return: 1,
};

const THEMES: Record<Theme, Partial<Record<Choice, number>>> = {
  contention: {},
  tasks: { spawn: 14, await: 14, wait: 8, asCompleted: 6, store: 5, load: 5 },
  cancel: { cancel: 16, pursue: 10, try: 12 },
  timeout: { timeout: 16, waitFor: 16 },
  group: { group: 14, groupSpawn: 24, raise: 9, groupCancel: 4, cancel: 9, pursue: 9 },
  gather: { gather: 14, startGather: 8, raise: 5, asCompleted: 4 },
  queue: { put: 18, get: 12, taskDone: 7, join: 3, repeat: 6, spawn: 12 },
  lock: { locked: 16, permitted: 14, release: 2, spawn: 12 },
  event: { event: 10, set: 10, clear: 3, spawn: 12 },
};

/** Mostly one statement; some only make sense after others. */
function draw(drawing: Drawing, place: Place): Statement[] {
  const { random, program, groups } = drawing;
  const last = place.level === program.functions.length - 1;
  const allowed = (choice: Choice): boolean => {
    switch (choice) {
      case "spawn":
      case "pursue":
      case "wait":
      case "gather":
      case "startGather":
      case "asCompleted":
        return !last;
      case "raise":
        return place.level + place.depth > 0;
      case "groupSpawn":
        return !last && place.groups.length > 0;
      case "foreignSpawn":
        return groups.some(({ level }) => Math.max(level, place.level) < program.functions.length - 1);
      case "timeout":
      case "try":
      case "permitted":
        return place.depth < NESTING;
      case "locked":
        return place.depth < NESTING && place.locks.length < program.locks;
      case "group":
        return !last && place.depth < NESTING;
      case "repeat":
        return !place.repeated && place.depth < NESTING;
      case "return":
        return place.mayReturn && place.depth > 0;
      default:
        return true;
    }
  };
  const weights = { ...WEIGHTS, ...THEMES[drawing.theme] };
  const choices = (Object.keys(weights) as Choice[]).filter(allowed).map((choice) => [choice, weights[choice]] as const);
  const drawn = make(drawing, place, random.weighted(choices));
  // A main that ends with its first error, or never, shows little of what was started.
  const main = place.level === 0;
  const limited: Statement[] = main && !place.timed && drawn.some(mayWait) && random.chance(75) ? [{ type: "timeout", ms: random.pick([3, 5, 8]), body: drawn }] : drawn;
  if (!limited.some(mayFail) || place.depth >= NESTING || !random.chance(!main ? 25 : place.depth > 0 ? 40 : 95)) return limited;
  return [attempt(drawing, place, limited, 15)];
}

const mayFail = ({ type }: Statement) => ["await", "gather", "asCompleted", "waitFor", "timeout", "group", "wait", "join", "taskDone", "repeat", "locked", "permitted"].includes(type);

/** For ever, that is. */
const mayWait = (statement: Statement): boolean =>
  statement.type === "await"
    ? statement.of.type !== "sleep"
    : ["gather", "asCompleted", "wait", "group", "put", "join", "locked", "permitted"].includes(statement.type) || bodiesOf(statement).some((body) => body.some(mayWait));

function make(drawing: Drawing, place: Place, choice: Choice): Statement[] {
  const { random, program, slots, groups } = drawing;
  const ms = () => random.pick(DURATIONS);
  const inner = (changes: Partial<Place> = {}, most = 4) => {
    const nested = { ...place, depth: place.depth + 1, ...changes };
    return statements(drawing, nested, 1 + random.below(Math.max(1, most - place.depth)));
  };
  switch (choice) {
    case "log":
      return [{ type: "log" }];
    case "sleep":
      return [{ type: "await", of: { type: "sleep", ms: ms(), value: 0 } }];
    case "await":
      return [{ type: "await", of: random.chance(15) ? { type: "shield", of: source(drawing, place) } : source(drawing, place) }];
    case "spawn":
      return [spawn(drawing, place)];
    case "pursue": {
      // Start it, give it time to get somewhere, cancel it, see what becomes of it.
      const started = spawn(drawing, place);
      const slot = { slot: started.slot };
      const pause: Statement = { type: "await", of: { type: "sleep", ms: ms(), value: 0 } };
      const end: Statement = random.chance(70) ? { type: "await", of: { type: "task", ...slot } } : { type: "status", ...slot };
      return [started, pause, { type: "cancel", ...slot, reason: random.chance(50) }, attempt(drawing, place, [end], 15)];
    }
    case "gather":
      return [{ type: "gather", items: sources(drawing, place), returnExceptions: random.chance(40), slot: null }];
    case "startGather": {
      const items = sources(drawing, place);
      slots.push({ level: place.level, task: false });
      return [{ type: "gather", items, returnExceptions: random.chance(40), slot: slots.length - 1 }];
    }
    case "wait": {
      const started = Array.from({ length: 1 + random.below(3) }, () => spawn(drawing, place));
      const known = awaitable(drawing, place).filter((slot) => slots[slot]!.task);
      const more = known.length > 0 && random.chance(40) ? [random.pick(known)] : [];
      const waited = [...new Set([...started.map(({ slot }) => slot), ...more])];
      return [...started, { type: "wait", slots: waited, mode: random.pick(MODES), timeout: random.chance(40) ? ms() : null }];
    }
    case "asCompleted":
      return [{ type: "asCompleted", items: sources(drawing, place) }];
    case "waitFor":
      return [{ type: "waitFor", of: random.chance(20) ? { type: "shield", of: source(drawing, place) } : source(drawing, place), ms: ms() }];
    case "timeout":
      return [{ type: "timeout", ms: ms(), body: inner({ mayReturn: false, timed: true }) }];
    case "group": {
      groups.push({ level: place.level });
      const group = groups.length - 1;
      const first = groupSpawn(drawing, place, group);
      const rest = inner({ mayReturn: false, groups: [...place.groups, group] });
      const pause: Statement = { type: "await", of: { type: "sleep", ms: 2 + ms(), value: 0 } };
      const last = random.chance(40) ? [told(drawing, [pause])] : [];
      return [{ type: "group", group, body: [first, ...rest, ...last] }];
    }
    case "groupSpawn":
      return [groupSpawn(drawing, place, random.chance(85) ? place.groups[place.groups.length - 1]! : random.pick(place.groups))];
    case "foreignSpawn": {
      const open = groups.flatMap(({ level }, group) => (Math.max(level, place.level) < program.functions.length - 1 ? [group] : []));
      return [groupSpawn(drawing, place, random.pick(open))];
    }
    case "groupCancel":
      return [{ type: "groupCancel", group: place.groups.length > 0 && random.chance(60) ? random.pick(place.groups) : random.below(64) }];
    case "try":
      return [attempt(drawing, place, inner(), 40)];
    case "raise":
      return [{ type: "raise", kind: random.weighted([["failure", 8], ["cancelled", 2], ["timeout", 1]] as const) }];
    case "cancel":
      return [{ type: "cancel", slot: random.chance(12) ? null : random.below(64), reason: random.chance(50) }];
    case "status":
      return [{ type: "status", slot: random.below(64) }];
    case "put":
      return [{ type: "put", queue: random.below(program.queues.length), value: random.below(100) }];
    case "get":
      return [{ type: "await", of: { type: "get", queue: random.below(program.queues.length) } }];
    case "taskDone":
      return [{ type: "taskDone", queue: random.below(program.queues.length) }];
    case "join":
      return [{ type: "join", queue: random.below(program.queues.length) }];
    case "locked": {
      const free = Array.from({ length: program.locks }, (_, lock) => lock).filter((lock) => !place.locks.includes(lock));
      const lock = random.pick(free);
      return [{ type: "locked", lock, body: inner({ locks: [...place.locks, lock] }, 3) }];
    }
    case "permitted":
      return [{ type: "permitted", semaphore: random.below(program.semaphores.length), body: inner({}, 3) }];
    case "release":
      return [{ type: "release", semaphore: random.below(program.semaphores.length) }];
    case "set":
    case "clear":
      return [{ type: choice, event: random.below(program.events) }];
    case "event":
      return [{ type: "await", of: { type: "event", event: random.below(program.events) } }];
    case "store":
      return [{ type: "store", variable: random.below(program.variables), value: random.below(100) }];
    case "load":
      return [{ type: "load", variable: random.below(program.variables) }];
    case "repeat":
      return [{ type: "repeat", count: 2 + random.below(2), body: inner({ repeated: true }, 3) }];
    case "return":
      return [{ type: "return", value: random.below(100) }];
  }
}

/**
 * A try around statements: what is caught mostly does not go on.
 * @param effort how many percent of the handlers do something, and of the tries have a finally
 */
export function attempt(drawing: Drawing, place: Place, body: Statement[], effort: number): Statement {
  const { random } = drawing;
  const nested = { ...place, depth: place.depth + 1 };
  const handlers: Handler[] = [];
  const kinds: Kind[] = place.level === 0 && random.chance(70) ? ["any"] : random.weighted([[["any"], 9], [["cancelled"], 4], [["error"], 4], [["timeout"], 2], [["failure"], 2], [["group", "cancelled"], 2], [["timeout", "cancelled"], 2], [[], 3]]);
  for (const kind of kinds) {
    handlers.push({ kind, body: random.chance(effort) ? statements(drawing, nested, 1) : [], rethrow: random.chance(place.level === 0 ? 5 : 35) });
  }
  const needed = handlers.length === 0;
  const finalizer = needed || random.chance(effort) ? statements(drawing, { ...nested, mayReturn: false }, 1 + random.below(2)) : null;
  return { type: "try", body, handlers, finalizer };
}

/** Says what ends it. Who hears of a failing child first, the body of its group or the other children, shows only so. */
export function told({ random }: Drawing, body: Statement[]): Statement {
  return { type: "try", body, handlers: [{ kind: "any", body: [], rethrow: random.chance(80) }], finalizer: null };
}
