// Written by the build, from the built runtime.
declare module "*/runtime-pieces.json" {
  const runtime: {
    pieces: string[];
    globals: string[][];
    exports: Record<string, { local: string; pieces: number[] }>;
  };
  export default runtime;
}
