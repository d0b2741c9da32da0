function* reader(lines) {
  "use coroutine";
  console.log("open");
  try {
    for (const line of lines) {
      try {
        yield line;
      } catch (error) {
        console.log("skipped:", error.message);
      }
    }
  } finally {
    // A return() from outside waits here until the file is closed, and this yield makes it wait longer.
    yield "closing";
    console.log("closed");
  }
}

export const subject = () => reader(["one", "two", "three"]);

export default () => {
  const lines = reader(["one", "two", "three"]);
  console.log(lines.next());
  console.log(lines.throw(new Error("bad line")));
  console.log(lines.return("enough"));
  console.log(lines.next());
  console.log(lines.next());
};
