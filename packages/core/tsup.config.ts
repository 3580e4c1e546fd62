import { library } from "@flambeau/tsup-config";

export default library({ entry: ["src/index.ts", "src/rows/index.ts"] });
