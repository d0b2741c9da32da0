// A seed becomes a program.

import { bodiesOf, type Program, type Statement } from "./ast.js";
import { child, contender, contention } from "./contention.js";
import { spawn, type Drawing, type Place, type Theme, type Wanted } from "./drawing.js";
import { random } from "./random.js";
import { leaves, statements } from "./statements.js";

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
