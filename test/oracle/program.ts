// A seed becomes a program. Weights favour what makes tasks meet: few durations, few queues, much cancelling.

import { bodiesOf, type Handler, type Kind, type Mode, type Program, type Source, type Statement } from "./ast.js";
import { random, type Random } from "./random.js";

/** What a program is mostly about. A mixture of everything seldom makes two tasks wait for the same thing. */
type Theme = "contention" | "tasks" | "cancel" | "timeout" | "group" | "gather" | "queue" | "lock" | "event";

/** What many tasks want of one thing, or each has of its own. */
type Wanted = "lock" | "semaphore" | "item" | "room" | "event" | "group" | "timeout" | "gather" | "shield";

/** Short, few and often equal, so that deadlines and wake-ups fall on the same moment. */
const DURATIONS = [0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 8];
const MODES: Mode[] = ["FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"];
const NESTING = 4;

interface Drawing {
  random: Random;
  theme: Theme;
  /** What contention is about. */
  wanted: Wanted;
  program: Program;
  /** The functions whose end a slot or a group waits for come after `level`; a gathering cannot be watched or waited for as a task. */
  slots: { level: number; task: boolean }[];
  groups: { level: number }[];
  /** How many statements the function may still grow by. Small programs have as much to tell: what is large mostly does not run. */
  left: number;
}

/** Where a statement stands. */
interface Place {
  level: number;
  depth: number;
  /** The groups whose body this is, innermost last. */
  groups: number[];
  /** A return would leave the body of a group or timeout, which is a function in JavaScript, or override what `finally` runs for. */
  mayReturn: boolean;
  repeated: boolean;
  /** Something ends this if it takes too long. */
  timed: boolean;
  /** The locks that are held: taken again, they would never be had. */
  locks: number[];
}

export function program(seed: number): Program {
  const source = random(seed);
  const theme = source.weighted<Theme>([["contention", 8], ["tasks", 2], ["cancel", 3], ["timeout", 3], ["group", 3], ["gather", 2], ["queue", 3], ["lock", 3], ["event", 1]]);
  const wanted = source.weighted<Wanted>([["lock", 2], ["semaphore", 3], ["item", 2], ["room", 2], ["event", 1], ["group", 5], ["timeout", 2], ["gather", 2], ["shield", 1]]);
  const length = theme === "contention" ? 4 : (theme === "group" ? 3 : 2) + source.below(3);
  const drawing: Drawing = {
    random: source,
    theme,
    wanted,
    program: {
      queues: theme === "contention" ? [wanted === "room" ? 1 + source.below(2) : 0] : Array.from({ length: 1 + source.below(2) }, () => source.pick([0, 1, 1, 2])),
      semaphores: [1 + source.below(2)],
      locks: 1 + source.below(2),
      events: 1 + source.below(2),
      variables: 1,
      functions: Array.from({ length }, () => []),
    },
    slots: [],
    groups: [],
    left: 0,
  };
  for (let level = 0; level < length; level++) {
    const place: Place = { level, depth: 0, groups: [], mayReturn: level > 0, repeated: false, timed: false, locks: [] };
    drawing.left = level === 0 ? 8 : 5;
    const count = level === 0 ? 3 + source.below(4) : 1 + source.below(3);
    const draws = theme === "contention" ? [contention, contender, child, child][level] : null;
    const body = draws ? draws(drawing, place) : [...(level === 0 ? crowd(drawing, place) : []), ...statements(drawing, place, count)];
    if (!draws && level > 0 && !leaves(body[body.length - 1]) && source.chance(60)) body.push({ type: "return", value: source.below(100) });
    drawing.program.functions[level] = body;
  }
  resolveSlots(drawing);
  return drawing.program;
}

/** Tasks that are there from the beginning: one alone meets nobody. */
function crowd(drawing: Drawing, place: Place): Statement[] {
  const { random, theme } = drawing;
  const most = theme === "queue" || theme === "lock" || theme === "event" ? 4 : 3;
  return Array.from({ length: random.below(most) }, () => spawn(drawing, place));
}

