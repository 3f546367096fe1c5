/** The findings list and its filters. */
export const LIST_STYLES = `
.filters{display:flex;flex-wrap:wrap;gap:.35rem;list-style:none}
.filters a{display:inline-block;padding:.25rem .75rem;border:1px solid var(--line);border-radius:99px;background:var(--surface);color:var(--text);text-decoration:none;font-size:.9rem}
.filters a:hover{border-color:var(--control)}
.filters a[aria-current]{border-color:var(--link);box-shadow:inset 0 0 0 1px var(--link);font-weight:600}
.filters .count{color:var(--muted);font-variant-numeric:tabular-nums;margin-left:.25rem}
.findings{list-style:none;background:var(--surface);border:1px solid var(--line);border-radius:10px}
.findings>li{display:grid;grid-template-columns:6.2rem minmax(0,1fr) 4.2rem 8.6rem 7.6rem;gap:.2rem 1rem;padding:.8rem 1.15rem;align-items:start}
.findings>li+li{border-top:1px solid var(--line)}
.findings>li:hover{background:var(--sunken)}
.findings>li:first-child{border-radius:10px 10px 0 0}
.findings>li:last-child{border-radius:0 0 10px 10px}
.findings h2{font-size:1rem;font-weight:450;line-height:1.4;overflow-wrap:anywhere}
.findings h2 a{color:var(--text);text-decoration:none}
.findings h2 a:hover{color:var(--link);text-decoration:underline}
.findings .on{color:var(--muted);font-size:.9rem;overflow-wrap:anywhere}
.findings .number{text-align:right;font-variant-numeric:tabular-nums}
.findings .number b{font-size:1.05rem;font-weight:650;line-height:1.4}
.findings .number>*{display:block}
.findings .side{font-size:.86rem;line-height:1.55}
.findings .side>span{display:block}
.findings .label{color:var(--muted)}
.empty{text-align:left}
.empty ol,.steps-plain{padding-left:1.25rem}
.empty li+li{margin-top:.5rem}
.pages{display:flex;gap:1rem}
@media (max-width:52rem){
.findings>li{grid-template-columns:auto minmax(0,1fr);gap:.35rem .7rem;padding:.8rem .9rem}
.findings .what{grid-column:1/-1;grid-row:2}
.findings .number{text-align:left;grid-column:2;grid-row:1}
.findings .number b{font-size:inherit}
.findings .number>*,.findings .side>span{display:inline}
.findings .side{grid-column:1/-1;display:flex;flex-wrap:wrap;gap:0 .9rem}
}
`;
