/** A receiver's check of a webhook, as the reference prints it; a test runs both against signed messages. */
export const VERIFY_IN_NODE = `import { createHmac, timingSafeEqual } from "node:crypto";

// secret: the endpoint's "whsec_…"; headers: by lower-case name; body: the bytes as they came, not parsed.
export function verifyWebhook(secret, headers, body, now = Date.now() / 1000) {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  if (!id || !(Math.abs(now - Number(timestamp)) <= 300)) throw new Error("too old, or not signed");
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const expected = createHmac("sha256", key).update(\`\${id}.\${timestamp}.\`).update(body).digest();
  const given = (headers["webhook-signature"] ?? "").split(" ");
  const matches = given.some((signature) => {
    const [version, value] = signature.split(",");
    const bytes = Buffer.from(value ?? "", "base64");
    return version === "v1" && bytes.length === expected.length && timingSafeEqual(bytes, expected);
  });
  if (!matches) throw new Error("the signature does not match");
  return JSON.parse(body); // now drop it if you have seen this webhook-id
}
`;

export const VERIFY_IN_PYTHON = `import base64, hashlib, hmac, json, time


# secret: the endpoint's "whsec_…"; headers: by lower-case name; body: the bytes as they came, not parsed.
def verify_webhook(secret, headers, body, now=None):
    message_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "0")
    if not message_id or abs((now or time.time()) - int(timestamp)) > 300:
        raise ValueError("too old, or not signed")
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{message_id}.{timestamp}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    given = headers.get("webhook-signature", "").split(" ")
    if not any(hmac.compare_digest(signature, expected) for signature in given):
        raise ValueError("the signature does not match")
    return json.loads(body)  # now drop it if you have seen this webhook-id
`;