/**
 * The body of tasks that all want the same thing. What a waiting task leaves behind when it is cancelled at the moment at
 * which it gets it is seen by those who wait after it.
 */
function contender(drawing: Drawing, place: Place): Statement[] {
  const { random } = drawing;
  const pause = (): Statement => ({ type: "await", of: { type: "sleep", ms: random.pick(DURATIONS), value: 0 } });
  const call = (): Source => ({ type: "call", function: 2 + random.below(2) });
  const want = (): Statement => {
    switch (drawing.wanted) {
      case "lock":
        return { type: "locked", lock: 0, body: [pause()] };
      case "semaphore":
        return { type: "permitted", semaphore: 0, body: [pause()] };
      case "item":
        return { type: "await", of: { type: "get", queue: 0 } };
      case "room":
        return { type: "put", queue: 0, value: random.below(100) };
      case "event":
        return { type: "await", of: { type: "event", event: 0 } };
      case "group": {
        drawing.groups.push({ level: place.level });
        const group = drawing.groups.length - 1;
        const children = Array.from({ length: random.pick([1, 2, 2, 3]) }, () => groupSpawn(drawing, place, group));
        const body = random.chance(75) ? [told(drawing, [pause()])] : [];
        return { type: "group", group, body: [...children, ...body] };
      }
      case "timeout":
        if (random.chance(30)) return { type: "waitFor", of: call(), ms: random.pick(DURATIONS) };
        return { type: "timeout", ms: random.pick(DURATIONS), body: [random.chance(50) ? pause() : attempt(drawing, { ...place, depth: NESTING }, [pause()], 0)] };
      case "gather":
        return { type: "gather", items: [call(), call(), ...sources(drawing, place)], returnExceptions: random.chance(50), slot: null };
      case "shield":
        return { type: "await", of: { type: "shield", of: call() } };
    }
  };
  const body = [want(), ...(random.chance(50) ? [want()] : [])];
  if (random.chance(40)) body.unshift(pause());
  return random.chance(40) ? [attempt(drawing, place, body, 20), ...(random.chance(50) ? [want()] : [])] : body;
}

/** What contenders start: it takes a while, and often fails. */
function child(drawing: Drawing, place: Place): Statement[] {
  const { random } = drawing;
  const pause = (): Statement => ({ type: "await", of: { type: "sleep", ms: random.pick(DURATIONS), value: 0 } });
  const end: Statement = random.chance(60) ? { type: "raise", kind: "failure" } : { type: "return", value: random.below(100) };
  switch (random.below(3)) {
    case 0:
      return [pause(), end];
    case 1:
      return [told(drawing, [pause(), end])];
    default:
      return [attempt(drawing, place, [pause(), end], 20)];
  }
}

/** Says what ends it. Who hears of a failing child first, the body of its group or the other children, shows only so. */
function told({ random }: Drawing, body: Statement[]): Statement {
  return { type: "try", body, handlers: [{ kind: "any", body: [], rethrow: random.chance(80) }], finalizer: null };
}

function contention(drawing: Drawing, place: Place): Statement[] {
  const { random, slots } = drawing;
  const body: Statement[] = [];
  const give = (): Statement => {
    switch (drawing.wanted) {
      case "semaphore":
        return { type: "release", semaphore: 0 };
      case "item":
        return { type: "put", queue: 0, value: random.below(100) };
      case "room":
        return { type: "waitFor", of: { type: "get", queue: 0 }, ms: 1 };
      case "event":
        return { type: random.chance(70) ? "set" : "clear", event: 0 };
      default:
        return { type: "status", slot: random.below(slots.length) };
    }
  };
  const spawn = (): Statement => {
    slots.push({ level: 1, task: true });
    return { type: "spawn", slot: slots.length - 1, function: 1 };
  };
  for (let contenders = drawing.wanted === "group" || drawing.wanted === "gather" ? 1 + random.below(2) : 2 + random.below(3); contenders > 0; contenders--) body.push(spawn());
  // Everything between two pauses happens in one turn.
  for (let moments = 2 + random.below(4); moments > 0; moments--) {
    body.push({ type: "await", of: { type: "sleep", ms: random.pick(DURATIONS), value: 0 } });
    for (let acts = 1 + random.below(3); acts > 0; acts--) {
      const act = random.weighted([["give", 5], ["cancel", 6], ["spawn", 2]] as const);
      if (act === "give") body.push(give());
      else if (act === "spawn") body.push(spawn());
      else body.push({ type: "cancel", slot: random.below(slots.length), reason: random.chance(50) });
    }
  }
  return [attempt(drawing, place, body, 0)];
}

