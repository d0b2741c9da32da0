// A process of its own: runs every function of a workload once in each program, and prints what each gives, as JSON: function →
// variant → result. argv[2] is JSON: { programs: name → URL, runs: [{ run, size }] }.

async function resultsOf({ programs, runs }) {
  const results = Object.fromEntries(runs.map(({ run }) => [run, {}]));
  for (const [name, url] of Object.entries(programs)) {
    const program = await import(url);
    await program.heat();
    for (const { run, size } of runs) results[run][name] = await program[run](size);
  }
  return results;
}

console.log(JSON.stringify(await resultsOf(JSON.parse(process.argv[2]))));
