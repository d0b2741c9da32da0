// The Python program that the example is, in JavaScript.

export function OriginalPanel({ python }: { python: string }) {
  return (
    <section class="panel" data-part="original" aria-label="Python original">
      <h2>In Python</h2>
      <pre class="scroller" tabIndex={0} role="region" aria-label="Python program">
        {python}
      </pre>
    </section>
  );
}
