/** The look: that of the U.S. Web Design System unless the page sets the custom properties. */
const CSS = `
:host {
  --_primary: var(--govseg-primary, #005ea2);
  --_primary-dark: var(--govseg-primary-dark, #1a4480);
  --_ink: var(--govseg-ink, #1b1b1b);
  --_muted: var(--govseg-muted, #565c65);
  --_ground: var(--govseg-ground, #ffffff);
  --_line: var(--govseg-line, #71767a);
  --_chosen: var(--govseg-chosen, #e5eff6);
  --_focus: var(--govseg-focus, #2491ff);
  --_error: var(--govseg-error, #b50909);
  --_radius: var(--govseg-radius, 0.25rem);
  display: block;
  max-width: 40rem;
  color: var(--_ink);
  background: var(--_ground);
  font: 1.06rem/1.5 var(--govseg-font, "Source Sans Pro Web", "Source Sans Pro", "Source Sans 3", "Helvetica Neue", Helvetica, Roboto, Arial, sans-serif);
  overflow-wrap: anywhere;
}
:host([hidden]) { display: none; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
h2, legend { font-size: 1.46rem; line-height: 1.3; font-weight: 700; margin: 0 0 0.5rem; padding: 0; }
h3, h2.small { font-size: 1.06rem; line-height: 1.3; margin: 1.5rem 0 0.25rem; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
p { margin: 0 0 0.75rem; }
.progress, .help, small { color: var(--_muted); }
small { display: block; font-size: 0.93rem; line-height: 1.4; }
.tile {
  display: flex; font-weight: 400; gap: 0.75rem; align-items: flex-start;
  border: 2px solid var(--_line); border-radius: var(--_radius);
  margin: 0.5rem 0 0; padding: 0.75rem 1rem; cursor: pointer;
}
.tile:has(:checked) { background: var(--_chosen); border-color: var(--_primary); }
.tile input { flex: none; width: 1.25rem; height: 1.25rem; margin: 0.15rem 0 0; accent-color: var(--_primary); }
.tile small { color: var(--_ink); }
[part=result] { border-inline-start: 0.5rem solid var(--_primary); padding: 0.25rem 0 0.25rem 0.75rem; }
.buttons { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; margin: 1.5rem 0 0; }
button {
  font: inherit; font-weight: 700; line-height: 1; cursor: pointer;
  min-height: 2.75rem; padding: 0.75rem 1.25rem;
  border: 0; border-radius: var(--_radius);
  color: var(--_ground); background: var(--_primary);
}
button:hover { background: var(--_primary-dark); }
button.outline { color: var(--_primary); background: var(--_ground); box-shadow: inset 0 0 0 2px var(--_primary); }
button.outline:hover { color: var(--_primary-dark); box-shadow: inset 0 0 0 2px var(--_primary-dark); }
button.link { color: var(--_primary); background: none; min-height: 1.5rem; padding: 0.25rem 0; font-weight: 400; text-decoration: underline; }
button.link:hover { color: var(--_primary-dark); }
button:disabled, :host(:state(disabled)) .tile { cursor: not-allowed; opacity: 0.7; }
:focus-visible { outline: 0.25rem solid var(--_focus); outline-offset: 0.1rem; }
[tabindex="-1"]:focus { outline: 0.25rem solid var(--_focus); outline-offset: 0.1rem; }
.alert { border-inline-start: 0.5rem solid var(--_error); padding: 0.75rem 1rem; background: #f4e3db; color: #1b1b1b; margin: 0 0 1rem; }
.error { color: var(--_error); font-weight: 700; margin: 0.75rem 0 0; }
label { display: block; font-weight: 700; margin: 1.25rem 0 0; }
label.head { font-size: 1.46rem; line-height: 1.3; margin: 0 0 0.5rem; }
textarea, select {
  display: block; width: 100%; min-height: 2.75rem; padding: 0.5rem; margin: 0.25rem 0 0;
  font: inherit; color: var(--_ink); background: var(--_ground); border: 1px solid var(--_line); border-radius: 0;
}
textarea { resize: vertical; }
[aria-invalid] { border: 0.25rem solid var(--_error); }
ul { margin: 0; padding-inline-start: 1.25rem; }
dl { margin: 0; }
.answers { border-block-start: 1px solid var(--_line); margin-block-start: 2rem; }
.answers dl > div { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: baseline; padding: 0.35rem 0; }
.answers dt { flex: 1 1 14rem; }
.answers dd { margin: 0; font-weight: 700; flex: 1 1 8rem; }
.answers dd.change { flex: none; font-weight: 400; }
.answers p { margin: 0.5rem 0 0; }
.buttons + p { margin: 1.5rem 0 0; }
.status { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (prefers-reduced-motion: no-preference) {
  button, .tile { transition: background-color 0.15s, border-color 0.15s; }
}
@media (forced-colors: active) {
  button { border: 2px solid ButtonText; }
  .tile:has(:checked) { border-color: Highlight; }
}
`;

let sheet: CSSStyleSheet | undefined;

/** Constructed, so that no content security policy needs to allow inline styles. */
export function style(): CSSStyleSheet {
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
  }
  return sheet;
}
