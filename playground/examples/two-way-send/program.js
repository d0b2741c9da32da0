function* coroutine(limit) {
  "use coroutine";
  for (let i = 1; i < limit; i++) {
    const fromUser = yield i;
    console.log("Sent from user to generator", fromUser);
  }
}

export const subject = () => coroutine(4);

export default () => {
  const c = coroutine(4);
  let result = c.next();
  console.log("From generator", result.value);
  while (!(result = c.next("A")).done) console.log("From generator", result.value);
  console.log("reaching the end");
};
