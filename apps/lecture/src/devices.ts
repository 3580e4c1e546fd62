// The devices that the lecture can be given on.
import { cpu, type Device } from "flambeau";

const create: Readonly<Record<string, () => Device>> = { cpu };

/** Names that `--device` takes. */
export const deviceNames: readonly string[] = Object.keys(create);

/** The device of that name, one of `deviceNames`. */
export const createDevice = (name: string): Device => create[name]();
