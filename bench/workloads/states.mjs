// A function with as many suspensions as asked for, in the body of one loop: what parsers and long scripts are like.

export default (count) => `
function* stations(n) {
  "use coroutine";
  for (let i = 0; i < n; i++) {
${Array.from({ length: count }, (_, index) => `    yield i + ${index};`).join("\n")}
  }
}

export function allStations(n) {
  let sum = 0;
  for (const x of stations(n)) sum = (sum + x) | 0;
  return sum;
}
`;
