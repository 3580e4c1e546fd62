// Owns the schedulers: 30 learning rates (and momenta) of one SGD optimizer.
import { toArguments } from "../call.ts";
import { closeFloat } from "../compare.ts";
import type { Context } from "../context.ts";
import { find, lookup, NotImplemented } from "../library.ts";
import { constructorParameters } from "../module-signatures.ts";
import { type CaseResult, runCase } from "../result.ts";
import type { Value } from "../values.ts";

const TOLERANCE = { rtol: 1e-12, atol: 1e-15 };

function schedulerClass(context: Context, name: string): Value {
  const Class =
    find(context.library, `optim.${name}`) ?? find(context.library, `optim.lrScheduler.${name}`);
  if (Class === undefined) throw new NotImplemented(`optim.${name}`);
  return Class;
}

function makeScheduler(
  context: Context,
  optimizer: Value,
  name: string,
  kwargs: Map<string, Value>,
): Value {
  const parameters = constructorParameters(name);
  return new (schedulerClass(context, name))(
    ...toArguments(context.library, name, parameters, [optimizer], kwargs),
  );
}

function build(context: Context, stored: Value, optimizer: Value): Value {
  const kwargs = context.decoder.dictionary(stored.kwargs);
  if (stored.lambda !== undefined) {
    kwargs.set("lr_lambda", context.interpreter().run(`lambda epoch: ${stored.lambda}`));
  }
  if (stored.of !== undefined) {
    const inner = stored.of.map(([name, own]: [string, Value]) =>
      makeScheduler(context, optimizer, name, context.decoder.dictionary(own)),
    );
    kwargs.set("schedulers", inner);
  }
  return makeScheduler(context, optimizer, stored.scheduler, kwargs);
}

function check(context: Context, stored: Value): string | null {
  const SGD = lookup(context.library, "optim.SGD");
  const parameter = context.decoder.tensor({
    shape: [1],
    dtype: "float32",
    data: [0],
    requires_grad: true,
  });
  const optimizer = new SGD([parameter], { lr: stored.initial_lr, momentum: stored.momentum });
  const scheduler = build(context, stored, optimizer);
  for (const [k, lr] of stored.lrs.entries()) {
    const group = optimizer.paramGroups[0];
    if (!closeFloat(group.lr, lr, TOLERANCE)) return `lrs[${k}]: ${group.lr}, expected ${lr}`;
    const momentum = stored.momentums?.[k];
    if (momentum !== undefined && !closeFloat(group.momentum, momentum, TOLERANCE)) {
      return `momentums[${k}]: ${group.momentum}, expected ${momentum}`;
    }
    optimizer.step();
    if (stored.metrics) scheduler.step(stored.metrics[k]);
    // A 30-step schedule may end with its last learning rate.
    else if (k + 1 < stored.lrs.length) scheduler.step();
  }
  return null;
}

/** Runs schedulers.json. */
export async function* run(context: Context): AsyncGenerator<CaseResult> {
  for (const stored of context.folder.read("schedulers")?.cases ?? []) {
    if (!context.wants(stored.scheduler)) continue;
    yield await runCase("schedulers", stored.scheduler, stored.id, () => check(context, stored));
  }
}
