// The global that instrumented code calls; see run/recorder.ts for what is there.

export const RECORDER = "$switchyardRecorder";
