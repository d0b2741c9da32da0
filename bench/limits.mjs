// Why a goal is missed, and what it would take: a text for each goal that is missed in some version, or was in one run and not in
// the next, by its id. The page has a section for each miss in any case, with a profile of it, which has the figures; without a
// text it says no more than these.

const prototypes =
  "To give a function another prototype takes V8 many times as long as to make it, and native functions are born with theirs. What of the runtime runs here gives it its prototypes; setting them is the runtime's in the profile, or the engine's. In the column \"by hand\" is a function for which that is done, and nothing else. The assumption `ordinaryFunctions` leaves it out.";

/** Why one more function weighs more than it may. */
export const sizeLimit =
  "The step function alone weighs more than Babel's whole function may: it stores and loads each variable that is live across a suspension by its name, and it marks where an exception goes, both of which are what it is fast by and can be read by. Babel's keeps variables in closures and regions in one list at the end.";

export const limits = {
  "range/oneConsumer":
    "The engine's own generator takes half the time in some runs of what it takes in others, for the same items. An iterator that somebody wrote by hand is in the column \"by hand\".",
  "captured/captureConstant":
    "The closures are what takes the time, and native code makes the same ones. The row \"one closure for all turns\" is the same generator without them. An iterator that somebody wrote by hand, and that makes them, is in the column \"by hand\".",
  "numeric/heavy":
    "Of eight sums V8 keeps one on the stack while the inner loop runs (`--print-opt-code`: it is stored and loaded once a turn, and the others wait for it); for the native generator it chooses another one. An iterator that somebody wrote by hand has the same loop, takes as long, and is in the column \"by hand\".",
  "call-chain/tenCalls":
    "Nine of the ten calls await a promise that `then` has made. The largest part is the engine's, for the jobs of promises. What the garbage collector has to do is a promise, its reaction, a closure and a frame per call; native code has the first as well. Without the looks for `new`, for a task and for a wish for the frame it takes as long, and so it does with `promise.then` as it is found, which would not be exact.",
  "stages/threeStages":
    "The time is spread over the functions between queue and driver and the engine's own promises; no step function and none of the runtime's stands out. A promise for each question, as natively, takes longer ([decision 0015](decisions/0015-loops-ask-without-promises.md)).",
  "nested/generatorRun":
    "A generator function that is evaluated needs a prototype object of its own, and its generator a hidden class that no other object has: V8 makes these, and looks properties up in what it has never seen, for its own generators too, so there is next to nothing to be faster at; and a compiled function has to be given its prototypes besides. What else was tried is in [decision 0020](decisions/0020-generators-of-fresh-functions.md). An iterator written by hand, with these prototypes and nothing else, is in the column \"by hand\". The assumption `ordinaryFunctions` does without both.",
  "nested/generatorMade": prototypes,
  "nested/arrowMade": prototypes,
  "nested/asyncMade": prototypes,
  "nested/asyncGeneratorMade": prototypes,
  "range/oneConsumer/by-hand":
    "The one that somebody wrote by hand takes half the time in some runs of what it takes in others, with the same code.",
  "send/twoWay/by-hand":
    "The checks that make it a generator, of the object that holds the frame and of a call from inside, cost nothing that can be measured: without any of them it takes as long. What is left is the frame, a second object on the way to the variables, and a step function that begins with a switch.",
  "tree/inOrder/by-hand":
    "By hand it is one iterator with a stack of nodes. The generator is called for each node, and for each place where there is none, and each call for a node has a frame of its own. The row \"by hand, a record for each call\" has a class that makes these and links them, with no checks, marks or `try`.",
  "states/1000/allStations":
    "The goal was set by measurements of states with work between them, as in the row of that name: there a native generator is more than V8 optimises in Node 20, and the step function is not. Here they only yield, and both are optimised. Each item is a jump to another one of a thousand places, which processors cannot foresee; the row \"20 states\" is the same program with places that they can. It is not what it allocates: the garbage collector has next to nothing to do, other than for native code. Guards, marks and `try` are not what it takes either: without all of them it takes as long. An iterator that somebody wrote by hand, with one `switch`, is in the column \"by hand\".",
  "states-at-work/1000/allStations":
    "Newer versions compile native generators of this length too (`--trace-opt`: Maglev, and in Node 20 nothing does). What is left is the jump to another one of a thousand places, as in the row of states that only yield.",
};
