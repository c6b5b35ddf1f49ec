/** The light tokens of the product: what holds where a client reads no style sheet, or inverts colours by itself. */
export const colour = {
  background: '#FFFFFF',
  surface: '#F6F7F9',
  text: '#14171F',
  muted: '#545E6E',
  accent: '#2F54C8',
  divider: '#D5DAE1',
};
export const font = '"Inter Variable", Inter, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
export const line = { color: colour.text, fontSize: 14, lineHeight: '20px', margin: '0 0 12px' };
export const rule = `1px solid ${colour.divider}`;

/** For clients that know of dark themes. The important flags are against the colours that stand in the elements. */
export const darkStyle = `@media (prefers-color-scheme: dark) {
.ground, .ground td[style*=F6F7F9] { background-color: #101319 !important }
.sheet { background-color: #181C24 !important; border-color: #303846 !important }
.ink { color: #E9ECF1 !important }
.muted { color: #A3ADBB !important }
.link { color: #A9BCFF !important }
.rule { border-color: #303846 !important }
.good { color: #7FD6A2 !important }
.watch { color: #F0C36A !important }
.bad { color: #FF9C94 !important }
}`;
