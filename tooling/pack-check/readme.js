// Finds the program of a README and the output that it claims.

/**
 * The first fenced `js` or `ts` block of a README, and the text of the output block that follows it
 * with at most one line of words between.
 * @param {string} text
 * @returns {{ language: string, code: string, output: string | undefined } | undefined}
 */
export function program(text) {
  const fence = /^```(js|javascript|mjs|ts|typescript)[^\n]*\n([\s\S]*?)^```[ \t]*$/m.exec(text);
  if (fence === null) return undefined;
  const after = text.slice(fence.index + fence[0].length);
  const output =
    /^\s*(?:[^\n`#]+\n\s*)?```(?:text|txt|console|output)?[ \t]*\n([\s\S]*?)^```[ \t]*$/m;
  const claimed = output.exec(after);
  return {
    language: fence[1]?.startsWith("t") ? "ts" : "js",
    code: fence[2] ?? "",
    output: claimed?.index === 0 ? claimed[1] : undefined,
  };
}

/**
 * Whether a program printed what its README says, blank ends of lines aside.
 * @param {string} printed
 * @param {string} claimed
 */
export function sameOutput(printed, claimed) {
  /** @param {string} text */
  const lines = (text) =>
    text
      .trimEnd()
      .split(/[ \t]*\r?\n/)
      .join("\n");
  return lines(printed) === lines(claimed);
}
