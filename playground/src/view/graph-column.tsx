// The state graph of one function, drawn from top to bottom.

import { useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { DrawnNode } from "../compile/messages.ts";
import type { Playground } from "../playground.ts";
import { isBreakpoint } from "../program.ts";
import { Box, Edges } from "./picture.tsx";

export function GraphColumn({ playground }: { playground: Playground }) {
  const host = useRef<HTMLDivElement>(null);
  const compiled = playground.compiled.value;
  const drawn = playground.drawn.value;
  const functions = compiled?.functions ?? [];

  useSignalEffect(() => {
    const { place } = playground.revealed.value?.lit ?? {};
    // The graph of another function may be about to be drawn.
    if (place?.block == null || playground.drawn.value?.function !== place.function) return;
    requestAnimationFrame(() => {
      const node = host.current?.querySelector<SVGGElement>(`[data-block="${place.block}"]`);
      if (node && host.current) center(host.current, node);
    });
  });

  return (
    <section class="column" data-part="graph" aria-label="State graph">
      <h2>
        State graph
        {functions.length > 0 && (
          <select
            aria-label="Function"
            value={drawn?.function ?? 0}
            onChange={(event) => playground.showFunction(Number(event.currentTarget.value))}
          >
            {functions.map(({ name, range }, index) => (
              <option key={`${name} ${range.from}`} value={index}>
                {name}
              </option>
            ))}
          </select>
        )}
      </h2>
      <div class="drawing" ref={host} tabIndex={0} role="region" aria-label="Drawing of the graph" onMouseLeave={() => playground.point(null)}>
        {drawn && functions[drawn.function] && <Picture playground={playground} name={functions[drawn.function].name} index={drawn.function} />}
        {compiled && compiled.code === null && <p class="hint">There is no machine to draw: what is wrong stands below the source.</p>}
        {compiled && functions.length === 0 && compiled.problems.length === 0 && <p class="hint">Nothing is annotated. A function asks to be compiled by "use coroutine" in its body.</p>}
      </div>
    </section>
  );
}

function Picture({ playground, name, index }: { playground: Playground; name: string; index: number }) {
  const { drawing } = playground.drawn.value!;
  const isHere = (place: { function: number; block: number | null } | undefined, block: number) => place?.function === index && place.block === block;
  return (
    <svg width={drawing.width} height={drawing.height} viewBox={`0 0 ${drawing.width} ${drawing.height}`} role="group" aria-label={`Graph of ${name}`}>
      <Edges drawing={drawing} />
      {drawing.nodes.map((node) => (
        <Node
          key={node.block}
          node={node}
          isLit={isHere(playground.lit.value?.place, node.block)}
          isCurrent={isHere(playground.current.value?.place, node.block)}
          isBreak={node.state !== null && isBreakpoint(playground.parts.breakpoints.value, name, node.state)}
          point={() => playground.point({ function: index, block: node.block })}
          reveal={() => playground.reveal({ function: index, block: node.block })}
          toggle={() => node.state !== null && playground.toggleBreakpoint(name, node.state)}
        />
      ))}
    </svg>
  );
}

interface NodeProps {
  node: DrawnNode;
  isLit: boolean;
  isCurrent: boolean;
  isBreak: boolean;
  point(): void;
  reveal(): void;
  toggle(): void;
}

function Node({ node, isLit, isCurrent, isBreak, point, reveal, toggle }: NodeProps) {
  const { shape, state, block } = node;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" || event.key === " ") reveal();
    else if (event.key === "b") toggle();
    else return;
    event.preventDefault();
  };
  return (
    <g
      class={["node", shape, isLit && "lit", isCurrent && "current", isBreak && "break"].filter(Boolean).join(" ")}
      data-block={block}
      data-state={state ?? undefined}
      tabIndex={0}
      role="button"
      aria-current={isCurrent}
      aria-description={isBreak ? "breakpoint" : undefined}
      onMouseEnter={point}
      onFocus={point}
      onClick={reveal}
      onDblClick={toggle}
      onKeyDown={onKeyDown}
    >
      <Box node={node} dot={toggle} />
    </g>
  );
}

/** By hand, since scrollIntoView would move the page as well. */
function center(host: HTMLElement, node: SVGGElement): void {
  const [outer, inner] = [host.getBoundingClientRect(), node.getBoundingClientRect()];
  host.scrollBy({ left: inner.x + inner.width / 2 - outer.x - outer.width / 2, top: inner.y + inner.height / 2 - outer.y - outer.height / 2 });
}
