// A try with catch and finally around a yield, in a loop. One turn in `every` throws, inside the try; or none does.

function* guarded(n, every) {
  "use coroutine";
  let caught = 0;
  for (let i = 0; i < n; i++) {
    try {
      const x = yield i;
      if (x % every === 0) throw x;
      caught += 1;
    } catch (error) {
      caught += error;
    } finally {
      caught &= 0xffff;
    }
  }
  return caught;
}

function drive(n, every) {
  const generator = guarded(n, every);
  let result = generator.next();
  for (let x = 1; !result.done; x++) result = generator.next(x);
  return result.value;
}

export const oneInEightThrows = (n) => drive(n, 8);

export const noneThrows = (n) => drive(n, Infinity);
