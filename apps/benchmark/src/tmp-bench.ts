import { nn, optim, rand, randn, randint, manualSeed, tensor } from "flambeau";
manualSeed(0);
function time(name: string, step: () => void) {
  for (let i=0;i<2000;i++) step();
  const ts: number[] = [];
  for (let r=0;r<7;r++){ const t=performance.now(); for (let i=0;i<1000;i++) step(); ts.push((performance.now()-t)); }
  ts.sort((a,b)=>a-b); console.log(name, ts[3].toFixed(2), "µs");
}
function trainer(model: any, crit: any, opt: any, x: any, y: any, flat=true) { return () => { opt.zeroGrad(); let p = model(x); if (flat) p = p.flatten(); const l = crit(p, y); l.backward(); opt.step(); } }
{ const m = new nn.Linear(1,1); time("linreg", trainer(m, new nn.MSELoss(), new optim.SGD(m.parameters(), {lr:0.02}), randn(50,1), randn(50))); }
{ const m = new nn.Sequential(new nn.Linear(1,10), new nn.Sigmoid(), new nn.Linear(10,10), new nn.Sigmoid(), new nn.Linear(10,1)); time("1-10-10-1", trainer(m, new nn.MSELoss(), new optim.SGD(m.parameters(), {lr:0.02}), randn(50,1), randn(50))); }
{ const m = new nn.Sequential(new nn.Linear(2,5), new nn.ReLU(), new nn.Linear(5,1)); time("circles", trainer(m, new nn.BCEWithLogitsLoss(), new optim.Adam(m.parameters(), {lr:0.1}), randn(50,2), rand(50))); }
{ const m = new nn.Sequential(new nn.Linear(2,5), new nn.ReLU(), new nn.Linear(5,4)); time("blobs", trainer(m, new nn.CrossEntropyLoss(), new optim.Adam(m.parameters(), {lr:0.1}), randn(50,2), randint(0,4,[50]), false)); }
{ const a = tensor([1]), b = tensor([2]); time("add", () => { for (let i=0;i<1;i++) a.add(b) }); const c = tensor([1],{requiresGrad:true}); time("add rec", () => { c.add(b) }); }
for (const n of [256,512]) { const a=randn(n,n), b=randn(n,n); a.matmul(b); const t=performance.now(); const k = n===256?10:3; for(let i=0;i<k;i++) a.matmul(b); console.log("matmul",n,(2*n**3*k/(performance.now()-t)/1e6).toFixed(2),"GFLOP/s"); }
