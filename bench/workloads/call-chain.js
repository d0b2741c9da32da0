// Ten async functions deep, each with one await, as layers of a program are.

async function layer0(x) {
  "use coroutine";
  return 1 + (await x);
}
async function layer1(x) {
  "use coroutine";
  return 1 + (await layer0(x));
}
async function layer2(x) {
  "use coroutine";
  return 1 + (await layer1(x));
}
async function layer3(x) {
  "use coroutine";
  return 1 + (await layer2(x));
}
async function layer4(x) {
  "use coroutine";
  return 1 + (await layer3(x));
}
async function layer5(x) {
  "use coroutine";
  return 1 + (await layer4(x));
}
async function layer6(x) {
  "use coroutine";
  return 1 + (await layer5(x));
}
async function layer7(x) {
  "use coroutine";
  return 1 + (await layer6(x));
}
async function layer8(x) {
  "use coroutine";
  return 1 + (await layer7(x));
}
async function layer9(x) {
  "use coroutine";
  return 1 + (await layer8(x));
}

export async function tenCalls(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum = (sum + (await layer9(i))) | 0;
  return sum;
}
