const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function* ticks(limit) {
  "use coroutine";
  try {
    for (let tick = 1; tick <= limit; tick++) {
      await sleep(50);
      yield tick;
    }
  } finally {
    console.log("the ticks are cleaned up");
  }
}

async function main() {
  "use coroutine";
  for await (const tick of ticks(10)) {
    console.log("tick", tick);
    if (tick === 3) break;
  }
  console.log("done");
}

export const subject = () => ticks(3);
export default main;
