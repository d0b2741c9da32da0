import { render } from "preact";
import { exampleOf } from "./examples.ts";
import { keepForOffline } from "./offline.ts";
import { createPlayground } from "./playground.ts";
import { fromHash, keepInHash } from "./share.ts";
import { App } from "./view/app.tsx";
import "./style/colours.css";
import "./style/page.css";
import "./style/editor.css";
import "./style/graph.css";
import "./style/panels.css";

const first = exampleOf("two-way-send")!;
const opened = await fromHash(location.hash).then(
  (program) => ({ program, refusal: null }),
  (error: Error) => ({ program: null, refusal: error.message }),
);
const playground = createPlayground(opened.program ?? first.program);
keepInHash(playground.program);
keepForOffline();
render(<App playground={playground} refusal={opened.refusal} />, document.getElementById("playground")!);
