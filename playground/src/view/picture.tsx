// What a drawing of a graph consists of: boxes, arrows with their labels.

import type { Drawing, DrawnEdge, DrawnNode } from "../compile/messages.ts";

/** A drawing that nobody points at. */
export function StillPicture({ drawing, label }: { drawing: Drawing; label: string }) {
  return (
    <svg class="picture" width={drawing.width} height={drawing.height} viewBox={`0 0 ${drawing.width} ${drawing.height}`} role="img" aria-label={label}>
      <Edges drawing={drawing} />
      {drawing.nodes.map((node) => (
        <g key={node.block} class={`node ${node.shape}`}>
          <Box node={node} dot={null} />
        </g>
      ))}
    </svg>
  );
}

export function Edges({ drawing }: { drawing: Drawing }) {
  return (
    <>
      {drawing.edges.map((edge) => (
        <Edge key={`${edge.from} ${edge.to} ${edge.label}`} edge={edge} />
      ))}
    </>
  );
}

/** The point of an arrow is part of its path: a marker would need an id, and there are several drawings on the page. */
function Edge({ edge }: { edge: DrawnEdge }) {
  const path = edge.points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x} ${y}`).join(" ");
  const [before, end] = edge.points.slice(-2);
  const angle = (Math.atan2(end.y - before.y, end.x - before.x) * 180) / Math.PI;
  return (
    <g class={`edge ${edge.label.replace(/\W.*/, "") || "next"}`} data-edge={edge.label}>
      <path d={path} />
      <path class="point" d="M0 0 L-7 -3.5 L-7 3.5 z" transform={`translate(${end.x} ${end.y}) rotate(${angle})`} />
      {edge.label && (
        <text x={edge.x} y={edge.y + 4}>
          {edge.label}
        </text>
      )}
    </g>
  );
}

/** `dot`: what the breakpoint's dot does; null leaves it out. */
export function Box({ node: { x, y, width, height, shape, state, lines }, dot }: { node: DrawnNode; dot: (() => void) | null }) {
  const [left, top] = [x - width / 2, y - height / 2];
  return (
    <>
      <rect x={left} y={top} width={width} height={height} rx={shape === "suspend" ? 14 : shape === "branch" ? 0 : 5} />
      {state !== null && dot && (
        <g class="dot" onClick={(event) => (event.stopPropagation(), dot())}>
          <circle cx={left + 13} cy={top + 12} r={5} />
        </g>
      )}
      <text class="state" x={left + 24} y={top + 16}>
        {state !== null && `case ${state} `}
      </text>
      {lines.map((line, index) => (
        <text key={index} class="code" x={left + 12} y={top + 33 + index * 16}>
          {`${line} `}
        </text>
      ))}
    </>
  );
}
