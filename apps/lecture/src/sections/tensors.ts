// Tensors: dtypes, creation, shapes, operations, indexing, typed arrays, devices.
import { manualSeed, ones, rand, randn, tensor, where, zeros } from "flambeau";
import type { Context, Section } from "../context.ts";
import { deviceNames } from "../devices.ts";

const list = (shape: readonly number[]): string => `[${shape.join(", ")}]`;

function give(context: Context): void {
  manualSeed(context.seed);
  context.report.text(
    `A tensor is an n-dimensional array of one dtype that lies on a device and can remember how it was
    computed. Numbers make float32 tensors, BigInt literals int64 tensors, and a dtype can be named.`,
  );
  dtypes(context);
  creation(context);
  operations(context);
  indexing(context);
  typedArrays(context);
  devices(context);
}

function dtypes({ report }: Context): void {
  report.part("dtypes");
  const [a, b] = [tensor([1, 2, 3]), tensor([1n, 2n, 3n])];
  report.show("const a = tensor([1, 2, 3])", `${a}, dtype: ${a.dtype}`);
  report.show("const b = tensor([1n, 2n, 3n])", `${b}, dtype: ${b.dtype}`);
  report.show("tensor([3.14159]).dtype", tensor([3.14159]).dtype);
  const double = tensor([3.14159], { dtype: "float64" });
  report.show('tensor([3.14159], { dtype: "float64" })', double);
  report.show("b.add(0.5).dtype", b.add(0.5).dtype);
}

function creation({ report }: Context): void {
  report.part("Creation and shape");
  report.show("zeros(2, 2)", zeros(2, 2));
  report.show("ones(2, 2)", ones(2, 2));
  report.show("randn(3, 2)", randn(3, 2));
  report.show("rand(2, 3, 2)", rand(2, 3, 2));
  const x = rand(2, 3, 2, 2);
  report.show("const x = rand(2, 3, 2, 2); x.shape", list(x.shape));
  report.show("x.ndim", x.ndim);
}

function operations({ report }: Context): void {
  report.part("Operations and broadcasting");
  const a = rand(1, 3);
  const b = rand(3, 1);
  report.show("const a = rand(1, 3)", a);
  report.show("const b = rand(3, 1)", b);
  report.show("a.add(b)  // 1 × 3 and 3 × 1 give 3 × 3", a.add(b));
  report.show("a.mul(b)", a.mul(b));
  report.show("a.matmul(b)", a.matmul(b));
  report.show("a.mean()", a.mean());
  report.show("a.sum()", a.sum());
}

function indexing({ report }: Context): void {
  report.part("Indexing");
  const X = rand(5, 2);
  report.show("const X = rand(5, 2)", X);
  report.show('X.at(0, ":")', X.at(0, ":"));
  report.show("X.at(0)", X.at(0));
  report.show('X.at(":", 0)', X.at(":", 0));
  report.show("where(X.gt(0.5), 1, 0)", where(X.gt(0.5), tensor(1n), tensor(0n)));
}

function typedArrays({ report }: Context): void {
  report.part("Typed arrays");
  report.text(
    "A tensor on the cpu hands out its own memory as a typed array: writing there is seen here.",
  );
  const X = tensor([
    [1, 2],
    [3, 4],
  ]);
  const array = X.toTypedArray();
  report.show(
    "const array = X.toTypedArray()",
    `${array.constructor.name}(${array.length}) ${list(Array.from(array as Float32Array))}`,
  );
  array[0] = 10;
  report.show("array[0] = 10; X", X);
}

function devices({ report, device }: Context): void {
  report.part("Devices");
  report.show("devices of this program", deviceNames.join(", "));
  const X = rand(2, 2, 2).to(device);
  report.show("const X = rand(2, 2, 2).to(device); X.device.name", X.device.name);
}

/** Tensors. */
export const tensors: Section = { title: "Tensors", give };
