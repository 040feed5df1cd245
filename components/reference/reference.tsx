import { type ApiDocument, operationsOf } from "./api-document.ts";
import { ErrorsChapter, LimitsChapter, StartChapter, WordsChapter } from "./common-chapters.tsx";
import { OperationChapter } from "./operation-chapter.tsx";
import { type NavGroup, ReferenceNav } from "./reference-nav.tsx";
import { SchemaChapter } from "./schema-chapter.tsx";
import { WebhookChapter } from "./webhook-chapter.tsx";

/** The API reference. It is written in English, whatever the reader's language. */
export function Reference({ document, origin }: { document: ApiDocument; origin: string }) {
  const operations = operationsOf(document);
  const schemas = Object.entries(document.components.schemas);
  const groups: NavGroup[] = [
    {
      title: "Basics",
      links: [
        { id: "start", title: "Start" },
        { id: "words", title: "States and actions" },
        { id: "errors", title: "Errors" },
        { id: "limits", title: "Limits" },
      ],
    },
    { title: "Operations", links: operations.map(({ id, summary }) => ({ id, title: summary })) },
    { title: "Events", links: [{ id: "webhook", title: "Webhook" }] },
    { title: "Schemas", links: schemas.map(([name]) => ({ id: `schema-${name}`, title: name })) },
  ];
  return (
    <div lang="en" dir="ltr" className="grid lg:grid-cols-[220px_minmax(0,1fr)]">
      <ReferenceNav groups={groups} />
      <main className="w-full min-w-0 max-w-[960px] px-8 py-6 max-md:px-4">
        <h1 className="text-xl font-semibold">{document.info.title}</h1>
        <p className="mt-1 max-w-[72ch] text-base text-ink-2">{document.info.description}</p>
        <StartChapter origin={origin} />
        <WordsChapter />
        <ErrorsChapter />
        <LimitsChapter />
        {operations.map((operation) => (
          <OperationChapter key={operation.id} operation={operation} origin={origin} />
        ))}
        {Object.entries(document.webhooks).map(([name, { post }]) => (
          <WebhookChapter key={name} webhook={post} />
        ))}
        {schemas.map(([name, schema]) => (
          <SchemaChapter key={name} name={name} schema={schema} />
        ))}
      </main>
    </div>
  );
}
