// Why a goal is missed, and what it would take: a text for each goal whose `must` is missed in some version, by its id. The
// page has a section for each miss in any case; without a text it says no more than the figures.

const prototypes =
  "To give a function another prototype takes V8 many times as long as to make it, and native functions are born with theirs. In the column \"by hand\" is a function for which that is done, and nothing else. The assumption `ordinaryFunctions` leaves it out.";

/** Why one more function weighs more than it may. */
export const sizeLimit =
  "The step function alone weighs more than Babel's whole function may: it stores and loads each variable that is live across a suspension by its name, and it marks where an exception goes, both of which are what it is fast by and can be read by. Babel's keeps variables in closures and regions in one list at the end.";

export const limits = {
  "range/oneConsumer":
    "The engine's own generator takes 2.6 ms in some runs and 4.9 in others for the same 200,000 items, the compiled one 1.0 and 1.2. An iterator that somebody wrote by hand is in the column \"by hand\", and takes longer than the compiled generator in both.",
  "captured/captureConstant":
    "The closures are what takes the time, and native code makes the same ones: with one closure for all turns the compiled generator takes 0.14 of the native one's time in Node 20. An iterator that somebody wrote by hand, and that makes them, is in the column \"by hand\", and is no faster.",
  "numeric/heavy":
    "Of eight sums V8 keeps one on the stack while the inner loop runs (`--print-opt-code`: it is stored and loaded once a turn, and the others wait for it); for the native generator it chooses another one. An iterator that somebody wrote by hand has the same loop, takes as long, and is in the column \"by hand\". From hour to hour on one machine it takes 0.95 to 1.3.",
  "call-chain/tenCalls":
    "Nine of the ten calls await a promise that `then` has made. More than a third of the time is the engine's, for the jobs of promises, and a quarter the garbage collector's, for a promise, its reaction, a closure and a frame per call; native code has the first as well. Without the looks for `new`, for a task and for a wish for the frame it takes as long, and so it does with `promise.then` as it is found, which would not be exact. A call by name that is known to give a promise of the runtime's could do without Promise.resolve, which gains a fortieth. From hour to hour it takes 0.72 to 0.95.",
  "stages/threeStages":
    "A profile has 18 of 100 parts in the engine's own promises, 11 in the garbage collector, which is called 0.6 times as often as for native code, and the rest in functions between queue and driver, of which none has more than 11: no step function, none of the runtime's and no deoptimization stands out. Without the object that each answer is handed over in it takes a hundredth less. From hour to hour it takes 1.1 to 1.25; with a promise for each question, as natively, 1.48.",
  "nested/generatorRun":
    "A generator function that is evaluated needs a prototype object of its own. To make a fresh object the prototype of another is by far the most of what V8 does here, for its own generators too, so there is next to nothing to be faster at; and a compiled function has to be given its %GeneratorFunction.prototype% as well, which is one more change of prototype. An iterator written by hand, with these two and nothing else, is in the column \"by hand\". The assumption `ordinaryFunctions` does without both.",
  "nested/generatorMade": prototypes,
  "nested/arrowMade": prototypes,
  "nested/asyncMade": prototypes,
  "nested/asyncGeneratorMade": prototypes,
  "range/oneConsumer/by-hand":
    "The one that somebody wrote by hand takes 0.2 to 0.55 of the native one's time from run to run, with the same code, and the compiled generator 0.25 to 0.42.",
  "send/twoWay/by-hand":
    "The checks that make it a generator, of the object that holds the frame and of a call from inside, cost nothing that can be measured: without any of them it takes as long. What is left is the frame, a second object on the way to the variables, and a step function that begins with a switch.",
  "tree/inOrder/by-hand":
    "By hand it is one iterator with a stack of nodes. The generator is called for each node, and each call has a frame and a generator object of its own.",
  "states/1000/allStations":
    "Each item is a jump to another one of a thousand places, which processors cannot foresee: with twenty states an item takes a fifth of the time. Guards, marks and `try` are not what it takes: without all of them it takes as long. An iterator that somebody wrote by hand, with one `switch`, is in the column \"by hand\", and takes longer.",
  "states/5000/allStations":
    "V8 optimizes no function of more than 61,440 bytes of bytecode, and this one has about 100,000; what is left is baseline code against baseline code. Several step functions of some hundred states each would stay below.",
};
