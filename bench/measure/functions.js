// Async functions as people write them, for what one more of them weighs. They are compiled, and not run.

export async function copy({ read, write }, from, to) {
  "use coroutine";
  const text = await read(from);
  await write(to, text);
  return text.length;
}

export async function retry(load, times) {
  "use coroutine";
  for (let left = times; ; left--) {
    try {
      return await load();
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

export async function total(list, priceOf) {
  "use coroutine";
  let sum = 0;
  for (let i = 0; i < list.length; i++) sum += await priceOf(list[i]);
  return sum;
}

export async function first(open) {
  "use coroutine";
  const file = await open();
  try {
    return await file.next();
  } finally {
    await file.close();
  }
}
