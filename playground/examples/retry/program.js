const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

let calls = 0;
async function load() {
  "use coroutine";
  await sleep(30);
  if (++calls < 3) throw new Error("call " + calls + " failed");
  return "data";
}

async function retry(attempts) {
  "use coroutine";
  for (let attempt = 1; ; attempt++) {
    try {
      return await load();
    } catch (error) {
      if (attempt === attempts) throw error;
      console.log(error.message + ", waiting", 100 * attempt, "ms");
      await sleep(100 * attempt);
    } finally {
      console.log("attempt", attempt, "is over, at", Math.round(performance.now()), "ms");
    }
  }
}

export default async () => {
  calls = 0;
  console.log("loaded", await retry(5));
};
