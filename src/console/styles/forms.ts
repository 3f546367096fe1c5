/** Fields, buttons and the decision forms. */
export const FORM_STYLES = `
form.fields{display:grid;gap:.8rem;align-content:start}
form.fields.panel>*{margin-top:0}
label{display:block;font-size:.9rem;font-weight:600}
.hint{font-weight:400;color:var(--muted);font-size:.86rem}
input[type=text],select,textarea{font:inherit;font-weight:400;color:var(--text);background:var(--surface);border:1px solid var(--control);border-radius:7px;padding:.45rem .6rem;width:100%;max-width:26rem;display:block;margin-top:.2rem}
::placeholder{color:var(--muted);opacity:1}
textarea{max-width:none;min-height:11rem;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.875rem;resize:vertical}
.check{display:flex;gap:.55rem;align-items:flex-start;font-weight:400}
.check input{margin:.2rem 0 0;width:1.05rem;height:1.05rem;flex:none}
button{font:inherit;font-weight:600;border-radius:7px;padding:.5rem 1.1rem;border:1px solid var(--control);background:var(--surface);color:var(--text);cursor:pointer;min-height:2.6rem}
button:hover{filter:brightness(1.07)}
button.approve{background:var(--approve);border-color:var(--approve);color:var(--onButton)}
button.danger{background:var(--danger);border-color:var(--danger);color:var(--onButton)}
.find{display:flex;gap:.35rem;align-items:center}
.find input[type=text]{margin:0;width:11.5rem;padding:.3rem .55rem;font-size:.9rem}
.find button{padding:.25rem .7rem;min-height:0;font-size:.9rem}
.hidden-label{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.decide{display:grid;gap:1.4rem 2rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));border-top:1px solid var(--line);padding-top:1rem}
@media (max-width:36rem){
.find{width:100%}
.find input[type=text]{flex:1;width:auto;max-width:none}
form.fields button{width:100%}
}
`;
