import { chromium } from 'playwright-core';
const base=process.argv[2], out=process.argv[3];
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--headless','--no-sandbox','--disable-gpu','--disable-background-networking','--disable-component-update','--disable-sync']});
const paths=process.argv.slice(4);
for (const [w,h,scheme] of [[1280,820,'light'],[360,740,'dark']]) {
  const c=await b.newContext({baseURL:base,viewport:{width:w,height:h},colorScheme:scheme});
  const p=await c.newPage();
  await p.goto('/sign-in'); await p.fill('[name=email]','editor@demo.example'); await p.fill('[name=password]','throw-away newsroom'); await p.click('main button');
  await p.waitForURL(u=>!String(u).includes('sign-in'));
  if(w===1280){ await p.evaluate(async()=>{ for (const f of [{name:'Denials to follow up',query:'stance=denies',shared:'yes'},{name:'نفي رسمي',query:'stance=denies&adverse=yes&source_type=government',shared:'no'}]) await fetch('/filters',{method:'POST',body:new URLSearchParams(f)}); }); await p.goto('/claims?stance=denies'); }
  for (const [i,path] of paths.entries()) { await p.goto(path); await p.waitForLoadState('networkidle'); await p.screenshot({path:`${out}/${i}-${w}.png`}); }
  await c.close();
}
await b.close();
