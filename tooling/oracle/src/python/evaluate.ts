// Owns the evaluation of parsed Python against a namespace that maps onto the library.
import { getItem, setItem } from "../indexing.ts";
import { isTensor, NotImplemented, type Library } from "../library.ts";
import { ELLIPSIS, Slice, tuple, type Value } from "../values.ts";
import { attribute } from "./attributes.ts";
import { binary, truth, unary } from "./operators.ts";
import {
  ELLIPSIS_CONSTANT,
  type Expression,
  parsePython,
  type Statement,
  UnknownSyntax,
} from "./syntax.ts";

/** Runs Python statements; variables stay between calls. */
export class Interpreter {
  readonly library: Library;
  readonly variables: Map<string, Value>;
  private readonly globals: ReadonlyMap<string, Value>;

  constructor(
    library: Library,
    globals: ReadonlyMap<string, Value>,
    variables?: Map<string, Value>,
  ) {
    this.library = library;
    this.globals = globals;
    this.variables = variables ?? new Map();
  }

  /** Runs a piece of Python; the value of its last expression statement or assignment. */
  run(source: string): Value {
    let last: Value = null;
    for (const statement of this.parse(source)) last = this.statement(statement);
    return last;
  }

  /** Statements of a source; syntax beyond the evaluator counts as not implemented. */
  parse(source: string): Statement[] {
    try {
      return parsePython(source);
    } catch (error) {
      if (error instanceof UnknownSyntax) throw new NotImplemented(`python: ${error.message}`);
      throw error;
    }
  }

  statement(statement: Statement): Value {
    switch (statement.kind) {
      case "expression":
        return this.evaluate(statement.value);
      case "assign": {
        const value = this.evaluate(statement.value);
        for (const target of statement.targets) this.assign(target, value);
        return value;
      }
      case "update": {
        const value = this.update(
          this.evaluate(statement.target),
          statement.operator,
          statement.value,
        );
        this.assign(statement.target, value);
        return value;
      }
      case "for":
        for (const item of this.iterate(this.evaluate(statement.iterable))) {
          this.assign(statement.variable, item);
          for (const inner of statement.body) this.statement(inner);
        }
        return null;
      case "import":
        // A module is only missing once something of it is used.
        return null;
    }
  }

  private update(current: Value, operator: string, right: Expression): Value {
    const value = this.evaluate(right);
    const inPlace: Record<string, string> = { "+": "add_", "-": "sub_", "*": "mul_", "/": "div_" };
    const name = inPlace[operator];
    if (isTensor(this.library, current) && name && typeof current[name] === "function") {
      return current[name](typeof value === "bigint" ? Number(value) : value);
    }
    return binary(this.library, operator, current, value);
  }

  private assign(target: Expression, value: Value): void {
    if (target.kind === "name") this.variables.set(target.name, value);
    else if (target.kind === "tuple" || target.kind === "list") {
      const items = [...this.iterate(value)];
      if (items.length !== target.items.length) throw new NotImplemented("python: unpacking");
      target.items.forEach((item, i) => this.assign(item, items[i]));
    } else if (target.kind === "index") {
      const object = this.evaluate(target.object);
      const index = this.index(target);
      if (isTensor(this.library, object)) setItem(this.library, object, index, value);
      else if (object instanceof Map) object.set(index, value);
      else throw new NotImplemented("python: item assignment");
    } else if (target.kind === "attribute") {
      this.evaluate(target.object)[target.name] = value;
    } else throw new NotImplemented(`python: assignment to ${target.kind}`);
  }

  private *iterate(value: Value): Iterable<Value> {
    if (isTensor(this.library, value)) {
      for (let i = 0; i < value.shape[0]; i++) yield getItem(this.library, value, BigInt(i));
    } else if (value && typeof value === "object" && Symbol.iterator in value) yield* value;
    else throw new NotImplemented("python: iteration");
  }

  private name(name: string): Value {
    if (this.variables.has(name)) return this.variables.get(name);
    if (this.globals.has(name)) return this.globals.get(name);
    throw new NotImplemented(`python: ${name}`);
  }

  private index(expression: Expression & { kind: "index" }): Value {
    const parts = expression.parts.map((part) => this.evaluate(part));
    return expression.tuple ? tuple(parts) : parts[0];
  }

  evaluate(expression: Expression): Value {
    switch (expression.kind) {
      case "constant":
        return expression.value === ELLIPSIS_CONSTANT ? ELLIPSIS : expression.value;
      case "name":
        return this.name(expression.name);
      case "list":
        return expression.items.map((item) => this.evaluate(item));
      case "tuple":
        return tuple(expression.items.map((item) => this.evaluate(item)));
      case "dict":
        return new Map(
          expression.entries.map(([key, value]) => [this.evaluate(key), this.evaluate(value)]),
        );
      case "slice": {
        const [start, stop, step] = [expression.start, expression.stop, expression.step].map(
          (bound) => (bound ? this.evaluate(bound) : null),
        );
        return new Slice(start, stop, step);
      }
      case "unary":
        return unary(this.library, expression.operator, this.evaluate(expression.value));
      case "binary":
        return this.binary(expression);
      case "conditional":
        return this.evaluate(
          truth(this.library, this.evaluate(expression.test)) ? expression.yes : expression.no,
        );
      case "attribute":
        return attribute(this.library, this.evaluate(expression.object), expression.name);
      case "index":
        return this.item(this.evaluate(expression.object), this.index(expression));
      case "lambda":
        return this.lambda(expression);
      case "call":
        return this.call(expression);
    }
  }

  private binary({ operator, left, right }: Expression & { kind: "binary" }): Value {
    const first = this.evaluate(left);
    if (operator === "and") return truth(this.library, first) ? this.evaluate(right) : first;
    if (operator === "or") return truth(this.library, first) ? first : this.evaluate(right);
    const second = this.evaluate(right);
    if (operator === "in" || operator === "not in") {
      const found = second instanceof Map ? second.has(first) : second.includes(first);
      return found === (operator === "in");
    }
    return binary(this.library, operator, first, second);
  }

  private item(object: Value, index: Value): Value {
    if (isTensor(this.library, object)) return getItem(this.library, object, index);
    if (object instanceof Map) return object.get(index);
    if (Array.isArray(object) && typeof index === "bigint") return object.at(Number(index));
    if (typeof object?.at === "function" && typeof index === "bigint")
      return object.at(Number(index));
    throw new NotImplemented("python: index");
  }

  private lambda({ parameters, body }: Expression & { kind: "lambda" }): Value {
    // JavaScript calls these with its numbers; the epoch of a scheduler is an int.
    return (...args: Value[]) => {
      const variables = new Map(this.variables);
      parameters.forEach((name, i) => {
        const value = args[i];
        variables.set(name, Number.isInteger(value) ? BigInt(value) : value);
      });
      const result = new Interpreter(this.library, this.globals, variables).evaluate(body);
      return typeof result === "bigint" ? Number(result) : result;
    };
  }

  private call({ callee, args }: Expression & { kind: "call" }): Value {
    const target = this.evaluate(callee);
    const positional: Value[] = [];
    const keywords = new Map<string, Value>();
    for (const { name, spread, value } of args) {
      const argument = this.evaluate(value);
      if (spread) positional.push(...this.iterate(argument));
      else if (name !== undefined) keywords.set(name, argument);
      else positional.push(argument);
    }
    if (typeof target !== "function") throw new NotImplemented("python: call");
    if (target.python) return target.python(positional, keywords);
    // A module or another callable of the library.
    return target(...positional);
  }
}
