// The program whose bundle is measured.
import * as flambeau from "flambeau";

console.log(flambeau);
