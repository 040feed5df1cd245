import type { ApiDocument } from "./api-document.ts";
import { Chapter, Subtitle, Text } from "./chapter.tsx";
import { CodeBlock, JsonBlock } from "./code-block.tsx";
import { EXAMPLES } from "./examples.ts";
import { NamesTable } from "./names-table.tsx";
import { Code, Prose } from "./prose.tsx";
import { SchemaLink } from "./type-text.tsx";
import { VERIFY_IN_NODE, VERIFY_IN_PYTHON } from "./verify-webhook-code.ts";

const HEADERS = [
  ["content-type", "Always `application/json`"],
  ["webhook-id", "The same at every attempt: drop what you have seen"],
  ["webhook-timestamp", "Seconds since 1970 of this attempt: refuse what is older than five minutes"],
  ["webhook-signature", "`v1,` and the base64 of HMAC-SHA256 over id, timestamp and body, joined by dots"],
] as const;

/** How the platform hears of decisions, and how it knows that it was Docket who spoke. */
export function WebhookChapter({ webhook }: { webhook: ApiDocument["webhooks"][string]["post"] }) {
  return (
    <Chapter id="webhook" title="Webhook">
      <Text>
        <Prose text={webhook.description} /> An admin adds the endpoint under Settings, Webhooks; its signing
        secret is shown once. The body is a <SchemaLink name="Webhook" />.
      </Text>
      <Text>
        Answer with any 2xx within 15 seconds, and do the work afterwards. Anything else is tried again with
        growing waits for about a day; after that the delivery is kept as a dead letter, which holds back what
        follows for the same item until somebody sends it again.
      </Text>
      <NamesTable label="Headers of a webhook" name="Header" rows={HEADERS} />
      <JsonBlock title="Body" value={EXAMPLES.Webhook} />
      <Subtitle>Verify the signature</Subtitle>
      <Text>
        The scheme is Standard Webhooks, for which there are libraries in most languages. These two need none.
        Compare over the bytes of the body as they arrived: JSON that was parsed and written again is another
        text. A test message from Settings has the type <Code>test</Code> and no data.
      </Text>
      <CodeBlock title="Node" code={VERIFY_IN_NODE} />
      <CodeBlock title="Python" code={VERIFY_IN_PYTHON} />
    </Chapter>
  );
}
