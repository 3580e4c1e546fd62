// Owns what every group of cases is given: the library, the device, the files, and op signatures.
import { Decoder } from "./decode.ts";
import { EXACT, type Comparison, type Tolerance } from "./compare.ts";
import { method, type Library } from "./library.ts";
import type { ReferenceFolder } from "./load.ts";
import { parametersOf, type Parameter } from "./signatures.ts";
import { createNamespace } from "./python/namespace.ts";
import { Interpreter } from "./python/evaluate.ts";
import type { Value } from "./values.ts";

export interface ContextOptions {
  library: Library;
  folder: ReferenceFolder;
  /** Only ops, modules or cases with this name. */
  op?: string;
  /** Device value of the library; undefined for its default. */
  device?: unknown;
  deviceName?: string;
}

/** What a group runs with. */
export class Context {
  readonly library: Library;
  readonly folder: ReferenceFolder;
  readonly op: string | undefined;
  readonly device: unknown;
  readonly deviceName: string;
  readonly decoder: Decoder;
  private known: Map<string, { call: string; parameters: Parameter[] | undefined }> | undefined;

  constructor(options: ContextOptions) {
    this.library = options.library;
    this.folder = options.folder;
    this.op = options.op;
    this.device = options.device;
    this.deviceName = options.deviceName ?? "cpu";
    this.decoder = new Decoder(options.library, options.device);
  }

  /** Whether `name` is asked for. */
  wants(name: string): boolean {
    return this.op === undefined || this.op === name;
  }

  /** Whether results are rounded as a GPU rounds. */
  get onGpu(): boolean {
    return this.deviceName === "webgpu";
  }

  /** A comparison with these tolerances; integers and bool stay exact, GPU float32 is widened. */
  comparison(float32: Tolerance, float64: Tolerance = float32): Comparison {
    const widened = {
      rtol: Math.max(float32.rtol, 1e-4),
      atol: Math.max(float32.atol, 1e-5),
    };
    return {
      library: this.library,
      tolerance: (dtype) => {
        if (dtype === "float32") return this.onGpu ? widened : float32;
        return dtype === "float64" ? float64 : EXACT;
      },
    };
  }

  /** Call and parameters of an op by its name in the op files of the same folder. */
  opCall(op: string): { call: string; parameters: Parameter[] | undefined } {
    this.known ??= new Map(
      this.folder
        .list("ops")
        .flatMap((name) =>
          Object.entries<Value>(this.folder.read(name).ops).map(([key, row]) => [
            key,
            { call: row.call, parameters: parametersOf(key, row.signature, row.call) },
          ]),
        ),
    );
    return this.known.get(op) ?? { call: `torch.${op}`, parameters: parametersOf(op) };
  }

  /** A fresh interpreter of Python text. */
  interpreter(): Interpreter {
    this.opCall("");
    const signatures = new Map<string, Parameter[]>();
    for (const [name, { parameters }] of this.known!) {
      if (parameters) signatures.set(name, parameters);
    }
    return new Interpreter(this.library, createNamespace(this.library, signatures));
  }

  /** torch.manual_seed */
  seed(seed: number | string | bigint): void {
    method(this.library, "manualSeed")(typeof seed === "string" ? BigInt(seed) : seed);
  }

  /** The next numbers of the global generator, drawn as torch.rand(count). */
  randomAfter(count: number): Value {
    return method(this.library, "rand")([count]);
  }
}
