import { library } from "@flambeau/tsup-config";

export default library();
