// The closure that every module is: an object of its class that can be called.

/** What a call of a module runs. */
export const CALL: unique symbol = Symbol("call");

/**
 * Base whose constructor gives back an arrow function with the prototype of the class under construction. Fields of
 * derived classes, private ones too, land on that function, since they are set after this constructor returned.
 */
export class Callable {
  constructor() {
    const prototype = new.target.prototype as Callable;
    const closure = (...inputs: unknown[]): unknown => self[CALL](inputs);
    const self = Object.setPrototypeOf(closure, prototype) as Callable & Record<string, unknown>;
    // A function's own name and length would hide members of these names.
    delete self.name;
    delete self.length;
    return self;
  }

  [CALL](_inputs: unknown[]): unknown {
    return undefined;
  }
}
