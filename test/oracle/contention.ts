// Programs of a fixed form: tasks that all do the same, and a main that gives, cancels and starts, much of it in one turn.

import type { Source, Statement } from "./ast.js";
import { DURATIONS, groupSpawn, NESTING, sources, type Drawing, type Place } from "./drawing.js";
import { attempt, told } from "./statements.js";

export function contention(drawing: Drawing, place: Place): Statement[] {
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

/**
 * The body of tasks that all want the same thing. What a waiting task leaves behind when it is cancelled at the moment at
 * which it gets it is seen by those who wait after it.
 */
export function contender(drawing: Drawing, place: Place): Statement[] {
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
export function child(drawing: Drawing, place: Place): Statement[] {
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
