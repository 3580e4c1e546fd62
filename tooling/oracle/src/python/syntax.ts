// Owns the parse of Python text into a small tree; the grammar is @lezer/python's.
import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/python";

export interface Argument {
  name?: string;
  spread?: boolean;
  value: Expression;
}

export type Expression =
  | { kind: "constant"; value: bigint | number | string | boolean | null | symbol }
  | { kind: "name"; name: string }
  | { kind: "attribute"; object: Expression; name: string }
  | { kind: "index"; object: Expression; parts: Expression[]; tuple: boolean }
  | { kind: "slice"; start?: Expression; stop?: Expression; step?: Expression }
  | { kind: "call"; callee: Expression; args: Argument[] }
  | { kind: "unary"; operator: string; value: Expression }
  | { kind: "binary"; operator: string; left: Expression; right: Expression }
  | { kind: "conditional"; test: Expression; yes: Expression; no: Expression }
  | { kind: "list"; items: Expression[] }
  | { kind: "tuple"; items: Expression[] }
  | { kind: "dict"; entries: [Expression, Expression][] }
  | { kind: "lambda"; parameters: string[]; body: Expression };

export type Statement =
  | { kind: "expression"; value: Expression }
  | { kind: "assign"; targets: Expression[]; value: Expression }
  | { kind: "update"; target: Expression; operator: string; value: Expression }
  | { kind: "for"; variable: Expression; iterable: Expression; body: Statement[] }
  | { kind: "import"; names: string[] };

/** Thrown for syntax that no reference case uses. */
export class UnknownSyntax extends Error {
  override name = "UnknownSyntax";
}

export const ELLIPSIS_CONSTANT = Symbol.for("python.ellipsis");

/** Statements of a piece of Python. @throws UnknownSyntax */
export function parsePython(source: string): Statement[] {
  // The grammar wants a digit after the point: `1.` becomes `1.0`, outside strings.
  const text = source.replace(
    /("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(?<![\w.])(\d+)\.(?![\w.])/g,
    (all, string: string | undefined, digits: string) =>
      string === undefined ? `${digits}.0` : all,
  );
  return new Reader(text).statements(parser.parse(text).topNode);
}

function children(node: SyntaxNode): SyntaxNode[] {
  const result: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== "Comment") result.push(child);
  }
  return result;
}

class Reader {
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  private text(node: SyntaxNode): string {
    return this.source.slice(node.from, node.to);
  }

  private fail(node: SyntaxNode): never {
    throw new UnknownSyntax(`${node.name}: ${this.text(node).slice(0, 60)}`);
  }

  statements(node: SyntaxNode): Statement[] {
    return children(node).flatMap((child) => this.statement(child));
  }

  private statement(node: SyntaxNode): Statement[] {
    switch (node.name) {
      case "StatementGroup":
        return this.statements(node);
      case ";":
      case ":":
        return [];
      case "ExpressionStatement":
        return [{ kind: "expression", value: this.sequence(children(node)) }];
      case "AssignStatement": {
        const parts = splitAt(children(node), (child) => child.name === "AssignOp");
        const value = this.sequence(parts.pop()!);
        return [{ kind: "assign", targets: parts.map((part) => this.sequence(part)), value }];
      }
      case "UpdateStatement": {
        const [target, operator, value] = children(node);
        return [
          {
            kind: "update",
            target: this.expression(target),
            operator: this.text(operator).slice(0, -1),
            value: this.expression(value),
          },
        ];
      }
      case "ForStatement": {
        const [, variable, , iterable, body] = children(node);
        return [
          {
            kind: "for",
            variable: this.expression(variable),
            iterable: this.expression(iterable),
            body: this.statements(body),
          },
        ];
      }
      case "ImportStatement": {
        const parts = children(node).filter((child) => child.name === "VariableName");
        const from = this.text(node).startsWith("from");
        const after = this.text(node).indexOf("import");
        const names = parts.filter((child) => !from || child.from - node.from > after);
        return [{ kind: "import", names: names.map((child) => this.text(child)) }];
      }
      default:
        return this.fail(node);
    }
  }

  /** One expression, or a tuple where commas stand between several. */
  private sequence(nodes: SyntaxNode[]): Expression {
    if (!nodes.some((node) => node.name === ",")) {
      if (nodes.length !== 1) this.fail(nodes[1] ?? nodes[0]);
      return this.expression(nodes[0]);
    }
    const items = nodes.filter((node) => node.name !== ",").map((node) => this.expression(node));
    return { kind: "tuple", items };
  }

  private items(node: SyntaxNode): Expression[] {
    return children(node)
      .filter((child) => !/^[()[\],]$/.test(child.name))
      .map((child) => this.expression(child));
  }

