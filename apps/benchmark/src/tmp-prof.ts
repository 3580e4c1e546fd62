import { nn, optim, randn, randint, manualSeed } from "flambeau";
manualSeed(0);
const which = process.argv[2];
const m: any = which === "blobs" ? new nn.Sequential(new nn.Linear(2,5), new nn.ReLU(), new nn.Linear(5,4)) : new nn.Linear(1,1);
const o = which === "blobs" ? new optim.Adam(m.parameters(), {lr:0.02}) : new optim.SGD(m.parameters(), {lr:0.02}); const c: any = which==="blobs"? new nn.CrossEntropyLoss() : new nn.MSELoss(); const x = randn(50,which==="blobs"?2:1), y = which==="blobs"? randint(0,4,[50]) : randn(50);
for (let i=0;i<60000;i++) { o.zeroGrad(); let p = m(x); if (which!=="blobs") p=p.flatten(); const l = c(p,y); l.backward(); o.step(); }
