import { openSync, readSync } from 'node:fs';
import { createTextIndex } from './server/core/textIndex.ts';
import { isUtf8 } from 'node:buffer';
const index = createTextIndex(2**21)!;
const chunk = Number(process.argv[3] ?? 2**20);
const f = openSync(process.argv[2]!, 'r');
let tr=0,tl=0,tu=0,n=0; const t00=performance.now(); let first=0;
for (let pos=0; pos< 800e6; ) { const t0=performance.now(); const len=readSync(f,index.window,0,chunk,pos); const t1=performance.now(); index.list(len); const t2=performance.now(); isUtf8(index.window.subarray(0,len)); const t3=performance.now(); tr+=t1-t0; tl+=t2-t1; tu+=t3-t2; pos+=len; n++; if(len===0)break; if(n===40) first=tl;}
console.log(`chunk ${chunk} total ${(performance.now()-t00).toFixed(0)} read ${tr.toFixed(0)} list ${tl.toFixed(0)} (first 40 calls ${first.toFixed(0)}) utf8 ${tu.toFixed(0)}`);
