import type { ReactNode } from "react";

type ChapterProps = { id: string; title: string; children: ReactNode };

/** A part of the reference that can be linked to. */
export function Chapter({ id, title, children }: ChapterProps) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="scroll-mt-4 border-b border-line py-8 last:border-b-0"
    >
      <h2 id={`${id}-title`} className="mb-3 text-xl font-semibold">
        <a href={`#${id}`} className="hover:underline">
          {title}
        </a>
      </h2>
      <div className="grid gap-4 [&>*]:min-w-0">{children}</div>
    </section>
  );
}

export function Text({ children }: { children: ReactNode }) {
  return <p className="max-w-[72ch] text-base">{children}</p>;
}

export function Subtitle({ children }: { children: ReactNode }) {
  return <h3 className="mt-2 font-semibold">{children}</h3>;
}