/** Who is cancelled or looked at was drawn before all slots were known: any number stands for one of them. */
function resolveSlots({ program, slots, groups }: Drawing): void {
  const visit = (body: Statement[]) => {
    for (const statement of body) {
      if ((statement.type === "cancel" || statement.type === "status") && statement.slot !== null) statement.slot %= Math.max(slots.length, 1);
      if (statement.type === "groupCancel") statement.group %= Math.max(groups.length, 1);
      for (const part of bodiesOf(statement)) visit(part);
    }
  };
  program.functions.forEach(visit);
}

function statements(drawing: Drawing, place: Place, count: number): Statement[] {
  const body: Statement[] = [];
  while (body.length === 0 || (body.length < count && drawing.left > 0 && !leaves(body[body.length - 1]))) {
    drawing.left--;
    body.push(...draw(drawing, place));
  }
  return body;
}

/** Nothing runs after it. */
const leaves = (statement: Statement | undefined) => statement?.type === "raise" || statement?.type === "return";

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
function attempt(drawing: Drawing, place: Place, body: Statement[], effort: number): Statement {
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

function spawn(drawing: Drawing, place: Place): Extract<Statement, { type: "spawn" }> {
  const target = after(drawing, place.level);
  drawing.slots.push({ level: target, task: true });
  return { type: "spawn", slot: drawing.slots.length - 1, function: target };
}

function groupSpawn(drawing: Drawing, place: Place, group: number): Statement {
  const target = after(drawing, Math.max(place.level, drawing.groups[group]!.level));
  drawing.slots.push({ level: target, task: true });
  return { type: "groupSpawn", group, slot: drawing.slots.length - 1, function: target };
}

/** A function after this one, mostly a near one. */
function after({ random, program }: Drawing, level: number): number {
  const rest = program.functions.length - 1 - level;
  return level + 1 + Math.min(random.below(rest), random.below(rest));
}

/** The slots whose end may be waited for. */
function awaitable({ slots }: Drawing, place: Place): number[] {
  return slots.flatMap(({ level, task }, slot) => ((task ? level > place.level : level >= place.level) ? [slot] : []));
}

function sources(drawing: Drawing, place: Place): Source[] {
  return Array.from({ length: drawing.random.chance(5) ? 0 : 1 + drawing.random.below(3) }, () => source(drawing, place));
}

function source(drawing: Drawing, place: Place): Source {
  const { random, program } = drawing;
  const known = awaitable(drawing, place);
  const last = place.level === program.functions.length - 1;
  switch (random.weighted([["call", last ? 0 : 8], ["task", known.length > 0 ? 8 : 0], ["sleep", 3], ["get", 2], ["event", 1], ["shield", 1]] as const)) {
    case "call":
      return { type: "call", function: after(drawing, place.level) };
    case "task":
      return { type: "task", slot: random.chance(60) ? known[known.length - 1]! : random.pick(known) };
    case "sleep":
      return { type: "sleep", ms: random.pick(DURATIONS), value: random.below(100) };
    case "get":
      return { type: "get", queue: random.below(program.queues.length) };
    case "event":
      return { type: "event", event: random.below(program.events) };
    case "shield":
      return { type: "shield", of: known.length > 0 ? { type: "task", slot: random.pick(known) } : { type: "sleep", ms: random.pick(DURATIONS), value: random.below(100) } };
  }
}
