// How a program that is run names an entry of the package; the worker that runs it puts the place of the entry there.

export const moduleName = (entry: string): string => `switchyard:${entry}`;
