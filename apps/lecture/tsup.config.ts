import { program } from "@flambeau/tsup-config";

export default program();
