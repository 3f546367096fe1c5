/** Frame, type and focus of every page. */
export const PAGE_STYLES = `
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
h1,h2,h3,p,ul,ol,dl,dd,figure,table,pre{margin:0;padding:0}
h1{font-size:1.45rem;line-height:1.3;font-weight:650;letter-spacing:-.01em;overflow-wrap:anywhere}
h1.answer{font-weight:450}
h1 b,h2 b{font-weight:650}
h2{font-size:1.05rem;line-height:1.35;font-weight:650}
h3{font-size:.95rem;font-weight:650}
a{color:var(--link);text-underline-offset:.15em}
code,pre,.mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.875em}
code,.mono{overflow-wrap:anywhere}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:4px}
main:focus{outline:none}
.muted{color:var(--muted)}
.small{font-size:.86rem}
.skip{position:absolute;left:-100vw;top:0;background:var(--surface);padding:.6rem 1rem;z-index:2}
.skip:focus{left:0}
.bar{background:var(--surface);border-bottom:1px solid var(--line)}
.bar>div{max-width:70rem;margin:0 auto;padding:.55rem 1.25rem;display:flex;flex-wrap:wrap;align-items:center;gap:.4rem 1.5rem}
.brand{font-weight:700;letter-spacing:-.01em;text-decoration:none;color:var(--text)}
.bar nav{display:flex;gap:.25rem;margin-right:auto}
.bar nav a{padding:.3rem .7rem;border-radius:6px;text-decoration:none;color:var(--muted)}
.bar nav a:hover{background:var(--sunken);color:var(--text)}
.bar nav a[aria-current]{background:var(--sunken);color:var(--text);font-weight:600}
main{display:block;max-width:70rem;margin:0 auto;padding:1.5rem 1.25rem 3rem}
.stack>*+*{margin-top:1.1rem}
.back{font-size:.9rem;display:inline-block}
.panel{background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:1.15rem 1.25rem}
.panel>*+*{margin-top:.85rem}
.panel-head{display:flex;flex-wrap:wrap;align-items:baseline;gap:.35rem .8rem}
.panel-head .last{margin-left:auto}
.columns{display:grid;gap:1.1rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));align-items:start}
.notice{border:1px solid var(--line);border-left-width:5px;border-radius:8px;padding:.75rem 1rem;background:var(--surface)}
.notice p+p{margin-top:.3rem}
.notice.wait{border-color:var(--waitText);background:var(--wait);color:var(--waitText)}
.notice.bad{border-color:var(--badText);background:var(--bad);color:var(--badText)}
.notice.good{border-color:var(--goodText);background:var(--good);color:var(--goodText)}
.badge{display:inline-block;padding:.05rem .55rem;border-radius:99px;font-size:.8rem;font-weight:600;line-height:1.55;white-space:nowrap;background:var(--calm);color:var(--calmText)}
.badge.wait{background:var(--wait);color:var(--waitText)}
.badge.good{background:var(--good);color:var(--goodText)}
.badge.bad{background:var(--bad);color:var(--badText)}
.badge.news{background:var(--news);color:var(--newsText)}
dl.facts{display:grid;grid-template-columns:minmax(6.5rem,max-content) minmax(0,1fr);gap:.4rem 1.1rem}
dl.facts dt{color:var(--muted);font-size:.9rem}
dl.facts dd{overflow-wrap:anywhere}
dl.facts dd ul{list-style:none}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th{text-align:left;color:var(--muted);font-weight:600;font-size:.82rem}
th,td{padding:.4rem .9rem .4rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
tr:last-child td{border-bottom:0}
td.time{white-space:nowrap}
pre{background:var(--sunken);border:1px solid var(--line);border-radius:8px;padding:.8rem .9rem;white-space:pre-wrap;overflow-wrap:anywhere}
footer{max-width:70rem;margin:0 auto;padding:0 1.25rem 2rem;color:var(--muted);font-size:.82rem}
@media (max-width:36rem){
h1{font-size:1.2rem}
main{padding:1.1rem .9rem 2.5rem}
.bar>div{padding:.5rem .9rem}
.panel{padding:.95rem .95rem}
dl.facts{grid-template-columns:minmax(0,1fr);gap:.05rem}
dl.facts dd{margin-bottom:.5rem}
table.history,table.history tbody,table.history tr,table.history td{display:block}
table.history thead{position:absolute;left:-200vw}
table.history td{border:0;padding:0}
table.history tr{border-bottom:1px solid var(--line);padding:.5rem 0}
}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
`;
