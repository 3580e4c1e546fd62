// The names that printing offers to the rest of the package.

export { formatDevice, formatDType, formatNamed, formatSize } from "./names.ts";
export { getPrintOptions, resetPrintOptions, setPrintOptions } from "./options.ts";
export type { PrintOptions } from "./options.ts";
export type { PrintElement } from "./number-format.ts";
export { formatFloat, pythonFloat, pythonValue } from "./python.ts";
export type { PythonValue } from "./python.ts";
export { formatParameter, formatTensor } from "./tensor-text.ts";
export type { PrintSource, PrintSuffix } from "./tensor-text.ts";
