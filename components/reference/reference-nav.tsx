import { Brand } from "#components/shell/brand.tsx";

export interface NavGroup {
  title: string;
  links: { id: string; title: string }[];
}

/** What there is on the page, at its side; above it where there is no side. */
export function ReferenceNav({ groups }: { groups: readonly NavGroup[] }) {
  return (
    <nav
      aria-label="Contents"
      className="border-line px-4 py-4 max-lg:border-b lg:sticky lg:top-0 lg:h-dvh lg:overflow-y-auto lg:border-e"
    >
      <a href="/" className="mb-4 inline-block">
        <Brand />
      </a>
      {groups.map((group) => (
        <div key={group.title} className="mb-4">
          <h2 className="mb-1 px-2 text-2xs text-ink-3">{group.title}</h2>
          <ul className="max-lg:flex max-lg:flex-wrap">
            {group.links.map(({ id, title }) => (
              <li key={id}>
                <a href={`#${id}`} className="block rounded-md px-2 py-1 hover:bg-hover">
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <a href="/api/v1/openapi.json" className="block px-2 text-accent underline underline-offset-2">
        OpenAPI document
      </a>
    </nav>
  );
}
