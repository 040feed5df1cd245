import { CONTENT_LIMITS } from "#lib/content/schema.ts";
import { Chapter, Text } from "./chapter.tsx";
import { CodeBlock, JsonBlock } from "./code-block.tsx";
import { curlCommand } from "./curl-command.ts";
import { EXAMPLES } from "./examples.ts";
import { NamesTable } from "./names-table.tsx";
import { Code } from "./prose.tsx";
import { SchemaLink } from "./type-text.tsx";
import { ACTION_WORDS, STATES } from "./words.ts";

export function StartChapter({ origin }: { origin: string }) {
  const post = { externalId: "post-1001", text: "Cheap watches, click here!!!", language: "en" };
  return (
    <Chapter id="start" title="Start">
      <Text>
        Every request carries an API key: <Code>Authorization: Bearer dk_…</Code>. An admin makes keys under
        Settings, API keys, and gives each the scopes it needs. A key is shown once; Docket keeps a hash of
        it.
      </Text>
      <Text>Send a post, then ask what became of it.</Text>
      <CodeBlock
        title="Send a post"
        code={curlCommand({ origin, method: "POST", path: "/api/v1/content", body: post })}
      />
      <CodeBlock
        title="Ask for it"
        code={curlCommand({ origin, method: "GET", path: "/api/v1/items/post-1001" })}
      />
    </Chapter>
  );
}

export function WordsChapter() {
  return (
    <Chapter id="words" title="States and actions">
      <Text>An item is always in one of four states, and ends in one of the last three.</Text>
      <NamesTable label="States of an item" name="State" rows={STATES} />
      <Text>
        A decision has one of these actions. What it means on the platform is the platform's to carry out.
      </Text>
      <NamesTable label="Actions of a decision" name="Action" rows={ACTION_WORDS} />
    </Chapter>
  );
}

export function ErrorsChapter() {
  return (
    <Chapter id="errors" title="Errors">
      <Text>
        Every error is a <SchemaLink name="Problem" /> (RFC 9457) with the type{" "}
        <Code>application/problem+json</Code>. In a batch, an item that is not right is refused by itself and
        the others are taken; look at each result's <Code>status</Code>.
      </Text>
      <JsonBlock title="422" value={EXAMPLES.Problem} />
      <Text>
        After 429 wait as many seconds as <Code>Retry-After</Code> says. After 5xx or a broken connection send
        the same again: the same id with the same content is stored once.
      </Text>
    </Chapter>
  );
}

export function LimitsChapter() {
  const rows: [string, string][] = [
    ["Items or reports in a request", CONTENT_LIMITS.batchItems.toLocaleString("en")],
    ["Bytes of a request's body", CONTENT_LIMITS.bodyBytes.toLocaleString("en")],
    ["Characters of an item's text", CONTENT_LIMITS.textCharacters.toLocaleString("en")],
    ["Media of an item", String(CONTENT_LIMITS.mediaCount)],
    ["Facts of an item or an account", String(CONTENT_LIMITS.factCount)],
    ["Items and reports a minute", "what the key allows; 120,000 unless set otherwise"],
  ];
  return (
    <Chapter id="limits" title="Limits">
      <dl className="grid max-w-[72ch] grid-cols-[auto_1fr] gap-x-6 gap-y-1">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-2">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Text>
        Text is UTF-8. Unpaired surrogates and the character U+0000 are refused, not repaired: what is judged
        is what was sent.
      </Text>
    </Chapter>
  );
}
