// The state graph of one function, drawn from top to bottom.

import { useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { DrawnEdge, DrawnNode } from "../compile/messages.ts";
import type { Playground } from "../playground.ts";
import { isBreakpoint } from "../program.ts";

export function GraphColumn({ playground }: { playground: Playground }) {
  const host = useRef<HTMLDivElement>(null);
  const compiled = playground.compiled.value;
  const drawn = playground.drawn.value;
  const functions = compiled?.functions ?? [];

  useSignalEffect(() => {
    const places = [playground.revealed.value?.place, playground.current.value?.place];
    for (const place of places) {
      if (place?.block == null) continue;
      // Scrolled by hand: scrollIntoView would move the page as well.
      const node = host.current?.querySelector<SVGGElement>(`[data-block="${place.block}"]`);
      if (node && host.current) center(host.current, node);
    }
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
      <defs>
        <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
          <path d="M0 0 L8 4 L0 8 z" />
        </marker>
      </defs>
      {drawing.edges.map((edge) => (
        <Edge key={`${edge.from} ${edge.to} ${edge.label}`} edge={edge} />
      ))}
      {drawing.nodes.map((node) => (
        <Node
          key={node.block}
          node={node}
          isLit={isHere(playground.lit.value?.place, node.block)}
          isCurrent={isHere(playground.current.value?.place, node.block)}
          isBreak={node.state !== null && isBreakpoint(playground.program.value, name, node.state)}
          point={() => playground.point({ function: index, block: node.block })}
          reveal={() => playground.reveal({ function: index, block: node.block })}
          toggle={() => node.state !== null && playground.toggleBreakpoint(name, node.state)}
        />
      ))}
    </svg>
  );
}

function Edge({ edge }: { edge: DrawnEdge }) {
  const path = edge.points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x} ${y}`).join(" ");
  return (
    <g class={`edge ${edge.label.replace(/\W.*/, "") || "next"}`} data-edge={edge.label}>
      <path d={path} marker-end="url(#arrow)" />
      {edge.label && (
        <text x={edge.x} y={edge.y + 4}>
          {edge.label}
        </text>
      )}
    </g>
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
  const { x, y, width, height, shape, state, lines, block } = node;
  const [left, top] = [x - width / 2, y - height / 2];
  const title = state === null ? "" : `case ${state}`;
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
      aria-label={[title || "block", ...lines, isBreak ? "breakpoint" : "", isCurrent ? "control is here" : ""].filter(Boolean).join("; ")}
      onMouseEnter={point}
      onFocus={point}
      onClick={reveal}
      onDblClick={toggle}
      onKeyDown={onKeyDown}
    >
      <rect x={left} y={top} width={width} height={height} rx={shape === "suspend" ? 14 : shape === "branch" ? 0 : 5} />
      {state !== null && (
        <g class="dot" onClick={(event) => (event.stopPropagation(), toggle())}>
          <circle cx={left + 13} cy={top + 12} r={5} />
        </g>
      )}
      <text class="state" x={left + 24} y={top + 16}>
        {title}
      </text>
      {lines.map((line, index) => (
        <text key={index} class="code" x={left + 12} y={top + 33 + index * 16}>
          {line}
        </text>
      ))}
    </g>
  );
}

function center(host: HTMLElement, node: SVGGElement): void {
  const [outer, inner] = [host.getBoundingClientRect(), node.getBoundingClientRect()];
  host.scrollBy({ left: inner.x + inner.width / 2 - outer.x - outer.width / 2, top: inner.y + inner.height / 2 - outer.y - outer.height / 2 });
}
