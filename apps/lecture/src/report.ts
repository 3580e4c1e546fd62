// How the lecture looks in a terminal: headings, short paragraphs, shown values, tables.
import Table from "cli-table3";
import pc from "picocolors";

type Colors = ReturnType<typeof pc.createColors>;

const width = 92;

/** Writes the lecture's text, line by line. */
export class Report {
  readonly #write: (text: string) => void;
  readonly #colors: Colors;
  #section = 0;
  #gap = true;

  /** `write` gets whole lines, line feeds included. */
  constructor(write: (text: string) => void, color: boolean) {
    this.#write = write;
    this.#colors = pc.createColors(color);
  }

  /** The lecture's title. */
  title(text: string, detail: string): void {
    this.#line(this.#colors.bold(text));
    this.#line(this.#colors.dim(detail));
  }

  /** Begins a section. */
  section(text: string): void {
    const label = `${++this.#section}  ${text} `;
    const rule = "─".repeat(Math.max(0, width - label.length));
    this.#blank();
    this.#line(this.#colors.bold(this.#colors.cyan(label)) + this.#colors.dim(rule));
  }

  /** Begins a part of a section. */
  part(text: string): void {
    this.#blank();
    this.#line(this.#colors.bold(text));
  }

  /** A paragraph, wrapped. */
  text(text: string): void {
    this.#blank();
    let line = "";
    for (const word of text.split(/\s+/)) {
      if (line.length + word.length >= width) {
        this.#line(line);
        line = "";
      }
      line += line === "" ? word : ` ${word}`;
    }
    this.#line(line);
    this.#blank();
  }

  /** An expression and what it gives. */
  show(expression: string, value: unknown): void {
    this.#line(`${this.#colors.magenta("›")} ${this.#colors.green(expression)}`);
    this.block(typeof value === "string" ? value : String(value));
  }

  /** Lines as they are, indented. */
  block(text: string): void {
    for (const line of text.trimEnd().split("\n")) this.#line(line === "" ? "" : `  ${line}`);
  }

  /** A table; the first column is left-aligned, all others right. */
  table(head: readonly string[], rows: readonly (readonly string[])[]): void {
    const table = new Table({
      head: head.map((cell) => this.#colors.bold(cell)),
      colAligns: head.map((_, i) => (i === 0 ? "left" : "right")),
      style: { head: [], border: [], compact: true },
    });
    for (const row of rows) table.push([...row]);
    this.block(table.toString());
  }

  /** One epoch's loss. */
  epoch(epoch: number, loss: number): void {
    this.#line(`  epoch: ${epoch}, loss: ${loss.toFixed(4)}`);
  }

  /** Where something was written. */
  file(path: string): void {
    this.#line(`  ${this.#colors.yellow("▸")} ${this.#colors.dim(path)}`);
  }

  /** An empty line, unless there is one. */
  #blank(): void {
    if (!this.#gap) this.#line("");
  }

  #line(text: string): void {
    this.#gap = text === "";
    this.#write(`${text}\n`);
  }
}
