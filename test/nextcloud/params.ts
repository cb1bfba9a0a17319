/** The parameters of a request as PHP sees them: query and body, `groups[]=a` gathered to a list. */
export class Params {
  readonly #values = new Map<string, string | string[]>();

  constructor(query: string, contentType: string, body: string) {
    this.#addForm(query);
    if (contentType.includes('json')) this.#addJson(body);
    else this.#addForm(body);
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** '' where the parameter is missing or a list. */
  text(name: string): string {
    const value = this.#values.get(name);
    return typeof value === 'string' ? value : '';
  }

  /** Undefined where the parameter is a plain text. */
  list(name: string): readonly string[] | undefined {
    const value = this.#values.get(name) ?? [];
    return typeof value === 'string' ? undefined : value;
  }

  /** The others. */
  without(names: readonly string[]): Params {
    const others = new Params('', '', '');
    for (const [name, value] of this.#values) if (!names.includes(name)) others.#values.set(name, value);
    return others;
  }

  entries(): Record<string, string | string[]> {
    return Object.fromEntries(this.#values);
  }

  #addForm(text: string): void {
    for (const [key, value] of new URLSearchParams(text)) {
      const name = /^([^[]*)\[.*\]$/.exec(key)?.[1];
      if (name === undefined) this.#values.set(key, value);
      else this.#values.set(name, [...(this.list(name) ?? []), value]);
    }
  }

  #addJson(body: string): void {
    for (const [key, value] of Object.entries(parseObject(body))) {
      this.#values.set(key, Array.isArray(value) ? value.map(asText) : asText(value));
    }
  }
}

function parseObject(body: string): object {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

function asText(value: unknown): string {
  if (typeof value === 'boolean') return value ? '1' : '';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