  private expression(node: SyntaxNode): Expression {
    switch (node.name) {
      case "Number":
        return { kind: "constant", value: this.number(node) };
      case "String":
        return { kind: "constant", value: unquote(this.text(node)) };
      case "ContinuedString":
        return {
          kind: "constant",
          value: children(node)
            .map((child) => unquote(this.text(child)))
            .join(""),
        };
      case "Boolean":
        return { kind: "constant", value: this.text(node) === "True" };
      case "None":
        return { kind: "constant", value: null };
      case "Ellipsis":
        return { kind: "constant", value: ELLIPSIS_CONSTANT };
      case "VariableName":
        return { kind: "name", name: this.text(node) };
      case "ParenthesizedExpression":
        return this.expression(children(node)[1]);
      case "TupleExpression":
        return { kind: "tuple", items: this.items(node) };
      case "ArrayExpression":
        return { kind: "list", items: this.items(node) };
      case "DictionaryExpression":
        return this.dictionary(node);
      case "UnaryExpression": {
        const [operator, value] = children(node);
        return { kind: "unary", operator: this.text(operator), value: this.expression(value) };
      }
      case "BinaryExpression":
        return this.binary(node);
      case "ConditionalExpression": {
        const [yes, , test, , no] = children(node);
        return {
          kind: "conditional",
          test: this.expression(test),
          yes: this.expression(yes),
          no: this.expression(no),
        };
      }
      case "LambdaExpression": {
        const parameters = children(node)
          .filter((child) => child.name === "ParamList")
          .flatMap((list) => children(list).filter((child) => child.name === "VariableName"));
        const body = this.expression(children(node).at(-1)!);
        return { kind: "lambda", parameters: parameters.map((child) => this.text(child)), body };
      }
      case "CallExpression": {
        const [callee, list] = children(node);
        return { kind: "call", callee: this.expression(callee), args: this.arguments(list) };
      }
      case "MemberExpression":
        return this.memberOrIndex(node);
      default:
        return this.fail(node);
    }
  }

  private number(node: SyntaxNode): bigint | number {
    const text = this.text(node).replaceAll("_", "");
    if (/[jJ]$/.test(text)) this.fail(node);
    const integer = /^(0[xob][\da-f]+|\d+)$/i.test(text);
    return integer ? BigInt(text) : Number(text);
  }

  private binary(node: SyntaxNode): Expression {
    const parts = children(node);
    const left = parts[0];
    const right = parts.at(-1)!;
    // `is not` and `not in` are two words.
    const operator = parts
      .slice(1, -1)
      .map((part) => this.text(part))
      .join(" ");
    return {
      kind: "binary",
      operator,
      left: this.expression(left),
      right: this.expression(right),
    };
  }

  private dictionary(node: SyntaxNode): Expression {
    const parts = children(node).filter((child) => !/^[{},:]$/.test(child.name));
    const entries: [Expression, Expression][] = [];
    for (let i = 0; i < parts.length; i += 2) {
      entries.push([this.expression(parts[i]), this.expression(parts[i + 1])]);
    }
    return { kind: "dict", entries };
  }

  private arguments(node: SyntaxNode): Argument[] {
    const inside = children(node).slice(1, -1);
    return splitAt(inside, (child) => child.name === ",")
      .filter((part) => part.length > 0)
      .map((part) => {
        if (part[0].name === "*") return { spread: true, value: this.expression(part[1]) };
        if (part.length === 3 && part[1].name === "AssignOp") {
          return { name: this.text(part[0]), value: this.expression(part[2]) };
        }
        if (part.length !== 1) this.fail(part[0]);
        return { value: this.expression(part[0]) };
      });
  }

  private memberOrIndex(node: SyntaxNode): Expression {
    const [object, mark, ...rest] = children(node);
    if (mark.name === ".") {
      return { kind: "attribute", object: this.expression(object), name: this.text(rest[0]) };
    }
    const inside = rest.slice(0, -1);
    const parts = splitAt(inside, (child) => child.name === ",").filter((part) => part.length > 0);
    return {
      kind: "index",
      object: this.expression(object),
      parts: parts.map((part) => this.indexPart(part)),
      tuple: inside.some((child) => child.name === ","),
    };
  }

  private indexPart(nodes: SyntaxNode[]): Expression {
    if (!nodes.some((node) => node.name === ":")) return this.expression(nodes[0]);
    const [start, stop, step] = splitAt(nodes, (node) => node.name === ":").map((part) =>
      part.length === 0 ? undefined : this.expression(part[0]),
    );
    return { kind: "slice", start, stop, step };
  }
}

function splitAt(nodes: SyntaxNode[], separates: (node: SyntaxNode) => boolean): SyntaxNode[][] {
  const parts: SyntaxNode[][] = [[]];
  for (const node of nodes) {
    if (separates(node)) parts.push([]);
    else parts.at(-1)!.push(node);
  }
  return parts;
}

const ESCAPES: Record<string, string> = { n: "\n", t: "\t", "\\": "\\", "'": "'", '"': '"' };

function unquote(literal: string): string {
  const match = /^(["'])(.*)\1$/s.exec(literal);
  if (!match) throw new UnknownSyntax(`string: ${literal}`);
  return match[2].replace(/\\(.)/gs, (all, letter: string) => ESCAPES[letter] ?? all);
}
