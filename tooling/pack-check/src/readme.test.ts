// Tests of the reader of README programs.
import { describe, expect, test } from "vitest";
import { program, sameOutput } from "../readme.js";

const fence = "```";

describe("program", () => {
  test("takes the first JavaScript block and the output block directly after it", () => {
    const readme = `# x\n\n${fence}sh\nnpm i\n${fence}\n\n${fence}js\nconsole.log(1);\n${fence}\n\n${fence}text\n1\n${fence}\n`;
    expect(program(readme)).toEqual({ language: "js", code: "console.log(1);\n", output: "1\n" });
  });

  test("accepts one line of words between program and output", () => {
    const readme = `${fence}ts\nlet a: number;\n${fence}\n\nprints\n\n${fence}\n1\n${fence}\n`;
    expect(program(readme)).toMatchObject({ language: "ts", output: "1\n" });
  });

  test("does not take a later block for the output", () => {
    const readme = `${fence}js\n1;\n${fence}\n\n## More\n\n${fence}text\nelse\n${fence}\n`;
    expect(program(readme)?.output).toBeUndefined();
  });

  test("does not take a second program for the output", () => {
    const readme = `${fence}js\n1;\n${fence}\n\n${fence}js\n2;\n${fence}\n`;
    expect(program(readme)).toMatchObject({ code: "1;\n", output: undefined });
  });

  test("finds nothing where there is no program", () => {
    expect(program(`${fence}sh\nls\n${fence}\n`)).toBeUndefined();
  });
});

describe("sameOutput", () => {
  test("ignores blanks at the ends of lines and of the text", () => {
    expect(sameOutput("a \nb\n\n", "a\nb")).toBe(true);
  });

  test("sees a different number", () => {
    expect(sameOutput("loss: 0.6931", "loss: 0.6932")).toBe(false);
  });

  test("sees a different indent", () => {
    expect(sameOutput("  a", "a")).toBe(false);
  });
});
