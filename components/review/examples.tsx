/** Sentences beside a rule that show where its line runs. */
export function Examples({
  title,
  edge,
  examples,
}: {
  title: string;
  edge: string;
  examples: readonly string[];
}) {
  if (examples.length === 0) return null;
  return (
    <div className="mt-2">
      <h4 className="mb-1 text-2xs text-ink-3">{title}</h4>
      <ul className="grid gap-1.5">
        {examples.map((example) => (
          <li key={example} dir="auto" className={`border-s-2 ps-2.5 text-ink-2 ${edge}`}>
            {example}
          </li>
        ))}
      </ul>
    </div>
  );
}
