async function f() {
  "use coroutine";
  console.log("hello");
}

async function g() {
  "use coroutine";
  console.log("world");
}

async function main() {
  "use coroutine";
  await f();
  await g();
}

export default main;
