// The document in which SVG elements are made: the page's own, or linkedom's in Node.
import type * as Linkedom from "linkedom";
import { DeviceError } from "@flambeau/core";

let nodeDocument: Document | undefined;

/**
 * The page's document where there is one, else a document of linkedom (loaded on first use, in Node alone).
 * Throws DeviceError where neither exists, for example in a web worker.
 */
export function defaultDocument(): Document {
  if (typeof document !== "undefined") return document;
  nodeDocument ??= loadNodeDocument();
  return nodeDocument;
}

// Not an import: a static one would put an HTML parser into every browser bundle, a dynamic one would make each plot a promise.
function loadNodeDocument(): Document {
  const builtin = globalThis.process?.getBuiltinModule?.("node:module");
  if (builtin === undefined) {
    throw new DeviceError(
      "plot: no document to draw in: neither a page nor Node; pass { document }, for example linkedom's",
    );
  }
  const { parseHTML } = builtin.createRequire(import.meta.url)("linkedom") as typeof Linkedom;
  return parseHTML("<!doctype html><html><body></body></html>").document as unknown as Document;
}
