import { inspect } from 'node:util';

const styles = { heading: 1, good: 32, bad: 31, aside: 2 } as const;

/** What a run prints: each line with the seconds since it began. */
export class Report {
  readonly #start = performance.now();

  constructor(
    private readonly out: (text: string) => void,
    private readonly coloured: boolean,
  ) {}

  heading(text: string): void {
    this.out(`\n${this.#paint('heading', text)}\n`);
  }

  step(text: string): void {
    this.#line(text);
  }

  proof(text: string): void {
    this.#line(this.#paint('good', `=> ${text}`));
  }

  failure(text: string): void {
    this.#line(this.#paint('bad', `FAILED: ${text}`));
  }

  /** Where to look, and how. */
  aside(text: string): void {
    this.out(`${this.#paint('aside', text)}\n`);
  }

  /** Seconds since the run began. */
  elapsed(): number {
    return (performance.now() - this.#start) / 1000;
  }

  #line(text: string): void {
    this.out(`${this.elapsed().toFixed(1).padStart(6)} s  ${text}\n`);
  }

  #paint(style: keyof typeof styles, text: string): string {
    return this.coloured ? `\x1b[${String(styles[style])}m${text}\x1b[0m` : text;
  }
}

/** A short look at something that is not as it should be. */
export function glimpse(seen: unknown): string {
  const text = typeof seen === 'string' ? seen : inspect(seen, { depth: 4, breakLength: 120 });
  return text.length > 2000 ? `${text.slice(0, 2000)} ...` : text;
}
