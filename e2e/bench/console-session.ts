/** A signed-in person as a benchmark drives them: next-auth's own way in, over HTTP. */
export class ConsoleSession {
  private readonly url: string;
  private cookies = new Map<string, string>();

  private constructor(url: string) {
    this.url = url;
  }

  static async signIn(url: string, email: string, password: string): Promise<ConsoleSession> {
    const session = new ConsoleSession(url);
    const { csrfToken } = (await (await session.fetch("/api/auth/csrf")).json()) as { csrfToken: string };
    const form = new URLSearchParams({ csrfToken, email, password, json: "true" });
    const answer = await session.fetch("/api/auth/callback/credentials", {
      method: "POST",
      body: form,
      redirect: "manual",
    });
    if (![...session.cookies.keys()].some((name) => name.includes("session-token")))
      throw new Error(`Sign-in failed: ${answer.status}`);
    return session;
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(this.url + path, { ...init, headers: { ...init.headers, cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      this.cookies.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    return response;
  }

  /** A write that may be refused: whoever asks looks at the status. */
  async attempt<T>(path: string, body: unknown): Promise<{ status: number; body: T }> {
    const response = await this.fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as T };
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    const answer = await this.attempt<T>(path, body);
    if (answer.status >= 400) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}
