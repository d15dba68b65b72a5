/** A message of a stream of server-sent events. */
export interface StreamedMessage {
  readonly id: string;
  readonly event: string;
  readonly data: unknown;
  /** When it came, in milliseconds of a clock that never goes back. */
  readonly at: number;
}

/** Reads server-sent events until it is closed. */
export class EventStreamClient {
  readonly messages: StreamedMessage[] = [];
  /** Comments, which keep a silent stream open. */
  beats = 0;
  private readonly abort = new AbortController();
  private done: Promise<void> = Promise.resolve();

  private constructor(readonly response: Response) {}

  /** @throws Error unless the answer is 200 */
  static async open(url: string, key: string, lastEventId?: string): Promise<EventStreamClient> {
    const abort = new AbortController();
    const response = await fetch(url, {
      headers: {
        authorization: `Bearer ${key}`,
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      },
      signal: abort.signal,
    });
    if (response.status !== 200) throw new Error(`${String(response.status)} ${await response.text()}`);
    const client = new EventStreamClient(response);
    abort.signal.addEventListener('abort', () => {
      client.abort.abort();
    });
    client.done = client.read(abort);
    return client;
  }

  get isOver(): Promise<void> {
    return this.done;
  }

  of(event: string): readonly StreamedMessage[] {
    return this.messages.filter((message) => message.event === event);
  }

  /** What the messages of one kind told, one after the other. */
  told<T>(event: string): readonly T[] {
    return this.of(event).flatMap(({ data }) => (data as { data: readonly T[] }).data);
  }

  get lastId(): string | undefined {
    return this.messages.at(-1)?.id;
  }

  close(): Promise<void> {
    this.abort.abort();
    return this.done;
  }

  private async read(abort: AbortController): Promise<void> {
    this.abort.signal.addEventListener('abort', () => {
      abort.abort();
    });
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const chunk of this.response.body ?? []) {
        text += decoder.decode(chunk as Uint8Array, { stream: true });
        const parts = text.split('\n\n');
        text = parts.pop() ?? '';
        for (const part of parts) this.take(part);
      }
    } catch (error) {
      if (!this.abort.signal.aborted) throw error;
    }
  }

  private take(part: string): void {
    if (part.startsWith(':')) {
      this.beats += 1;
      return;
    }
    const field = (name: string): string =>
      part
        .split('\n')
        .find((line) => line.startsWith(`${name}: `))
        ?.slice(name.length + 2) ?? '';
    this.messages.push({
      id: field('id'),
      event: field('event'),
      data: JSON.parse(field('data')),
      at: performance.now(),
    });
  }
}
