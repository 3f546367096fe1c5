/** A proposal: what it will do, its diff, its way from offer to verification. */
export const PROPOSAL_STYLES = `
.steps-plain{overflow-wrap:anywhere}
.steps-plain li+li{margin-top:.3rem}
.diff{border:1px solid var(--line);border-radius:8px;overflow:hidden}
.diff figcaption{padding:.5rem .9rem;border-bottom:1px solid var(--line);font-size:.9rem;display:flex;flex-wrap:wrap;gap:.1rem .8rem;background:var(--surface)}
.diff figcaption .last{margin-left:auto;color:var(--muted)}
.diff pre{border:0;border-radius:0;padding:.4rem 0;background:var(--sunken);line-height:1.5}
.diff pre>*{display:grid;grid-template-columns:2.2ch minmax(0,1fr);padding:0 .9rem;text-decoration:none;border-left:4px solid transparent}
.diff ins{background:var(--added);color:var(--addedText);border-left-color:var(--addedText)}
.diff del{background:var(--removed);color:var(--removedText);border-left-color:var(--removedText)}
.diff .hunk{color:var(--muted)}
.diff .sign{user-select:none;font-weight:700}
meter{width:9rem;height:.7rem;vertical-align:middle;margin-right:.5rem}
.way{list-style:none;display:grid;gap:0}
.way li{position:relative;padding:0 0 .7rem 1.5rem;overflow-wrap:anywhere}
.way li::before{content:"";position:absolute;left:.25rem;top:.45rem;width:.6rem;height:.6rem;border-radius:50%;background:var(--control)}
.way li::after{content:"";position:absolute;left:.52rem;top:1.15rem;bottom:-.35rem;width:1px;background:var(--line)}
.way li:last-child{padding-bottom:0}
.way li:last-child::after{display:none}
.way li.good::before{background:var(--goodText)}
.way li.bad::before{background:var(--badText)}
.way li.wait::before{background:var(--waitText)}
.way b{font-weight:650}
section.panel>h2.answer{font-weight:450}
details.panel>summary{cursor:pointer;font-weight:600;overflow-wrap:anywhere}
.nested>*+*{margin-top:.85rem}
`;
